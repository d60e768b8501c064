"""The public programme and its files: what everybody reads, and what nobody may."""

import io
import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from typing import Any

import pytest
import vobject
from django.test import Client
from i18nfield.strings import LazyI18nString
from lxml import etree
from pypdf import PdfReader

from programm.actions.freigeben import freigeben
from programm.actions.mitwirken import zustimmung_widerrufen
from programm.actions.raster import einplanen
from programm.models import Mitwirkende, Programmfassung
from tests import welt
from tests.lesen import anweisungen, text
from tests.programm.fuellung import Fuellung, fuelle

pytestmark = pytest.mark.django_db

DATEIEN = ("programm.ics", "programm.pdf", "schedule.xml", "schedule.json")


@pytest.fixture(scope="module")
def gefuellt(bestand: Callable[..., Any]) -> Iterator[Fuellung]:
    with bestand(lambda: fuelle(welt.konferenz())) as p:
        yield p


@pytest.fixture
def p(gefuellt: Fuellung, db: None) -> Fuellung:
    return gefuellt


def adresse(pfad: str, sprache: str = "") -> str:
    return f"{sprache and '/' + sprache}/2024/programm/{pfad}"


def hole(pfad: str = "", status: int = 200, sprache: str = "") -> bytes:
    antwort = Client().get(adresse(pfad, sprache))
    assert antwort.status_code == status, antwort
    return antwort.content


def lies(pfad: str = "", sprache: str = "") -> str:
    return text(Client().get(adresse(pfad, sprache)))


def pdf_text(sprache: str = "") -> str:
    return "\n".join(
        seite.extract_text() for seite in PdfReader(io.BytesIO(hole("programm.pdf", sprache=sprache))).pages
    )


def test_raster_und_liste_zeigen_die_freigegebene_fassung(p: Fuellung) -> None:
    seite = lies()
    for satz in (
        "Fassung 1, veröffentlicht am",
        "Begrüßung und Auftakt",
        "AG 2: Wohnen",
        "Mittagessen im Foyer",
        "35 Plätze frei",
    ):
        assert satz in seite
    assert "Markt der Möglichkeiten" not in seite  # has no time
    einplanen(punkt=p.wartend, zeitfenster=p.fenster[1], raum=p.raeume["Großer Saal"], person=p.amira)
    assert "Markt der Möglichkeiten" not in lies()  # not released
    freigeben(konferenz=p.konferenz, person=p.amira)
    assert "Markt der Möglichkeiten" in lies()


def test_vor_der_ersten_fassung_sagt_die_seite_es_und_dateien_gibt_es_nicht(p: Fuellung) -> None:
    Programmfassung.objects.all().delete()
    assert "Das Programm entsteht gerade" in lies()
    assert "/2024/programm/" not in Client().get("/2024/").content.decode()
    for datei in (*DATEIEN, "ag-1/"):
        hole(datei, status=404)


@pytest.mark.parametrize(
    ("frage", "drin", "draussen"),
    [
        ("?sprache=ar", ["AG 1: Arbeit und Ausbildung", "Mittagessen"], ["AG 2: Wohnen"]),
        ("?zugang=gebaerdensprache", ["AG 1: Arbeit und Ausbildung"], ["AG 2: Wohnen", "Begrüßung"]),
        ("?zugang=stufenlos", ["AG 2: Wohnen"], ["Saal im Keller"]),
        ("?sprache=ar&zugang=induktion", ["Mittagessen"], ["AG 1", "AG 2"]),
        ("?zugang=unsinn", ["AG 2: Wohnen", "Bitte wählen Sie aus der Liste."], []),
        ("?sprache=klingonisch", ["AG 2: Wohnen", "Bitte wählen Sie aus der Liste."], []),
    ],
)
def test_der_filter_zeigt_was_jemand_braucht(
    p: Fuellung, frage: str, drin: list[str], draussen: list[str]
) -> None:
    seite = lies(frage)
    assert [satz for satz in drin if satz not in seite] == []
    assert [satz for satz in draussen if satz in seite] == []


def test_die_seite_der_arbeitsgruppe(p: Fuellung) -> None:
    seite = lies("ag-1/")
    for satz in (
        "Was hilft beim Weg in den Beruf?",
        "Was hat geholfen?",
        "Luca Romano",
        "Berät seit zehn Jahren",
        "Fragen sammeln",
        "13:45 bis 15:15",
    ):
        assert satz in seite
    assert "What helps?" in lies("ag-1/", sprache="en")
    assert "المجموعة 1" in lies("ag-1/", sprache="ar")
    hole("ag-3/", status=404)  # cancelled
    hole("ag-99/", status=404)


def test_wer_nicht_zustimmt_steht_nirgends_und_ein_widerruf_gilt_sofort(p: Fuellung) -> None:
    """Consent × place: page, page of the group, calendar, XML, JSON, PDF; the interpreter never agreed."""

    def orte() -> dict[str, str]:
        texte = {datei: hole(datei).decode() for datei in ("", "ag-1/", "programm.ics", "schedule.xml")}
        return {**texte, "schedule.json": hole("schedule.json").decode(), "programm.pdf": pdf_text()}

    wo = orte()
    assert [ort for ort, inhalt in wo.items() if "Luca Romano" in inhalt] == [
        "ag-1/", "schedule.xml", "schedule.json", "programm.pdf",
    ]  # fmt: skip
    assert [ort for ort, text in wo.items() if "ليلى" in text or "حداد" in text] == []
    zustimmung_widerrufen(
        mitwirkende=Mitwirkende.objects.get(person__anzeigename="Luca Romano"), person=p.amira
    )
    assert [ort for ort, text in orte().items() if "Luca" in text or "Berät" in text] == []


def test_der_kalender_gelesen_von_einer_anderen_bibliothek(p: Fuellung) -> None:
    """Times, place, the same UID in each version, a rising SEQUENCE."""

    def termine() -> dict[str, Any]:
        kalender = vobject.readOne(hole("programm.ics").decode())
        return {termin.uid.value: termin for termin in kalender.vevent_list}

    erste = termine()
    assert len(erste) == 7
    auftakt = next(termin for termin in erste.values() if "Auftakt" in termin.summary.value)
    assert auftakt.dtstart.value.astimezone(UTC) == datetime(2024, 11, 16, 9, 0, tzinfo=UTC)
    assert auftakt.location.value.startswith("Großer Saal, Bürgerhaus")
    p.auftakt.titel = LazyI18nString({"de": "Böse;\r\nBEGIN:VEVENT, \\n"})
    p.auftakt.save()
    freigeben(konferenz=p.konferenz, person=p.amira)
    zweite = termine()
    assert set(zweite) == set(erste)
    neuer = zweite[auftakt.uid.value]
    assert neuer.summary.value == "Böse;\nBEGIN:VEVENT, \\n"
    assert [int(termin.sequence.value) for termin in (auftakt, neuer)] == [1, 2]


def test_frab_in_xml_und_json_sagt_dasselbe(p: Fuellung) -> None:
    """Read by lxml and json; every event in its room, durations as HH:MM, guids unique and stable."""
    daten = json.loads(hole("schedule.json"))["schedule"]
    wurzel = etree.fromstring(hole("schedule.xml"))
    konferenz = daten["conference"]
    assert (konferenz["start"], konferenz["daysCount"], konferenz["time_zone_name"]) == (
        "2024-11-16",
        1,
        "Europe/Berlin",
    )
    ereignisse = {e["guid"]: e for tag in konferenz["days"] for raum in tag["rooms"].values() for e in raum}
    in_xml = {e.get("guid"): e for e in wurzel.iterfind("day/room/event")}
    assert len(ereignisse) == 7
    assert set(in_xml) == set(ereignisse)
    for guid, eines in ereignisse.items():
        xml = in_xml[guid]
        for name in ("date", "start", "duration", "room", "slug", "title", "language", "url"):
            assert xml.findtext(name) == eines[name]
        assert xml.getparent().get("name") == eines["room"]
        assert [einer.text for einer in xml.iterfind("persons/person")] == [
            e["public_name"] for e in eines["persons"]
        ]
    gruppe = next(e for e in ereignisse.values() if "Fragen sammeln" in e["title"])
    assert (gruppe["start"], gruppe["duration"], gruppe["room"]) == ("10:00", "00:30", "Saal im Keller")
    assert datetime.fromisoformat(gruppe["date"]) == datetime(2024, 11, 16, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("sprache", "wort"), [("", "Der Tag"), ("en", "The day"), ("tr", "Gün"), ("de-simple", "Der Tag")]
)
def test_das_pdf_spricht_die_sprache_der_seite(p: Fuellung, sprache: str, wort: str) -> None:
    datei = PdfReader(io.BytesIO(hole("programm.pdf", sprache=sprache)))
    assert datei.trailer["/Root"]["/Lang"] == (sprache or "de").partition("-")[0]
    assert datei.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert wort in pdf_text(sprache)
    assert "Mittagessen im Foyer" in pdf_text(sprache)  # German where nothing is translated


def test_gleich_viele_anweisungen_bei_200_punkten(p: Fuellung) -> None:
    pfade = ("", "ag-1/", "programm.ics", "schedule.xml", "schedule.json")
    taten = [partial(hole, pfad) for pfad in pfade]
    wenige = anweisungen(*taten)
    for nummer in range(200):
        p.punkt(titel=f"Punkt {nummer}", zeitfenster=p.fenster[nummer % 4])
    freigeben(konferenz=p.konferenz, person=p.amira)
    assert anweisungen(*taten) == wenige
    assert max(wenige) <= 9, wenige

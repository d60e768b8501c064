"""The calendar file: it reads back as it was meant, in every language, for every title."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st
from i18nfield.strings import LazyI18nString
from icalendar import Calendar

from anmeldung.kalender import anlage, kalenderdatei
from anmeldung.models import Anmeldung
from konferenz.models import Konferenz, Ort
from tests import welt

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.fixture(autouse=True)
def deutsch() -> Iterator[None]:
    """A page shown in another language by an earlier test leaves it active."""
    with override("de"):
        yield


def _konferenz(**felder: object) -> Konferenz:
    ort = Ort(
        name="Bürgerhaus; Süd, EG",
        strasse="Am Markt 1",
        plz="12345",
        ort="Musterstadt",
        anfahrt=LazyI18nString({"de": "S-Bahn"}),
    )
    angaben = {
        "kennung": "2024",
        "titel": LazyI18nString({"de": "Konferenz", "ar": "مؤتمر"}),
        "beginn": welt.am("2024-11-16", "10:00"),
        "ende": welt.am("2024-11-16", "17:00"),
        "einlass_ab": welt.am("2024-11-16", "09:15"),
        "ort": ort,
    }
    return Konferenz(**{**angaben, **felder})


def _termin(inhalt: bytes):
    kalender = Calendar.from_ical(inhalt)
    (termin,) = kalender.walk("VEVENT")
    return termin


def test_die_datei_liest_sich_zurueck() -> None:
    """I16"""
    datei = kalenderdatei(_konferenz())
    termin = _termin(datei.inhalt)
    assert (datei.name, datei.typ) == ("konferenz-2024.ics", "text/calendar; charset=utf-8; method=PUBLISH")
    assert {
        name: str(termin[name]) for name in ("SUMMARY", "LOCATION", "DESCRIPTION", "UID", "URL", "STATUS")
    } == {
        "SUMMARY": "Konferenz",
        "LOCATION": "Bürgerhaus; Süd, EG, Am Markt 1, 12345 Musterstadt",
        "DESCRIPTION": "Einlass ab 09:15 Uhr\n\nS-Bahn",
        "UID": "konferenz-2024@konferenz.example",
        "URL": "https://konferenz.example/2024/",
        "STATUS": "CONFIRMED",
    }
    assert termin["DTSTART"].dt == datetime(2024, 11, 16, 10, 0, tzinfo=BERLIN)
    assert termin["DTEND"].dt == datetime(2024, 11, 16, 17, 0, tzinfo=BERLIN)
    assert termin["DTSTART"].params["TZID"] == "Europe/Berlin"


def test_die_zeitzone_ist_auf_das_jahr_verengt() -> None:
    zone = Calendar.from_ical(kalenderdatei(_konferenz()).inhalt).walk("VTIMEZONE")[0]
    assert zone["TZID"] == "Europe/Berlin"
    assert {teil["DTSTART"].dt.year for teil in zone.subcomponents} == {2024}
    assert len(zone.subcomponents) <= 3


def test_die_kennung_bleibt_wenn_sich_der_termin_aendert() -> None:
    verlegt = _konferenz(
        beginn=welt.am("2025-02-14", "10:00"),
        ende=welt.am("2025-02-14", "17:00"),
        titel=LazyI18nString({"de": "Neu"}),
    )
    assert _termin(kalenderdatei(verlegt).inhalt)["UID"] == _termin(kalenderdatei(_konferenz()).inhalt)["UID"]


def test_als_anlage_steht_sie_in_der_sprache_des_briefs() -> None:
    termin = _termin(anlage(Anmeldung(konferenz=_konferenz()), "ar").inhalt)
    assert (str(termin["SUMMARY"]), termin["SUMMARY"].params["LANGUAGE"]) == ("مؤتمر", "ar")
    with override("ar"):
        assert str(_termin(anlage(Anmeldung(konferenz=_konferenz()), "de").inhalt)["SUMMARY"]) == "Konferenz"


def test_ohne_termin_gibt_es_keine_datei() -> None:
    with pytest.raises(ValidationError):
        kalenderdatei(_konferenz(beginn=None, ende=None))


def test_ohne_ort_und_einlass_fehlt_nur_das() -> None:
    termin = _termin(kalenderdatei(_konferenz(ort=None, einlass_ab=None)).inhalt)
    assert str(termin["LOCATION"]) == str(termin["DESCRIPTION"]) == ""


@settings(max_examples=150, deadline=timedelta(seconds=5))
@given(st.text(max_size=300))
def test_kein_titel_sprengt_die_datei(titel: str) -> None:
    """I16: separators, line ends and control characters stay text; no line is longer than 75 octets."""
    inhalt = kalenderdatei(_konferenz(titel=LazyI18nString({"de": titel}))).inhalt
    zeilen = inhalt.split(b"\r\n")
    assert all(len(zeile) <= 75 for zeile in zeilen)
    assert [zeile for zeile in zeilen if zeile.startswith(b"BEGIN:VEVENT")] == [b"BEGIN:VEVENT"]
    sichtbar = "".join(zeichen for zeichen in titel if zeichen == "\n" or zeichen.isprintable())
    erwartet = sichtbar.replace(
        "\\N", "\n"
    )  # icalendar takes what is typed so for the line end it is in such a file
    assert str(_termin(inhalt)["SUMMARY"]) == erwartet


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("sprache", "titel"), [("", "Integrationskonferenz 2024"), ("en/", "Integration conference 2024")]
)
def test_jeder_kann_den_termin_holen(client: Client, sprache: str, titel: str) -> None:
    welt.bezirk()
    welt.konferenz()
    antwort = client.get(f"/{sprache}2024/termin.ics")
    assert antwort["Content-Disposition"] == 'attachment; filename="konferenz-2024.ics"'
    assert antwort["Content-Type"].startswith("text/calendar")
    assert str(_termin(antwort.content)["SUMMARY"]) == titel

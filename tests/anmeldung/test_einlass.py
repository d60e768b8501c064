"""The day: letting people in at several desks, without registration, from paper."""

import io
import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from pypdf import PdfReader

from anmeldung import actions
from anmeldung.actions.einlass import code_zu, nachtragen
from anmeldung.actions.gruppen import gruppe_waehlen
from anmeldung.actions.plaetze import plaetze_aendern
from anmeldung.models import Anmeldung, Anwesenheit, Platz
from konferenz.models import Benutzer, Nachricht, Zugriff
from tests import welt
from tests.lesen import anweisungen, text
from tests.orakel import verletzungen_plaetze
from tests.personen import person as konto
from tests.programm.welt import Programm, programm

URL = "/arbeit/2024/einlass/"


@pytest.fixture(scope="module")
def gefuellt(bestand: Callable[..., Any]) -> Iterator[Programm]:
    with bestand(programm) as p:
        yield p


@pytest.fixture
def p(gefuellt: Programm, db: None) -> Programm:
    return gefuellt


@pytest.fixture
def emil(p: Programm) -> Benutzer:
    return konto("einlass", name="Emil Schulz", email="emil@bezirk.example")


@pytest.fixture
def tisch(emil: Benutzer) -> Client:
    client = Client()
    client.force_login(emil)
    return client


def seite(antwort: Any) -> str:
    assert antwort.status_code == 200, antwort
    return text(antwort)


def suche(client: Client, wer: str) -> str:
    return seite(client.post(URL, {"wer": wer}, follow=True))


def tue(client: Client, wer: Anmeldung, tat: str = "einlassen", **daten: str) -> str:
    return seite(client.post(f"{URL}{wer.pk}/{tat}/", daten, follow=True))


def test_nummer_und_code_lassen_sofort_ein_wie_auch_immer_geschrieben(p: Programm, tisch: Client) -> None:
    ipek, omar, anna = (
        welt.bestaetigt(p.konferenz, name=name) for name in ("İpek Gül-Şahin", "Omar", "Anna")
    )
    gruppe_waehlen(anmeldung=ipek, gruppe=p.wohnen)
    with welt.zeit("2024-11-16", "09:42"):
        tisch.post(f"{URL}tisch/", {"tisch": " 2 "})
        antwort = suche(tisch, f" {ipek.nummer.lower().replace('-', ' ')} ")
        assert "jetzt eingelassen, 9:42 Uhr" in antwort
        assert "AG 2: Wohnen" in antwort
        assert "İpek Gül-Şahin" in antwort
        suche(tisch, code_zu(omar))
    assert set(Anwesenheit.objects.values_list("anmeldung__name", "tisch")) == {
        ("İpek Gül-Şahin", "2"),
        ("Omar", "2"),
    }
    with welt.zeit("2024-11-16", "10:30"):
        assert "schon da seit 9:42 Uhr" in suche(tisch, ipek.nummer)
    assert not hasattr(anna, "anwesenheit")


def test_ein_teil_des_namens_laesst_niemanden_ein_sondern_fragt(p: Programm, tisch: Client) -> None:
    fatima = welt.bestaetigt(p.konferenz, name="فاطمة الزهراء")
    antwort = suche(tisch, "فاطمة")
    assert "1 Person passt. Ist sie es?" in antwort
    assert not Anwesenheit.objects.exists()
    assert "jetzt eingelassen" in tue(tisch, fatima)
    assert "Niemand passt." in suche(tisch, "Schmidt")
    assert "Bitte füllen Sie dieses Feld aus." in suche(tisch, " ")


def test_abgesagt_heisst_nein_mit_dem_naechsten_schritt(p: Programm, tisch: Client) -> None:
    karin = welt.bestaetigt(p.konferenz, name="Karin")
    actions.absagen(anmeldung=karin)
    antwort = suche(tisch, karin.nummer)
    assert "nicht eingelassen" in antwort
    assert "Diese Anmeldung ist abgesagt." in antwort
    assert f'href="{URL}ohne-anmeldung/"' in antwort
    assert "Diese Anmeldung ist abgesagt." in tue(tisch, karin, trotzdem="1")
    assert not Anwesenheit.objects.exists()


def test_wer_wartet_kommt_hinein_wenn_jemand_fehlt(p: Programm, tisch: Client) -> None:
    plaetze_aendern(konferenz=p.konferenz, plaetze=1)
    sitzt, wartet = welt.bestaetigt(p.konferenz), welt.bestaetigt(p.konferenz, name="Wartend")
    assert "steht auf der Warteliste" in suche(tisch, wartet.nummer)
    assert "Das Haus ist voll." in tue(tisch, wartet, trotzdem="1")
    with welt.zeit("2024-11-16", "10:30"):
        actions.absagen(anmeldung=sitzt)  # nobody is asked any more
        assert "jetzt eingelassen" in tue(tisch, wartet, trotzdem="1")
    wartet.refresh_from_db()
    assert wartet.stand == Anmeldung.Stand.BESTAETIGT
    assert verletzungen_plaetze() == []


def test_wem_ein_platz_gehalten_wird_der_bekommt_ihn_an_der_tuer(p: Programm, tisch: Client) -> None:
    plaetze_aendern(konferenz=p.konferenz, plaetze=1)
    sitzt, wartet = welt.bestaetigt(p.konferenz), welt.bestaetigt(p.konferenz)
    actions.absagen(anmeldung=sitzt)
    assert "hat ihr Angebot nicht angenommen" in suche(tisch, wartet.nummer)
    tue(tisch, wartet, trotzdem="1")
    assert Platz.objects.get().angeboten_bis is None
    assert verletzungen_plaetze() == []


def test_ohne_anmeldung_in_einem_schritt_und_nur_einmal(p: Programm, tisch: Client) -> None:
    schluessel, briefe = str(uuid4()), Nachricht.objects.count()
    for _mal in range(2):
        daten = {"schluessel": schluessel, "name": "Gast am Morgen", "sprache": "tr"}
        antwort = seite(tisch.post(f"{URL}ohne-anmeldung/", daten, follow=True))
    assert "Gast am Morgen" in antwort
    gast = Anmeldung.objects.get(name="Gast am Morgen")
    assert (gast.quelle, gast.stand, gast.sprache, gast.anwesenheit.tisch) == (
        "einlass",
        "bestaetigt",
        "tr",
        "",
    )
    assert Nachricht.objects.count() == briefe
    plaetze_aendern(konferenz=p.konferenz, plaetze=1)
    voll = seite(
        tisch.post(f"{URL}ohne-anmeldung/", {"schluessel": str(uuid4()), "name": "Zu spät", "sprache": "de"})
    )
    assert "Das Haus ist voll." in voll
    leer = seite(
        tisch.post(f"{URL}ohne-anmeldung/", {"schluessel": str(uuid4()), "name": " ", "sprache": "de"})
    )
    assert "Bitte füllen Sie dieses Feld aus." in leer
    assert Anmeldung.objects.count() == 1
    assert verletzungen_plaetze() == []


def test_zuruecknehmen(p: Programm, tisch: Client) -> None:
    falsch = welt.bestaetigt(p.konferenz, name="Falsch")
    tue(tisch, falsch)
    assert "Der Einlass ist zurückgenommen." in tue(tisch, falsch, "zurueck")
    assert not Anwesenheit.objects.exists()
    assert Anwesenheit.pgh_event_model.objects.count() == 2  # type: ignore[attr-defined]


def test_nachtragen_alles_oder_nichts(p: Programm, tisch: Client) -> None:
    eine, zwei = welt.bestaetigt(p.konferenz), welt.bestaetigt(p.konferenz)
    tue(tisch, eine)
    falsch = seite(tisch.post(f"{URL}nachtragen/", {"nummern": f"{zwei.nummer}, XX-999"}))
    assert "keinen sicheren Platz: XX-999." in falsch
    assert f"{zwei.nummer}, XX-999" in falsch  # what was typed is still there
    assert Anwesenheit.objects.count() == 1
    nummern = f"{eine.nummer.lower()}\n{zwei.nummer.replace('-', '')};{zwei.nummer}"
    antwort = seite(tisch.post(f"{URL}nachtragen/", {"nummern": nummern}, follow=True))
    assert "Neu eingetragen: 1. Schon eingetragen: 1." in antwort
    assert Anwesenheit.objects.get(ist_nachgetragen=True).anmeldung == zwei
    assert "· nachgetragen" in antwort


def test_die_liste_auf_papier_je_tisch_ohne_bedarfe(p: Programm, tisch: Client, emil: Benutzer) -> None:
    bedarf = {"bedarfe": {"arten": ["rollstuhl"]}, "einwilligung_bedarf": True}
    for name in ("Anna", "Berta", "Çem", "فاطمة"):
        gast = welt.bestaetigt(p.konferenz, name=name, **bedarf)
    gruppe_waehlen(anmeldung=gast, gruppe=p.wohnen)
    antwort = tisch.post(f"{URL}liste/", {"zahl": "2"})
    text = "\n".join(blatt.extract_text() for blatt in PdfReader(io.BytesIO(antwort.content)).pages)
    assert "Tisch 1: Anna bis Berta" in text
    assert gast.nummer in text
    assert "AG 2" in text
    assert "ollstuhl" not in text
    assert Zugriff.objects.get(benutzer=emil).anzahl == 4


def test_die_zahlen_des_hauses_und_wer_zuletzt_kam(p: Programm, tisch: Client) -> None:
    leute = [welt.bestaetigt(p.konferenz, name=f"Gast {nummer}") for nummer in range(3)]
    for wer in leute[:2]:
        gruppe_waehlen(anmeldung=wer, gruppe=p.wohnen)
    tue(tisch, leute[0])
    antwort = seite(tisch.get(URL))
    assert re.search(r"1\s*<small>von 3 erwartet", antwort)
    assert re.search(r"AG 2: Wohnen</dt><dd>1 von 2", antwort)
    assert re.search(r"AG 1: Arbeit und Ausbildung</dt><dd>0 von 0", antwort)


def test_die_rolle_einlass_gilt_nur_fuer_ihre_konferenz(p: Programm) -> None:
    andere = welt.konferenz(kennung="2025", ort=p.konferenz.ort)
    nur_2025 = konto("einlass", name="Nur 2025", email="nur@bezirk.example")
    nur_2025.rollenzuweisungen.update(konferenz=andere)
    client = Client()
    client.force_login(nur_2025)
    assert client.get("/arbeit/2025/einlass/").status_code == 200
    gast = welt.bestaetigt(p.konferenz)
    assert client.get(URL).status_code == 403
    assert client.post(f"{URL}{gast.pk}/einlassen/").status_code == 403
    assert client.post(f"/arbeit/2025/einlass/{gast.pk}/einlassen/").status_code == 404
    assert "Niemand passt." in seite(client.post("/arbeit/2025/einlass/", {"wer": gast.nummer}))


def test_gleich_viele_anweisungen_bei_vielen(p: Programm, tisch: Client) -> None:
    taten = partial(tisch.get, URL), partial(tisch.post, URL, {"wer": "Gast"})
    erste = welt.bestaetigt(p.konferenz, name="Gast 0")
    gruppe_waehlen(anmeldung=erste, gruppe=p.wohnen)
    tue(tisch, erste)
    wenige = anweisungen(*taten)
    for nummer in range(1, 25):
        gast = welt.bestaetigt(p.konferenz, name=f"Gast {nummer}")
        gruppe_waehlen(anmeldung=gast, gruppe=p.wohnen)
        tue(tisch, gast)
    assert anweisungen(*taten) == wenige
    assert max(wenige) <= 24, wenige


def test_nachtragen_braucht_eine_nummer(p: Programm, emil: Benutzer) -> None:
    with pytest.raises(ValidationError, match="mindestens eine Nummer"):
        nachtragen(konferenz=p.konferenz, nummern=[], person=emil)

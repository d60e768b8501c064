"""Name badges and signs for rooms, opened as PDF; certificates by the personal link."""

import io
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest
from django.test import Client
from pypdf import PdfReader

from anmeldung import namensschilder
from anmeldung.actions.einlass import code_zu
from anmeldung.actions.gruppen import gruppe_waehlen
from anmeldung.models import Anmeldung, Einlasscode
from konferenz.models import Zugriff
from tests import welt
from tests.lesen import anweisungen
from tests.personen import person as konto
from tests.programm.welt import Programm, programm

URL = "/arbeit/2024/einlass/"
NAMEN = ("İpek Gül-Şahin", "فاطمة الزهراء", "Олена Шевченко", "ሰላም መሓሪ", "X" * 200)


@pytest.fixture(scope="module")
def gefuellt(bestand: Callable[..., Any]) -> Iterator[Programm]:
    with bestand(_mit_gaesten) as p:
        yield p


def _mit_gaesten() -> Programm:
    p = programm()
    for name in NAMEN:
        gast = welt.bestaetigt(
            p.konferenz, name=name, bedarfe={"arten": ["rollstuhl"]}, einwilligung_bedarf=True
        )
        gruppe_waehlen(anmeldung=gast, gruppe=p.wohnen)
    welt.unbestaetigt(p.konferenz, name="Nie bestätigt")
    return p


@pytest.fixture
def p(gefuellt: Programm, db: None) -> Programm:
    return gefuellt


@pytest.fixture
def tisch(p: Programm) -> Client:
    client = Client()
    client.force_login(konto("einlass", name="Emil Schulz", email="emil@bezirk.example"))
    return client


def oeffne(inhalt: bytes) -> tuple[PdfReader, str]:
    """The file, and its text."""
    datei = PdfReader(io.BytesIO(inhalt))
    wurzel: Any = datei.trailer["/Root"]
    assert wurzel["/MarkInfo"]["/Marked"]
    assert wurzel["/Lang"] == "de"
    return datei, "\n".join(seite.extract_text() for seite in datei.pages)


def test_alle_schilder_in_jeder_schrift_und_ohne_bedarfe(p: Programm, tisch: Client) -> None:
    datei, text = oeffne(tisch.post(f"{URL}namensschilder/").content)
    assert len(datei.pages) == 1
    for wort in ("İpek", "Шевченко", "ሰላም", "AG 2: Wohnen", "Integrationskonferenz 2024"):
        assert wort in text
    assert "\N{REPLACEMENT CHARACTER}" not in text
    for verboten in ("ollstuhl", "Nie bestätigt", "@"):
        assert verboten not in text
    assert Zugriff.objects.get().anzahl == len(NAMEN)
    assert Einlasscode.objects.count() == len(NAMEN)


def test_ein_schild_noch_einmal_mit_demselben_code(p: Programm, tisch: Client) -> None:
    ipek = Anmeldung.objects.get(name=NAMEN[0])
    code = code_zu(ipek)
    _datei, text = oeffne(tisch.post(f"{URL}{ipek.pk}/namensschild/").content)
    assert ipek.nummer in text
    assert "Шевченко" not in text
    assert code not in text  # drawn only
    assert code_zu(ipek) == code
    assert (len(code), code.isalnum()) == (18, True)


def test_im_bild_des_codes_steht_nichts_von_der_person(p: Programm) -> None:
    bild = namensschilder._als_svg("A1B2C3")
    assert bild.startswith("<svg")
    assert bild == namensschilder._als_svg("A1B2C3") != namensschilder._als_svg("A1B2C4")


def test_raumschilder_mit_allem_was_darin_geschieht(p: Programm, tisch: Client) -> None:
    datei, text = oeffne(tisch.post(f"{URL}raumschilder/").content)
    assert len(datei.pages) == 3
    seite = datei.pages[1].extract_text()
    assert "Raum 1.12" in seite
    assert "11:15–12:45" in seite
    assert "AG 1: Arbeit und Ausbildung" in seite
    assert "Begrüßung und Auftakt" in text


def test_gleich_viele_anweisungen_bei_vielen(p: Programm, tisch: Client) -> None:
    drucke = partial(tisch.post, f"{URL}namensschilder/")
    drucke()  # the codes are there
    wenige = anweisungen(drucke)
    for nummer in range(20):
        welt.bestaetigt(p.konferenz, name=f"Gast {nummer}")
    drucke()
    assert anweisungen(drucke) == wenige

"""Printed pages: tagged, archivable, in their language and direction; what people wrote is text and nothing else."""

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from pypdf import PdfReader

from konferenz import pdf, schriften
from konferenz.bericht import Abschnitt, Angaben, Bericht, Liste, Spalte, Tabelle, Text
from konferenz.models import Bezirk

BOESE = '#strong[x] \\ $x^2$ @a <b> *fett* _k_ `q` "Zitat" // kein Kommentar #panic() https://x.example'
BEZIRK = Bezirk(
    behoerde="Bezirksamt Musterstadt-Nord", fachamt="Fachamt #1", strasse="Rathausweg 1", plz="12345",
    ort="Musterstadt", telefon="0123 456-0", email="integration@bezirk.example",
)  # fmt: skip


def bericht(text: str = BOESE, zeilen: int = 1) -> Bericht:
    spalten = [Spalte("Name"), Spalte("Betrag", ist_zahl=True)]
    tabelle = Tabelle("Zahlen, in Euro", "Zahlen", spalten, [[text, "1,00"]] * zeilen, [["Summe", "1,00"]])
    leer = Tabelle("Leer", "Leer", spalten, leer="Keine Zeilen.")
    teile = [
        Text(f"{text}\n\nzweiter Absatz\nmit Zeile"),
        Angaben([(text, text)]),
        Liste([text]),
        tabelle,
        leer,
    ]
    return Bericht(f"Titel {text}"[:80], [Abschnitt(text, teile)], unterzeile=text, angaben=[("Stand", text)])


def gelesen(daten: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(daten))


def text_von(leser: PdfReader) -> str:
    return "\n".join(seite.extract_text() for seite in leser.pages)


def elemente(leser: PdfReader) -> list[str]:
    """Kinds of the structure tree in reading order."""
    gefunden: list[str] = []

    def gehe(knoten: Any) -> None:
        knoten = knoten.get_object() if hasattr(knoten, "get_object") else knoten
        if isinstance(knoten, list):
            for kind in knoten:
                gehe(kind)
        elif isinstance(knoten, dict) and "/S" in knoten:
            gefunden.append(knoten["/S"])
            gehe(knoten.get("/K", []))

    gehe(leser.trailer["/Root"]["/StructTreeRoot"]["/K"])
    return gefunden


def test_pdf_ist_ausgezeichnet_und_nennt_titel_sprache_und_norm() -> None:
    """PDF/UA-1 and PDF/A-2a: tags, language, title shown in the window's bar, the norms in the metadata."""
    leser = gelesen(bericht("Haushalt").als_pdf(BEZIRK))
    wurzel = leser.trailer["/Root"]

    assert bool(wurzel["/MarkInfo"]["/Marked"])
    assert wurzel["/Lang"] == "de"
    assert bool(wurzel["/ViewerPreferences"]["/DisplayDocTitle"])
    assert leser.metadata is not None
    assert (leser.metadata.title, leser.metadata.author) == ("Titel Haushalt", "Bezirksamt Musterstadt-Nord")
    angaben = wurzel["/Metadata"].get_data().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in angaben
    assert "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>" in angaben


def test_ueberschriften_tabellen_und_listen_stehen_im_lesebaum() -> None:
    arten = elemente(gelesen(bericht("x").als_pdf(BEZIRK)))

    assert {"/H1", "/P", "/L", "/LI", "/Table", "/Caption", "/THead", "/TBody"} <= set(arten)
    assert (arten.count("/TH"), arten.count("/TR"), arten.count("/TD")) == (2, 3, 4)
    assert arten.index("/H1") < arten.index("/Table")


def test_text_ist_text() -> None:
    """No sign of what a person writes is source."""
    text = text_von(gelesen(bericht().als_pdf(BEZIRK))).replace("\n", " ")

    assert text.count(BOESE) >= 5
    assert "Fachamt #1" in text
    assert "Keine Zeilen." in text


def test_jede_seite_zaehlt_und_wiederholt_den_kopf_der_tabelle() -> None:
    seiten = [seite.extract_text() for seite in gelesen(bericht("Zeile", 120).als_pdf(BEZIRK)).pages]

    assert len(seiten) > 2
    assert [f"Seite {nummer} von {len(seiten)}" in text for nummer, text in enumerate(seiten, 1)] == [
        True
    ] * len(seiten)
    assert [text.count("Betrag") for text in seiten] == [1] * len(seiten)
    assert ["Montag, 2. September 2024" in text for text in seiten] == [True] * len(seiten)


def test_arabisch_beginnt_rechts_und_traegt_seine_sprache() -> None:
    inhalt = bericht("فاطمة الزهراء").als_daten()
    leser = gelesen(pdf.setze("bericht", titel="مؤتمر", inhalt=inhalt, bezirk=BEZIRK, code="ar"))
    orte: list[float] = []
    leser.pages[0].extract_text(
        visitor_text=lambda text, cm, tm, _f, _s: text.strip() and orte.append(cm[4] + tm[4])
    )

    assert leser.trailer["/Root"]["/Lang"] == "ar"
    assert max(orte) > 420  # A4 is 595 points wide; a left-to-right page begins at 57
    assert set("فاطمةالزهراء") <= set(text_von(leser))


@pytest.mark.parametrize(
    ("text", "gedruckt"),
    [
        ("Gül Şahin, Олена, ትግርኛ, فاطمة, Nguyễn", None),
        ("漢字 und 😀", "�� und �"),
        ("a\x00b\x07c\ue000d", "abcd"),
        ("eins\r\nzwei\rdrei\u2028vier\tfünf", "eins\nzwei\ndrei\nvier\tfünf"),
    ],
)
def test_zeichen_ohne_schrift_werden_ersetzt_und_steuerzeichen_entfallen(
    text: str, gedruckt: str | None
) -> None:
    assert schriften.druckbar(text) == (text if gedruckt is None else gedruckt)


@hypothesis_settings(max_examples=40, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_jeder_text_ergibt_ein_pdf(text: str) -> None:
    """No name and no remark makes a report impossible."""
    inhalt = bericht(text).als_daten()
    assert pdf.setze("bericht", titel=f"T {text}", inhalt=inhalt).startswith(b"%PDF-1.7")


def test_ohne_schriften_sagt_der_fehler_was_fehlt(tmp_path: Path, settings: Any) -> None:
    settings.SCHRIFTEN_DIR = tmp_path
    with pytest.raises(pdf.PdfNichtMoeglich, match="Noto Sans, Noto Sans Arabic, Noto Sans Ethiopic"):
        bericht().als_pdf(None)


def test_ohne_typst_sagt_der_fehler_was_fehlt(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(pdf.PdfNichtMoeglich, match="typst"):
        bericht().als_pdf(None)


def test_das_abbild_des_containers_enthaelt_vorlagen_und_schriften() -> None:
    """The image is built with `npm ci --omit=dev` and of the files that .dockerignore lets in."""
    pakete = json.loads((Path(settings.BASE_DIR) / "package.json").read_text())["dependencies"]
    erlaubt = (Path(settings.BASE_DIR) / ".dockerignore").read_text().splitlines()

    assert {datei.parts[-3] for datei in schriften.schriftdateien()} == {
        name.removeprefix("@expo-google-fonts/") for name in pakete if name.startswith("@expo-google-fonts/")
    }
    assert "!templates" in erlaubt
    assert "typst==" in (Path(settings.BASE_DIR) / "requirements/laufzeit.txt").read_text()

"""`manage.py drucksache_einlesen`: shows, asks, stores; the same errors as the pages, an exit code for each end."""

import io
import os
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from konferenz.actions.drucksache import drucksache_anlegen
from konferenz.einlesen import lies
from konferenz.management.commands.drucksache_einlesen import ABGELEHNT
from konferenz.models import Drucksache, Konferenz

pytestmark = pytest.mark.django_db
ORDNER = Path(__file__).parent / "drucksachen"
DATEI = str(ORDNER / "sieben_punkte.txt")


def rufe(datei, *wahl, eingabe="", monkeypatch=None):
    ausgabe = io.StringIO()
    if monkeypatch:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(eingabe.encode())))
    call_command("drucksache_einlesen", datei, *wahl, stdout=ausgabe)
    return ausgabe.getvalue()


def test_entwurf_zeigt_den_vorschlag_und_speichert_nichts():
    zeilen = rufe(DATEI, "--entwurf").splitlines()
    assert zeilen[0] == "Nummer: 31-0246"
    assert zeilen[1].startswith("Titel: Fachtag Sprache 2027")
    assert "Art: Antrag" in zeilen
    assert any(zeile.startswith("2. [Vorbereitungsgruppe] ") for zeile in zeilen)
    assert any(zeile.startswith("3. [Mittel] ") for zeile in zeilen)
    assert zeilen[-1].startswith("Steht nicht im Text: ")
    assert Drucksache.objects.count() == 0


def test_nach_ja_ist_gespeichert(monkeypatch):
    ausgabe = rufe(DATEI, eingabe="j\n", monkeypatch=monkeypatch)
    assert "Speichern? [j/N]" in ausgabe
    assert ausgabe.endswith("Gespeichert: Drucksache 31-0246, Konferenz 2027.\n")
    assert Konferenz.objects.get().drucksache == Drucksache.objects.get()


@pytest.mark.parametrize("eingabe", ["n\n", "\n", ""])
def test_ohne_ja_bleibt_alles_wie_es_war(monkeypatch, eingabe):
    with pytest.raises(SystemExit) as ende:
        rufe(DATEI, eingabe=eingabe, monkeypatch=monkeypatch)
    assert ende.value.code == ABGELEHNT
    assert Drucksache.objects.count() == 0


def test_mit_ja_fragt_nicht():
    assert "Speichern?" not in rufe(DATEI, "--ja")
    assert Drucksache.objects.get().punkte.count() == 7


def test_liest_die_standardeingabe(monkeypatch):
    rufe("-", "--ja", eingabe=Path(DATEI).read_text(), monkeypatch=monkeypatch)
    assert Drucksache.objects.get().kennzeichen == "31-0246"


def test_eine_fassung_gehoert_zur_konferenz_der_ersten():
    text = (ORDNER / "folgefassung.txt").read_text()
    drucksache_anlegen(vorschlag=lies(text.replace("31-0107.1", "31-0107", 1)))
    assert "Drucksache 31-0107.1, Konferenz 2026" in rufe(str(ORDNER / "folgefassung.txt"), "--ja")


def test_eine_vorhandene_nummer_wird_genannt():
    rufe(DATEI, "--ja")
    with pytest.raises(CommandError, match=r"^Die Drucksache 31-0246 gibt es schon\.$"):
        rufe(DATEI, "--ja")
    assert Drucksache.objects.count() == 1


@pytest.mark.parametrize(
    ("daten", "satz"),
    [
        (b"", "Die Datei ist leer"),
        (b"Guten Tag", "Das ist keine Drucksache"),
        (b"%PDF-1.4", "Das ist eine PDF-Datei"),
        (b"x" * 10_000_000, "Der Text ist zu groß"),
        ("Änderung für alle".encode("cp850"), "Die Umlaute in diesem Text sind nicht lesbar"),
    ],
    ids=["leer", "kein Antrag", "pdf", "10 MB", "cp850"],
)
def test_nicht_lesbares_sagt_dasselbe_wie_die_seite(tmp_path, daten, satz):
    datei = tmp_path / "antrag.txt"
    datei.write_bytes(daten)
    with pytest.raises(CommandError, match=satz):
        rufe(str(datei), "--ja")
    assert Drucksache.objects.count() == 0


def test_eine_fehlende_datei_wird_genannt(tmp_path):
    with pytest.raises(CommandError, match=r"gibtesnicht\.txt lässt sich nicht lesen: No such file"):
        rufe(str(tmp_path / "gibtesnicht.txt"))
    with pytest.raises(CommandError, match="lässt sich nicht lesen"):
        rufe(str(tmp_path))


@pytest.mark.skipif("DRUCKSACHE_ECHT" not in os.environ, reason="DRUCKSACHE_ECHT names no file")
def test_die_echte_drucksache():
    """S1"""
    ausgabe = rufe(os.environ["DRUCKSACHE_ECHT"], "--ja")
    for zeile in (
        "Nummer: 22-4292",
        "Beratungen: 07.12.2023",
        "Betrag: 20.000,00\N{NO-BREAK SPACE}€",
        "Haushaltsjahre: 2023, 2024",
        "Zeitraum der Konferenz: 2. Halbjahr 2024",
        "Gespeichert: Drucksache 22-4292, Konferenz 2024.",
    ):
        assert zeile in ausgabe.splitlines()

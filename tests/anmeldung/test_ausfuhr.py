"""The list as a file: safe in a spreadsheet, the same values again, constant statements, small memory, logged."""

import csv
import io
import tracemalloc
import zipfile
from collections.abc import Iterable
from datetime import datetime
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from anmeldung import ausfuhr
from anmeldung.models import Anmeldung
from konferenz.ausfuhr import STUECK, csv_stuecke, xlsx_datei
from konferenz.models import Konferenz, Zugriff
from tests import welt
from tests.personen import person

CSV = "/arbeit/2024/anmeldungen/herunterladen/csv/"
XLSX = "/arbeit/2024/anmeldungen/herunterladen/xlsx/"


@pytest.fixture
def konferenz(db: None) -> Konferenz:
    welt.bezirk()
    return welt.konferenz(plaetze=1)


@pytest.fixture
def amira(client: Client, konferenz: Konferenz) -> Client:
    client.force_login(person("sachbearbeitung"))
    return client


def inhalt(antwort: Any) -> bytes:
    return b"".join(antwort.streaming_content)


def gelesen(roh: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(roh.decode("utf-8-sig"), newline=""), delimiter=";"))


def spalte(zeilen: Iterable[Any], nummer: int) -> list[Any]:
    return [zeile[nummer] for zeile in zeilen]


def test_csv_hat_bom_semikolon_und_dieselben_werte(amira: Client, konferenz: Konferenz) -> None:
    welt.bestaetigt(
        konferenz,
        name='فاطمة "الزهراء"; x',
        name_lateinisch="=cmd|' /C calc'!A0",
        organisation="@Verein",
        telefon="+49 40 1",
    )
    welt.bestaetigt(konferenz, name="-Ali")
    antwort = amira.post(CSV + "?sort=eingang")
    roh = inhalt(antwort)
    assert roh.startswith(b"\xef\xbb\xbfNummer;Name;")
    assert antwort.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert antwort.headers["Content-Disposition"] == 'attachment; filename="anmeldungen-2024.csv"'
    kopf, *zeilen = gelesen(roh)
    assert kopf == [str(titel) for titel, _breite in ausfuhr.SPALTEN]
    erste = next(zeile for zeile in zeilen if zeile[2])
    assert erste[1:4] == ['فاطمة "الزهراء"; x', "'=cmd|' /C calc'!A0", "'@Verein"]
    assert erste[5:11] == [
        "'+49 40 1",
        "Deutsch",
        "bestätigt",
        "selbst angemeldet",
        "02.09.2024 09:14",
        "02.09.2024 09:14",
    ]
    wartende = next(zeile for zeile in zeilen if zeile[1] == "'-Ali")
    assert wartende[-1] == "1"


def test_xlsx_hat_text_als_text_zahlen_als_zahlen_und_zeiten_als_zeiten(
    amira: Client, konferenz: Konferenz
) -> None:
    welt.bestaetigt(konferenz, name="=1+1", organisation="https://example.org", telefon="+49 40 1")
    welt.bestaetigt(konferenz, name="12345")
    roh = inhalt(amira.post(XLSX + "?sort=-name"))
    blatt = openpyxl.load_workbook(io.BytesIO(roh)).active
    kopf, *zeilen = blatt.iter_rows(values_only=True)
    assert list(kopf) == [str(titel) for titel, _breite in ausfuhr.SPALTEN]
    assert spalte(zeilen, 1) == ["12345", "=1+1"]
    assert {zelle.data_type for zelle in blatt["B"][1:]} == {"s"}
    assert spalte(zeilen, 3) == [None, "https://example.org"]
    assert spalte(zeilen, 9) == [datetime(2024, 9, 2, 9, 14)] * 2
    assert spalte(zeilen, 12) == [1, None]
    with zipfile.ZipFile(io.BytesIO(roh)) as archiv:
        assert b"<f>" not in archiv.read("xl/worksheets/sheet1.xml")
        assert not [name for name in archiv.namelist() if "rels/sheet" in name]


@pytest.mark.parametrize("adresse", [CSV, XLSX])
def test_bedarfe_stehen_nie_darin(amira: Client, konferenz: Konferenz, adresse: str) -> None:
    """S55: not in any standard export, not even whether there are some."""
    welt.bestaetigt(
        konferenz, bedarfe={"arten": ["rollstuhl"], "dolmetschen": "ti"}, einwilligung_bedarf=True
    )
    assert Anmeldung.objects.filter(bedarf__isnull=False).exists()
    roh = inhalt(amira.post(adresse))
    if adresse == XLSX:
        with zipfile.ZipFile(io.BytesIO(roh)) as archiv:
            roh = b"".join(archiv.read(name) for name in archiv.namelist())
    assert b"@example.org" in roh
    assert not any(wort in roh for wort in (b"ollstuhl", b"rollstuhl", b"Tigrinya", b"Bedarf", b"angegeben"))


@pytest.mark.parametrize(("adresse", "format"), [(CSV, "csv"), (XLSX, "xlsx")])
def test_jeder_download_wird_mit_person_und_zeilenzahl_vermerkt(
    amira: Client, konferenz: Konferenz, adresse: str, format: str
) -> None:
    welt.bestaetigt(konferenz, sprache="ar")
    welt.bestaetigt(konferenz, sprache="de")
    inhalt(amira.post(adresse + "?sprache=ar"))
    zugriff = Zugriff.objects.get()
    assert (zugriff.art, zugriff.anzahl) == (Zugriff.Art.AUSFUHR, 1)
    assert zugriff.benutzer.pk == int(amira.session["_auth_user_id"])
    assert zugriff.gegenstand == f"anmeldungen-2024.{format}"


def test_get_laedt_nichts_herunter_und_vermerkt_nichts(amira: Client) -> None:
    for adresse in (CSV, XLSX):
        assert amira.get(adresse).headers["Location"] == "/arbeit/2024/anmeldungen/herunterladen/"
    assert not Zugriff.objects.exists()


def test_die_seite_sagt_was_in_der_datei_steht_und_behaelt_den_filter(
    amira: Client, konferenz: Konferenz
) -> None:
    welt.bestaetigt(konferenz, sprache="ar")
    welt.bestaetigt(konferenz, sprache="de")
    text = amira.get("/arbeit/2024/anmeldungen/herunterladen/?sprache=ar").content.decode()
    assert "1 Anmeldung in der Datei." in text
    assert f'action="{CSV}?sprache=ar"' in text
    assert "Bedarfe stehen nie darin." in text


@pytest.mark.parametrize("rolle", ["bedarfe", "haushalt", "einlass", "administration"])
def test_andere_rollen_laden_nichts_herunter(client: Client, konferenz: Konferenz, rolle: str) -> None:
    client.force_login(person(rolle))
    assert [client.post(adresse).status_code for adresse in (CSV, XLSX)] == [403, 403]
    assert not Zugriff.objects.exists()


def fuelle(konferenz: Konferenz, anzahl: int) -> None:
    """Rows without letters and seats, fast."""
    Anmeldung.objects.bulk_create(
        [
            Anmeldung(
                konferenz=konferenz,
                nummer=f"M{nummer}",
                name=f"Person {nummer}",
                email=f"p{nummer}@example.org",
            )
            for nummer in range(anzahl)
        ],
        batch_size=2000,
    )


def abfragen(anmeldungen: Any) -> int:
    with CaptureQueriesContext(connection) as gezaehlt:
        assert sum(1 for _stueck in csv_stuecke(ausfuhr.tabelle(anmeldungen))) > 1
        xlsx_datei(ausfuhr.tabelle(anmeldungen)).close()
    return len(gezaehlt)


def spitze(anmeldungen: Any) -> int:
    """Bytes that Python holds at most while the file is streamed."""
    tracemalloc.start()
    for _stueck in csv_stuecke(ausfuhr.tabelle(anmeldungen)):
        pass
    _jetzt, hoechste = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return hoechste


def test_viele_zeilen_brauchen_so_viele_abfragen_wie_eine(konferenz: Konferenz) -> None:
    welt.bestaetigt(konferenz)
    anmeldungen = Anmeldung.objects.filter(konferenz=konferenz)
    eine = abfragen(anmeldungen)
    fuelle(konferenz, 2 * STUECK)
    assert abfragen(anmeldungen) == eine <= 2


def test_der_speicher_waechst_nicht_mit_der_zahl_der_zeilen(
    konferenz: Konferenz, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("konferenz.ausfuhr.STUECK", 200)
    fuelle(konferenz, 2000)
    alle = Anmeldung.objects.filter(konferenz=konferenz)
    wenige = Anmeldung.objects.filter(konferenz=konferenz, nummer__in=[f"M{nummer}" for nummer in range(400)])
    assert spitze(alle) < 1.5 * spitze(wenige)

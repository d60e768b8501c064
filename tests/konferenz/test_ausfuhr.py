"""Files for a spreadsheet: nothing in them computes, values read back as they were."""

import csv
import io
from datetime import date, datetime
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from konferenz.ausfuhr import GEFAEHRLICH, Tabelle, csv_stuecke, entschaerft, xlsx_datei

ZEILE = ("=1+1", 0, Decimal("-1234.50"), date(2024, 9, 2), datetime(2024, 9, 2, 9, 14), None, "")
SPALTEN = [(name, 10) for name in "ABCDEFG"]


def unentschaerft(zelle: str) -> str:
    """What a reader does that wants the value back."""
    return zelle[1:] if zelle.startswith("'") and zelle.lstrip("'").startswith(GEFAEHRLICH) else zelle


@pytest.mark.parametrize(
    "text", ["=1+1", "+49 40 1", "-1", "@SUM(A1)", "\tx", "\rx", "\nx", "＝1", "'=1", "''+x"]
)
def test_was_eine_tabelle_rechnen_wuerde_bekommt_einen_apostroph(text: str) -> None:
    assert entschaerft(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Gül", "O'Neill", "'tHooft", "a=b", "1-2", " =1", "K7-4M2"])
def test_harmloses_bleibt_wie_es_ist(text: str) -> None:
    assert entschaerft(text) == text


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_entschaerftes_laesst_sich_eindeutig_zuruecklesen(text: str) -> None:
    """I16"""
    sicher = entschaerft(text)
    assert not sicher.startswith(GEFAEHRLICH)
    assert unentschaerft(sicher) == text


def test_csv_schreibt_betraege_und_tage_deutsch() -> None:
    roh = b"".join(csv_stuecke(Tabelle("Buch", SPALTEN, [ZEILE])))
    assert roh.startswith(b"\xef\xbb\xbf")
    assert list(csv.reader(io.StringIO(roh.decode("utf-8-sig")), delimiter=";"))[1] == [
        "'=1+1", "0", "-1234,50", "02.09.2024", "02.09.2024 09:14", "", "",
    ]  # fmt: skip


def test_xlsx_traegt_zahlen_und_tage_als_solche() -> None:
    blatt = openpyxl.load_workbook(xlsx_datei(Tabelle("Buch", SPALTEN, [ZEILE]))).active
    zellen = list(blatt[2])
    assert [zelle.value for zelle in zellen] == [
        "=1+1", 0, -1234.5, datetime(2024, 9, 2), datetime(2024, 9, 2, 9, 14), None, None,
    ]  # fmt: skip
    assert [zelle.data_type for zelle in zellen][:4] == ["s", "n", "n", "d"]
    assert [zellen[n].number_format for n in (2, 3, 4)] == ["#,##0.00", "dd.mm.yyyy", "dd.mm.yyyy hh:mm"]

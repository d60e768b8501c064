"""One table, three forms: words on a page, data of a printed page, sheets of a spreadsheet."""

from datetime import date, datetime
from decimal import Decimal

import openpyxl

from konferenz.ausfuhr import csv_stuecke, xlsx_datei
from konferenz.bericht import Spalte, Tabelle

TABELLE = Tabelle(
    "Zahlungen, in Euro",
    "Zahlungen",
    [Spalte("Wer", 30), Spalte("Tag"), Spalte("Betrag", ist_zahl=True), Spalte("Nr.", ist_zahl=True)],
    [["=Böse(1)", date(2024, 11, 16), Decimal("-12500.10"), 7], ['Ä; "B"', None, Decimal("0.00"), None]],
    [["Summe", None, Decimal("-12500.10"), None]],
)


def test_in_worten_mit_komma_und_deutschem_datum() -> None:
    assert [[wort for _spalte, wort in reihe] for reihe in TABELLE.reihen] == [
        ["=Böse(1)", "16.11.2024", "-12.500,10", "7"],
        ['Ä; "B"', "", "0,00", ""],
    ]
    assert TABELLE.als_daten()["zeilen"][-1] == ["Summe", "", "-12.500,10", ""]


def test_jede_tabelle_bekommt_ihr_blatt_mit_den_summen_darunter() -> None:
    zweite = Tabelle("Leer", "Nichts", [Spalte("A")])
    mappe = openpyxl.load_workbook(xlsx_datei(TABELLE.als_datei(), zweite.als_datei()))

    assert mappe.sheetnames == ["Zahlungen", "Nichts"]
    assert [[zelle.value for zelle in zeile] for zeile in mappe["Zahlungen"].iter_rows()] == [
        ["Wer", "Tag", "Betrag", "Nr."],
        ["=Böse(1)", datetime(2024, 11, 16), -12500.1, 7],
        ['Ä; "B"', None, 0, None],
        ["Summe", None, -12500.1, None],
    ]


def test_die_datei_zum_weiterverarbeiten_hat_keine_summen() -> None:
    zeilen = b"".join(csv_stuecke(TABELLE.als_datei(summen=False))).decode("utf-8-sig").splitlines()
    assert [zeile.split(";")[0] for zeile in zeilen] == ["Wer", "'=Böse(1)", '"Ä']

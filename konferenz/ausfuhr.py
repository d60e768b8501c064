"""A list as a file for a spreadsheet, row by row, safe to open.

CSV is UTF-8 with a byte order mark and semicolons, as a German Excel expects it; XLSX carries real dates and numbers.
"""

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING, Any

import xlsxwriter

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

GEFAEHRLICH = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""First characters that make a spreadsheet compute a cell instead of showing it."""

STUECK = 1000
"""Rows that are in memory at once."""

Zelle = str | int | Decimal | date | datetime | None
_FORMATE = ((Decimal, "#,##0.00"), (datetime, "dd.mm.yyyy hh:mm"), (date, "dd.mm.yyyy"))
"""How XLSX shows a kind of value; a moment is a day, too, so it stands first."""


@dataclass(frozen=True)
class Tabelle:
    """What a file holds: its title, heading and width in characters of each column, the rows in their order.

    The first `stehend` columns stay in sight when somebody scrolls.
    """

    titel: "StrOrPromise"
    spalten: Sequence[tuple["StrOrPromise", int]]
    zeilen: Iterable[Sequence[Zelle]]
    stehend: int = 2


def entschaerft(text: str) -> str:
    """`text` with an apostrophe before anything a spreadsheet would compute.

    One apostrophe more also before text that already looks neutralised: so taking one away gives the original back.
    """
    return f"'{text}" if text.lstrip("'").startswith(GEFAEHRLICH) else text


class _Leitung:
    """Gives back what the csv writer writes, so that it can be streamed."""

    def write(self, text: str) -> str:
        return text


def _als_text(zelle: Zelle) -> str | int:
    if isinstance(zelle, datetime):
        return f"{zelle:%d.%m.%Y %H:%M}"
    if isinstance(zelle, date):
        return f"{zelle:%d.%m.%Y}"
    if isinstance(zelle, Decimal):
        return f"{zelle:.2f}".replace(".", ",")
    if isinstance(zelle, str):
        return entschaerft(zelle)
    return "" if zelle is None else zelle


def csv_stuecke(tabelle: Tabelle) -> Iterator[bytes]:
    """The file as CSV, line by line; text cells are neutralised by `entschaerft`, numbers stay numbers."""
    schreiber = csv.writer(_Leitung(), delimiter=";")
    yield b"\xef\xbb\xbf"
    yield schreiber.writerow([titel for titel, _breite in tabelle.spalten]).encode()
    for zeile in tabelle.zeilen:
        yield schreiber.writerow([_als_text(zelle) for zelle in zeile]).encode()


def xlsx_datei(*tabellen: Tabelle) -> IO[bytes]:
    """The file as XLSX in an opened temporary file, which the caller closes; one sheet for each table.

    Text is written as text, so nothing can become a formula or a link.
    """
    datei = TemporaryFile()  # noqa: SIM115 - it outlives this function
    optionen = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(datei, optionen) as mappe:
        mappe.set_properties({"title": str(tabellen[0].titel)})
        for tabelle in tabellen:
            _fuelle(mappe, mappe.add_worksheet(str(tabelle.titel)[:31]), tabelle)
    datei.seek(0)
    return datei


def _fuelle(mappe: Any, blatt: Any, tabelle: Tabelle) -> None:
    fett = mappe.add_format({"bold": True})
    formate = [(typ, mappe.add_format({"num_format": muster})) for typ, muster in _FORMATE]
    for spalte, (titel, breite) in enumerate(tabelle.spalten):
        blatt.set_column(spalte, spalte, breite)
        blatt.write_string(0, spalte, str(titel), fett)
    blatt.freeze_panes(1, tabelle.stehend)
    for nummer, zeile in enumerate(tabelle.zeilen, start=1):
        for spalte, zelle in enumerate(zeile):
            _schreibe(blatt, formate, (nummer, spalte), zelle)


def _schreibe(blatt: Any, formate: Sequence[tuple[type, Any]], ort: tuple[int, int], zelle: Zelle) -> None:
    if isinstance(zelle, str):
        if zelle:
            blatt.write_string(*ort, zelle)
    elif zelle is not None:
        blatt.write(*ort, zelle, next((format for typ, format in formate if isinstance(zelle, typ)), None))

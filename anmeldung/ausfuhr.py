"""The list of registrations as a file for a spreadsheet.

Constant number of statements, small memory, never a need in it. CSV is UTF-8 with a byte order mark and semicolons, as
a German Excel expects it; XLSX carries real dates and numbers. Each download is recorded as a `Zugriff`.
"""

import csv
from collections.abc import Iterator
from datetime import datetime
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING, Any

import xlsxwriter
from django.db.models import OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from anmeldung.models import Anmeldung, Warteplatz
from anmeldung.models.anmeldung import AnmeldungQuerySet
from konferenz.models import Benutzer, Konferenz, Zugriff
from konferenz.sprachen import sprache

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

SPALTEN: tuple[tuple["StrPromise", int], ...] = (
    (_("Nummer"), 10),
    (_("Name"), 30),
    (_("Name in lateinischer Schrift"), 30),
    (_("Verein oder Einrichtung"), 30),
    (_("E-Mail-Adresse"), 30),
    (_("Telefon"), 18),
    (_("Sprache"), 14),
    (_("Stand"), 14),
    (_("Angemeldet"), 20),
    (_("Eingang"), 17),
    (_("Bestätigt am"), 17),
    (_("Abgesagt am"), 17),
    (_("Wartenummer"), 13),
)
"""Heading and width in characters of each column."""

GEFAEHRLICH = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""First characters that make a spreadsheet compute a cell instead of showing it."""

STUECK = 1000
"""Rows that are in memory at once."""

_FELDER = (
    *("nummer", "name", "name_lateinisch", "organisation", "email", "telefon", "sprache", "stand", "quelle"),
    *("eingegangen_am", "bestaetigt_am", "beendet_am", "wartenummer"),
)
_STAND = dict(Anmeldung.Stand.choices)
_QUELLE = dict(Anmeldung.Quelle.choices)
Zelle = str | int | datetime | None


def entschaerft(text: str) -> str:
    """`text` with an apostrophe before anything a spreadsheet would compute.

    One apostrophe more also before text that already looks neutralised: so taking one away gives the original back.
    """
    return f"'{text}" if text.lstrip("'").startswith(GEFAEHRLICH) else text


def zeilen(anmeldungen: AnmeldungQuerySet) -> Iterator[list[Zelle]]:
    """The rows of the file, read through a cursor of the server: text, whole numbers and local times."""
    wartenummer = Warteplatz.objects.filter(anmeldung=OuterRef("pk")).values("nummer")[:1]
    werte = anmeldungen.annotate(wartenummer=Subquery(wartenummer)).values_list(*_FELDER)
    for *texte, code, stand, quelle, eingang, bestaetigt, beendet, nummer in werte.iterator(STUECK):
        merkmale = [sprache(code).name_deutsch, str(_STAND[stand]), str(_QUELLE[quelle])]
        wartet = stand in (Anmeldung.Stand.WARTELISTE, Anmeldung.Stand.ANGEBOTEN)
        zeiten = [_ortszeit(zeit) for zeit in (eingang, bestaetigt, beendet)]
        yield [*texte, *merkmale, *zeiten, nummer if wartet else None]


def _ortszeit(zeit: datetime | None) -> datetime | None:
    """Local time without zone, to the second: what a spreadsheet can show."""
    return timezone.make_naive(zeit).replace(microsecond=0) if zeit else None


class _Leitung:
    """Gives back what the csv writer writes, so that it can be streamed."""

    def write(self, text: str) -> str:
        return text


def _als_text(zelle: Zelle) -> str | int:
    if isinstance(zelle, datetime):
        return f"{zelle:%d.%m.%Y %H:%M}"
    if isinstance(zelle, str):
        return entschaerft(zelle)
    return "" if zelle is None else zelle


def csv_stuecke(anmeldungen: AnmeldungQuerySet) -> Iterator[bytes]:
    """The file as CSV, line by line; text cells are neutralised by `entschaerft`, numbers stay numbers."""
    schreiber = csv.writer(_Leitung(), delimiter=";")
    yield b"\xef\xbb\xbf"
    yield schreiber.writerow([titel for titel, breite in SPALTEN]).encode()
    for zeile in zeilen(anmeldungen):
        yield schreiber.writerow([_als_text(zelle) for zelle in zeile]).encode()


def xlsx_datei(anmeldungen: AnmeldungQuerySet) -> IO[bytes]:
    """The file as XLSX in an opened temporary file, which the caller closes.

    Text is written as text, so nothing can become a formula or a link.
    """
    datei = TemporaryFile()  # noqa: SIM115 - it outlives this function
    optionen = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_date_format": "dd.mm.yyyy hh:mm",
    }
    with xlsxwriter.Workbook(datei, optionen) as mappe:
        mappe.set_properties({"title": str(_("Anmeldungen"))})
        _fuelle(mappe.add_worksheet(str(_("Anmeldungen"))), mappe.add_format({"bold": True}), anmeldungen)
    datei.seek(0)
    return datei


def _fuelle(blatt: Any, fett: Any, anmeldungen: AnmeldungQuerySet) -> None:
    for spalte, (titel, breite) in enumerate(SPALTEN):
        blatt.set_column(spalte, spalte, breite)
        blatt.write_string(0, spalte, str(titel), fett)
    blatt.freeze_panes(1, 2)
    for nummer, zeile in enumerate(zeilen(anmeldungen), start=1):
        for spalte, zelle in enumerate(zeile):
            if zelle and isinstance(zelle, str):
                blatt.write_string(nummer, spalte, zelle)
            elif zelle:
                blatt.write(nummer, spalte, zelle)


def dateiname(konferenz: Konferenz, format: str) -> str:
    """Name of the file, also the object of its `Zugriff`."""
    return f"anmeldungen-{konferenz.kennung}.{format}"


def vermerke(*, konferenz: Konferenz, benutzer: Benutzer, format: str, anzahl: int) -> Zugriff:
    """Record that `benutzer` downloads the list with `anzahl` rows; stands before the first byte leaves."""
    return Zugriff.objects.create(
        art=Zugriff.Art.AUSFUHR,
        benutzer=benutzer,
        gegenstand=dateiname(konferenz, format),
        anzahl=anzahl,
    )

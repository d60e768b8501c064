"""A report as data: sections of text, facts, lists and tables. Page, PDF and spreadsheet show one and the same."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from konferenz import ausfuhr, pdf
from konferenz.ausfuhr import Zelle
from konferenz.formate import betrag, datum_kurz
from konferenz.models import Bezirk


@dataclass(frozen=True)
class Text:
    """Plain text; an empty line parts paragraphs."""

    text: str
    art = "text"

    def als_daten(self) -> dict[str, Any]:
        return {"art": self.art, "text": self.text}


@dataclass(frozen=True)
class Angaben:
    """Facts: pairs of name and value."""

    paare: Sequence[tuple[str, str]]
    art = "angaben"

    def als_daten(self) -> dict[str, Any]:
        return {"art": self.art, "paare": [list(paar) for paar in self.paare]}


@dataclass(frozen=True)
class Liste:
    """Points one below the other."""

    punkte: Sequence[str]
    art = "liste"

    def als_daten(self) -> dict[str, Any]:
        return {"art": self.art, "punkte": list(self.punkte)}


SCHMAL = 11
"""Characters up to which a column holds short words only."""


@dataclass(frozen=True)
class Spalte:
    """A column: heading, width in characters, whether its cells are figures."""

    titel: str
    breite: int = 14
    ist_zahl: bool = False

    @property
    def ist_schmal(self) -> bool:
        """Short words, days and numbers that stay in one line."""
        return self.breite <= SCHMAL


@dataclass(frozen=True)
class Tabelle:
    """Rows of cells below their columns; `titel` names the unit once, `kurz` is the name of its sheet.

    A Decimal is an amount with two places, an int a number. `summen` are rows of sums, `leer` says why there is no row.
    """

    titel: str
    kurz: str
    spalten: Sequence[Spalte]
    zeilen: Sequence[Sequence[Zelle]] = field(default_factory=list)
    summen: Sequence[Sequence[Zelle]] = field(default_factory=list)
    leer: str = ""

    art = "tabelle"

    @property
    def ist_breit(self) -> bool:
        """More columns than fit a narrow page: a page lets it scroll, a printed one is turned."""
        return len(self.spalten) > 6

    @property
    def alle_zeilen(self) -> list[Sequence[Zelle]]:
        """The rows with the sums below them."""
        return [*self.zeilen, *self.summen]

    @property
    def reihen(self) -> list[list[tuple[Spalte, str]]]:
        """The rows as words beside their columns, without the sums."""
        return [self._benannt(zeile) for zeile in self.zeilen]

    @property
    def summenreihen(self) -> list[list[tuple[Spalte, str]]]:
        return [self._benannt(zeile) for zeile in self.summen]

    def _benannt(self, zeile: Sequence[Zelle]) -> list[tuple[Spalte, str]]:
        return list(zip(self.spalten, map(in_worten, zeile), strict=True))

    def als_datei(self, summen: bool = True) -> ausfuhr.Tabelle:
        """For a spreadsheet, with or without the sums."""
        spalten = [(spalte.titel, spalte.breite) for spalte in self.spalten]
        return ausfuhr.Tabelle(self.kurz, spalten, self.alle_zeilen if summen else self.zeilen, stehend=1)

    def als_daten(self) -> dict[str, Any]:
        """For a printed page."""
        return {
            "art": self.art,
            "titel": self.titel,
            "breiten": [spalte.breite for spalte in self.spalten],
            "zahlen": [nummer for nummer, spalte in enumerate(self.spalten) if spalte.ist_zahl],
            "kopf": [spalte.titel for spalte in self.spalten],
            "zeilen": [[in_worten(zelle) for zelle in zeile] for zeile in self.alle_zeilen],
            "summen": len(self.summen),
            "leer": self.leer,
            "breit": self.ist_breit and bool(self.zeilen),
        }


def in_worten(zelle: Zelle) -> str:
    """A cell as people read it: "12.500,00", "16.11.2024"."""
    if isinstance(zelle, Decimal):
        return betrag(zelle)
    if isinstance(zelle, date):
        return datum_kurz(zelle)
    return "" if zelle is None else str(zelle)


Baustein = Text | Angaben | Liste | Tabelle


@dataclass(frozen=True)
class Abschnitt:
    """A heading and what stands below it."""

    titel: str
    bausteine: Sequence[Baustein] = field(default_factory=list)


@dataclass(frozen=True)
class Bericht:
    """A whole report; `unterzeile` says what it is about, `marke` stands in the foot of its pages."""

    titel: str
    abschnitte: Sequence[Abschnitt]
    unterzeile: str = ""
    angaben: Sequence[tuple[str, str]] = field(default_factory=list)
    marke: str = ""

    def tabellen(self) -> Iterator[Tabelle]:
        """Its tables in their order."""
        for abschnitt in self.abschnitte:
            yield from (teil for teil in abschnitt.bausteine if isinstance(teil, Tabelle))

    def als_pdf(self, bezirk: Bezirk | None, code: str = "de") -> bytes:
        """The tagged PDF on the letterhead of the authority, in the language of its words; raises
        `pdf.PdfNichtMoeglich`."""
        daten = self.als_daten()
        return pdf.setze(
            "bericht", titel=self.titel, inhalt=daten, bezirk=bezirk, code=code, marke=self.marke
        )

    def als_daten(self) -> dict[str, Any]:
        """What the template of the printed page reads."""
        return {
            "unterzeile": self.unterzeile,
            "angaben": [list(paar) for paar in self.angaben],
            "abschnitte": [
                {"titel": eins.titel, "bausteine": [teil.als_daten() for teil in eins.bausteine]}
                for eins in self.abschnitte
            ],
        }

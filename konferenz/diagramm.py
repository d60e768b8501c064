"""Charts as numbers for an SVG template: lengths in per cent or pixels, never a style; each can say itself in words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

HOEHE = 92
"""Pixels of the tallest column; the axis lies at 118 of 144."""
WENIGSTE = 4
"""So many columns fill the width; fewer stand at its beginning, no wider than these."""
ACHSE = 118

FLAECHEN = (
    ("d-flaeche-1 d-trenn", "d-flaeche-1", ""),
    ("d-trenn", "", "muster-streifen"),
    ("d-trenn", "", "muster-punkte"),
    ("d-flaeche-0", "d-flaeche-0", ""),
)
"""Class in the bar, class in the legend, pattern: from "done" (solid) to "free" (empty)."""


@dataclass(frozen=True)
class Saeule:
    """One column: name and number, place in per cent of the width and pixels of the height."""

    name: str
    zahl: int
    x: str
    breite: str
    mitte: str
    y: str
    hoehe: str
    y_zahl: str


@dataclass(frozen=True)
class Saeulen:
    """A column chart and its content in words."""

    saeulen: list[Saeule]

    @property
    def in_worten(self) -> str:
        return ", ".join(f"{saeule.name}: {saeule.zahl}" for saeule in self.saeulen)


@dataclass(frozen=True)
class Teil:
    """One part of a stacked bar: name, value as printed, place in per cent, look."""

    name: str
    wert: str
    x: str
    breite: str
    klasse: str
    klasse_legende: str
    muster: str


@dataclass(frozen=True)
class Balken:
    """A stacked bar and its content in words; `breite` in per cent of the width it could have."""

    teile: list[Teil]
    breite: str = "100.00"

    @property
    def in_worten(self) -> str:
        return ", ".join(f"{teil.name}: {teil.wert}" for teil in self.teile)


def _zahl(wert: float | Decimal) -> str:
    """A number as SVG reads it: point, two places, whatever the language of the page is."""
    return f"{wert:.2f}"


def saeulen(werte: Sequence[tuple[str, int]]) -> Saeulen:
    """Columns side by side; the highest number gets the full height."""
    if not werte:
        return Saeulen([])
    feld = 100 / max(WENIGSTE, len(werte))
    hoechste = max(1, *(zahl for _name, zahl in werte))
    return Saeulen(
        [_saeule(nummer * feld, feld, name, zahl, hoechste) for nummer, (name, zahl) in enumerate(werte)]
    )


def _saeule(links: float, feld: float, name: str, zahl: int, hoechste: int) -> Saeule:
    hoehe = HOEHE * zahl / hoechste
    return Saeule(
        name=name,
        zahl=zahl,
        x=_zahl(links + feld * 0.14),
        breite=_zahl(feld * 0.72),
        mitte=_zahl(links + feld / 2),
        y=_zahl(ACHSE - hoehe),
        hoehe=_zahl(hoehe),
        y_zahl=_zahl(ACHSE - hoehe - 8),
    )


def balken(werte: Iterable[tuple[str, Decimal | int, str]], voll: Decimal | int | None = None) -> Balken:
    """A bar of (name, size, size as printed), at most four parts, in the order solid, striped, dotted, empty.

    `voll` is the size that would fill the whole width, so that several bars have one scale; without it the parts do.
    """
    liste = list(werte)
    summe = sum(groesse for _name, groesse, _gedruckt in liste)
    ganzes = float(summe if voll is None else voll)
    teile, x = [], 0.0
    for (name, groesse, gedruckt), flaeche in zip(liste, FLAECHEN, strict=False):
        breite = 100 * float(groesse) / ganzes if ganzes else 0.0
        teile.append(Teil(name, gedruckt, _zahl(x), _zahl(breite), *flaeche))
        x += breite
    return Balken(teile, "100.00" if voll is None else _zahl(x))

"""In which bodies an account takes part, and how: what all rights of bodies rest on."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from beirat.models import Gremium, Mitgliedschaft
from konferenz import uhr
from konferenz.models import Benutzer, Rolle

Funktion = Mitgliedschaft.Funktion


@dataclass(frozen=True)
class Mitwirkung:
    """Numbers of bodies: any membership today, one that is no guest's, chair or deputy chair, minute-taker.

    `bereitet_vor` if one of the bodies is a preparation group.
    """

    person: int | None
    alle: frozenset[int]
    mitglied: frozenset[int]
    leitung: frozenset[int]
    niederschrift: frozenset[int]
    bereitet_vor: bool = False


class Zeile(NamedTuple):
    """A membership that is valid on a day, with what rights and roles ask of it."""

    person: int
    gremium: int
    art: str
    funktion: str


ROLLE_JE_FUNKTION = {
    Funktion.VORSITZ: Rolle.GRUPPENVORSITZ,
    Funktion.SCHRIFTFUEHRUNG: Rolle.SCHRIFTFUEHRUNG,
}


def mitwirkung(benutzer: Benutzer) -> Mitwirkung:
    """What the account's person does in bodies today."""
    zeilen = mitgliedschaften(benutzer, uhr.heute())

    def mit(*funktionen: str) -> frozenset[int]:
        return frozenset(zeile.gremium for zeile in zeilen if zeile.funktion in funktionen)

    return Mitwirkung(
        person=zeilen[0].person if zeilen else None,
        alle=mit(*Funktion.values),
        mitglied=mit(*(set(Funktion.values) - {Funktion.GAST})),
        leitung=mit(Funktion.VORSITZ, Funktion.STELLVERTRETUNG),
        niederschrift=mit(Funktion.SCHRIFTFUEHRUNG),
        bereitet_vor=any(zeile.art == Gremium.Art.VORBEREITUNGSGRUPPE for zeile in zeilen),
    )


def rollen_von(benutzer: Benutzer, tag: date) -> list[str]:
    """Contribution `rollen`: roles that follow from memberships valid on `tag`."""
    return sorted({rolle for zeile in mitgliedschaften(benutzer, tag) for rolle in _rollen(zeile)})


def _rollen(zeile: Zeile) -> Iterator[str]:
    if zeile.art == Gremium.Art.BEIRAT:
        yield Rolle.BEIRAT
    if zeile.art == Gremium.Art.VORBEREITUNGSGRUPPE:
        yield Rolle.GRUPPE
        yield ROLLE_JE_FUNKTION.get(Funktion(zeile.funktion), Rolle.GRUPPE)


def mitgliedschaften(benutzer: Benutzer, tag: date) -> list[Zeile]:
    """The memberships of the account's person on `tag`; read once per account object and day, because roles, rights
    and navigation all ask in the same request."""
    gelesen: dict[date, list[Zeile]] = benutzer.__dict__.setdefault("_mitgliedschaften", {})
    if tag not in gelesen:
        gelesen[tag] = _lies(benutzer, tag)
    return gelesen[tag]


def _lies(benutzer: Benutzer, tag: date) -> list[Zeile]:
    gueltig = Mitgliedschaft.objects.gueltig(tag).filter(person__benutzer=benutzer.pk)
    return [
        Zeile(*werte)
        for werte in gueltig.values_list("person", "sitz__gremium", "sitz__gremium__art", "funktion")
    ]

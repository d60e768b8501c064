"""In which bodies an account takes part today, and how: what all rights of bodies rest on."""

from dataclasses import dataclass

from beirat.models import Mitgliedschaft
from konferenz import uhr
from konferenz.models import Benutzer

Funktion = Mitgliedschaft.Funktion


@dataclass(frozen=True)
class Mitwirkung:
    """Numbers of bodies: any membership today, one that is no guest's, chair or deputy chair, minute-taker."""

    person: int | None
    alle: frozenset[int]
    mitglied: frozenset[int]
    leitung: frozenset[int]
    niederschrift: frozenset[int]


def mitwirkung(benutzer: Benutzer) -> Mitwirkung:
    """What the account's person does in bodies today; one statement for each request (kept on the account)."""
    if not hasattr(benutzer, "_mitwirkung"):
        benutzer._mitwirkung = _lies(benutzer)  # type: ignore[attr-defined]
    return benutzer._mitwirkung  # type: ignore[attr-defined]


def _lies(benutzer: Benutzer) -> Mitwirkung:
    gueltig = Mitgliedschaft.objects.gueltig(uhr.heute()).filter(person__benutzer=benutzer.pk)
    zeilen = list(gueltig.values_list("person", "sitz__gremium", "funktion", "vertritt"))

    def mit(*funktionen: str) -> frozenset[int]:
        return frozenset(
            gremium for _person, gremium, funktion, _vertritt in zeilen if funktion in funktionen
        )

    return Mitwirkung(
        person=zeilen[0][0] if zeilen else None,
        alle=mit(*Funktion.values),
        mitglied=mit(*(set(Funktion.values) - {Funktion.GAST})),
        leitung=mit(Funktion.VORSITZ, Funktion.STELLVERTRETUNG),
        niederschrift=mit(Funktion.SCHRIFTFUEHRUNG),
    )

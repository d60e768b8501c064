"""Who may do what with bodies: one line for each right, named `app.verb`, asked by view and template alike.

Who belongs to a body today sees it, with the addresses of its members if she chairs it or writes its minutes. The
administration keeps the lists. A membership opens papers, so nobody gives one to himself: the actions check that.
"""

from collections.abc import Callable
from typing import Any

import rules

from beirat.mitwirkung import Mitwirkung, mitwirkung
from konferenz.rules import Praedikat, eine_von


def gremium_zu(objekt: Any) -> int:
    """Number of the body that a body, a seat or a membership belongs to."""
    if hasattr(objekt, "gremium_id"):
        return objekt.gremium_id
    return gremium_zu(objekt.sitz) if hasattr(objekt, "sitz_id") else objekt.pk


def in_gremium(*mengen: str, zu: Callable[[Any], int] = gremium_zu) -> Any:
    """Predicate: today one of the person's memberships in the body of the object is of these kinds; without an object
    in any body. `zu` finds the number of the body."""

    def wirkt_mit(benutzer: Any, objekt: Any = None) -> bool:
        if not benutzer.is_authenticated:
            return False
        dort: Mitwirkung = mitwirkung(benutzer)
        gremien = frozenset().union(*(getattr(dort, menge) for menge in mengen))
        return bool(gremien) if objekt is None else zu(objekt) in gremien

    return rules.predicate(wirkt_mit, name="in_gremium(" + ", ".join(mengen) + ")")


_VERWALTUNG = eine_von("sachbearbeitung")

RECHTE: dict[str, Praedikat] = {
    "beirat.gremium_sehen": in_gremium("alle") | _VERWALTUNG,
    "beirat.kontakte_sehen": in_gremium("leitung", "niederschrift") | _VERWALTUNG,
    "beirat.gremium_bearbeiten": _VERWALTUNG,
    "beirat.zugang_einladen": _VERWALTUNG,
}

for _name, _praedikat in RECHTE.items():
    rules.add_perm(_name, _praedikat)

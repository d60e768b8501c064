"""Who may do what on the ground floor: one line for each right, named `app.verb`, asked by view and template alike.

A right follows from the roles of today (`Benutzer.rollen`); actions check states, not persons.
"""

from collections.abc import Callable
from typing import Any

import rules

Praedikat = Callable[[Any, Any], bool]


def eine_von(*rollen: str) -> Praedikat:
    """Predicate: the person has at least one of the roles today."""
    gesucht = frozenset(rollen)

    def hat_rolle(benutzer: Any, objekt: Any = None) -> bool:
        return benutzer.is_authenticated and not gesucht.isdisjoint(benutzer.rollen)

    return rules.predicate(hat_rolle, name="eine_von(" + ", ".join(sorted(gesucht)) + ")")


def alle_von(*praedikate: Praedikat) -> Praedikat:
    """Predicate: each of the predicates lets the person."""

    def darf_alles(benutzer: Any, objekt: Any = None) -> bool:
        return all(praedikat(benutzer, objekt) for praedikat in praedikate)

    return rules.predicate(darf_alles, name="alle_von(" + ", ".join(map(str, praedikate)) + ")")


def irgendeine(benutzer: Any, objekt: Any = None) -> bool:
    """The person has any role today; an account without one sees only itself."""
    return benutzer.is_authenticated and bool(benutzer.rollen)


def angemeldet(benutzer: Any, objekt: Any = None) -> bool:
    """The person is logged in."""
    return benutzer.is_authenticated


ROLLEN_BESCHLUSS = ("sachbearbeitung",)
"""Who reports on a resolution; also for the letters that remind of it."""

RECHTE: dict[str, Praedikat] = {
    "konferenz.uebersicht": angemeldet,
    "konferenz.drucksache_sehen": irgendeine,
    "konferenz.drucksache_erfassen": eine_von("sachbearbeitung"),
    "konferenz.entscheidung_erfassen": eine_von("sachbearbeitung"),
    "konferenz.sachstand_schreiben": eine_von(*ROLLEN_BESCHLUSS),
    "konferenz.konferenz_sehen": irgendeine,
    "konferenz.konferenz_bearbeiten": eine_von("sachbearbeitung"),
    "konferenz.texte_bearbeiten": eine_von("sachbearbeitung", "uebersetzung"),
    "konferenz.bezirk_bearbeiten": eine_von("administration"),
    "konferenz.rechtstext_bearbeiten": eine_von("administration", "uebersetzung"),
    "konferenz.postausgang_sehen": eine_von("sachbearbeitung", "administration"),
    "konferenz.nachricht_erneut_senden": eine_von("sachbearbeitung", "administration"),
    "konferenz.verlauf_sehen": eine_von("sachbearbeitung", "haushalt", "pruefung", "administration"),
    "konferenz.zugriffe_sehen": eine_von("administration"),
    "konferenz.konten_verwalten": eine_von("administration"),
}

for _name, _praedikat in RECHTE.items():
    rules.add_perm(_name, _praedikat)

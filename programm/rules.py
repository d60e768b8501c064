"""Who may do what with the programme: one line for each right, named `app.verb`, asked by view and template alike."""

from typing import Any

import rules

from beirat.models import Person
from konferenz.rules import Praedikat, eine_von


@rules.predicate
def leitet_gruppe(benutzer: Any, objekt: Any = None) -> bool:
    """The account's person leads this working group (or what belongs to it); without an object: any group.

    The role is demanded, too: it makes the account confirm itself a second time, for a group's page names people.
    """
    if not benutzer.is_authenticated or "ag_leitung" not in benutzer.rollen:
        return False
    if not hasattr(benutzer, "_geleitete_gruppen"):
        benutzer._geleitete_gruppen = _geleitete(benutzer.pk)
    gruppen: frozenset[int] = benutzer._geleitete_gruppen
    return bool(gruppen) if objekt is None else getattr(objekt, "arbeitsgruppe_id", objekt.pk) in gruppen


def _geleitete(benutzer: int) -> frozenset[int]:
    leitungen = Person.objects.filter(benutzer=benutzer, auftritte__mitwirkungen__rolle="leitung")
    gruppen = leitungen.values_list("auftritte__mitwirkungen__arbeitsgruppe", flat=True)
    return frozenset(nummer for nummer in gruppen if nummer is not None)


_PLANT = eine_von("sachbearbeitung")
_TEXTE = eine_von("sachbearbeitung", "uebersetzung")

RECHTE: dict[str, Praedikat] = {
    "programm.sehen": _TEXTE,
    "programm.planen": _PLANT,
    "programm.freigeben": _PLANT,
    "programm.texte_bearbeiten": _TEXTE,
    "programm.gruppe_sehen": leitet_gruppe | _TEXTE,
    "programm.gruppe_leiten": leitet_gruppe | _PLANT,
}

for _name, _praedikat in RECHTE.items():
    rules.add_perm(_name, _praedikat)

"""Who may do what with money: one line for each right, named `app.verb`, asked by view and template alike.

That two steps need two people is no right but a state: actions and constraints hold it.
"""

import rules

from konferenz.rules import Praedikat, eine_von

ROLLEN_ARBEIT = ("sachbearbeitung", "haushalt")
ROLLEN_ANORDNUNG = ("anordnung",)
"""Also for pages that name who may do the next step."""

_ARBEIT = eine_von(*ROLLEN_ARBEIT)
_HAUSHALT = eine_von("haushalt")
_ANORDNUNG = eine_von(*ROLLEN_ANORDNUNG)
_ALLE = eine_von("sachbearbeitung", "haushalt", "anordnung", "pruefung")

RECHTE: dict[str, Praedikat] = {
    "budget.sehen": _ALLE,
    "budget.beleg_sehen": _ALLE,
    "budget.ausfuehren": eine_von("sachbearbeitung", "haushalt", "pruefung"),
    "budget.bereitstellen": _HAUSHALT,
    "budget.grundlagen_pflegen": _HAUSHALT,
    "budget.bestaetigen": _HAUSHALT,
    "budget.gegenzeichnen": _ANORDNUNG,
    "budget.reservieren": _ARBEIT,
    "budget.festlegen": _ARBEIT,
    "budget.freigeben": _ARBEIT,
    "budget.nacherfassen": _HAUSHALT,
    "budget.umdecken": _HAUSHALT,
    "budget.uebertragen": _HAUSHALT,
    "budget.rueckfluss_erfassen": _HAUSHALT,
    "budget.stornieren": _HAUSHALT,
    "budget.kostenplan_bearbeiten": eine_von("sachbearbeitung"),
    "budget.kostenplan_freigeben": _HAUSHALT,
    "budget.vergabe_bearbeiten": _ARBEIT,
    "budget.empfaenger_bearbeiten": _ARBEIT,
    "budget.rechnung_erfassen": _ARBEIT,
    "budget.feststellen": _ARBEIT,
    "budget.anordnen": _ANORDNUNG,
    "budget.zahlung_erfassen": _ARBEIT,
    "budget.zuwendung_bearbeiten": _ARBEIT,
    "budget.nachweis_pruefen": _ARBEIT,
    "budget.bericht_schreiben": _ARBEIT,
}

for _name, _praedikat in RECHTE.items():
    rules.add_perm(_name, _praedikat)

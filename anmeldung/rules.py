"""Who may do what with registrations: one line for each right, named `app.verb`, asked by view and template alike."""

import rules

from budget.rules import RECHTE as RECHTE_AN_MITTELN
from konferenz.rules import Praedikat, alle_von, eine_von

_ZAEHLEN = eine_von("sachbearbeitung", "bedarfe")

RECHTE: dict[str, Praedikat] = {
    "anmeldung.liste_sehen": eine_von("sachbearbeitung"),
    "anmeldung.erfassen": eine_von("sachbearbeitung"),
    "anmeldung.aendern": eine_von("sachbearbeitung"),
    "anmeldung.ausfuehren": eine_von("sachbearbeitung"),
    "anmeldung.plaetze_aendern": eine_von("sachbearbeitung"),
    "anmeldung.gruppenwahl_regeln": eine_von("sachbearbeitung"),
    "anmeldung.bedarfe_zaehlen": _ZAEHLEN,
    "anmeldung.bedarf_reservieren": alle_von(_ZAEHLEN, RECHTE_AN_MITTELN["budget.reservieren"]),
    "anmeldung.bedarfe_nach_frist_sehen": eine_von("sachbearbeitung"),
    "anmeldung.bedarf_klaeren": eine_von("sachbearbeitung"),
    "anmeldung.bedarfe_lesen": eine_von("bedarfe"),
}

for _name, _praedikat in RECHTE.items():
    rules.add_perm(_name, _praedikat)

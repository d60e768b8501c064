"""Who may do what with registrations: one line for each right, named `app.verb`, asked by view and template alike."""

import rules

from konferenz.rules import Praedikat, eine_von

RECHTE: dict[str, Praedikat] = {
    "anmeldung.liste_sehen": eine_von("sachbearbeitung"),
    "anmeldung.erfassen": eine_von("sachbearbeitung"),
    "anmeldung.aendern": eine_von("sachbearbeitung"),
    "anmeldung.ausfuehren": eine_von("sachbearbeitung"),
    "anmeldung.plaetze_aendern": eine_von("sachbearbeitung"),
    "anmeldung.bedarfe_zaehlen": eine_von("sachbearbeitung", "bedarfe"),
    "anmeldung.bedarfe_nach_frist_sehen": eine_von("sachbearbeitung"),
    "anmeldung.bedarf_klaeren": eine_von("sachbearbeitung"),
    "anmeldung.bedarfe_lesen": eine_von("bedarfe"),
}

for _name, _praedikat in RECHTE.items():
    rules.add_perm(_name, _praedikat)

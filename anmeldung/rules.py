"""Who may do what with registrations: one line for each right, named `app.verb`, asked by view and template alike."""

from typing import Any

import rules
from django.db.models import Q

from budget.rules import RECHTE as RECHTE_AN_MITTELN
from konferenz import uhr
from konferenz.rules import Praedikat, alle_von, eine_von

_ZAEHLEN = eine_von("sachbearbeitung", "bedarfe")


@rules.predicate
def steht_am_einlass(benutzer: Any, objekt: Any = None) -> bool:
    """The role Einlass for this conference (or a registration of it), or for all of them."""
    if not benutzer.is_authenticated or "einlass" not in benutzer.rollen:
        return False
    if objekt is None:
        return True
    konferenz = getattr(objekt, "konferenz_id", objekt.pk)
    zuweisungen = benutzer.rollenzuweisungen.gueltig(uhr.heute()).filter(rolle="einlass")
    return zuweisungen.filter(Q(konferenz=None) | Q(konferenz=konferenz)).exists()


RECHTE: dict[str, Praedikat] = {
    "anmeldung.liste_sehen": eine_von("sachbearbeitung"),
    "anmeldung.erfassen": eine_von("sachbearbeitung"),
    "anmeldung.aendern": eine_von("sachbearbeitung"),
    "anmeldung.ausfuehren": eine_von("sachbearbeitung"),
    "anmeldung.plaetze_aendern": eine_von("sachbearbeitung"),
    "anmeldung.gruppenwahl_regeln": eine_von("sachbearbeitung"),
    "anmeldung.einlassen": steht_am_einlass | eine_von("sachbearbeitung"),
    "anmeldung.bedarfe_zaehlen": _ZAEHLEN,
    "anmeldung.bedarf_reservieren": alle_von(_ZAEHLEN, RECHTE_AN_MITTELN["budget.reservieren"]),
    "anmeldung.bedarfe_nach_frist_sehen": eine_von("sachbearbeitung"),
    "anmeldung.bedarf_klaeren": eine_von("sachbearbeitung"),
    "anmeldung.bedarfe_lesen": eine_von("bedarfe"),
}

for _name, _praedikat in RECHTE.items():
    rules.add_perm(_name, _praedikat)

"""Who may do what with meetings: one line for each right, named `app.verb`, asked by view and template alike.

Asked with a body or with something that belongs to one; without an object it means "in any body". Rights follow from
the memberships of today and end with them. The administration prepares meetings for every body, but it neither votes
nor approves minutes.
"""

from functools import partial
from typing import Any

import rules

from beirat.mitwirkung import mitwirkung
from beirat.models import Gremium
from beirat.rules import in_gremium
from konferenz.rules import Praedikat, eine_von

_VERWALTUNG = eine_von("sachbearbeitung")
_WEGE = ("sitzung", "protokoll", "umfrage", "umlauf", "punkt", "runde", "einladung", "erinnerung")
"""Names of the field that leads one step nearer to the body."""


def gremium_zu(objekt: Any) -> int:
    """Number of the body something belongs to; a topic belongs to the preparation group of its conference, 0 without
    one.
    """
    if isinstance(objekt, Gremium):
        return objekt.pk
    if hasattr(objekt, "gremium_id"):
        return objekt.gremium_id
    weg = next((weg for weg in _WEGE if hasattr(objekt, f"{weg}_id")), None)
    if weg is None:
        gruppen = Gremium.objects.filter(konferenz=objekt.konferenz_id, art=Gremium.Art.VORBEREITUNGSGRUPPE)
        return gruppen.values_list("pk", flat=True).first() or 0
    return gremium_zu(getattr(objekt, weg))


_in = partial(in_gremium, zu=gremium_zu)


@rules.predicate
def _selbst(benutzer: Any, objekt: Any = None) -> bool:
    """The task or note is the person's own; without an object: anybody in a body may have one."""
    person = mitwirkung(benutzer).person if benutzer.is_authenticated else None
    if objekt is None:
        return person is not None
    eigene = getattr(objekt, "verantwortlich_id", None) or getattr(objekt, "an_id", None)
    return person is not None and person == eigene


_ALLE = _in("alle")
_MITGLIED = _in("mitglied")
_LEITUNG = _in("leitung")
_SCHREIBT = _in("leitung", "niederschrift")

RECHTE: dict[str, Praedikat] = {
    "planung.sitzung_sehen": _ALLE | _VERWALTUNG,
    "planung.nichtoeffentlich_sehen": _MITGLIED | _VERWALTUNG,
    "planung.sitzung_bearbeiten": _SCHREIBT | _VERWALTUNG,
    "planung.einladen": _SCHREIBT | _VERWALTUNG,
    "planung.antworten": _ALLE,
    "planung.umfrage_bearbeiten": _SCHREIBT | _VERWALTUNG,
    "planung.sitzung_leiten": _SCHREIBT | _VERWALTUNG,
    "planung.protokoll_schreiben": _SCHREIBT | _VERWALTUNG,
    "planung.protokoll_abstimmen": _LEITUNG,
    "planung.protokoll_einwenden": _MITGLIED,
    "planung.umlauf_bearbeiten": _SCHREIBT | _VERWALTUNG,
    "planung.umlauf_stimmen": _MITGLIED,
    "planung.aufgabe_bearbeiten": _SCHREIBT | _VERWALTUNG,
    "planung.aufgabe_erledigen": _SCHREIBT | _VERWALTUNG | (_ALLE & _selbst),
    "planung.wiedervorlage_erledigen": _ALLE & _selbst,
    "planung.thema_einbringen": _MITGLIED | _VERWALTUNG,
    "planung.thema_moderieren": _SCHREIBT | _VERWALTUNG,
    "planung.punkte_vergeben": _MITGLIED,
    "planung.meilenstein_bearbeiten": _SCHREIBT | _VERWALTUNG,
    "planung.kalender_pflegen": _VERWALTUNG,
}

for _name, _praedikat in RECHTE.items():
    rules.add_perm(_name, _praedikat)

"""The money on the staff's start page."""

from django.utils.translation import gettext as _

from budget.queries.naechstes import bereitstellung_der
from budget.queries.stand import lage
from budget.queries.uebersicht import ampel, bild
from konferenz import uhr
from konferenz.beitraege import Karte
from konferenz.models import Benutzer, Konferenz

RANG = 30


def karten(benutzer: Benutzer, konferenz: Konferenz | None) -> list[Karte]:
    """Contribution `karten`: how much of the ceiling is left; nothing before money is provided."""
    if konferenz is None or not benutzer.has_perm("budget.sehen", konferenz):
        return []
    bereitstellung = bereitstellung_der(konferenz)
    if bereitstellung is None:
        return []
    stand = lage(bereitstellung)
    licht = ampel(stand, uhr.heute())
    daten = {"konferenz": konferenz, "lage": stand, "bild": bild(stand)}
    return [Karte(_("Budget"), "budget/karte.html", daten, RANG, (licht.art, licht.wort))]

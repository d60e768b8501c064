"""What the programme puts into the staff's navigation."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from konferenz.beitraege import Menuepunkt
from konferenz.models import Benutzer, Konferenz

GRUPPE = gettext_noop("Programm")
SEITEN = (
    (gettext_noop("Programm planen"), "programm:raster", "programm.sehen"),
    (gettext_noop("Programm freigeben"), "programm:freigabe", "programm.freigeben"),
    (gettext_noop("Arbeitsgruppen"), "programm:gruppen", "programm.gruppe_sehen"),
    (gettext_noop("Mitwirkende"), "programm:mitwirkende-liste", "programm.planen"),
    (gettext_noop("Übersetzungen"), "programm:texte", "programm.texte_bearbeiten"),
    (gettext_noop("Zeitfenster"), "programm:zeiten", "programm.sehen"),
    (gettext_noop("Räume"), "programm:raeume", "programm.sehen"),
)
"""In the order of the menu: title, name of the address, right that opens it."""


def punkte(benutzer: Benutzer, konferenz: Konferenz | None) -> list[Menuepunkt]:
    """Contribution `navigation`: what this person may open; nothing without a conference."""
    if konferenz is None:
        return []
    return [
        Menuepunkt(_(GRUPPE), _(titel), reverse(name, kwargs={"kennung": konferenz.kennung}))
        for titel, name, recht in SEITEN
        if benutzer.has_perm(recht)
    ]

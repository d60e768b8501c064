"""What bodies put into the staff's navigation."""

from django.urls import reverse
from django.utils.translation import gettext as _

from beirat.mitwirkung import mitwirkung
from konferenz.beitraege import Menuepunkt
from konferenz.models import Benutzer, Konferenz


def punkte(benutzer: Benutzer, konferenz: Konferenz | None) -> list[Menuepunkt]:
    """The preparation group of the conference, and all bodies the person may see."""
    if not benutzer.has_perm("beirat.gremium_sehen"):
        return []
    zeilen = [Menuepunkt(_("Gremien"), _("Gremien und Mitglieder"), reverse("beirat:gremien"))]
    if konferenz is not None and _bereitet_vor(benutzer):
        gruppe = reverse("beirat:gruppe", kwargs={"kennung": konferenz.kennung})
        zeilen.insert(0, Menuepunkt(_("Vorbereitung"), _("Vorbereitungsgruppe"), gruppe))
    return zeilen


def _bereitet_vor(benutzer: Benutzer) -> bool:
    """Whether the line leads somewhere for this person; members of other bodies alone do not see the group."""
    return benutzer.has_perm("beirat.gremium_bearbeiten") or mitwirkung(benutzer).bereitet_vor

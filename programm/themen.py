"""What becomes of a chosen topic in the programme."""

from django.urls import reverse
from django.utils.translation import gettext as _

from konferenz.beitraege import Tat
from konferenz.models import Benutzer
from planung.models import Thema
from programm.models import Arbeitsgruppe


def taten(benutzer: Benutzer, thema: Thema) -> list[Tat]:
    """Contribution `thema`: the working group of a topic, or the button that makes one."""
    kennung = thema.konferenz.kennung
    gruppe = Arbeitsgruppe.objects.filter(thema=thema).first()
    if gruppe is not None and benutzer.has_perm("programm.sehen", gruppe):
        ziel = reverse("programm:gruppe", kwargs={"kennung": kennung, "pk": gruppe.pk})
        return [Tat(_("Zur Arbeitsgruppe %(nummer)d") % {"nummer": gruppe.nummer}, ziel)]
    kann = gruppe is None and thema.stand == Thema.Stand.GEWAEHLT
    if kann and benutzer.has_perm("programm.planen", thema.konferenz):
        ziel = reverse("programm:gruppe-aus-thema", kwargs={"kennung": kennung, "pk": thema.pk})
        return [Tat(_("Arbeitsgruppe daraus machen"), ziel, ist_knopf=True)]
    return []

"""What the programme asks about seats."""

from django.db.models import Count
from django.utils.translation import gettext as _

from anmeldung.models import Kontingent
from konferenz.beitraege import Angabe
from konferenz.models import Konferenz
from programm.models import Arbeitsgruppe


def belegung(konferenz: Konferenz) -> dict[int | None, int]:
    """Contribution `belegung`: taken and held seats for each working group, under None those of the conference; one
    statement."""
    reihe = Kontingent.objects.im_haus(konferenz).annotate(zahl=Count("belegte"))
    return dict(reihe.values_list("arbeitsgruppe", "zahl"))


def angaben(gruppe: Arbeitsgruppe) -> list[Angabe]:
    """Contribution `arbeitsgruppe`: seats and waiting list on the page of a group; one statement."""
    kontingent = (
        Kontingent.objects.filter(arbeitsgruppe=gruppe)
        .annotate(belegt=Count("belegte", distinct=True), wartend=Count("wartende", distinct=True))
        .first()
    )
    if kontingent is None:
        return []
    werte = {"belegt": kontingent.belegt, "plaetze": kontingent.plaetze}
    return [
        Angabe(_("belegte Plätze"), _("%(belegt)d von %(plaetze)d") % werte),
        Angabe(_("auf der Warteliste"), str(kontingent.wartend)),
    ]

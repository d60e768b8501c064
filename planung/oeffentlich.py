"""What the meetings' floor puts into the public frame."""

from django.urls import reverse
from django.utils.translation import gettext as _

from konferenz.beitraege import Menuepunkt
from konferenz.models import Konferenz
from planung.queries.themen import nimmt_vorschlaege


def menue(konferenz: Konferenz | None) -> list[Menuepunkt]:
    """Contribution `menue`: proposing a topic, while everybody may."""
    if konferenz is None or not nimmt_vorschlaege(konferenz):
        return []
    ziel = reverse("mitwirken:themen", kwargs={"kennung": konferenz.kennung})
    return [Menuepunkt("hilfe", _("Thema vorschlagen"), ziel)]

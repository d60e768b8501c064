"""What the programme puts into the public frame."""

from django.urls import reverse
from django.utils.translation import gettext as _

from konferenz.beitraege import Menuepunkt
from konferenz.models import Konferenz


def menue(konferenz: Konferenz | None) -> list[Menuepunkt]:
    """Contribution `menue`: the programme, as soon as a version is released."""
    if konferenz is None or not konferenz.programmfassungen.exists():
        return []
    ziel = reverse("oeffentliches-programm:seite", kwargs={"kennung": konferenz.kennung})
    return [Menuepunkt("kopf", _("Programm"), ziel)]

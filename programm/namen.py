"""How items of the released programme are called, in the active language."""

from django.urls import reverse
from django.utils.translation import gettext as _

from konferenz.models import Konferenz
from konferenz.sprachen import SPRACHEN
from programm.queries.oeffentlich import Punkt


def name_des_punkts(punkt: Punkt) -> str:
    """The title; of a working group with its number, and what it does this time."""
    eigener = str(punkt.titel).strip()
    if punkt.gruppe is None:
        return eigener
    gruppe = _("AG %(nummer)d: %(titel)s") % {"nummer": punkt.gruppe.nummer, "titel": punkt.gruppe.titel}
    return f"{gruppe} – {eigener}" if eigener else gruppe


def besonderes(punkt: Punkt) -> str:
    """Languages and access aids in one line; empty without any."""
    teile = [SPRACHEN[code].name for code in punkt.dolmetschen]
    if punkt.gebaerdensprache:
        teile.append(_("Deutsche Gebärdensprache"))
    if punkt.schriftdolmetschen:
        teile.append(_("Schriftdolmetschen"))
    return _("Dolmetschen: %(was)s") % {"was": ", ".join(teile)} if teile else ""


def adresse_des_punkts(konferenz: Konferenz, punkt: Punkt) -> str:
    """The page of the working group, or the place of the item in the programme."""
    if punkt.gruppe:
        return reverse(
            "oeffentliches-programm:gruppe",
            kwargs={"kennung": konferenz.kennung, "nummer": punkt.gruppe.nummer},
        )
    seite = reverse("oeffentliches-programm:seite", kwargs={"kennung": konferenz.kennung})
    return f"{seite}#punkt-{punkt.nummer}"

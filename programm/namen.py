"""How items of the released programme are called, in the active language."""

from typing import Any

from django.urls import reverse
from django.utils.functional import lazy
from django.utils.translation import gettext as _

from konferenz.formate import uhrzeit
from konferenz.models import Konferenz
from konferenz.sprachen import SPRACHEN
from programm.queries.fassung import Aenderung
from programm.queries.oeffentlich import Punkt, punkt_aus


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


def aenderung_in_worten(aenderung: Aenderung) -> str:
    """What is different about one item, in one line."""
    punkt, vorher = punkt_aus(aenderung.eintrag), punkt_aus(aenderung.vorher or aenderung.eintrag)
    werte = {
        "was": name_des_punkts(punkt),
        "von": uhrzeit(punkt.beginn),
        "bis": uhrzeit(punkt.ende),
        "bisher": uhrzeit(vorher.beginn),
        "raum": punkt.raum.name if punkt.raum else _("noch offen"),
        "bisheriger": vorher.raum.name if vorher.raum else _("noch offen"),
    }
    return _SAETZE[aenderung.art]() % werte


_SAETZE: dict[str, Any] = {
    "neu": lambda: _("%(was)s: neu im Programm, %(von)s bis %(bis)s Uhr, Raum: %(raum)s"),
    "entfallen": lambda: _("%(was)s: entfällt"),
    "zeit": lambda: _("%(was)s: neue Zeit, %(von)s bis %(bis)s Uhr (bisher ab %(bisher)s Uhr)"),
    "raum": lambda: _("%(was)s: neuer Raum, %(raum)s (bisher %(bisheriger)s)"),
    "mitwirkende": lambda: _("%(was)s: andere Mitwirkende"),
    "text": lambda: _("%(was)s: Angaben geändert"),
}

spaeter_in_worten = lazy(aenderung_in_worten, str)
"""The same in the language of whoever reads it: a letter is written in two."""

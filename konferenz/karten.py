"""Cards of the ground floor on the staff's start page."""

from django.utils.translation import gettext as _

from konferenz.beitraege import Karte
from konferenz.beschlusskontrolle import abzeichen_des_punktes
from konferenz.models import Benutzer, Drucksache, Konferenz


def karten(benutzer: Benutzer, konferenz: Konferenz | None) -> list[Karte]:
    """Contribution `karten`: the conference itself, and how its resolution stands."""
    if konferenz is None:
        return []
    gezeigt = []
    if benutzer.has_perm("konferenz.konferenz_sehen", konferenz):
        gezeigt.append(_konferenz(konferenz))
    if konferenz.drucksache and benutzer.has_perm("konferenz.drucksache_sehen", konferenz.drucksache):
        gezeigt.append(_beschluss(konferenz, konferenz.drucksache))
    return gezeigt


def _konferenz(konferenz: Konferenz) -> Karte:
    stand = (
        ("success", _("öffentlich")) if konferenz.ist_veroeffentlicht else ("neutral", _("nicht öffentlich"))
    )
    return Karte(_("Konferenz"), "konferenz/karte_konferenz.html", {"konferenz": konferenz}, 10, stand)


def _beschluss(konferenz: Konferenz, drucksache: Drucksache) -> Karte:
    stand = ("success" if drucksache.ist_wirksam else "neutral", drucksache.get_stand_display())
    punkte = [(punkt, abzeichen_des_punktes(punkt)) for punkt in drucksache.punkte.all()]
    daten = {"konferenz": konferenz, "drucksache": drucksache, "punkte": punkte}
    return Karte(_("Beschluss"), "konferenz/karte_beschluss.html", daten, 60, stand)

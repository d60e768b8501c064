"""What the state of the resolution allows, in words for every page of money (F16)."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from konferenz import uhr
from konferenz.formate import Stand, datum_kurz
from konferenz.models import Drucksache, Entscheidung
from konferenz.models.drucksache import BEANSTANDUNGSFRIST

VERLOREN = (Drucksache.Stand.BEANSTANDET, Drucksache.Stand.ABGELEHNT, Drucksache.Stand.AUFGEHOBEN)
"""States in which neither reservation nor commitment is possible."""


@dataclass(frozen=True)
class Beschlusslage:
    """What a paper allows today: badge, one sentence that says so, and the two answers."""

    drucksache: Drucksache
    beschlossen_am: date | None
    abzeichen: Stand
    satz: str

    @property
    def darf_reservieren(self) -> bool:
        return self.drucksache.stand not in VERLOREN

    @property
    def darf_festlegen(self) -> bool:
        return self.drucksache.ist_wirksam and self.beschlossen_am is not None


def beschlossen_am(drucksache: Drucksache) -> date | None:
    """Day of the first vote for it: from then on it is effective, whatever was objected and lifted since."""
    return (
        drucksache.entscheidungen.filter(stand=Drucksache.Stand.BESCHLOSSEN)
        .order_by("am", "id")
        .values_list("am", flat=True)
        .first()
    )


def beschlusslage(drucksache: Drucksache) -> Beschlusslage:
    """The state of a paper as it bears on its money; two statements."""
    am = beschlossen_am(drucksache)
    if drucksache.stand in VERLOREN:
        return Beschlusslage(drucksache, am, Stand("danger", str(_("gesperrt"))), _verloren(drucksache))
    if not drucksache.ist_wirksam or am is None:
        satz = _(
            "%(drucksache)s ist %(stand)s, aber noch nicht beschlossen. "
            "Mittel können reserviert, aber noch nicht festgelegt werden."
        ) % {"drucksache": drucksache, "stand": drucksache.get_stand_display()}
        return Beschlusslage(drucksache, am, Stand("warning", str(_("nur reservieren"))), satz)
    return Beschlusslage(drucksache, am, Stand("success", str(_("Beschluss gilt"))), _gilt(drucksache, am))


def _gilt(drucksache: Drucksache, am: date) -> str:
    satz = _("%(drucksache)s ist am %(tag)s beschlossen. Mittel können reserviert und festgelegt werden.") % {
        "drucksache": drucksache,
        "tag": datum_kurz(am),
    }
    frist = am + BEANSTANDUNGSFRIST
    if uhr.heute() > frist:
        return satz
    zusatz = _("Beanstandet werden kann der Beschluss noch bis zum %(frist)s; das hält nichts auf.")
    return f"{satz} {zusatz % {'frist': datum_kurz(frist)}}"


def _verloren(drucksache: Drucksache) -> str:
    letzte: Entscheidung | None = drucksache.entscheidungen.order_by("am", "id").last()
    return _(
        "%(drucksache)s ist %(seit)s%(stand)s. Mittel können weder reserviert noch festgelegt werden. "
        "Zahlungen bis zum festgelegten Betrag gehen weiter."
    ) % {
        "drucksache": drucksache,
        "seit": _("seit dem %(tag)s ") % {"tag": datum_kurz(letzte.am)} if letzte else "",
        "stand": drucksache.get_stand_display(),
    }

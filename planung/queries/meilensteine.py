"""The way to the conference: each milestone with its state in words, and the timeline as numbers for its drawing."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from beirat.models import Gremium
from konferenz import uhr
from konferenz.formate import Stand, datum_kurz
from konferenz.models import Konferenz
from planung.models import Meilenstein

BALD = 14
"""Days before its planned day in which a milestone is said to be near."""


@dataclass(frozen=True)
class Zeile:
    """A milestone and its badge."""

    meilenstein: Meilenstein
    stand: Stand


@dataclass(frozen=True)
class Marke:
    """A point of the drawing: place in per cent of the width, shape by state, number of its row in the table."""

    nummer: int
    x: str
    art: str
    name: str


@dataclass(frozen=True)
class Zeitachse:
    """The drawing: milestones, today and the conference on one line, and the same in words."""

    marken: list[Marke]
    heute: str
    von: date
    bis: date

    @property
    def in_worten(self) -> str:
        return ", ".join(f"{marke.nummer}. {marke.name}" for marke in self.marken)


def stand_des(eines: Meilenstein) -> Stand:
    """Reached, late, near or planned, with the days in words."""
    if eines.ist_am is not None:
        spaet = (eines.ist_am - eines.soll_am).days
        return Stand(
            "success", _("erreicht, %(tage)d Tage später") % {"tage": spaet} if spaet > 0 else _("erreicht")
        )
    tage = (eines.soll_am - uhr.heute()).days
    if tage < 0:
        return Stand(
            "danger",
            _("überfällig seit %(tage)d Tagen") % {"tage": -tage}
            if tage < -1
            else _("überfällig seit gestern"),
        )
    if tage == 0:
        return Stand("warning", _("heute"))
    return (
        Stand("info", _("in %(tage)d Tagen") % {"tage": tage})
        if tage <= BALD
        else Stand("neutral", _("geplant"))
    )


def zeilen(konferenz: Konferenz) -> list[Zeile]:
    """All milestones in the order of their days."""
    return [Zeile(eines, stand_des(eines)) for eines in konferenz.meilensteine.all()]


def zeitachse(konferenz: Konferenz, reihe: list[Zeile]) -> Zeitachse | None:
    """The drawing from the first milestone to the conference; None where there is nothing to draw."""
    tage = [zeile.meilenstein.soll_am for zeile in reihe] + ([konferenz.tag] if konferenz.tag else [])
    if len(tage) < 2 or min(tage) == max(tage):
        return None
    von, bis = min(tage), max(tage)
    marken = [
        Marke(nummer, _stelle(zeile.meilenstein.soll_am, von, bis), zeile.stand.art, _name(zeile))
        for nummer, zeile in enumerate(reihe, start=1)
    ]
    heute = uhr.heute()
    return Zeitachse(marken, _stelle(heute, von, bis) if von <= heute <= bis else "", von, bis)


def _name(zeile: Zeile) -> str:
    return f"{zeile.meilenstein.titel} ({datum_kurz(zeile.meilenstein.soll_am)}, {zeile.stand.wort})"


def _stelle(tag: date, von: date, bis: date) -> str:
    """Place on the line in per cent, with room at both ends for the shapes."""
    return f"{3 + 94 * (tag - von).days / (bis - von).days:.2f}"


def gruppe_der(konferenz: Konferenz) -> Gremium | None:
    """The preparation group of the conference: whose chair plans the milestones."""
    return konferenz.gremien.filter(art=Gremium.Art.VORBEREITUNGSGRUPPE).first()

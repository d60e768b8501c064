"""What became of a case, in one word: for its own pages and for apps above that hold a link to it."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from budget.models import Buchung, Vorgang
from budget.queries.stand import Summen, summen_je
from konferenz.formate import Stand


class Lebenslage(NamedTuple):
    """A state of a case: its key in addresses, its word, its look."""

    name: str
    wort: Promise
    art: str

    @property
    def stand(self) -> Stand:
        return Stand(self.art, str(self.wort))


RESERVIERT = Lebenslage("reserviert", _("reserviert"), "info")
FESTGELEGT = Lebenslage("festgelegt", _("festgelegt"), "warning")
TEILWEISE = Lebenslage("teilweise", _("teilweise gezahlt"), "warning")
GEZAHLT = Lebenslage("gezahlt", _("gezahlt"), "success")
BEENDET = Lebenslage("beendet", _("ohne Geld beendet"), "neutral")
LEBENSLAGEN = (RESERVIERT, FESTGELEGT, TEILWEISE, GEZAHLT, BEENDET)


def lebenslage(summen: Summen) -> Lebenslage:
    """What the rows of a case amount to; open money comes before what is merely reserved."""
    if summen.offen:
        return TEILWEISE if summen.zahlung else FESTGELEGT
    if summen.reserviert:
        return RESERVIERT
    return GEZAHLT if summen.gebunden else BEENDET


@dataclass(frozen=True)
class Vorgangsstand:
    """One case: what became of it, and how much (EUR gross) that concerns."""

    lage: Lebenslage
    betrag: Decimal

    @property
    def stand(self) -> Stand:
        return self.lage.stand

    @property
    def lebt(self) -> bool:
        """Whether money is still kept or was spent for it."""
        return self.lage != BEENDET

    @property
    def ist_offen(self) -> bool:
        """Whether something of it is reserved, or committed and not paid."""
        return self.lage in (RESERVIERT, FESTGELEGT, TEILWEISE)


def vorgangsstaende(vorgaenge: Iterable[Vorgang]) -> dict[int, Vorgangsstand]:
    """The state of each case; one statement."""
    nummern = [vorgang.pk for vorgang in vorgaenge]
    summen = summen_je(Buchung.objects.filter(vorgang__in=nummern), "vorgang")
    return {nummer: _stand(summen.get(nummer, Summen())) for nummer in nummern}


def _stand(summen: Summen) -> Vorgangsstand:
    lage = lebenslage(summen)
    betraege = {RESERVIERT: summen.reserviert, GEZAHLT: summen.gezahlt, BEENDET: summen.reservierung}
    return Vorgangsstand(lage, betraege.get(lage, summen.gebunden))

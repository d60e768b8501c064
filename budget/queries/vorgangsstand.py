"""What became of cases, for apps above that hold a link to them."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from budget.models import Buchung, Vorgang
from budget.queries.stand import Summen, summen_je
from konferenz.formate import Stand


@dataclass(frozen=True)
class Vorgangsstand:
    """One case in words: how much (EUR gross), in which state, and whether money is still kept for it."""

    betrag: Decimal
    stand: Stand
    lebt: bool


def vorgangsstaende(vorgaenge: Iterable[Vorgang]) -> dict[int, Vorgangsstand]:
    """The state of each case; one statement."""
    nummern = [vorgang.pk for vorgang in vorgaenge]
    summen = summen_je(Buchung.objects.filter(vorgang__in=nummern), "vorgang")
    return {nummer: _stand(summen.get(nummer, Summen())) for nummer in nummern}


def _stand(summen: Summen) -> Vorgangsstand:
    if summen.gebunden:
        if not summen.offen:
            return Vorgangsstand(summen.gezahlt, Stand("success", _("bezahlt")), True)
        return Vorgangsstand(summen.gebunden, Stand("success", _("festgelegt")), True)
    if summen.reserviert:
        return Vorgangsstand(summen.reserviert, Stand("info", _("reserviert")), True)
    return Vorgangsstand(summen.reservierung, Stand("neutral", _("Reservierung beendet")), False)

"""What upper apps order becomes a reservation; they keep the link to the order, the budget knows only a purpose."""

from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from budget.actions.reservieren import reservieren
from budget.models import Bereitstellung, Kostenposition, Vorgang
from konferenz.models import Benutzer, Konferenz


@transaction.atomic
def bedarf_reservieren(
    *,
    konferenz: Konferenz,
    art: str,
    zweck: str,
    betrag: Decimal,
    endet_am: date | None = None,
    person: Benutzer | None,
) -> Vorgang:
    """Reserve an amount (EUR gross) for a kind of cost (`Kostenposition.Art`) of a conference; returns the new case.

    It lands on the position of that kind in the cost plan, if there is one. Raises ValidationError without money
    provided for the conference and for everything `reservieren` refuses.
    """
    bereitstellung = Bereitstellung.objects.filter(konferenz=konferenz).first()
    if bereitstellung is None:
        raise ValidationError(
            _("Für diese Konferenz sind noch keine Mittel bereitgestellt."), code="keine_mittel"
        )
    vorgang = Vorgang(
        bereitstellung=bereitstellung, zweck=zweck, position=position_der_art(bereitstellung, art)
    )
    return reservieren(vorgang=vorgang, betrag=betrag, endet_am=endet_am, person=person).vorgang


def position_der_art(bereitstellung: Bereitstellung, art: str) -> Kostenposition | None:
    """The first position of a kind, those of the newest version of the plan before others."""
    positionen = bereitstellung.positionen.filter(art=art)
    plan = bereitstellung.kostenplaene.first()
    return positionen.filter(planzeilen__plan=plan).first() or positionen.first()

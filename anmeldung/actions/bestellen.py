"""Keep money free for what people need."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anmeldung.bestellung import Bestellart, reservierungen, zahlen_je_art
from anmeldung.models import Bedarfsreservierung
from anmeldung.queries import KLEINSTE_ZAHL
from budget.actions.bedarf import bedarf_reservieren
from konferenz.actions.formularschluessel import einloesen, ergebnis_merken
from konferenz.models import Benutzer, Konferenz


@transaction.atomic
def bestellung_reservieren(
    *,
    konferenz: Konferenz,
    art: Bestellart,
    betrag: Decimal,
    endet_am: date | None = None,
    person: Benutzer | None,
    schluessel: UUID | None = None,
) -> Bedarfsreservierung:
    """Take an order over as a reservation (EUR gross) and keep the link to its case. Sent twice it works once.

    Only the count goes along, and only where it is large enough. Raises ValidationError while money is kept for this
    order, and for everything the budget refuses.
    """
    Konferenz.objects.select_for_update(no_key=True).get(pk=konferenz.pk)
    frueher = (
        einloesen(schluessel, {art.schluessel: [konferenz.pk, betrag, endet_am]}) if schluessel else None
    )
    if frueher:
        return Bedarfsreservierung.objects.get(pk=frueher.ergebnis)
    _pruefe_frei(konferenz, art)
    vorgang = bedarf_reservieren(
        konferenz=konferenz,
        art=art.position,
        zweck=str(art.name),
        betrag=betrag,
        endet_am=endet_am,
        person=person,
    )
    zahl = zahlen_je_art(konferenz)[art.schluessel]
    reservierung = Bedarfsreservierung.objects.create(
        konferenz=konferenz,
        art=art.schluessel,
        zahl=zahl if zahl >= KLEINSTE_ZAHL else None,
        vorgang=vorgang,
        von=person,
    )
    if schluessel:
        ergebnis_merken(schluessel, str(reservierung.pk))
    return reservierung


def _pruefe_frei(konferenz: Konferenz, art: Bestellart) -> None:
    """No money is kept for this order yet."""
    vorhandene = reservierungen(konferenz).get(art.schluessel)
    if vorhandene and vorhandene[1].lebt:
        raise ValidationError(
            _("Dafür sind schon Mittel gebunden (Vorgang %(nummer)d)."),
            code="reserviert",
            params={"nummer": vorhandene[0].vorgang.nummer},
        )

"""The private address under which somebody subscribes to the meetings of her bodies."""

from datetime import timedelta

from django.db import transaction

from beirat.models import Person
from konferenz import uhr
from konferenz.actions.zugang import zugangslink_ausstellen, zugangslinks_widerrufen

KALENDER = "planung.kalender"
"""Purpose of the link; its object is the person."""
GUELTIG = timedelta(days=730)


@transaction.atomic
def adresse_erzeugen(*, mensch: Person) -> str:
    """The secret of a new address; the former one ends, and nobody can read this one again."""
    adresse_widerrufen(mensch=mensch)
    return zugangslink_ausstellen(zweck=KALENDER, objekt=str(mensch.pk), gueltig_bis=uhr.jetzt() + GUELTIG)


def adresse_widerrufen(*, mensch: Person) -> bool:
    """End the address; whether there was one."""
    return zugangslinks_widerrufen(zwecke=[KALENDER], objekt=str(mensch.pk)) > 0

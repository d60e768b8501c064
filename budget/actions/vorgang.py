"""Reserve and commit together with what is known about the case by then: payee, position, days of the service."""

from typing import Any

from django.db import transaction

from budget.actions.buch import handelt
from budget.actions.empfaenger import empfaenger_zu_namen
from budget.actions.festlegen import festlegen
from budget.actions.reservieren import reservieren
from budget.models import Buchung, Vorgang
from konferenz.models import Benutzer


@transaction.atomic
def vorgang_festlegen(
    *, vorgang: Vorgang, empfaenger_name: str = "", person: Benutzer | None, **angaben: Any
) -> list[Buchung]:
    """As `festlegen`; a payee nobody knows yet is entered, and a stored case keeps its new particulars."""
    _halte_fest(vorgang, empfaenger_name, person)
    return festlegen(vorgang=vorgang, person=person, **angaben)


@transaction.atomic
def vorgang_reservieren(
    *, vorgang: Vorgang, empfaenger_name: str = "", person: Benutzer | None, **angaben: Any
) -> Buchung:
    """As `reservieren`; a payee nobody knows yet is entered."""
    _halte_fest(vorgang, empfaenger_name, person)
    return reservieren(vorgang=vorgang, person=person, **angaben)


def _halte_fest(vorgang: Vorgang, empfaenger_name: str, person: Benutzer | None) -> None:
    with handelt(person):
        if empfaenger_name.strip():
            vorgang.empfaenger = empfaenger_zu_namen(empfaenger_name)
        if vorgang.pk is not None:
            vorgang.full_clean(exclude={"angelegt_von"})
            vorgang.save()

"""Wake-up calls of the money floor. Each one asks the state what is due: often or late, the result is the same."""

import logging

from celery import shared_task

from budget.actions import erinnern

protokoll = logging.getLogger(__name__)


@shared_task
def reservierungen_beenden() -> None:
    """Every quarter of an hour: what ran out yesterday ends, so in the first minutes of the night."""
    protokoll.info("reservierungen_beenden %s", erinnern.reservierungen_beenden())


@shared_task
def fristen_melden() -> None:
    """Every quarter of an hour: reminders that are due become letters for the next morning."""
    protokoll.info("fristen_melden %s", erinnern.fristen_melden())


@shared_task
def jahresende_melden() -> None:
    """Every quarter of an hour: what is open of a year that is over becomes a letter for the next morning."""
    protokoll.info("jahresende_melden %s", erinnern.jahresende_melden())

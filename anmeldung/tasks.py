"""Wake-up calls of the top floor."""

import logging

from celery import shared_task

from anmeldung import actions

protokoll = logging.getLogger(__name__)


@shared_task
def fristen_pruefen() -> None:
    """Each minute: offers that ran out, registrations nobody confirmed."""
    protokoll.info("fristen %s", actions.fristen_pruefen())


@shared_task
def loeschfristen_anwenden() -> None:
    """Each hour: personal data whose day of deletion has come; the log gets counts only."""
    protokoll.info("loeschfristen %s", actions.loeschfristen_anwenden())

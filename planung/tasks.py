"""Wake-up calls of the meetings' floor."""

import logging

from celery import shared_task

from planung.actions.erinnern import erinnerungen_verschicken

protokoll = logging.getLogger(__name__)


@shared_task
def sitzungserinnerungen() -> None:
    """Each minute: reminders that are due become letters."""
    protokoll.info("sitzungserinnerungen %s", erinnerungen_verschicken())

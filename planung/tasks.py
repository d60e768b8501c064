"""Wake-up calls of the meetings' floor."""

import logging

from celery import shared_task

from planung.actions.aufgabe import aufgaben_erinnern
from planung.actions.erinnern import erinnerungen_verschicken

protokoll = logging.getLogger(__name__)


@shared_task
def sitzungserinnerungen() -> None:
    """Each minute: reminders that are due become letters."""
    protokoll.info("sitzungserinnerungen %s", erinnerungen_verschicken())


@shared_task
def aufgaben_und_wiedervorlagen() -> None:
    """Each hour: who has an overdue task or a note that comes back is told, once."""
    protokoll.info("aufgaben_und_wiedervorlagen %s", aufgaben_erinnern())

"""Wake-up calls of the meetings' floor."""

import logging

from celery import shared_task

from planung.actions.aufgabe import aufgaben_erinnern
from planung.actions.erinnern import erinnerungen_verschicken
from planung.actions.niederschrift_erinnern import niederschriften_erinnern
from planung.actions.priorisierung import runden_schliessen
from planung.actions.terminumfrage import umfragen_erinnern
from planung.actions.thema import einsender_vergessen
from planung.actions.umlauf import umlaeufe_auswerten

protokoll = logging.getLogger(__name__)


@shared_task
def sitzungserinnerungen() -> None:
    """Each minute: reminders that are due become letters."""
    protokoll.info("sitzungserinnerungen %s", erinnerungen_verschicken())


@shared_task
def terminumfragen() -> None:
    """Each quarter of an hour: who has not answered a date poll is reminded when its deadline is near, once; rounds of
    points whose time is over end.
    """
    protokoll.info("terminumfragen %s", umfragen_erinnern())
    protokoll.info("runden %s", runden_schliessen())


@shared_task
def aufgaben_und_wiedervorlagen() -> None:
    """Each hour: who has an overdue task, a note that comes back or minutes to go on with is told, once."""
    protokoll.info("aufgaben_und_wiedervorlagen %s", aufgaben_erinnern())
    protokoll.info("niederschriften %s", niederschriften_erinnern())
    protokoll.info("einsender %s", einsender_vergessen())


@shared_task
def umlaeufe() -> None:
    """Each minute: votes by circulation whose deadline is over are decided."""
    protokoll.info("umlaeufe %s", umlaeufe_auswerten())

"""What the worker does for the ground floor."""

import time

from celery import shared_task

from konferenz.actions import aufraeumen as aufraeumen_actions
from konferenz.actions import beschluss
from konferenz.actions.nachricht import zustellen
from konferenz.actions.nachricht.wecken import wecke

BRIEFE_JE_STAPEL = 50
SEKUNDEN_JE_LAUF = 180.0
"""Less than Celery's soft limit: a run ends by itself and calls the next one."""


@shared_task
def nachrichten_zustellen() -> int:
    """Hand over what is due: after each commit that wrote a letter, and each minute. Returns how many were tried."""
    ende = time.monotonic() + SEKUNDEN_JE_LAUF
    gesamt = 0
    while time.monotonic() < ende:
        anzahl = zustellen(hoechstens=BRIEFE_JE_STAPEL)
        gesamt += anzahl
        if anzahl < BRIEFE_JE_STAPEL:
            return gesamt
    wecke()
    return gesamt


@shared_task
def aufraeumen() -> None:
    """Delete expired keys, counters, sessions, links and letters."""
    aufraeumen_actions.aufraeumen()


@shared_task
def an_berichte_erinnern() -> int:
    """Remind of reports on resolutions that are due. Returns how many letters were written."""
    return beschluss.an_berichte_erinnern()

"""The wake-up call: makes delivery quick, is never needed for it.

Whoever writes a letter must not wait or fail for Redis.
"""

import logging
import threading
import time

from kombu import Connection

from konferenz.celery import app

protokoll = logging.getLogger(__name__)

PAUSE = 15.0
"""Seconds in which a process does not try again to reach a broker that failed."""
GILT = 120
"""Seconds after which a call is worthless: by then the poller has run."""
UNGEDULDIG = {
    "socket_timeout": 1,
    "socket_connect_timeout": 1,
    "retry_on_timeout": False,
    "max_retries": 0,
    "connect_retries_timeout": 1,
}
"""Unlike a worker, which waits for its broker for ever."""

_eigen = threading.local()
_gesperrt_bis = 0.0


def wecke() -> None:
    """Call the delivery now; about a second at most, and nothing at all while the broker is known to be away."""
    global _gesperrt_bis  # noqa: PLW0603
    if time.monotonic() < _gesperrt_bis:
        return
    try:
        app.send_task(
            "konferenz.tasks.nachrichten_zustellen", connection=_verbindung(), retry=False, expires=GILT
        )
    except Exception as problem:
        _gesperrt_bis = time.monotonic() + PAUSE
        protokoll.warning("broker unreachable (%s), the poller will deliver", type(problem).__name__)


def _verbindung() -> Connection:
    """One connection for each thread: they cannot share one."""
    if not hasattr(_eigen, "verbindung"):
        _eigen.verbindung = app.connection_for_write(connect_timeout=1, transport_options=UNGEDULDIG)
    return _eigen.verbindung

"""Many at the same moment, on real connections: what every test of a race starts with."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from threading import Barrier
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection


def gleichzeitig(taten: Sequence[Callable[[], Any]]) -> list[Any]:
    """What each of them returned, or the exception it ended with; in their order.

    Each runs in a thread and on a connection of its own, by the clock and in the language of the caller, and none
    before all are ready.
    """
    start = Barrier(len(taten))

    def laufe(tat: Callable[[], Any]) -> Any:
        start.wait()
        try:
            return tat()
        except Exception as fehler:
            return fehler
        finally:
            connection.close()

    with ThreadPoolExecutor(len(taten)) as faeden:
        laeufe = [faeden.submit(copy_context().run, laufe, tat) for tat in taten]
    return [lauf.result() for lauf in laeufe]


def fehler_bei(taten: Sequence[Callable[[], Any]]) -> list[Exception]:
    """The same; only what failed."""
    return [ausgang for ausgang in gleichzeitig(taten) if isinstance(ausgang, Exception)]


def wettlauf(taten: Sequence[Callable[[], Any]]) -> list[str]:
    """How the same ended, sorted: "ok", the sentence a person reads, or the refusal of the database. What else fails
    is raised."""
    return sorted(_in_worten(ausgang) for ausgang in gleichzeitig(taten))


def _in_worten(ausgang: Any) -> str:
    if isinstance(ausgang, ValidationError):
        return ausgang.messages[0].replace("\N{NO-BREAK SPACE}", " ")
    if isinstance(ausgang, IntegrityError):
        return "IntegrityError"
    if isinstance(ausgang, Exception):
        raise ausgang
    return "ok"

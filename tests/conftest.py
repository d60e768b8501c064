"""What every test starts with: Monday, 2 September 2024, by the project's clock, in German; the real clock is real."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import pytest
from django.core.cache import caches
from django.db import transaction
from django.utils.translation import override

from konferenz import uhr
from tests import welt


@pytest.fixture(autouse=True)
def montag() -> Iterator[None]:
    """The project's clock stands until `welt.zeit` moves it; the language is German, whatever a page before left."""
    caches["seiten"].clear()
    with uhr.gestellt(welt.MONTAG), override("de"):
        yield


@pytest.fixture(scope="module")
def bestand(django_db_setup: None, django_db_blocker: Any) -> Callable[..., AbstractContextManager[Any]]:
    """For module-wide fixtures: `with bestand(fuelle) as haus: yield haus` fills the database once on Monday morning.

    Each test works in a savepoint of that transaction and leaves nothing behind; at the end all of it is rolled back.
    Objects of Python are shared: who changes them takes a copy. Not for tests with `transaction=True`.
    """

    @contextmanager
    def gefuellt(fuelle: Callable[[], Any]) -> Iterator[Any]:
        with django_db_blocker.unblock(), transaction.atomic():
            with uhr.gestellt(welt.MONTAG), override("de"):
                inhalt = fuelle()
            yield inhalt
            transaction.set_rollback(True)

    return gefuellt

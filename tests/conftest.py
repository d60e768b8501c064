"""What every test starts with: Monday, 2 September 2024, by the project's clock, in German; the real clock is real."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import caches
from django.db import connection
from django.utils.translation import override

from konferenz import uhr
from tests import welt


@pytest.fixture(autouse=True)
def montag() -> Iterator[None]:
    """The project's clock stands until `welt.zeit` moves it; the language is German, whatever a page before left."""
    caches["seiten"].clear()
    with uhr.gestellt(welt.MONTAG), override("de"):
        yield


@pytest.fixture(scope="session", autouse=True)
def _leeren_trotz_mauer(django_test_environment: None) -> None:
    """Emptying the tables after a transactional test goes past the wall around the ledger; only a superuser can."""
    leeren = type(connection.ops).execute_sql_flush

    def vorbei(ops: Any, anweisungen: list[str]) -> None:
        leeren(
            ops, ["SET session_replication_role = replica", *anweisungen, "RESET session_replication_role"]
        )

    type(connection.ops).execute_sql_flush = vorbei  # type: ignore[method-assign]

"""Emptying the test database after a test that committed (third part of the pytest plugin)."""

from typing import Any

from django.db import connection
from django.test import TransactionTestCase
from psycopg import sql

BLEIBT = {"django_content_type", "auth_permission"}
"""Filled by `migrate`, changed by no test."""


def leere(_testfall: Any = None) -> None:
    """Delete all rows of all our tables: some ten milliseconds, where Django's TRUNCATE of every table and the
    signals after it take a fifth of a second and grow with each table.

    Without triggers, which would record every deletion and refuse some; that needs a superuser. The lock waits, as
    TRUNCATE would, for whoever is still writing.
    """
    tabellen = connection.introspection.django_table_names(only_existing=True, include_views=False)
    namen = [sql.Identifier(name) for name in sorted({*tabellen} - BLEIBT)]
    befehl = sql.SQL(
        "BEGIN; SET LOCAL session_replication_role = replica;"
        "LOCK TABLE {alle} IN SHARE ROW EXCLUSIVE MODE; {leeren}; COMMIT"
    ).format(
        alle=sql.SQL(", ").join(namen),
        leeren=sql.SQL("; ").join(sql.SQL("DELETE FROM {}").format(name) for name in namen),
    )
    with connection.cursor() as zeiger:
        zeiger.execute(befehl)


def statt_flush() -> None:
    """Have Django's tests empty the database this way."""
    TransactionTestCase._fixture_teardown = leere  # type: ignore[attr-defined]

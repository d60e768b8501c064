"""Whether anything changed that a finished public page shows: the present versions of the rows behind it.

PostgreSQL gives every change of a row a new version (`xmin`, the transaction that wrote it, and `ctid`, its place),
also one by raw SQL or by another process. A finished page is kept under the name of these versions; after a change
everybody asks under another name. So nothing has to be thrown away, and what is withdrawn is gone with the commit.

A row that changes between this statement and the building of the page leaves a page that is too new under the old
name; nobody asks for that name again.
"""

from functools import cache

from django.apps import apps
from django.conf import settings
from django.db import connection


def datenstand() -> str:
    """Name of the present versions of all rows of the models in `settings.DATENSTAND`; one statement."""
    with connection.cursor() as zeiger:
        zeiger.execute(_statement())
        return str(zeiger.fetchone()[0])


@cache
def _statement() -> str:
    tabellen = (apps.get_model(name)._meta.db_table for name in settings.DATENSTAND)
    versionen = ", ".join(
        f"(SELECT string_agg(xmin::text || ctid::text, ' ') FROM {connection.ops.quote_name(tabelle)})"  # noqa: S608
        for tabelle in tabellen
    )
    return f"SELECT md5(ROW({versionen})::text)"  # names of our own tables

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
from psycopg import sql


def datenstand() -> str:
    """Name of the present versions of all rows of the models in `settings.DATENSTAND`; one statement."""
    with connection.cursor() as zeiger:
        zeiger.execute(_statement())
        return str(zeiger.fetchone()[0])


_VERSIONEN = sql.SQL("(SELECT string_agg(xmin::text || ctid::text, ' ') FROM {})")


@cache
def _statement() -> sql.Composed:
    tabellen = (apps.get_model(name)._meta.db_table for name in settings.DATENSTAND)
    versionen = (_VERSIONEN.format(sql.Identifier(tabelle)) for tabelle in tabellen)
    return sql.SQL("SELECT md5(ROW({})::text)").format(sql.SQL(", ").join(versionen))

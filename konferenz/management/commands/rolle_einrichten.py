"""The database role of the running application.

It reads and writes rows and owns nothing: it cannot switch off a trigger, empty a table past one or change the schema.
What the ledger and the audit trail promise holds against everything that web server and workers could be made to say.
"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction
from psycopg import sql

from konferenz import umgebung

RECHTE = (
    "GRANT CONNECT ON DATABASE {datenbank} TO {rolle}",
    "GRANT USAGE ON SCHEMA public TO {rolle}",
    "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {rolle}",
    "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {rolle}",
)


class Command(BaseCommand):
    """`manage.py rolle_einrichten NAME`, as owner of the database, after each `migrate`."""

    help = "Datenbankrolle der laufenden Anwendung anlegen; ihr Passwort steht in ANWENDUNG_PASSWORT."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("name", help="Name der Rolle, zum Beispiel anwendung")

    def handle(self, *args: Any, name: str, **options: Any) -> None:
        if name == connection.settings_dict["USER"]:
            raise CommandError("Die Rolle der Anwendung darf nicht die sein, der die Datenbank gehört.")
        with transaction.atomic(), connection.cursor() as zeiger:
            zeiger.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [name])
            if zeiger.fetchone() is None:
                zeiger.execute(sql.SQL("CREATE ROLE {}").format(sql.Identifier(name)))
            grenzen = "ALTER ROLE {} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS PASSWORD {}"
            passwort = sql.Literal(umgebung.text("ANWENDUNG_PASSWORT", "") or None)
            zeiger.execute(sql.SQL(grenzen).format(sql.Identifier(name), passwort))
            namen = {
                "rolle": sql.Identifier(name),
                "datenbank": sql.Identifier(connection.settings_dict["NAME"]),
            }
            for recht in RECHTE:
                zeiger.execute(sql.SQL(recht).format(**namen))

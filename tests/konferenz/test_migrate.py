"""`migrate` renders less than Django's and leaves the same database."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import pytest
from django.core.management import CommandError, call_command, get_commands
from django.db import connection
from psycopg import sql
from psycopg.conninfo import make_conninfo

from betrieb.prozesse import BASIS

WIE_DJANGO = (
    "import django; django.setup();"
    "from django.core.management import call_command;"
    "from django.core.management.commands.migrate import Command;"
    "call_command(Command(), verbosity=0, interactive=False)"
)
FRAGEN = {
    "columns": """SELECT table_name, column_name, data_type, character_maximum_length, numeric_precision,
        numeric_scale, is_nullable, column_default, is_identity, generation_expression, collation_name
        FROM information_schema.columns WHERE table_schema = 'public'""",
    "constraints": """SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid)
        FROM pg_constraint WHERE connamespace = 'public'::regnamespace""",
    "indexes": "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'",
    "triggers": "SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal",
    "functions": "SELECT proname, prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace",
    "migrations": "SELECT app, name FROM django_migrations",
    "rights": "SELECT codename, app_label, model FROM auth_permission p JOIN django_content_type t"
    " ON p.content_type_id = t.id",
}


@contextmanager
def _leere_datenbank(name: str) -> Iterator[str]:
    server = make_conninfo(os.environ["DATABASE_URL"], dbname="postgres")
    with psycopg.connect(server, autocommit=True) as verbindung:
        verbindung.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(name)))
        try:
            yield make_conninfo(server, dbname=name)
        finally:
            verbindung.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def _schema_nach(name: str, *befehl: str) -> dict[str, list[str]]:
    """What stands in a database after this Python command, sorted."""
    with _leere_datenbank(name) as url:
        umgebung = {**os.environ, "DATABASE_URL": url, "ABFRAGE_GRENZE": "0"}
        subprocess.run([sys.executable, *befehl], cwd=BASIS, env=umgebung, check=True)
        with psycopg.connect(url) as verbindung:
            return {was: sorted(map(str, verbindung.execute(frage))) for was, frage in FRAGEN.items()}


def test_manage_py_nimmt_unser_migrate() -> None:
    assert get_commands()["migrate"] == "konferenz"


@pytest.mark.langsam
def test_das_schema_ist_dasselbe_wie_mit_djangos_migrate() -> None:
    unseres = _schema_nach("migriert_wie_wir", "manage.py", "migrate", "--verbosity", "0", "--noinput")
    assert _schema_nach("migriert_wie_django", "-c", WIE_DJANGO) == unseres
    assert all(unseres.values())


def test_die_rolle_der_anwendung_ist_nie_die_der_die_datenbank_gehoert(db: None) -> None:
    with pytest.raises(CommandError, match="darf nicht die sein"):
        call_command("rolle_einrichten", connection.settings_dict["USER"])


def test_die_rolle_ein_zweites_mal_einzurichten_aendert_nur_ihr_passwort(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    frage = (
        "SELECT rolsuper, rolcreatedb, rolcreaterole, rolcanlogin, has_table_privilege(oid,"
        " 'budget_buchung', 'INSERT'), has_table_privilege(oid, 'budget_buchung', 'TRUNCATE')"
        " FROM pg_roles WHERE rolname = 'anwendung_probe'"
    )
    for passwort in ("erstes", "mit ' und \\"):
        monkeypatch.setenv("ANWENDUNG_PASSWORT", passwort)
        call_command("rolle_einrichten", "anwendung_probe")
        with connection.cursor() as zeiger:
            zeiger.execute(frage)
            assert zeiger.fetchone() == (False, False, False, True, True, False)

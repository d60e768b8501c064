"""The ledger only grows, also against raw SQL of the application's own role (I08); its numbers have no gap."""

from collections.abc import Iterator

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction

from betrieb.testserver import datenbank_url
from betrieb.testvorlage import ANWENDUNG
from budget.actions.festlegen import festlegen
from budget.models import Buchung
from tests import welt
from tests.budget.welt import bestaetigte_kasse, eur


@pytest.fixture
def buchung() -> Buchung:
    haus = bestaetigte_kasse()
    with welt.zeit("2023-12-18"):
        return festlegen(vorgang=haus.zuwendung(), betrag=eur("100,00"), person=haus.bernd)[0]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE budget_buchung SET betrag = 1",
        "UPDATE budget_buchung SET grund = 'x' WHERE id = {id}",
        "INSERT INTO budget_buchung SELECT * FROM budget_buchung ON CONFLICT (id) DO UPDATE SET betrag = 1",
        "MERGE INTO budget_buchung b USING (SELECT 1) AS x ON true WHEN MATCHED THEN UPDATE SET betrag = 1",
        "DELETE FROM budget_buchung WHERE id = {id}",
        "TRUNCATE budget_buchung CASCADE",
        "SET pgtrigger.ignore = '{{budget_buchung:budget_buchung_bleibt}}'; UPDATE budget_buchung SET betrag = 1",
    ],
)
def test_keine_zeile_wird_geaendert_oder_geloescht(buchung: Buchung, sql: str) -> None:
    """I08: a trigger of its own that no setting switches off."""
    with pytest.raises(DatabaseError, match="sondern storniert"), transaction.atomic():
        connection.cursor().execute(sql.format(id=buchung.pk))
    with pytest.raises(DatabaseError, match="sondern storniert"), transaction.atomic():
        buchung.delete()
    buchung.refresh_from_db()
    assert buchung.betrag == eur("100,00")


@pytest.fixture
def anwendung(buchung: Buchung) -> Iterator[psycopg.Connection]:
    """A connection with the role that web server and workers have in production."""
    if ANWENDUNG not in datenbank_url():
        pytest.skip("the database of somebody else: the role is not there")
    with psycopg.connect(datenbank_url(), autocommit=True) as verbindung:
        yield verbindung


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("sql", "satz"),
    [
        ("UPDATE budget_buchung SET betrag = 1", "sondern storniert"),
        ("DELETE FROM budget_buchung", "sondern storniert"),
        ("UPDATE budget_buchung SET belegnummer = belegnummer + 1", "sondern storniert"),
        ("TRUNCATE budget_buchung CASCADE", "permission denied"),
        ("ALTER TABLE budget_buchung DISABLE TRIGGER ALL", "must be owner"),
        ("DROP TRIGGER budget_buchung_bleibt ON budget_buchung", "must be owner"),
        ("DROP TABLE budget_buchung CASCADE", "must be owner"),
        ("SET session_replication_role = replica", "permission denied"),
        ("CREATE RULE still AS ON DELETE TO budget_buchung DO INSTEAD NOTHING", "must be owner"),
        ("ALTER ROLE anwendung SUPERUSER", "permission denied"),
        ("CREATE TABLE budget_nebenbuch (id int)", "permission denied"),
    ],
)
def test_die_rolle_der_anwendung_kommt_an_keiner_wand_vorbei(
    anwendung: psycopg.Connection, sql: str, satz: str
) -> None:
    """I08 with the application's database role: rows are read and added, nothing is switched off."""
    vorher = anwendung.execute("SELECT id, betrag, belegnummer FROM budget_buchung").fetchall()
    with pytest.raises(psycopg.DatabaseError, match=satz):
        anwendung.execute(sql)
    assert anwendung.execute("SELECT id, betrag, belegnummer FROM budget_buchung").fetchall() == vorher
    assert len(vorher) == 1

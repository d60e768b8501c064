"""The ledger only grows, also against raw SQL (I08); its numbers have no gap."""

import pytest
from django.db import DatabaseError, connection, transaction

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

"""Emptying the test database: everything of ours goes, past every trigger, and the triggers stand afterwards."""

import pytest
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import DatabaseError, connection, transaction

from betrieb.testleerung import BLEIBT, leere
from budget.actions.festlegen import festlegen
from budget.models import Buchung
from tests import welt
from tests.budget.welt import bestaetigte_kasse, eur


def _gefuellte() -> set[str]:
    """Names of our tables that hold a row."""
    tabellen = connection.introspection.django_table_names(only_existing=True, include_views=False)
    with connection.cursor() as zeiger:
        return {
            name
            for name in tabellen
            if zeiger.execute(f'SELECT 1 FROM "{name}" LIMIT 1') and zeiger.fetchone()
        }


def _bucht() -> None:
    haus = bestaetigte_kasse()
    with welt.zeit("2023-12-18"):
        festlegen(vorgang=haus.zuwendung(), betrag=eur("100,00"), person=haus.bernd)


@pytest.mark.django_db(transaction=True)
def test_alle_zeilen_gehen_auch_hauptbuch_und_verlauf_und_nur_die_der_migrationen_bleiben() -> None:
    _bucht()
    assert {"budget_buchung", "konferenz_konferenz", "konferenz_konferenzevent"} <= _gefuellte()
    bleibende = ContentType.objects.count(), Permission.objects.count()

    leere()

    assert _gefuellte() == BLEIBT
    assert (ContentType.objects.count(), Permission.objects.count()) == bleibende


@pytest.mark.django_db(transaction=True)
def test_danach_steht_die_mauer_um_das_hauptbuch_wieder() -> None:
    leere()
    _bucht()
    with pytest.raises(DatabaseError, match="sondern storniert"), transaction.atomic():
        connection.cursor().execute("DELETE FROM budget_buchung")
    assert Buchung.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_zweimal_leeren_schadet_nicht() -> None:
    leere()
    leere()
    assert _gefuellte() == BLEIBT

"""Year end: what is open of a year that is over, and in which state (F10, S15)."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from budget.actions.festlegen import festlegen
from budget.actions.uebertragen import Postenangaben, uebertrag_beantragen
from budget.actions.zahlen import zahlung_buchen
from budget.models import Buchung
from budget.queries.jahresende import offene_bindungen
from tests import welt
from tests.budget.welt import Kasse, bestaetigte_kasse, eur

pytestmark = pytest.mark.django_db


@pytest.fixture
def haus() -> Kasse:
    """Of 2023: an order of that year, one of the next, a grant that is paid in part; one order of 2024."""
    haus = bestaetigte_kasse("6.000,00", bescheid_statt_leistung=False)
    with welt.zeit("2023-12-18"):
        for fall, betrag in (
            (haus.vorgang("Raum", leistung_von=date(2023, 12, 20)), "1.000,00"),
            (
                haus.vorgang("Technik", leistung_von=date(2024, 2, 1), leistungsjahr_vermerk="geklärt"),
                "2.000,00",
            ),
            (haus.zuwendung("Träger"), "3.000,00"),
            (haus.vorgang("Druck"), "500,00"),
        ):
            festlegen(vorgang=fall, betrag=eur(betrag), person=haus.bernd)
    with welt.zeit("2024-01-05"):
        zahlung_buchen(
            vorgang=haus.bereitstellung.vorgaenge.get(zweck="Träger"), betrag=eur("1.200,00"),
            gezahlt_am=date(2024, 1, 5), person=haus.bernd,
        )  # fmt: skip
    return haus


def liste(haus: Kasse, tag: str, jahr: int | None = None) -> list[tuple[str, str, str]]:
    with welt.zeit(tag):
        return [
            (eine.festlegung.vorgang.zweck, f"{eine.offen:.2f}", eine.stand.wort)
            for eine in offene_bindungen(haus.bereitstellung, jahr)
        ]


def test_bis_zum_buchungsschluss_ist_zu_zahlen_was_im_jahr_geleistet_wurde(haus: Kasse) -> None:
    """F9, F10"""
    assert liste(haus, "2024-01-12") == [
        ("Raum", "1000.00", "zu zahlen bis 12.01.2024"),
        ("Technik", "2000.00", "zu entscheiden"),
        ("Träger", "1800.00", "zu zahlen bis 12.01.2024"),
    ]


def test_danach_ist_zu_entscheiden_was_nicht_beantragt_ist(haus: Kasse) -> None:
    traeger = Buchung.objects.get(vorgang__zweck="Träger", art=Buchung.Art.FESTLEGUNG)
    with welt.zeit("2024-04-10"):
        uebertrag_beantragen(
            quelle=haus.q2023, posten=[Postenangaben(traeger, eur("1.800,00"))], person=haus.bernd
        )
    assert liste(haus, "2024-04-10") == [
        ("Raum", "1000.00", "zu entscheiden"),
        ("Technik", "2000.00", "zu entscheiden"),
        ("Träger", "1800.00", "Übertrag beantragt"),
    ]


def test_im_laufenden_jahr_ist_die_liste_leer_und_je_jahr_laesst_sie_sich_waehlen(haus: Kasse) -> None:
    assert liste(haus, "2023-12-31") == []
    assert liste(haus, "2024-01-05", 2024) == [("Druck", "500.00", "zu zahlen bis 10.01.2025")]


def test_lesen_aendert_nichts_und_braucht_vier_abfragen(haus: Kasse) -> None:
    """S15: nothing is changed by the list itself."""
    vorher = haus.buchungen()
    with CaptureQueriesContext(connection) as gezaehlt:
        assert liste(haus, "2024-02-01")
    assert len(gezaehlt) == 4
    assert haus.buchungen() == vorher

"""Several clerks at once, on real connections: voucher numbers without a gap, one payment, one invoice of a number;
each with the counter-proof that the lock is what holds it.
"""

from collections.abc import Callable
from datetime import date
from threading import Barrier
from typing import Any

import pytest

from budget.actions import anweisen, zahlen
from budget.actions import rechnung as erfassen
from budget.actions.anweisen import zahlung_eintragen
from budget.actions.buch import Hauptbuch
from budget.models import Bereitstellung, Buchung, Rechnung
from budget.queries.stand import lage
from konferenz import uhr
from konferenz.models import Benutzer
from tests.budget.rechnungen import angeordnet, auftrag, rechnung
from tests.budget.welt import Kasse, eur, kasse
from tests.gleichzeitig import wettlauf
from tests.orakel import verletzungen_rechnungen

pytestmark = pytest.mark.django_db(transaction=True)
ANZAHL = 6


@pytest.fixture
def haus() -> Kasse:
    return kasse()


def angeordnete(haus: Kasse) -> list[Rechnung]:
    fall = auftrag(haus, "4.000,00")
    return [angeordnet(haus, rechnung(haus, fall, "100,00", ist_schluss=False)) for _nummer in range(ANZAHL)]


def zahlungen(haus: Kasse, reihe: list[Rechnung]) -> list[Callable[[], object]]:
    def zahle(eine: Rechnung) -> Callable[[], object]:
        return lambda: zahlung_eintragen(rechnung=eine, gezahlt_am=date(2024, 9, 2), person=haus.amira)

    return [zahle(eine) for eine in reihe]


def test_gleichzeitige_zahlungen_bekommen_lueckenlose_belegnummern(haus: Kasse) -> None:
    """I08, F17: voucher numbers and ledger numbers have no gap and no double, also past a payment that was refused."""
    reihe = angeordnete(haus)
    assert wettlauf(zahlungen(haus, reihe[:3])) == ["ok"] * 3
    doppelt = wettlauf(zahlungen(haus, [*reihe[3:], reihe[3]]))
    assert [antwort for antwort in doppelt if antwort != "ok"] == [
        "Die Rechnung ist bezahlt. Dieser Schritt ist jetzt nicht möglich."
    ]
    nummern = Buchung.objects.filter(art="zahlung").order_by("lfd").values_list("belegnummer", flat=True)
    assert list(nummern) == list(range(1, ANZAHL + 1))
    lfd = Buchung.objects.order_by("lfd").values_list("lfd", flat=True)
    assert list(lfd) == list(range(1, ANZAHL + 2))
    assert verletzungen_rechnungen() == []


def test_gegenprobe_ohne_die_sperre_des_buchs_ziehen_alle_dieselbe_nummer(
    haus: Kasse, monkeypatch: Any
) -> None:
    reihe, alle_lasen = angeordnete(haus), Barrier(ANZAHL)

    def ohne_sperre(bereitstellung: Bereitstellung, person: Benutzer | None) -> Hauptbuch:
        gelesen = Bereitstellung.objects.select_related("konferenz").get(pk=bereitstellung.pk)
        return Hauptbuch(gelesen, lage(gelesen), person)

    def gemeinsam(bereitstellung: Bereitstellung, person: Benutzer | None) -> Hauptbuch:
        buch = ohne_sperre(bereitstellung, person)
        alle_lasen.wait()
        return buch

    monkeypatch.setattr(anweisen, "aufschlagen", ohne_sperre)
    monkeypatch.setattr(zahlen, "aufschlagen", gemeinsam)
    assert wettlauf(zahlungen(haus, reihe)) == ["IntegrityError"] * (ANZAHL - 1) + ["ok"]


def neue(haus: Kasse) -> list[Callable[[], object]]:
    """Clerks who enter the same invoice."""
    fall = auftrag(haus)

    def erfasse() -> object:
        eine = Rechnung(
            vorgang=fall, empfaenger=fall.empfaenger, nummer="RE-17", datum=uhr.heute(), netto=eur("10,00"),
            eingegangen_am=uhr.heute(), brutto=eur("10,00"),
        )  # fmt: skip
        return erfassen.rechnung_erfassen(rechnung=eine, person=haus.amira)

    return [erfasse] * ANZAHL


def test_dieselbe_nummer_gleichzeitig_erfasst_wird_einmal_gespeichert_die_anderen_lesen_warum(
    haus: Kasse,
) -> None:
    """S27"""
    satz = "Diese Rechnungsnummer ist von diesem Empfänger schon erfasst."
    assert wettlauf(neue(haus)) == [satz] * (ANZAHL - 1) + ["ok"]
    assert Rechnung.objects.count() == 1


def test_gegenprobe_ohne_die_sperre_des_empfaengers_haelt_nur_noch_die_datenbank(
    haus: Kasse, monkeypatch: Any
) -> None:
    alle_prueften, speichern = Barrier(ANZAHL), Rechnung.save

    def gemeinsam(eine: Rechnung, *args: Any, **kwargs: Any) -> None:
        alle_prueften.wait()
        speichern(eine, *args, **kwargs)

    monkeypatch.setattr(erfassen, "_sperre_empfaenger", lambda _nummer: None)
    monkeypatch.setattr(Rechnung, "save", gemeinsam)
    assert wettlauf(neue(haus)) == ["IntegrityError"] * (ANZAHL - 1) + ["ok"]
    assert Rechnung.objects.count() == 1

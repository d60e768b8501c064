"""S23: clerks commit at the same moment, on real connections; each with the proof that it is the lock that holds."""

from collections.abc import Callable
from threading import Barrier
from typing import Any

import pytest

from budget.actions import buch as hauptbuch
from budget.actions import festlegen as binden
from budget.actions.buch import Hauptbuch
from budget.actions.festlegen import festlegen
from budget.actions.freigeben import freigeben
from budget.models import Bereitstellung, Buchung
from budget.queries.stand import Lage, lage, offen_je_festlegung
from konferenz import uhr
from konferenz.models import Benutzer
from tests.budget.welt import Kasse, bestaetigte_kasse, eur
from tests.gleichzeitig import wettlauf
from tests.orakel import verletzungen_buch

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def haus() -> Kasse:
    """Today the whole ceiling is free and lies in 2024."""
    haus = bestaetigte_kasse()
    haus.bestaetige(haus.q2024, "20.000,00")
    return haus


def legen_fest(haus: Kasse, *betraege: str) -> list[str]:
    """All commit at the same moment: "ok" or why not."""

    def legt_fest(betrag: str) -> Callable[[], object]:
        return lambda: festlegen(vorgang=haus.zuwendung(), betrag=eur(betrag), person=haus.bernd)

    return wettlauf([legt_fest(betrag) for betrag in betraege])


def raeume(haus: Kasse) -> None:
    """Everything that is open is released: the next round begins with the whole ceiling."""
    reihe = list(Buchung.objects.filter(art="festlegung").select_related("vorgang", "quelle"))
    offen = offen_je_festlegung(reihe)
    for eine in reihe:
        if offen[eine.pk]:
            freigeben(festlegung=eine, betrag=offen[eine.pk], grund="x", person=haus.bernd)


def runden(haus: Kasse, zahl: int) -> None:
    """Two clerks, 12.000 and 9.000 of 20.000: exactly one is stored, the other is told what is free now."""
    for _runde in range(zahl):
        grund, ok = legen_fest(haus, "12.000,00", "9.000,00")
        assert ok == "ok"
        assert grund in {
            f"Obergrenze 20.000,00 EUR überschritten um 1.000,00 EUR. Frei sind jetzt {frei},00 €."
            for frei in ("8.000", "11.000")
        }
        assert haus.frei in (eur("8.000,00"), eur("11.000,00"))
        raeume(haus)
    assert verletzungen_buch() == []


def test_von_zweien_die_zusammen_zu_viel_wollen_bekommt_es_genau_einer(haus: Kasse) -> None:
    """S23, F17, example 12"""
    runden(haus, 5)


def test_von_zwoelf_bekommen_es_so_viele_wie_hineinpassen(haus: Kasse) -> None:
    """F17, I06, I08: ledger numbers without a gap, never a cent beyond the ceiling."""
    antworten = legen_fest(haus, *["3.000,00"] * 12)
    assert antworten.count("ok") == 6
    assert haus.frei == eur("2.000,00")
    assert verletzungen_buch() == []


@pytest.mark.langsam
@pytest.mark.parametrize("zahl", [2, 5, 10, 20])
def test_zweihundert_runden(haus: Kasse, zahl: int) -> None:
    """S23, F17: 200 rounds by two, and fifty rounds of many."""
    if zahl == 2:
        runden(haus, 200)
        return
    for _runde in range(50):
        assert legen_fest(haus, *["9.000,00"] * zahl).count("ok") == 2
        raeume(haus)
    assert verletzungen_buch() == []


@pytest.mark.parametrize(("luecke", "antworten"), [(0, ["IntegrityError", "ok"]), (10, ["ok", "ok"])])
def test_gegenprobe_ohne_die_sperre_passen_beide(
    haus: Kasse, monkeypatch: Any, luecke: int, antworten: list[str]
) -> None:
    """Without the lock both see the whole ceiling. The number of the row stops the second one by an error that nobody
    can read; without it, too, the ceiling is broken.
    """
    alle_lasen, nummern = Barrier(2), iter((0, luecke))

    def ohne_sperre(bereitstellung: Bereitstellung, person: Benutzer | None) -> Hauptbuch:
        gelesen = Bereitstellung.objects.select_related("konferenz").get(pk=bereitstellung.pk)
        gelesen.naechste_lfd += next(nummern)
        gelesen.naechste_vorgangsnummer += gelesen.naechste_lfd
        buch = Hauptbuch(gelesen, lage(gelesen), person)
        alle_lasen.wait()
        return buch

    alle_sahen_nach = Barrier(2)

    def ehe_einer_fertig_ist(bereitstellung: Bereitstellung) -> Lage:
        danach = lage(bereitstellung)
        if luecke:
            alle_sahen_nach.wait()
        return danach

    monkeypatch.setattr(binden, "aufschlagen", ohne_sperre)
    monkeypatch.setattr(hauptbuch, "lage", ehe_einer_fertig_ist)
    assert legen_fest(haus, "12.000,00", "9.000,00") == antworten
    assert (haus.frei < 0) is (luecke > 0)
    assert bool(verletzungen_buch()) is (luecke > 0)
    assert haus.lage.verfuegbar(uhr.heute()) >= 0

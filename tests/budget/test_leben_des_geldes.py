"""Money lived through in any order never breaks I06–I08; and the machine sees it when a check is gone."""

from datetime import UTC, date
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, connection
from django.db.models import Case, F, When

from budget.actions import buch as hauptbuch
from budget.actions import festlegen as binden
from budget.actions import freigeben as loesen
from budget.actions import reservieren as enden
from budget.actions import uebertragen as antragen
from budget.actions import zahlen
from budget.actions.quellen import einnahme_hinzufuegen
from budget.models import Buchung, Deckungsquelle, Ermaechtigungsuebertrag
from budget.queries import stand
from budget.queries.stand import NULL, Lage
from konferenz import uhr
from tests import welt
from tests.budget.leben import ERREICHT, Leben, lebe
from tests.budget.welt import bestaetigte_kasse

Art = Buchung.Art
pytestmark = pytest.mark.django_db


@pytest.fixture
def kasse() -> None:
    """Both years confirmed, and other income of 900,00 beside them."""
    haus = bestaetigte_kasse("12.500,00")
    with welt.zeit("2023-12-12"):
        spende = einnahme_hinzufuegen(
            bereitstellung=haus.bereitstellung, geber="Sparkasse", jahr=2024, person=haus.bernd
        )
        haus.bestaetige(spende, "900,00")
    Leben.haus = haus


def test_in_welcher_reihenfolge_auch_immer_stimmt_jede_summe(kasse: None) -> None:
    """I06, I07, I08"""
    ERREICHT.clear()
    lebe(14, 25)
    # numbers of rows from tests before lead the walk elsewhere; only the long one has to reach everything
    assert {Art.FESTLEGUNG, Art.FREIGABE, Art.ZAHLUNG, Art.STORNO, "beantragt"} <= ERREICHT


@pytest.mark.langsam
def test_dasselbe_lang(kasse: None) -> None:
    """I06, I07, I08"""
    ERREICHT.clear()
    lebe(1000, 50)
    assert {*Buchung.Art.values, *Ermaechtigungsuebertrag.Stand.values} <= ERREICHT


def nichts(*_args: object, **_kwargs: object) -> None:
    """A check that is gone."""


def ohne_schluss(buch: hauptbuch.Hauptbuch) -> None:
    buch.bereitstellung.save(update_fields=["naechste_lfd", "naechste_vorgangsnummer"])


def frei_in_float(jetzt: Lage) -> Decimal:
    return Decimal(float(jetzt.obergrenze.betrag) - float(jetzt.summen.verbraucht))


def heute_in_utc() -> date:
    return uhr.jetzt().astimezone(UTC).date()


def aendert_die_zeile(buch: object, festlegung: Buchung, betrag: Decimal, grund: str) -> Buchung:
    """A soft edit: the old row gets another amount."""
    rest = max(festlegung.betrag - betrag, Decimal("0.01"))
    Buchung.objects.filter(pk=festlegung.pk).update(betrag=rest)
    return festlegung


def nimmt_jede(_buch: object, rueckfluss: Buchung, quelle: Deckungsquelle | None, _grund: str) -> object:
    return quelle or rueckfluss.quelle


def zaehlt_immer() -> Any:
    """A release counts in its source also after the cut-off."""
    return Case(
        When(art="festlegung", then=-F("betrag")), When(art="freigabe", then=F("betrag")),
        default=NULL, output_field=stand._GELD,
    )  # fmt: skip


MUTANTEN: dict[str, tuple[int, str, list[tuple[object, str, object]]]] = {
    "float": (1, "lege_fest gib_frei", [(Lage, "frei", property(frei_in_float))]),
    "year in UTC": (0, "lege_fest jahreswechsel", [(uhr, "heute", heute_in_utc)]),
    "soft edit": (1, "gib_frei", [(loesen, "schreibe_freigabe", aendert_die_zeile)]),
    "no ceiling": (
        0, "lege_alles_fest bestaetige",
        [(binden, "pruefe_obergrenze", nichts), (hauptbuch.Hauptbuch, "schliessen", ohne_schluss)],
    ),
    "more released than open": (1, "gib_frei zahle", [(loesen, "pruefe_offen", nichts)]),
    "no order by proof": (6, "lege_fest", [(stand.Quellenstand, "ist_frisch", lambda *_args: True)]),
    "late release revives": (1, "gib_frei jahreswechsel", [(stand, "_wirkung_auf_quelle", zaehlt_immer)]),
    "closed year": (2, "zeit_vergeht gib_frei", [(hauptbuch, "offenes_jahr", lambda jahr: jahr)]),
    "both kinds of money": (
        0, "lege_aus_einer_fest",
        [(hauptbuch, "pruefe_getrennt", nichts), (hauptbuch, "pruefe_bleibt_getrennt", nichts)],
    ),
    "storno of what is applied for": (4, "storniere", [(zahlen, "pruefe_nicht_beantragt", nichts)]),
    "ends anything": (1, "beende", [(enden, "pruefe_lebt", nichts)]),
    "refund into another source": (1, "erstatte nimm_an", [(zahlen, "_ziel", nimmt_jede)]),
    "application without reservation": (3, "beantrage", [(antragen, "_reserviere", nichts)]),
}  # fmt: skip
"""Where in the life and by which rules each is looked for, so that a few walks are enough."""


SCHNELL = {"float", "year in UTC", "soft edit", "no ceiling", "closed year"}


@pytest.mark.parametrize(
    "mutant",
    [pytest.param(mutant, marks=[] if mutant in SCHNELL else pytest.mark.langsam) for mutant in MUTANTEN],
)
def test_ein_weggefallener_schutz_faellt_auf(kasse: None, monkeypatch: Any, mutant: str) -> None:
    """I06, I07, I08: a machine that stays green without the check would prove nothing."""
    stufe, nur, eingriffe = MUTANTEN[mutant]
    if mutant == "soft edit":
        connection.cursor().execute("DROP TRIGGER budget_buchung_bleibt ON budget_buchung")
    for ort, name, ersatz in eingriffe:
        monkeypatch.setattr(ort, name, ersatz)
    with pytest.raises((AssertionError, DatabaseError)):
        lebe(40, 8, stufe=stufe, nur=nur.split(), verkleinern=False)

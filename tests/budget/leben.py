"""State machine: money committed, released, paid, refunded, carried over and closed in any order (I06–I08)."""

from collections.abc import Callable, Iterable
from datetime import timedelta
from decimal import Decimal
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from budget.actions.festlegen import festlegen
from budget.actions.freigeben import freigeben, umdecken
from budget.actions.quellen import quelle_entsperren, quelle_sperren
from budget.actions.reservieren import reservieren, reservierung_beenden
from budget.actions.uebertrag_entscheiden import (
    auf_uebertrag_umdecken,
    uebertrag_ablehnen,
    uebertrag_bewilligen,
)
from budget.actions.uebertragen import Postenangaben, uebertrag_beantragen, uebertrag_kuerzen
from budget.actions.zahlen import rueckfluss_erfassen, stornieren, wiederverwendung_annehmen, zahlung_buchen
from budget.models import Buchung, Deckungsquelle, Ermaechtigungsuebertrag
from budget.queries.buch import laufend
from budget.queries.stand import NULL, Lage, lage
from konferenz import uhr
from tests import welt
from tests.budget.nachrechnen import Rechnung, cent
from tests.budget.welt import Kasse
from tests.orakel import verletzungen_buch

NUMMER = st.integers(0, 4)
BETRAG = st.sampled_from(
    [Decimal(wert) for wert in ("0.01", "0.10", "333.33", "4999.99", "5000.00", "12500.01", "20000.00")]
)
RATEN = st.sampled_from([Decimal(wert) for wert in ("1", "0.5", "0.01")])
"""How much of what is there; all, half, or little."""
TAGE = st.sampled_from([1, 5, 21, 90, 200])
ENDE = welt.am("2025-11-01")
ERREICHT: set[str] = set()
"""Kinds of rows and states of applications that the walks came through; one that goes nowhere is noticed."""


class Leben(RuleBasedStateMachine):
    """Each rule calls one action, ten minutes past midnight; what it refuses is rolled back."""

    haus: Kasse
    stufe: int | None = None

    def __init__(self) -> None:
        super().__init__()
        self.klammer = transaction.atomic()
        self.klammer.__enter__()
        self.uhr = welt.am("2023-12-18", "00:10")
        self.alte: dict[int, dict[str, Any]] = {}
        self.ueberbucht: dict[int, Decimal] = {}
        self.darf_ueberbuchen = False
        self.ist_neu = False

    def teardown(self) -> None:
        """What the ledger alone can tell stays told: once at the end of a walk is enough."""
        try:
            assert verletzungen_buch() == []
        finally:
            transaction.set_rollback(True)
            self.klammer.__exit__(None, None, None)

    @initialize(stufe=st.integers(0, 6))
    def beginn(self, stufe: int) -> None:
        """Walks begin in every part of the life, else few come to its end; 6 is the last week of the first year, when
        its confirmation has aged.
        """
        stufe = stufe if self.stufe is None else self.stufe
        if stufe == 6:
            self.zeit_vergeht(9)
            return
        teile = (self._binde, self._hole_zurueck, self._schliesse_das_jahr, self._beantrage, self._bewillige)
        for teil in teile[:stufe]:
            teil()

    def _binde(self) -> None:
        self.lege_fest(Decimal("15000.00"), nachtrag=False, nummer=0)
        self.zahle(0, Decimal("0.01"))

    def _hole_zurueck(self) -> None:
        self.erstatte(0, Decimal("0.5"))
        self.nimm_an(0, None)

    def _schliesse_das_jahr(self) -> None:
        self.zeit_vergeht(90)
        self.gib_frei(0, Decimal("0.5"))

    def _beantrage(self) -> None:
        self.beantrage(0, Decimal("0.3"), frei=True)
        self.beantrage(0, Decimal("0.3"), frei=False)

    def _bewillige(self) -> None:
        self.entscheide(1, "bewilligen")

    def tue(self, tat: Callable[[], object]) -> Any:
        """Call an action now; a refusal is a sentence."""
        with uhr.gestellt(self.uhr):
            try:
                with transaction.atomic():
                    ergebnis = tat()
            except ValidationError:
                return None
        self.ist_neu = True
        return ergebnis

    def zeile(self, art: str, nummer: int) -> Buchung | None:
        reihe = list(Buchung.objects.filter(art=art).select_related("vorgang", "quelle").order_by("lfd"))
        return reihe[nummer % len(reihe)] if reihe else None

    def quelle(self, nummer: int) -> Deckungsquelle:
        reihe = list(self.haus.bereitstellung.quellen.order_by("rang"))
        return reihe[nummer % len(reihe)]

    def antrag(self, nummer: int) -> Ermaechtigungsuebertrag | None:
        reihe = list(Ermaechtigungsuebertrag.objects.order_by("pk"))
        return reihe[nummer % len(reihe)] if reihe else None

    @rule(tage=TAGE)
    def zeit_vergeht(self, tage: int) -> None:
        self.uhr = min(self.uhr + timedelta(days=tage), ENDE)

    @rule()
    def jahreswechsel(self) -> None:
        """Ten minutes after it, when it is still the old year in UTC."""
        if self.uhr.year < ENDE.year:
            self.uhr = welt.am(f"{self.uhr.year + 1}-01-01", "00:10")

    @rule(nummer=NUMMER, betrag=BETRAG)
    def bestaetige(self, nummer: int, betrag: Decimal) -> None:
        self.darf_ueberbuchen = True
        self.tue(lambda: self.haus.bestaetige(self.quelle(nummer), f"{betrag:.2f}".replace(".", ",")))

    @rule(nummer=NUMMER, zu=st.booleans())
    def sperre(self, nummer: int, zu: bool) -> None:
        tat = partial(quelle_sperren, grund="x") if zu else quelle_entsperren
        self.tue(lambda: tat(quelle=self.quelle(nummer), person=self.haus.bernd))

    @rule(betrag=BETRAG, nachtrag=st.booleans(), nummer=NUMMER)
    def lege_fest(self, betrag: Decimal, nachtrag: bool, nummer: int) -> None:
        """What the plain sums foretell happens, to the cent: no more, and also no less (I06)."""
        alte = self.zeile("festlegung", nummer) if nachtrag else None
        vorgang = alte.vorgang if alte else self.haus.zuwendung(bescheid_am=self.uhr.date())
        erwartet = Rechnung(self.haus.bereitstellung).deckung(cent(betrag), self.uhr.date())
        if vorgang.ist_sonstige:
            erwartet = None
        teile = self.tue(lambda: festlegen(vorgang=vorgang, betrag=betrag, person=self.haus.bernd))
        assert (teile and [(teil.quelle_id, cent(teil.betrag)) for teil in teile]) == erwartet

    @rule(mehr=st.booleans())
    def lege_alles_fest(self, mehr: bool) -> None:
        """Exactly what is free, or a cent more."""
        betrag = Decimal(Rechnung(self.haus.bereitstellung).frei + mehr) / 100
        if betrag > 0:
            self.lege_fest(betrag, nachtrag=False, nummer=0)

    @rule(nummer=NUMMER, betrag=BETRAG, sonstige=st.booleans())
    def lege_aus_einer_fest(self, nummer: int, betrag: Decimal, sonstige: bool) -> None:
        self.tue(
            lambda: festlegen(
                vorgang=self.haus.zuwendung(ist_sonstige=sonstige), betrag=betrag, regel="ganz_spaeter",
                quelle=self.quelle(nummer), begruendung="x", person=self.haus.bernd,
            )
        )  # fmt: skip

    @rule(betrag=BETRAG)
    def reserviere(self, betrag: Decimal) -> None:
        self.tue(lambda: reservieren(vorgang=self.haus.zuwendung(), betrag=betrag, person=self.haus.amira))

    @rule(nummer=NUMMER, art=st.sampled_from(["reservierung", "festlegung"]))
    def beende(self, nummer: int, art: str) -> None:
        if eine := self.zeile(art, nummer):
            self.tue(lambda: reservierung_beenden(reservierung=eine, grund="x", person=self.haus.amira))

    @rule(nummer=NUMMER, eigene=st.booleans())
    def loese_ein(self, nummer: int, eigene: bool) -> None:
        if eine := self.zeile("reservierung", nummer):
            vorgang = eine.vorgang if eigene else self.haus.zuwendung()
            angaben: dict[str, Any] = {"betrag": eine.betrag, "reservierung": eine, "person": self.haus.bernd}
            self.tue(lambda: festlegen(vorgang=vorgang, **angaben))

    @rule(nummer=NUMMER, teil=RATEN)
    def gib_frei(self, nummer: int, teil: Decimal) -> None:
        if eine := self.zeile("festlegung", nummer):
            betrag = _teil(eine.betrag, teil)
            self.tue(lambda: freigeben(festlegung=eine, betrag=betrag, grund="x", person=self.haus.bernd))

    @rule(nummer=NUMMER, teil=RATEN, wohin=st.none() | NUMMER)
    def decke_um(self, nummer: int, teil: Decimal, wohin: int | None) -> None:
        if eine := self.zeile("festlegung", nummer):
            ziel = None if wohin is None else self.quelle(wohin)
            angaben: dict[str, Any] = {"quelle": ziel, "begruendung": "x", "person": self.haus.bernd}
            self.tue(lambda: umdecken(festlegung=eine, betrag=_teil(eine.betrag, teil), **angaben))

    @rule(nummer=NUMMER, teil=RATEN)
    def zahle(self, nummer: int, teil: Decimal) -> None:
        if eine := self.zeile("festlegung", nummer):
            angaben: dict[str, Any] = {"gezahlt_am": self.uhr.date(), "person": self.haus.amira}
            betrag = _teil(eine.betrag, teil)
            self.tue(lambda: zahlung_buchen(vorgang=eine.vorgang, betrag=betrag, **angaben))

    @rule(nummer=NUMMER, teil=RATEN)
    def erstatte(self, nummer: int, teil: Decimal) -> None:
        if eine := self.zeile("zahlung", nummer):
            angaben: dict[str, Any] = {
                "eingegangen_am": self.uhr.date(), "grund": "x", "person": self.haus.bernd
            }  # fmt: skip
            self.tue(lambda: rueckfluss_erfassen(zahlung=eine, betrag=_teil(eine.betrag, teil), **angaben))

    @rule(nummer=NUMMER, wohin=st.none() | NUMMER)
    def nimm_an(self, nummer: int, wohin: int | None) -> None:
        if eine := self.zeile("rueckfluss", nummer):
            ziel = None if wohin is None else self.quelle(wohin)
            angaben: dict[str, Any] = {"grund": "RS", "quelle": ziel, "person": self.haus.bernd}
            self.tue(lambda: wiederverwendung_annehmen(rueckfluss=eine, **angaben))

    @rule(nummer=NUMMER, art=st.sampled_from([art for art in Buchung.Art.values if art != "storno"]))
    def storniere(self, nummer: int, art: str) -> None:
        if eine := self.zeile(art, -1 - nummer):
            self.tue(lambda: stornieren(buchung=eine, grund="x", person=self.haus.bernd))

    @rule(nummer=NUMMER, teil=RATEN, frei=st.booleans())
    def beantrage(self, nummer: int, teil: Decimal, frei: bool) -> None:
        if eine := self.zeile("festlegung", nummer):
            posten = [Postenangaben(eine, _teil(eine.betrag, teil), frei)]
            angaben: dict[str, Any] = {"quelle": eine.quelle, "person": self.haus.bernd}
            self.tue(lambda: uebertrag_beantragen(posten=posten, **angaben))

    @rule(nummer=NUMMER, was=st.sampled_from(["kuerzen", "streichen", "ablehnen", "bewilligen", "umdecken"]))
    def entscheide(self, nummer: int, was: str) -> None:
        if antrag := self.antrag(nummer):
            self.tue(partial(getattr(self, f"_{was}"), antrag))

    def _kuerzen(self, antrag: Ermaechtigungsuebertrag) -> None:
        posten = antrag.posten.get()
        betrag = _teil(posten.betrag, Decimal("0.5"))
        uebertrag_kuerzen(uebertrag=antrag, posten=posten, betrag=betrag, person=self.haus.bernd)

    def _streichen(self, antrag: Ermaechtigungsuebertrag) -> None:
        uebertrag_kuerzen(uebertrag=antrag, posten=antrag.posten.get(), betrag=NULL, person=self.haus.bernd)

    def _ablehnen(self, antrag: Ermaechtigungsuebertrag) -> None:
        uebertrag_ablehnen(uebertrag=antrag, person=self.haus.bernd)

    def _bewilligen(self, antrag: Ermaechtigungsuebertrag) -> None:
        uebertrag_bewilligen(
            uebertrag=antrag, bewilligt=_teil(antrag.posten.get().betrag, Decimal("0.5")), aktenzeichen="FB",
            gueltig_bis_jahr=max(self.uhr.year, 2024), person=self.haus.bernd,
        )  # fmt: skip
        self.haus.bestaetige(antrag.neue_quelle, f"{antrag.bewilligt:.2f}".replace(".", ","))  # type: ignore[arg-type]

    def _umdecken(self, antrag: Ermaechtigungsuebertrag) -> None:
        posten = antrag.posten.get()
        teil = Postenangaben(posten.festlegung, antrag.bewilligt or NULL)
        auf_uebertrag_umdecken(uebertrag=antrag, posten=[teil], person=self.haus.bernd)

    @invariant()
    def nichts_ist_verletzt(self) -> None:
        if not self.ist_neu:
            return
        self.ist_neu = False
        with uhr.gestellt(self.uhr):
            rechnung, jetzt = Rechnung(self.haus.bereitstellung), lage(self.haus.bereitstellung)
            self._pruefe_summen(rechnung, jetzt)
        self._pruefe_zeilen(rechnung)
        self._pruefe_ueberbucht(jetzt)
        ERREICHT.update(zeile["art"] for zeile in rechnung.zeilen.values())
        ERREICHT.update(Ermaechtigungsuebertrag.objects.values_list("stand", flat=True))

    def _pruefe_summen(self, rechnung: Rechnung, jetzt: Lage) -> None:
        """I06: headroom and every source as the plain sums say, the running total of the ledger too."""
        assert jetzt.frei * 100 == rechnung.frei >= 0
        for einer in jetzt.quellen:
            rest = rechnung.rest(einer.quelle)
            assert (einer.rest is None, einer.rest and einer.rest * 100) == (rest is None, rest)
        staende = list(laufend(self.haus.bereitstellung).values())
        assert (staende[-1][1] if staende else NULL) == jetzt.obergrenze.betrag - jetzt.frei

    def _pruefe_zeilen(self, rechnung: Rechnung) -> None:
        """I07, I08: what was there is as it was; what is new has today as its legal date, by the local clock."""
        for pk, zeile in self.alte.items():
            assert rechnung.zeilen[pk] == zeile
        for pk in rechnung.zeilen.keys() - self.alte.keys():
            zeile = rechnung.zeilen[pk]
            assert zeile["wertstellung"] == zeile["erfasst_am"].astimezone(welt.BERLIN).date()
        self.alte = rechnung.zeilen

    def _pruefe_ueberbucht(self, jetzt: Lage) -> None:
        """I06: only a new confirmation may show that more is committed than there is."""
        for einer in jetzt.quellen:
            if not self.darf_ueberbuchen:
                assert einer.ueberbucht <= self.ueberbucht.get(einer.quelle.pk, NULL)
            self.ueberbucht[einer.quelle.pk] = einer.ueberbucht
        self.darf_ueberbuchen = False


def _teil(betrag: Decimal, rate: Decimal) -> Decimal:
    return max((betrag * rate).quantize(Decimal("0.01")), Decimal("0.01"))


def _enger(stufe: int | None, nur: frozenset[str]) -> type[Leben]:
    """The same machine from one part of the life; what is not named can be called, but is no rule of its own."""

    def ohne_regel(name: str) -> Callable[..., Any]:
        return lambda leben, *werte, **namen: getattr(Leben, name)(leben, *werte, **namen)

    regeln = {name for name, wert in vars(Leben).items() if hasattr(wert, "hypothesis_stateful_rule")}
    weg = {name: ohne_regel(name) for name in regeln - nur} if nur else {}
    return type("Leben", (Leben,), {"stufe": stufe, **weg})


def lebe(
    wege: int, schritte: int, *, stufe: int | None = None, nur: Iterable[str] = (), verkleinern: bool = True
) -> None:
    """Walk so many ways; from one part of the life, with some rules only, if they are named."""
    phasen = (Phase.generate, Phase.shrink) if verkleinern else (Phase.generate,)
    run_state_machine_as_test(
        _enger(stufe, frozenset(nur)),
        settings=settings(
            max_examples=wege, stateful_step_count=schritte, deadline=None, database=None, derandomize=True,
            phases=phasen, report_multiple_bugs=False, suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip

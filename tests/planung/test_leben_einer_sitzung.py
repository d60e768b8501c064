"""State machine: a meeting lived through in any order never ends in a state that its minutes could not be true of."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from konferenz import uhr
from planung.actions import protokoll as niederschrift
from planung.actions.abstimmung import abstimmen, abstimmung_zuruecknehmen
from planung.actions.einladen import einladen
from planung.actions.protokoll import Text, pruefsumme
from planung.actions.sitzung import sitzung_absagen
from planung.actions.tagesordnung import punkt_entfernen, punkt_hinzufuegen
from planung.actions.verlauf import (
    anwesenheit_eintragen,
    befangen_melden,
    punkt_abschliessen,
    punkt_aufrufen,
    punkt_vertagen,
    sitzung_eroeffnen,
    sitzung_schliessen,
)
from planung.models import Abstimmung, Anwesenheit, Protokoll, Sitzung, Tagesordnungspunkt
from planung.queries.beschlussfaehigkeit import Saal
from tests.planung.welt import gruppe, zeitpunkt

NUMMER = st.integers(0, 3)
ZAHL = st.integers(0, 4)
ERREICHT: set[str] = set()
"""States that the walks came through, so that a test that goes nowhere is noticed."""


class Leben(RuleBasedStateMachine):
    """Each rule calls one action; what it refuses must leave nothing behind."""

    def __init__(self) -> None:
        super().__init__()
        self.klammer = transaction.atomic()
        self.klammer.__enter__()
        self.uhr = zeitpunkt("2024-09-02 09:00")

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.klammer.__exit__(None, None, None)

    @initialize(stufe=st.integers(0, 4))
    def beginn(self, stufe: int) -> None:
        """Walks begin in every part of the life, else few come to its end."""
        self.haus = gruppe()
        self.sitzung = self.haus.sitzung("2024-09-12 17:00")
        self.nummern: dict[int, str] = {}
        self.eingefroren: dict[int, str] = {}
        if stufe > 0:
            self.lade_ein()
        if stufe > 1:
            self.gehe_zum_abend()
            self.eroeffne()
            self.trage_ein([0, 1, 2], geht=False)
            self.rufe_auf(0)
        if stufe > 2:
            self.stimme_ab(0, ja=2, nein=1, bild=False)
            self.schliesse()
            self.schreibe(fertig=True)
            self.gehe_weiter("protokoll_abstimmen")
        if stufe > 3:
            self.gehe_weiter("protokoll_versenden")

    def tue(self, tat: object) -> None:
        """Call an action now; a refusal is a sentence and changes nothing."""
        with uhr.gestellt(self.uhr):
            try:
                with transaction.atomic():
                    tat()  # type: ignore[operator]
            except ValidationError:
                pass
        self.sitzung = Sitzung.objects.get(pk=self.sitzung.pk)
        ERREICHT.add(str(self.sitzung.stand))
        if self.protokoll is not None:
            ERREICHT.add(str(self.protokoll.stand))

    def punkt(self, nummer: int) -> Tagesordnungspunkt:
        punkte = list(self.sitzung.punkte.in_ordnung())
        return punkte[nummer % len(punkte)]

    @property
    def protokoll(self) -> Protokoll | None:
        return Protokoll.objects.filter(sitzung=self.sitzung).first()

    @rule(minuten=st.sampled_from([1, 20, 60 * 24 * 10 + 8 * 60]))
    def zeit_vergeht(self, minuten: int) -> None:
        self.uhr += timedelta(minutes=minuten)

    @rule()
    def lade_ein(self) -> None:
        self.tue(lambda: einladen(sitzung=self.sitzung, begruendung="eilt", person=None))

    @rule()
    def gehe_zum_abend(self) -> None:
        self.uhr = max(self.uhr, zeitpunkt("2024-09-12 17:00"))

    @precondition(lambda self: self.sitzung.stand == "eingeladen")
    @rule()
    def eroeffne(self) -> None:
        self.tue(lambda: sitzung_eroeffnen(sitzung=self.sitzung, person=None))

    @rule()
    def sage_ab(self) -> None:
        self.tue(lambda: sitzung_absagen(sitzung=self.sitzung, grund="Krankheit", person=None))

    @rule(wer=st.lists(NUMMER, max_size=4, unique=True), geht=st.booleans())
    def trage_ein(self, wer: list[int], geht: bool) -> None:
        menschen = [self.haus.deniz, self.haus.elif_, self.haus.frank, self.haus.jana]
        vorhanden = {eine.person_id: eine.pk for eine in self.sitzung.anwesenheiten.all()}
        zeilen = [
            Anwesenheit(
                pk=vorhanden.get(menschen[nummer].pk), sitzung=self.sitzung, person=menschen[nummer],
                status="anwesend", bis=self.uhr if geht else None,
            )
            for nummer in wer
        ]  # fmt: skip
        self.tue(lambda: anwesenheit_eintragen(sitzung=self.sitzung, anwesenheiten=zeilen, person=None))

    @rule(nummer=NUMMER)
    def rufe_auf(self, nummer: int) -> None:
        self.tue(lambda: punkt_aufrufen(punkt=self.punkt(nummer), person=None))

    @rule(nummer=NUMMER, tat=st.sampled_from([punkt_abschliessen, punkt_vertagen, punkt_entfernen]))
    def bewege(self, nummer: int, tat: object) -> None:
        if self.sitzung.stand != "geplant":
            self.tue(lambda: tat(punkt=self.punkt(nummer), person=None))  # type: ignore[operator]

    @rule(geheim=st.booleans())
    def schiebe_ein(self, geheim: bool) -> None:
        neu = Tagesordnungspunkt(sitzung=self.sitzung, titel="Neu", ist_oeffentlich=not geheim)
        self.tue(lambda: punkt_hinzufuegen(punkt=neu, person=None))

    @rule(nummer=NUMMER)
    def nimmt_nicht_teil(self, nummer: int) -> None:
        mensch = self.haus.elif_
        self.tue(
            lambda: befangen_melden(punkt=self.punkt(nummer), mensch=mensch, grund="erklaert", person=None)
        )

    @rule(nummer=NUMMER, ja=ZAHL, nein=ZAHL, bild=st.booleans())
    def stimme_ab(self, nummer: int, ja: int, nein: int, bild: bool) -> None:
        eine = Abstimmung(punkt=self.punkt(nummer), gegenstand="x", ja=ja, nein=nein, enthaltung=0)
        self.tue(lambda: abstimmen(abstimmung=eine, ist_stimmungsbild=bild, person=None))

    @rule()
    def nimm_zurueck(self) -> None:
        eine = Abstimmung.objects.filter(punkt__sitzung=self.sitzung).first()
        if eine is not None:
            self.tue(lambda: abstimmung_zuruecknehmen(abstimmung=eine, person=None))

    @precondition(lambda self: self.sitzung.stand == "laeuft")
    @rule()
    def schliesse(self) -> None:
        self.tue(lambda: sitzung_schliessen(sitzung=self.sitzung, person=None))

    @precondition(lambda self: self.protokoll is not None)
    @rule(fertig=st.booleans())
    def schreibe(self, fertig: bool) -> None:
        assert self.protokoll is not None
        for abschnitt in self.protokoll.abschnitte.all():
            text = Text("Text", "", fertig)
            self.tue(
                lambda eins=abschnitt, text=text: niederschrift.abschnitt_speichern(  # type: ignore[misc]
                    abschnitt=eins, version=eins.version, text=text, person=None
                )
            )

    @precondition(lambda self: self.protokoll is not None)
    @rule(tat=st.sampled_from(["protokoll_abstimmen", "protokoll_zurueckgeben", "protokoll_versenden"]))
    def gehe_weiter(self, tat: str) -> None:
        self.tue(lambda: getattr(niederschrift, tat)(protokoll=self.protokoll, person=None))

    @precondition(lambda self: self.protokoll is not None)
    @rule(aenderung=st.sampled_from(["", "Änderung zu TOP 1"]))
    def genehmige(self, aenderung: str) -> None:
        spaeter = self.haus.gremium.sitzungen.filter(nummer=2).first()
        if spaeter is None:
            spaeter = self.haus.sitzung("2024-12-01 17:00", stand="beendet")
        self.tue(
            lambda: niederschrift.protokoll_genehmigen(
                protokoll=self.protokoll,
                in_sitzung=spaeter,
                aenderung=aenderung,
                person=None,  # type: ignore[arg-type]
            )
        )

    @invariant()
    def hoechstens_ein_punkt_wird_behandelt_und_nummern_bleiben(self) -> None:
        punkte = list(self.sitzung.punkte.all())
        assert len([punkt for punkt in punkte if punkt.stand == "aufgerufen"]) <= (
            self.sitzung.stand == "laeuft"
        )
        for punkt in punkte:
            if punkt.nummer:
                assert self.nummern.setdefault(punkt.pk, punkt.nummer) == punkt.nummer

    @invariant()
    def jeder_beschluss_hatte_beschlussfaehigkeit_und_genug_stimmberechtigte(self) -> None:
        saal = Saal.von(self.sitzung)
        for eine in Abstimmung.objects.filter(punkt__sitzung=self.sitzung).select_related(
            "punkt__uebergeordnet"
        ):
            lage = saal.beschlussfaehigkeit(eine.punkt, eine.am)
            assert eine.ja + eine.nein + eine.enthaltung <= lage.anwesend == eine.stimmberechtigte
            assert lage.ist_gegeben or eine.ergebnis == "stimmungsbild"

    @invariant()
    def die_niederschrift_passt_zur_sitzung_und_fassungen_bleiben(self) -> None:
        protokoll = self.protokoll
        assert (protokoll is not None) == (self.sitzung.stand in ("laeuft", "beendet"))
        if protokoll is None:
            return
        assert protokoll.stand == "entwurf" or self.sitzung.stand == "beendet"
        for fassung in protokoll.fassungen.all():
            assert fassung.pruefsumme == pruefsumme(fassung.inhalt)
            assert self.eingefroren.setdefault(fassung.pk, fassung.pruefsumme) == fassung.pruefsumme
        if protokoll.ist_genehmigt:
            letzte = protokoll.fassungen.last()
            assert letzte is not None
            assert protokoll.pruefsumme == letzte.pruefsumme


@pytest.mark.django_db
def test_leben_einer_sitzung() -> None:
    run_state_machine_as_test(
        Leben,
        settings=settings(
            max_examples=16,
            stateful_step_count=30,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
    assert {*Sitzung.Stand.values, *Protokoll.Stand.values} <= ERREICHT

"""Wishes and their allocation: by the time of registration, repeatable, explained (S48 in kind; I01, I02)."""

from functools import partial
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from anmeldung import actions
from anmeldung.actions.gruppen import gruppe_waehlen
from anmeldung.actions.gruppenwahl import gruppenwahl_regeln, selbst_waehlen, wuensche_setzen, zuteilen
from anmeldung.models import Anmeldung, Gruppenwahl, Gruppenwunsch, Kontingent, Platz, Warteplatz
from anmeldung.models.gruppenwahl import Phase
from konferenz.models import Nachricht
from programm.actions.gruppe import gruppe_absagen, gruppe_aendern, gruppe_anlegen
from programm.models import Arbeitsgruppe
from tests import welt
from tests.gleichzeitig import wettlauf
from tests.orakel import verletzungen_plaetze
from tests.programm.welt import Programm, programm

Ausgang = Gruppenwunsch.Ausgang


def regeln(p: Programm, **angaben: Any) -> Gruppenwahl:
    """Wishes from 20 August to 10 September, changes until 1 November."""
    vorgabe = {
        "modus": "wuensche",
        "oeffnet_am": welt.am("2024-08-20", "08:00"),
        "wuensche_bis": welt.am("2024-09-10", "12:00"),
        "aendern_bis": welt.am("2024-11-01", "12:00"),
    }
    wahl = Gruppenwahl.objects.filter(konferenz=p.konferenz).first() or Gruppenwahl(konferenz=p.konferenz)
    for name, wert in {**vorgabe, **angaben}.items():
        setattr(wahl, name, wert)
    return gruppenwahl_regeln(wahl=wahl, person=p.amira)


def welt_mit(plaetze: tuple[int, ...] = (2, 1, 1)) -> tuple[Programm, list[Arbeitsgruppe]]:
    """Three groups at the same time with these seats."""
    p = programm()
    dritte = gruppe_anlegen(gruppe=Arbeitsgruppe(konferenz=p.konferenz, titel="Gesundheit"), person=p.amira)
    for fenster in (p.fenster[1], p.fenster[3]):
        p.punkt(art="arbeitsgruppe", arbeitsgruppe=dritte, zeitfenster=fenster)
    gruppen = [p.arbeit, p.wohnen, dritte]
    for gruppe, zahl in zip(gruppen, plaetze, strict=True):
        gruppe.plaetze = zahl
        gruppe_aendern(gruppe=gruppe, person=p.amira)
    regeln(p)
    return p, gruppen


def kommt(p: Programm, uhrzeit: str, *wuensche: Arbeitsgruppe) -> Anmeldung:
    with welt.zeit("2024-08-21", uhrzeit):
        anmeldung = welt.bestaetigt(p.konferenz)
        wuensche_setzen(anmeldung=anmeldung, gruppen=wuensche)
    return anmeldung


def ausgaenge(anmeldung: Anmeldung) -> list[str]:
    return list(anmeldung.gruppenwuensche.values_list("ausgang", flat=True))


@pytest.mark.django_db
class TestZuteilen:
    def test_wer_frueher_kam_kommt_frueher_an_die_reihe_und_jeder_erfaehrt_warum(self) -> None:
        p, (arbeit, wohnen, _dritte) = welt_mit()
        spaet = kommt(p, "12:00", arbeit, wohnen)
        erste, zweite = kommt(p, "09:00", arbeit, wohnen), kommt(p, "10:00", arbeit)
        letzte = kommt(p, "13:00", arbeit, wohnen)
        with welt.zeit("2024-09-10", "12:01"):
            zuteilen(konferenz=p.konferenz, person=p.amira)
        assert ausgaenge(erste) == [Ausgang.PLATZ, Ausgang.NICHT_NOETIG]
        assert ausgaenge(zweite) == [Ausgang.PLATZ]
        assert ausgaenge(spaet) == [Ausgang.VOLL, Ausgang.PLATZ]
        assert ausgaenge(letzte) == [Ausgang.WARTELISTE, Ausgang.VOLL]
        assert Warteplatz.objects.in_gruppen().get().anmeldung == letzte
        brief = Nachricht.objects.get(anlass="anmeldung.gruppe_zugeteilt", bezug=str(spaet.pk))
        text = " ".join(brief.text_zum_zeigen.split())
        assert "1. Arbeit und Ausbildung Als Sie an der Reihe waren, waren alle Plätze vergeben." in text
        assert "2. Wohnen Sie haben einen Platz." in text
        assert verletzungen_plaetze() == []

    def test_noch_einmal_aendert_nichts_und_schreibt_niemandem(self) -> None:
        p, (arbeit, *_rest) = welt_mit()
        kommt(p, "09:00", arbeit)
        with welt.zeit("2024-09-11"):
            zuteilen(konferenz=p.konferenz, person=p.amira)
            vorher = (list(Platz.objects.values()), Nachricht.objects.count())
            zuteilen(konferenz=p.konferenz, person=p.amira)
        assert (list(Platz.objects.values()), Nachricht.objects.count()) == vorher

    def test_abgesagte_gruppen_und_andere_plaetze_zur_gleichen_zeit_zaehlen(self) -> None:
        p, (arbeit, wohnen, dritte) = welt_mit((2, 1, 5))
        eine, andere = kommt(p, "09:00", arbeit, dritte), kommt(p, "10:00", arbeit)
        gruppe_waehlen(anmeldung=andere, gruppe=wohnen)  # by the staff
        gruppe_absagen(gruppe=arbeit, person=p.amira)
        dritter = kommt(p, "11:00", dritte)
        gruppe_waehlen(anmeldung=dritter, gruppe=wohnen)  # waits there: no seat at that time
        with welt.zeit("2024-09-11"):
            zuteilen(konferenz=p.konferenz, person=p.amira)
        assert ausgaenge(eine) == [Ausgang.ABGESAGT, Ausgang.PLATZ]
        assert ausgaenge(andere) == [Ausgang.ABGESAGT]
        assert ausgaenge(dritter) == [Ausgang.PLATZ]

    def test_wer_zur_gleichen_zeit_sitzt_bekommt_keinen_zweiten(self) -> None:
        p, (arbeit, wohnen, _dritte) = welt_mit()
        eine = kommt(p, "09:00", arbeit)
        gruppe_waehlen(anmeldung=eine, gruppe=wohnen)
        with welt.zeit("2024-09-11"):
            zuteilen(konferenz=p.konferenz, person=p.amira)
        assert ausgaenge(eine) == [Ausgang.GLEICHZEITIG]
        assert Platz.objects.in_gruppen().count() == 1

    def test_nur_wer_einen_sicheren_platz_hat_und_nur_nach_der_frist(self) -> None:
        p, (arbeit, *_rest) = welt_mit()
        weg = kommt(p, "09:00", arbeit)
        actions.absagen(anmeldung=weg)
        with (
            welt.zeit("2024-09-10", "11:59"),
            pytest.raises(ValidationError, match="Frist für Wünsche vorbei"),
        ):
            zuteilen(konferenz=p.konferenz, person=p.amira)
        with welt.zeit("2024-09-11"):
            zuteilen(konferenz=p.konferenz, person=p.amira)
        assert ausgaenge(weg) == [""]
        assert not Platz.objects.in_gruppen().exists()


@pytest.mark.django_db
class TestWuensche:
    def test_die_zeit_und_die_zahl_der_wuensche(self) -> None:
        p, gruppen = welt_mit()
        eine = kommt(p, "09:00", *gruppen)
        with welt.zeit("2024-08-22"):
            wuensche_setzen(anmeldung=eine, gruppen=gruppen[:1])
            assert ausgaenge(eine) == [""]
            with pytest.raises(ValidationError, match="höchstens drei verschiedene"):
                wuensche_setzen(anmeldung=eine, gruppen=[gruppen[0], gruppen[0]])
            fremd = Arbeitsgruppe(konferenz=welt.konferenz(kennung="2025"), titel="Woanders", nummer=1)
            fremd.save()
            with pytest.raises(ValidationError, match="findet nicht statt"):
                wuensche_setzen(anmeldung=eine, gruppen=[fremd])
            with pytest.raises(ValidationError, match="sammeln wir Wünsche"):
                selbst_waehlen(anmeldung=eine, gruppe=gruppen[0])
        with welt.zeit("2024-09-10", "12:00"), pytest.raises(ValidationError, match="zugeteilt"):
            wuensche_setzen(anmeldung=eine, gruppen=gruppen[:1])
        assert eine.gruppenwuensche.count() == 1

    @pytest.mark.parametrize(
        ("tag", "phase"),
        [
            ("2024-08-19", Phase.ZU), ("2024-08-20", Phase.WUENSCHE), ("2024-09-11", Phase.ZUTEILUNG),
            ("2024-11-16", Phase.VORBEI),
        ],
    )  # fmt: skip
    def test_phasen_vor_der_zuteilung(self, tag: str, phase: Phase) -> None:
        p, _gruppen = welt_mit()
        assert regeln(p).phase(welt.am(tag, "11:00")) == phase

    def test_nach_der_zuteilung_wird_gewaehlt_bis_zur_frist_und_das_verfahren_bleibt(self) -> None:
        p, (arbeit, *_rest) = welt_mit()
        eine = kommt(p, "09:00")
        with welt.zeit("2024-09-11"):
            zuteilen(konferenz=p.konferenz, person=p.amira)
            selbst_waehlen(anmeldung=eine, gruppe=arbeit)
            with pytest.raises(ValidationError, match="schon zugeteilt"):
                regeln(p, modus="reihe")
        with welt.zeit("2024-11-02"), pytest.raises(ValidationError, match="Frist für Änderungen"):
            selbst_waehlen(anmeldung=eine, gruppe=arbeit)

    def test_regeln_die_nicht_gehen(self) -> None:
        p, _gruppen = welt_mit()
        for falsch, satz in (
            ({"wuensche_bis": None}, "bis wann Wünsche"),
            ({"wuensche_bis": welt.am("2024-08-19", "12:00")}, "vor der Öffnung"),
            ({"aendern_bis": welt.am("2024-08-19", "12:00")}, "vor der Öffnung"),
        ):
            with pytest.raises(ValidationError, match=satz):
                regeln(p, **falsch)


MENSCHEN = st.lists(st.lists(st.sampled_from(range(3)), unique=True, max_size=3), min_size=1, max_size=9)
SITZE = st.tuples(*[st.integers(1, 3)] * 3)


@pytest.fixture
def haus(db: None) -> tuple[Programm, list[Arbeitsgruppe]]:
    return welt_mit()


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(menschen=MENSCHEN, sitze=SITZE, reihe=st.randoms(use_true_random=False))
def test_jede_zuteilung_ist_gerecht(
    haus: tuple[Programm, list[Arbeitsgruppe]], menschen: list[list[int]], sitze: tuple[int, ...], reihe: Any
) -> None:
    """Against a plain list: everybody in order takes the dearest group with room; seats, waiting numbers and reasons
    agree whatever order people were stored in."""
    p, gruppen = haus
    with transaction.atomic():
        for gruppe, zahl in zip(gruppen, sitze, strict=True):
            gruppe.plaetze = zahl
            gruppe_aendern(gruppe=gruppe, person=p.amira)
        minuten = list(range(len(menschen)))
        reihe.shuffle(minuten)
        leute = {
            minute: kommt(p, f"09:{minute:02d}", *(gruppen[wunsch] for wunsch in menschen[minute]))
            for minute in minuten
        }
        with welt.zeit("2024-09-11"):
            zuteilen(konferenz=p.konferenz, person=p.amira)
        frei, wartend = list(sitze), [0, 0, 0]
        for minute, wuensche in enumerate(menschen):
            bekommt = next((w for w in wuensche if frei[w] and not wartend[w]), None)
            if bekommt is not None:
                frei[bekommt] -= 1
            elif wuensche:
                wartend[wuensche[0]] += 1
            platz = leute[minute].plaetze.in_gruppen().first()
            assert (platz and platz.kontingent.arbeitsgruppe) == (
                None if bekommt is None else gruppen[bekommt]
            )
            assert (Ausgang.PLATZ in ausgaenge(leute[minute])) == (bekommt is not None)
        assert [
            Warteplatz.objects.filter(kontingent__arbeitsgruppe=gruppe).count() for gruppe in gruppen
        ] == wartend
        assert verletzungen_plaetze() == []
        transaction.set_rollback(True)


@pytest.mark.django_db(transaction=True)
def test_zwei_teilen_zugleich_zu_und_einer_sagt_ab() -> None:
    """Allocation twice at once and somebody leaving: seats, letters and waiting numbers as of one run."""
    p, (arbeit, *_rest) = welt_mit()
    leute = [kommt(p, f"09:0{n}", arbeit) for n in range(4)]
    with welt.zeit("2024-09-11"):
        tat = partial(zuteilen, konferenz=p.konferenz, person=p.amira)
        assert wettlauf([tat, tat, partial(actions.absagen, anmeldung=leute[0])]) == ["ok", "ok", "ok"]
    assert Nachricht.objects.filter(anlass="anmeldung.gruppe_zugeteilt").count() in (3, 4)
    assert Kontingent.objects.get(arbeitsgruppe=arbeit).belegte.count() == 2
    assert verletzungen_plaetze() == []

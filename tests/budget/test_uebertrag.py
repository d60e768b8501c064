"""Carry a rest over: F8, F11, F20, S18; the same euro is never used twice."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from budget.actions.bestaetigen import gegenzeichnen
from budget.actions.festlegen import festlegen
from budget.actions.freigeben import freigeben
from budget.actions.reservieren import reservierung_beenden
from budget.actions.uebertrag_entscheiden import (
    auf_uebertrag_umdecken,
    uebertrag_ablehnen,
    uebertrag_bewilligen,
)
from budget.actions.uebertragen import Postenangaben, uebertrag_beantragen, uebertrag_kuerzen
from budget.actions.zahlen import stornieren
from budget.models import Buchung, Ermaechtigungsuebertrag, Verfuegbarkeitsbestaetigung
from budget.queries.stand import NULL
from budget.queries.uebertrag import kandidaten
from konferenz import uhr
from konferenz.actions.drucksache import entscheidung_erfassen
from tests import welt
from tests.budget.welt import Kasse, bestaetigte_kasse, eur

pytestmark = pytest.mark.django_db


def fall_10() -> tuple[Kasse, Buchung]:
    """Example 3: 12.500,00 on 2023 and 2.500,00 on 2024; the part of 2023."""
    haus = bestaetigte_kasse("12.500,00")
    with welt.zeit("2023-12-18"):
        return haus, festlegen(vorgang=haus.zuwendung(), betrag=eur("15.000,00"), person=haus.bernd)[0]


def ueber_freigegebenes() -> tuple[Kasse, Ermaechtigungsuebertrag]:
    """S18: released on 10.03., all of it applied for on 10.04."""
    haus, eine = fall_10()
    with welt.zeit("2024-03-10"):
        freigeben(festlegung=eine, betrag=eur("12.500,00"), grund="abgesagt", person=haus.bernd)
    with welt.zeit("2024-04-10"):
        return haus, uebertrag_beantragen(
            quelle=haus.q2023, posten=[Postenangaben(eine, eur("12.500,00"), True)], person=haus.bernd
        )


def ueber_offenes(betrag: str = "6.500,00") -> tuple[Kasse, Buchung, Ermaechtigungsuebertrag]:
    """An application over the open part of the commitment of 2023."""
    haus, eine = fall_10()
    with welt.zeit("2024-04-10"):
        antrag = uebertrag_beantragen(
            quelle=haus.q2023, posten=[Postenangaben(eine, eur(betrag))], person=haus.bernd
        )
    return haus, eine, antrag


def test_s18_dasselbe_geld_nicht_zweimal() -> None:
    """S18, F8, F19: refused, naming the application, until it is reduced."""
    haus, antrag = ueber_freigegebenes()
    assert haus.frei == eur("5.000,00")
    with welt.zeit("2024-06-20"):
        with pytest.raises(ValidationError, match=r"Teil des Übertragsantrags vom 10\.04\.2024"):
            festlegen(vorgang=haus.zuwendung(), betrag=eur("12.500,00"), person=haus.bernd)
        reservierung = Buchung.objects.get(art="reservierung")
        assert reservierung.endet_am is None
        with pytest.raises(ValidationError, match="kürzen Sie den Antrag"):
            reservierung_beenden(reservierung=reservierung, grund="x", person=haus.bernd)
        with pytest.raises(ValidationError, match="kürzen Sie den Antrag"):
            stornieren(buchung=reservierung, grund="x", person=haus.bernd)
        with pytest.raises(ValidationError, match="kürzen Sie den Antrag"):
            festlegen(
                vorgang=haus.zuwendung(),
                betrag=eur("12.500,00"),
                reservierung=reservierung,
                person=haus.bernd,
            )
        posten = antrag.posten.get()
        with pytest.raises(ValidationError, match="weniger als"):
            uebertrag_kuerzen(uebertrag=antrag, posten=posten, betrag=posten.betrag, person=haus.bernd)
        uebertrag_kuerzen(uebertrag=antrag, posten=posten, betrag=eur("4.000,00"), person=haus.bernd)
        assert haus.frei == eur("13.500,00")
        festlegen(vorgang=haus.zuwendung(), betrag=eur("12.500,00"), person=haus.bernd)
        uebertrag_kuerzen(uebertrag=antrag, posten=posten, betrag=NULL, person=haus.bernd)
        assert haus.frei == eur("5.000,00")
    antrag.refresh_from_db()
    assert antrag.stand == "zurueckgenommen"


def test_offenes_reserviert_nichts_verfaellt_aber_auch_nicht_nebenbei() -> None:
    """F8, I07: an open commitment lapses or is carried over, never both, and is applied for once."""
    haus, eine, antrag = ueber_offenes()
    assert antrag.antrag is None
    assert haus.frei == eur("5.000,00")
    assert [(k.hoechstens, k.ist_freigegeben) for k in kandidaten(haus.q2023)] == [(eur("6.000,00"), False)]
    with welt.zeit("2024-04-11"):
        freigeben(festlegung=eine, betrag=eur("6.000,00"), grund="x", person=haus.bernd)
        with pytest.raises(ValidationError, match=r"davon sind für 6\.500,00.*beantragt"):
            freigeben(festlegung=eine, betrag=eur("0,01"), grund="x", person=haus.bernd)
        with pytest.raises(ValidationError, match="Kürzen Sie zuerst"):
            uebertrag_beantragen(
                quelle=haus.q2023, posten=[Postenangaben(eine, eur("1,00"))], person=haus.bernd
            )
        doppelt = [Postenangaben(eine, eur("1,00"), True)] * 2
        with pytest.raises(ValidationError, match="doppelt"):
            uebertrag_beantragen(quelle=haus.q2023, posten=doppelt, person=haus.bernd)


def test_abgelehnt_gibt_frei_und_entscheidet_einmal() -> None:
    haus, antrag = ueber_freigegebenes()
    with welt.zeit("2024-07-12"):
        with pytest.raises(ValidationError, match=r"zwischen dem Antrag vom 10\.04\.2024"):
            uebertrag_ablehnen(uebertrag=antrag, entschieden_am=date(2024, 4, 9), person=haus.bernd)
        uebertrag_ablehnen(uebertrag=antrag, person=haus.bernd)
        assert haus.frei == eur("17.500,00")
        with pytest.raises(ValidationError, match="schon entschieden: abgelehnt"):
            uebertrag_ablehnen(uebertrag=antrag, person=haus.bernd)


@pytest.mark.parametrize(
    ("bewilligt", "jahr", "satz"),
    [
        ("6.500,01", 2024, "Beantragt sind nur"),
        ("6.500,00", 2026, "längstens Ende 2025"),
        ("6.500,00", 2023, "gilt von 2024"),
    ],
)
def test_mehr_oder_laenger_als_erlaubt_geht_nicht(bewilligt: str, jahr: int, satz: str) -> None:
    """F11: at the latest the second following year, never more than applied for."""
    haus, _eine, antrag = ueber_offenes()
    with welt.zeit("2024-07-12"), pytest.raises(ValidationError, match=satz):
        uebertrag_bewilligen(
            uebertrag=antrag, bewilligt=eur(bewilligt), gueltig_bis_jahr=jahr, aktenzeichen="FB 1", person=haus.bernd
        )  # fmt: skip
    assert haus.bereitstellung.quellen.count() == 2


def test_bewilligt_in_teilen_wird_eigene_quelle_dazwischen_und_umgedeckt() -> None:
    """F11, F4, F20: own source "2024 aus 2023" between the two; countersigned by another; never a higher ceiling."""
    haus, eine, antrag = ueber_offenes()
    with welt.zeit("2024-07-12"):
        uebertrag_bewilligen(
            uebertrag=antrag, bewilligt=eur("4.000,00"), gueltig_bis_jahr=2025, aktenzeichen="FB 1", person=haus.bernd
        )  # fmt: skip
        reihe = [(q.rang, str(q)) for q in haus.bereitstellung.quellen.order_by("rang")]
        assert reihe[1] == (2, "2024 aus 2023 (Ermächtigungsübertrag)")
        assert [rang for rang, _name in reihe] == [1, 2, 3]
        quelle = antrag.neue_quelle
        assert quelle is not None
        assert (quelle.bindung_ab, quelle.bindung_bis) == (date(2024, 7, 12), date(2025, 12, 31))
        teil = [Postenangaben(eine, eur("4.000,00"))]
        with pytest.raises(ValidationError, match="noch nicht gegengezeichnet"):
            auf_uebertrag_umdecken(uebertrag=antrag, posten=teil, person=haus.bernd)
        bestaetigung = Verfuegbarkeitsbestaetigung.objects.get(quelle=quelle)
        with pytest.raises(ValidationError, match="andere Person"):
            gegenzeichnen(bestaetigung=bestaetigung, person=haus.bernd)
        gegenzeichnen(bestaetigung=bestaetigung, person=haus.carla)
        with pytest.raises(ValidationError, match=r"sind 6\.500,00.*beantragt"):
            auf_uebertrag_umdecken(
                uebertrag=antrag, posten=[Postenangaben(eine, eur("6.500,01"))], person=haus.bernd
            )
        with pytest.raises(ValidationError, match=r"nur 4\.000,00"):
            auf_uebertrag_umdecken(
                uebertrag=antrag, posten=[Postenangaben(eine, eur("4.000,01"))], person=haus.bernd
            )
        auf_uebertrag_umdecken(uebertrag=antrag, posten=teil, person=haus.bernd)
        assert haus.buchungen()[2:] == [
            ("freigabe", 2023, eur("4.000,00")),
            ("festlegung", 2024, eur("4.000,00")),
        ]
        assert Buchung.objects.get(art="freigabe").haushaltsjahr == 2024
        assert (haus.frei, haus.lage.zu(quelle).verfuegbar(uhr.heute())) == (eur("5.000,00"), NULL)
    with welt.zeit("2025-06-01"):
        assert haus.lage.zu(quelle).ist_frisch(uhr.heute(), 14)


def test_beanstandet_wird_nichts_mehr_reserviert() -> None:
    """F16: an application over released money is a reservation."""
    haus, eine = fall_10()
    with welt.zeit("2023-12-19"):
        entscheidung_erfassen(drucksache=haus.punkt.drucksache, stand="beanstandet", am=date(2023, 12, 19))
    with welt.zeit("2024-03-10"):
        freigeben(festlegung=eine, betrag=eur("100,00"), grund="x", person=haus.bernd)
        with pytest.raises(ValidationError, match="weder reserviert"):
            uebertrag_beantragen(
                quelle=haus.q2023, posten=[Postenangaben(eine, eur("100,00"), True)], person=haus.bernd
            )
    assert not Ermaechtigungsuebertrag.objects.exists()

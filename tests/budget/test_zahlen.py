"""Payments, refunds and their re-use, taking rows back: F9, F11, F13, F14, F16, F20, I07, I08."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from budget.actions.bestaetigen import gegenzeichnen
from budget.actions.festlegen import festlegen
from budget.actions.freigeben import freigeben, umdecken
from budget.actions.quellen import einnahme_hinzufuegen
from budget.actions.uebertrag_entscheiden import auf_uebertrag_umdecken, uebertrag_bewilligen
from budget.actions.uebertragen import Postenangaben, uebertrag_beantragen, uebertrag_kuerzen
from budget.actions.zahlen import (
    hindernis,
    rueckfluss_erfassen,
    stornieren,
    wiederverwendung_annehmen,
    zahlung_buchen,
)
from budget.actions.zuwendung import bescheid_eintragen
from budget.models import Buchung, Vorgang
from budget.queries.stand import NULL
from konferenz import uhr
from konferenz.actions.drucksache import entscheidung_erfassen
from tests import welt
from tests.budget.welt import Kasse, bestaetigte_kasse, eur

pytestmark = pytest.mark.django_db


@pytest.fixture
def haus() -> Kasse:
    return bestaetigte_kasse("12.500,00")


def lege_fest(haus: Kasse, betrag: str, vorgang: Vorgang | None = None, **angaben: Any) -> Buchung:
    """On 18.12.2023, from the money of 2023."""
    with welt.zeit("2023-12-18"):
        fall = vorgang or haus.zuwendung()
        return festlegen(vorgang=fall, betrag=eur(betrag), person=haus.bernd, **angaben)[0]


def gezahlt(haus: Kasse, betrag: str, am: str = "2023-12-19") -> Buchung:
    eine = lege_fest(haus, betrag)
    with welt.zeit(am):
        (zahlung,) = zahlung_buchen(
            vorgang=eine.vorgang, betrag=eur(betrag), gezahlt_am=uhr.heute(), person=haus.amira
        )
    return zahlung


def kommt_zurueck(haus: Kasse, zahlung: Buchung, betrag: str, am: str) -> Buchung:
    with welt.zeit(am):
        return rueckfluss_erfassen(
            zahlung=zahlung, betrag=eur(betrag), eingegangen_am=uhr.heute(), grund="x", person=haus.bernd
        )


def verfuegbar(haus: Kasse, jahr: int) -> str:
    quelle = haus.q2023 if jahr == 2023 else haus.q2024
    return f"{haus.lage.zu(quelle).verfuegbar(uhr.heute()):.2f}"


class TestRueckfluss:
    def test_rechtzeitig_eingegangen_hebt_er_rahmen_und_quelle_sobald_er_angenommen_ist(
        self, haus: Kasse
    ) -> None:
        """F13: received until the cut-off of its year."""
        rueckfluss = kommt_zurueck(haus, gezahlt(haus, "1.000,00"), "300,00", "2023-12-28")
        with welt.zeit("2023-12-29"):
            assert (haus.frei, verfuegbar(haus, 2023)) == (eur("19.000,00"), "11500.00")
            annahme = wiederverwendung_annehmen(rueckfluss=rueckfluss, grund="", person=haus.bernd)
            assert (haus.frei, verfuegbar(haus, 2023)) == (eur("19.300,00"), "11800.00")
        assert (rueckfluss.haushaltsjahr, annahme.haushaltsjahr, annahme.quelle) == (2023, 2023, haus.q2023)

    def test_nach_dem_stichtag_gehoert_er_ins_jahr_des_eingangs_und_braucht_die_bestaetigung(
        self, haus: Kasse
    ) -> None:
        """F13, F20: also before the books of 2023 are closed; confirmed, it may raise a source of that year."""
        zahlung = gezahlt(haus, "1.000,00")
        erster = kommt_zurueck(haus, zahlung, "300,00", "2024-01-08")
        zweiter = kommt_zurueck(haus, zahlung, "200,00", "2024-01-09")
        with welt.zeit("2024-01-10"):
            with pytest.raises(ValidationError, match="Bestätigung der Ressourcensteuerung"):
                wiederverwendung_annehmen(rueckfluss=erster, grund=" ", person=haus.bernd)
            ohne = wiederverwendung_annehmen(rueckfluss=erster, grund="RS 1", person=haus.bernd)
            assert (haus.frei, verfuegbar(haus, 2023)) == (eur("19.300,00"), "0.00")
            mit = wiederverwendung_annehmen(
                rueckfluss=zweiter, grund="RS 2", quelle=haus.q2024, person=haus.bernd
            )
            assert (haus.frei, verfuegbar(haus, 2024)) == (eur("19.500,00"), "20200.00")
        zeilen = (erster, zweiter, ohne, mit)
        assert [zeile.haushaltsjahr for zeile in zeilen] == [2024, 2024, 2024, 2024]

    def test_ist_das_jahr_des_eingangs_abgeschlossen_wird_im_offenen_gebucht(self, haus: Kasse) -> None:
        """F20, I07: received in 2024, entered when its books are closed."""
        zahlung = gezahlt(haus, "1.000,00")
        with welt.zeit("2025-02-03"):
            rueckfluss = rueckfluss_erfassen(
                zahlung=zahlung, betrag=eur("1,00"), eingegangen_am=date(2024, 12, 20), grund="x",
                person=haus.bernd,
            )  # fmt: skip
        assert rueckfluss.haushaltsjahr == 2025

    def test_angenommen_wird_nur_wo_er_hingehoert(self, haus: Kasse) -> None:
        """F13, F14: in time to its own source, late to the year of receipt, never to other income or other years."""
        zahlung = gezahlt(haus, "1.000,00")
        rechtzeitig = kommt_zurueck(haus, zahlung, "10,00", "2023-12-20")
        zu_spaet = kommt_zurueck(haus, zahlung, "10,00", "2024-02-01")
        with welt.zeit("2024-02-02"):
            andere = einnahme_hinzufuegen(
                bereitstellung=haus.bereitstellung, geber="Sparkasse", jahr=2024, person=haus.bernd
            )
            folgejahr = einnahme_hinzufuegen(
                bereitstellung=haus.bereitstellung, geber="Stiftung", jahr=2025, person=haus.bernd
            )
            for rueckfluss, quelle, satz in (
                (rechtzeitig, haus.q2024, "nur seiner eigenen Quelle"),
                (zu_spaet, folgejahr, "gehört in das Jahr 2024"),
                (zu_spaet, andere, "können einander nicht ersetzen"),
            ):
                with pytest.raises(ValidationError, match=satz):
                    wiederverwendung_annehmen(
                        rueckfluss=rueckfluss, grund="RS 1", quelle=quelle, person=haus.bernd
                    )
        assert not Buchung.objects.filter(art="wiederverwendung").exists()

    def test_nach_einem_storno_laesst_er_sich_wieder_annehmen_sonst_nur_einmal(self, haus: Kasse) -> None:
        """F13, I08: the wrong acceptance is taken back; the database refuses a second one that stands."""
        rueckfluss = kommt_zurueck(haus, gezahlt(haus, "1.000,00"), "300,00", "2023-12-20")
        with welt.zeit("2023-12-20"):
            erste = wiederverwendung_annehmen(rueckfluss=rueckfluss, grund="", person=haus.bernd)
            with pytest.raises(ValidationError, match="schon gebucht"):
                wiederverwendung_annehmen(rueckfluss=rueckfluss, grund="", person=haus.bernd)
            stornieren(buchung=erste, grund="Irrtum", person=haus.bernd)
            zweite = wiederverwendung_annehmen(rueckfluss=rueckfluss, grund="", person=haus.bernd)
            assert (haus.frei, verfuegbar(haus, 2023)) == (eur("19.300,00"), "11800.00")
        zweite.pk, zweite.lfd = None, 99
        with pytest.raises(IntegrityError, match="schon"), transaction.atomic():
            zweite.save(force_insert=True)

    def test_mehr_als_gezahlt_wurde_kommt_nicht_zurueck(self, haus: Kasse) -> None:
        zahlung = gezahlt(haus, "1.000,00")
        kommt_zurueck(haus, zahlung, "700,00", "2023-12-20")
        with pytest.raises(ValidationError, match=r"noch 300,00"):
            kommt_zurueck(haus, zahlung, "300,01", "2023-12-21")


class TestNachJahresende:
    """F9: on 05.02.2024, after the books of 2023 were closed on 12.01.2024."""

    @pytest.mark.parametrize(
        ("bescheid", "tag", "geht"),
        [
            (date(2023, 12, 18), "2024-02-05", True),
            (date(2023, 12, 18), "2024-01-05", True),
            (date(2024, 1, 3), "2024-02-05", False),
            (date(2024, 1, 3), "2024-01-05", False),
            (None, "2024-02-05", False),
            (None, "2024-01-05", False),
        ],
    )
    def test_bei_einer_zuwendung_entscheidet_der_tag_des_bescheids(
        self, haus: Kasse, bescheid: date | None, tag: str, geht: bool
    ) -> None:
        """F9 (a): the notice takes the place of the service, not the day of the commitment."""
        eine = lege_fest(haus, "1.000,00", haus.zuwendung(bescheid_am=bescheid))
        assert self.zahlbar(haus, eine, tag) is geht

    @pytest.mark.parametrize(("erfasst", "geht"), [("2024-01-12", True), ("2024-01-13", False)])
    def test_ein_bescheid_zaehlt_wenn_er_bis_zum_buchungsschluss_erfasst_ist(
        self, haus: Kasse, erfasst: str, geht: bool
    ) -> None:
        """F9 (a): typed in later with an old day, a notice does not keep the year open; entering it again neither."""
        eine = lege_fest(haus, "1.000,00", haus.zuwendung())
        for tag in (erfasst, "2024-02-01"):
            with welt.zeit(tag):
                bescheid_eintragen(
                    vorgang=eine.vorgang, bescheid_am=date(2023, 12, 18), aktenzeichen="1", person=haus.amira,
                    beginn_am=date(2024, 1, 2), nachweis_bis=date(2025, 5, 16),
                )  # fmt: skip
        eine = Buchung.objects.select_related("vorgang", "quelle__topf", "bereitstellung").get(pk=eine.pk)
        assert self.zahlbar(haus, eine, "2024-02-05") is geht

    @pytest.mark.parametrize(
        ("leistung", "tag", "geht"),
        [
            (date(2023, 12, 19), "2024-01-12", True),
            (date(2023, 12, 19), "2024-01-13", False),
            (date(2024, 1, 2), "2024-01-12", False),
        ],
    )
    def test_bei_eigenen_veranstaltungen_entscheidet_die_leistung(
        self, haus: Kasse, leistung: date, tag: str, geht: bool
    ) -> None:
        """F9 (a), (c), example 8: until 31.12. and booked up to and including Buchungsschluss."""
        fall = haus.vorgang("Dolmetschen", leistung_von=leistung, leistungsjahr_vermerk="geklärt")
        assert self.zahlbar(haus, lege_fest(haus, "360,00", fall), tag) is geht

    def zahlbar(self, haus: Kasse, eine: Buchung, tag: str) -> bool:
        with welt.zeit(tag):
            grund = hindernis(eine, uhr.heute())
            angaben = {"betrag": eine.betrag, "gezahlt_am": uhr.heute(), "person": haus.amira}
            if grund is None:
                return bool(zahlung_buchen(vorgang=eine.vorgang, **angaben))
            with pytest.raises(ValidationError, match=r"müssen .* umgedeckt werden"):
                zahlung_buchen(vorgang=eine.vorgang, **angaben)
        return False


class TestStornieren:
    def test_es_steht_im_jahr_seiner_buchung_nach_dem_abschluss_im_offenen(self, haus: Kasse) -> None:
        """F20: a counter-row to a closed year is booked in the open one and does not revive the closed source."""
        eine, andere = lege_fest(haus, "1.000,00"), lege_fest(haus, "2.000,00")
        with welt.zeit("2024-01-12"):
            assert stornieren(buchung=eine, grund="Irrtum", person=haus.bernd).haushaltsjahr == 2023
        with welt.zeit("2024-01-13"):
            storno = stornieren(buchung=andere, grund="Irrtum", person=haus.bernd)
            assert (storno.haushaltsjahr, storno.bezug) == (2024, andere)
            assert (haus.frei, verfuegbar(haus, 2023)) == (eur("20.000,00"), "0.00")
            assert haus.lage.zu(haus.q2023).rest == eur("9.500,00")

    def test_ein_spaeter_rueckfluss_und_sein_storno_heben_sich_im_selben_jahr_auf(self, haus: Kasse) -> None:
        """F13, F20"""
        rueckfluss = kommt_zurueck(haus, gezahlt(haus, "1.000,00"), "300,00", "2024-01-08")
        with welt.zeit("2024-01-09"):
            storno = stornieren(buchung=rueckfluss, grund="Irrtum", person=haus.bernd)
        assert (rueckfluss.haushaltsjahr, storno.haushaltsjahr) == (2024, 2024)

    def test_was_fuer_einen_uebertrag_beantragt_ist_bleibt(self, haus: Kasse) -> None:
        """I07: neither the commitment nor its release goes away while an application asks for it."""
        eine = lege_fest(haus, "5.000,00")
        with welt.zeit("2024-02-01"):
            freigabe = freigeben(festlegung=eine, betrag=eur("2.000,00"), grund="x", person=haus.bernd)
            frei, offen = Postenangaben(eine, eur("1.500,00"), True), Postenangaben(eine, eur("3.000,00"))
            antrag = uebertrag_beantragen(quelle=haus.q2023, posten=[frei], person=haus.bernd)
            with pytest.raises(ValidationError, match="Kürzen Sie zuerst den Antrag"):
                stornieren(buchung=freigabe, grund="Irrtum", person=haus.bernd)
            uebertrag_kuerzen(uebertrag=antrag, posten=antrag.posten.get(), betrag=NULL, person=haus.bernd)
            stornieren(buchung=freigabe, grund="Irrtum", person=haus.bernd)
            antrag = uebertrag_beantragen(quelle=haus.q2023, posten=[offen], person=haus.bernd)
            with pytest.raises(ValidationError, match="Kürzen Sie zuerst den Antrag"):
                stornieren(buchung=eine, grund="Irrtum", person=haus.bernd)
            uebertrag_kuerzen(uebertrag=antrag, posten=antrag.posten.get(), betrag=NULL, person=haus.bernd)
            stornieren(buchung=eine, grund="Irrtum", person=haus.bernd)
        assert haus.frei == eur("20.000,00")


class TestOhneBeschluss:
    def test_gezahlt_wird_bis_zum_festgelegten_betrag_nachgelegt_wird_nichts(self, haus: Kasse) -> None:
        """F16: objected to; payments go on, neither a Nachfestlegung nor an Umdeckung."""
        eine = lege_fest(haus, "1.000,00")
        with welt.zeit("2023-12-19"):
            entscheidung_erfassen(
                drucksache=haus.punkt.drucksache, stand="beanstandet", am=date(2023, 12, 19)
            )
            for tat in (
                lambda: festlegen(vorgang=eine.vorgang, betrag=eur("1,00"), person=haus.bernd),
                lambda: umdecken(festlegung=eine, betrag=eur("1,00"), begruendung="x", person=haus.bernd),
            ):
                with pytest.raises(ValidationError, match="ist beanstandet"):
                    tat()
            zahle = {"vorgang": eine.vorgang, "gezahlt_am": date(2023, 12, 19), "person": haus.amira}
            with pytest.raises(ValidationError, match="braucht es eine Nachfestlegung"):
                zahlung_buchen(betrag=eur("1.000,01"), **zahle)
            zahlung_buchen(betrag=eur("1.000,00"), **zahle)
        assert haus.frei == eur("19.000,00")


class TestUebertragen:
    def test_nach_der_bewilligung_zahlt_die_uebertragene_quelle_bis_zu_ihrem_letzten_jahr(
        self, haus: Kasse
    ) -> None:
        """F9 (b), F11: paid in 2025 from "2024 aus 2023"; in the next year its books are closed."""
        eine = lege_fest(haus, "5.000,00")
        with welt.zeit("2024-04-10"):
            posten = [Postenangaben(eine, eur("5.000,00"))]
            antrag = uebertrag_beantragen(quelle=haus.q2023, posten=posten, person=haus.bernd)
        with welt.zeit("2024-06-20"):
            uebertrag_bewilligen(
                uebertrag=antrag, bewilligt=eur("5.000,00"), gueltig_bis_jahr=2025, aktenzeichen="FB 1",
                person=haus.bernd,
            )  # fmt: skip
            quelle = antrag.neue_quelle
            assert quelle is not None
            gegenzeichnen(bestaetigung=quelle.bestaetigungen.get(), person=haus.carla)
            auf_uebertrag_umdecken(uebertrag=antrag, posten=posten, person=haus.bernd)
            assert haus.frei == eur("15.000,00")
        with welt.zeit("2025-11-03"):
            (zahlung,) = zahlung_buchen(
                vorgang=eine.vorgang, betrag=eur("4.000,00"), gezahlt_am=uhr.heute(), person=haus.amira
            )
        assert (zahlung.quelle, zahlung.haushaltsjahr) == (quelle, 2025)
        with welt.zeit("2026-01-10"), pytest.raises(ValidationError, match=r"Buchungsschluss 09\.01\.2026"):
            zahlung_buchen(
                vorgang=eine.vorgang, betrag=eur("1.000,00"), gezahlt_am=uhr.heute(), person=haus.amira
            )

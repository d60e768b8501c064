"""What is available is said by two people; unknown is not zero (F1, 2.2), and who must act next is named."""

from datetime import date
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from budget.actions.bestaetigen import (
    bestaetigung_zurueckziehen,
    gegenzeichnen,
    nicht_zeichnen,
    verfuegbarkeit_bestaetigen,
)
from budget.actions.festlegen import festlegen
from budget.actions.freigeben import freigeben
from budget.models import Verfuegbarkeitsbestaetigung
from budget.queries.quellen import aufgaben, quellenlagen
from budget.queries.stand import NULL
from konferenz import uhr
from tests import welt
from tests.budget.welt import Kasse, bestaetigte_kasse, eur, kasse

pytestmark = pytest.mark.django_db


def bestaetige(haus: Kasse, betrag: str = "9.000,00", **angaben: object) -> Verfuegbarkeitsbestaetigung:
    """A statement by Bernd on 2023 that nobody has countersigned."""
    werte = {"quelle": haus.q2023, "stichtag": uhr.heute(), "aktenzeichen": "44-2023/1", "person": haus.bernd}
    return verfuegbarkeit_bestaetigen(betrag=eur(betrag), **{**werte, **angaben})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("angaben", "feld"),
    [
        ({"stichtag": date(2023, 12, 12)}, "stichtag"),
        ({"aktenzeichen": "  "}, "aktenzeichen"),
        ({"lfd": 1}, "lfd"),
        ({"lfd": -1}, "lfd"),
    ],
)
def test_was_fehlt_oder_nicht_stimmt_steht_am_feld(angaben: dict[str, object], feld: str) -> None:
    haus = kasse()
    with welt.zeit("2023-12-11"):
        offene = bestaetige(haus)
        with pytest.raises(ValidationError) as fehler:
            bestaetige(haus, **angaben)
    assert list(fehler.value.error_dict) == [feld]
    offene.refresh_from_db()
    assert offene.zurueckgezogen_am is None


def test_null_ist_eine_antwort_und_weniger_nicht() -> None:
    haus = kasse()
    with welt.zeit("2023-12-11"):
        haus.bestaetige(haus.q2023, "0,00")
        assert haus.lage.zu(haus.q2023).rest == NULL
        assert haus.lage.zu(haus.q2024).rest is None
        with pytest.raises(ValidationError, match="kleiner als null"):
            bestaetige(haus, "-0,01")


def test_zweimal_geschickt_ist_einmal_gesagt_und_eine_neue_ersetzt_die_offene() -> None:
    haus = kasse()
    schluessel = uuid4()
    with welt.zeit("2023-12-11"):
        erste = bestaetige(haus, schluessel=schluessel)
        assert bestaetige(haus, schluessel=schluessel) == erste
        zweite = bestaetige(haus, "8.000,00")
        with pytest.raises(ValidationError, match="durch eine neue ersetzt"):
            gegenzeichnen(bestaetigung=erste, person=haus.carla)
        gegenzeichnen(bestaetigung=zweite, person=haus.carla)
        gegenzeichnen(bestaetigung=zweite, person=haus.carla)
        assert haus.lage.zu(haus.q2023).rest == eur("8.000,00")
    assert Verfuegbarkeitsbestaetigung.objects.count() == 2


def test_zurueckziehen_geht_nur_solange_sie_nicht_gilt() -> None:
    haus = kasse()
    with welt.zeit("2023-12-11"):
        offene = bestaetige(haus)
        for _mal in range(2):
            bestaetigung_zurueckziehen(bestaetigung=offene, person=haus.bernd)
        with pytest.raises(ValidationError, match="zurückgezogen"):
            gegenzeichnen(bestaetigung=offene, person=haus.carla)
        gueltige = gegenzeichnen(bestaetigung=bestaetige(haus), person=haus.carla)
        with pytest.raises(ValidationError, match="geben Sie eine neue ab"):
            bestaetigung_zurueckziehen(bestaetigung=gueltige, person=haus.bernd)
    assert haus.lage.zu(haus.q2023).bestaetigung == gueltige


def test_wer_nicht_zeichnet_sagt_warum_und_es_wird_neu_gesagt() -> None:
    haus = kasse()
    with welt.zeit("2023-12-11"):
        offene = bestaetige(haus)
        for _mal in range(2):
            nicht_zeichnen(bestaetigung=offene, grund=" Die Miete fehlt. ", person=haus.carla)
        with pytest.raises(ValidationError, match="zurückgezogen"):
            gegenzeichnen(bestaetigung=offene, person=haus.carla)
        (eine, _andere) = quellenlagen(haus.bereitstellung, haus.lage)
        assert (eine.offene, eine.abgelehnte, eine.abzeichen.wort) == (None, offene, "nicht gezeichnet")
        aufgabe = aufgaben([eine])[0]
        assert aufgabe.grund == f"{haus.carla.name} hat nicht gezeichnet: Die Miete fehlt."
        assert (aufgabe.name, aufgabe.recht) == ("bestaetigen", "budget.bestaetigen")
        assert haus.lage.zu(haus.q2023).rest is None
        gegenzeichnen(bestaetigung=bestaetige(haus, "8.000,00"), person=haus.carla)
        assert quellenlagen(haus.bereitstellung, haus.lage)[0].abgelehnte is None
        assert haus.lage.zu(haus.q2023).rest == eur("8.000,00")


def test_nicht_zeichnen_ohne_grund_selbst_oder_zu_spaet_geht_nicht() -> None:
    haus = kasse()
    with welt.zeit("2023-12-11"):
        offene = bestaetige(haus)
        with pytest.raises(ValidationError, match="nennen Sie den Grund"):
            nicht_zeichnen(bestaetigung=offene, grund="  ", person=haus.carla)
        with pytest.raises(ValidationError, match="selbst abgegeben"):
            nicht_zeichnen(bestaetigung=offene, grund="Irrtum", person=haus.bernd)
        neue = bestaetige(haus, "8.000,00")
        with pytest.raises(ValidationError, match="durch eine neue ersetzt"):
            nicht_zeichnen(bestaetigung=offene, grund="Irrtum", person=haus.carla)
        gegenzeichnen(bestaetigung=neue, person=haus.carla)
        with pytest.raises(ValidationError, match="geben Sie eine neue ab"):
            nicht_zeichnen(bestaetigung=neue, grund="Irrtum", person=haus.carla)
    assert not Verfuegbarkeitsbestaetigung.objects.exclude(abgelehnt_von=None).exists()


def test_die_datenbank_haelt_dass_eine_ablehnung_grund_und_zweite_person_hat() -> None:
    haus = kasse()
    with welt.zeit("2023-12-11"):
        offene = Verfuegbarkeitsbestaetigung.objects.filter(pk=bestaetige(haus).pk)
        ganz = {
            "abgelehnt_von": haus.carla, "ablehnungsgrund": "Die Miete fehlt.", "zurueckgezogen_am": uhr.jetzt(),
        }  # fmt: skip
        for falsch in (
            {"ablehnungsgrund": ""},
            {"zurueckgezogen_am": None},
            {"abgelehnt_von": None},
            {"abgelehnt_von": haus.bernd},
        ):
            with pytest.raises(IntegrityError), transaction.atomic():
                offene.update(**{**ganz, **falsch})
        assert offene.update(**ganz) == 1


def test_die_datenbank_haelt_dass_es_zwei_menschen_sind() -> None:
    """Two different people, also against raw updates; never signed and withdrawn at once."""
    haus = kasse()
    with welt.zeit("2023-12-11"):
        offene = Verfuegbarkeitsbestaetigung.objects.filter(pk=bestaetige(haus).pk)
        for werte in (
            {"gegengezeichnet_von": haus.bernd, "gegengezeichnet_am": uhr.jetzt()},
            {"gegengezeichnet_von": haus.carla},
            {"gegengezeichnet_am": uhr.jetzt()},
            {
                "gegengezeichnet_von": haus.carla,
                "gegengezeichnet_am": uhr.jetzt(),
                "zurueckgezogen_am": uhr.jetzt(),
            },
        ):
            with pytest.raises(IntegrityError), transaction.atomic():
                offene.update(**werte)


class TestNummer:
    """2.2: what a confirmation knows already is told by number of the ledger, not by date."""

    def test_gezaehlt_wird_was_danach_erfasst_ist(self) -> None:
        haus = bestaetigte_kasse("12.500,00")
        with welt.zeit("2023-12-18"):
            eine = festlegen(vorgang=haus.zuwendung(), betrag=eur("2.500,00"), person=haus.bernd)[0]
            assert haus.lage.zu(haus.q2023).rest == eur("10.000,00")
            haus.bestaetige(haus.q2023, "9.000,00")
            assert haus.lage.zu(haus.q2023).rest == eur("9.000,00")
            freigeben(festlegung=eine, betrag=eur("2.500,00"), grund="entfällt", person=haus.bernd)
            assert haus.lage.zu(haus.q2023).rest == eur("11.500,00")

    def test_was_die_stadt_noch_nicht_weiss_wird_abgezogen(self) -> None:
        haus = bestaetigte_kasse("12.500,00")
        with welt.zeit("2023-12-18"):
            eine = festlegen(vorgang=haus.zuwendung(), betrag=eur("2.500,00"), person=haus.bernd)[0]
            alle = bestaetige(haus, "12.000,00", lfd=eine.lfd - 1)
            gegenzeichnen(bestaetigung=alle, person=haus.carla)
            assert haus.lage.zu(haus.q2023).rest == eur("9.500,00")

    def test_ohne_nummer_gilt_der_abend_des_stichtags(self) -> None:
        """What was entered after the day of the statement is not in it, whatever its legal date."""
        haus = bestaetigte_kasse("12.500,00")
        with welt.zeit("2023-12-18", "23:50"):
            festlegen(vorgang=haus.zuwendung(), betrag=eur("1.000,00"), person=haus.bernd)
        with welt.zeit("2023-12-19", "00:10"):  # the 18th in UTC
            festlegen(vorgang=haus.zuwendung(), betrag=eur("500,00"), person=haus.bernd)
            haus.bestaetige(haus.q2023, "11.500,00", date(2023, 12, 18))
            assert haus.lage.zu(haus.q2023).rest == eur("11.000,00")

    def test_weniger_als_gebunden_zeigt_sich_als_ueberbucht(self) -> None:
        """I06: only a new confirmation may do that; nothing more is committed from the source."""
        haus = bestaetigte_kasse("12.500,00")
        with welt.zeit("2023-12-18"):
            eine = festlegen(vorgang=haus.zuwendung(), betrag=eur("2.500,00"), person=haus.bernd)[0]
            gegenzeichnen(bestaetigung=bestaetige(haus, "2.000,00", lfd=eine.lfd - 1), person=haus.carla)
            stand = haus.lage.zu(haus.q2023)
            assert (stand.ueberbucht, stand.verfuegbar(uhr.heute())) == (eur("500,00"), NULL)
            festlegen(vorgang=haus.zuwendung(), betrag=eur("1,00"), person=haus.bernd)
        assert haus.buchungen()[-1] == ("festlegung", 2024, eur("1,00"))

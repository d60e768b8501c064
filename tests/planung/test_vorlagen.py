"""What new meetings of a body begin with, and who may change it."""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
from django.test import Client

from planung.actions.sitzung import sitzung_anlegen
from planung.models import Sitzung
from tests import welt
from tests.planung.fuellung import Fuellung, fuelle

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def gefuellt(bestand: Any) -> Iterator[Fuellung]:
    with bestand(lambda: fuelle(welt.konferenz(kennung="2024"))) as haus:
        yield haus


@pytest.fixture
def haus(gefuellt: Fuellung, db: None) -> Fuellung:
    return deepcopy(gefuellt)


def sende(haus: Fuellung, teil: str, **daten: object) -> str:
    client = Client()
    client.force_login(haus.konten["vorsitz"])
    antwort = client.post(f"/arbeit/sitzungen/vorlagen/{haus.gremium.pk}/{teil}", daten, follow=True)
    return antwort.content.decode()


def titel(haus: Fuellung) -> list[str]:
    return [punkt.titel for punkt in haus.gremium.vorlagenpunkte.all()]


def neue_sitzung(haus: Fuellung) -> Sitzung:
    beginn, ende = welt.am("2024-12-05", "17:00"), welt.am("2024-12-05", "19:00")
    return sitzung_anlegen(sitzung=Sitzung(gremium=haus.gremium, beginn=beginn, ende=ende), person=None)


class TestTagesordnung:
    def test_ein_neuer_punkt_steht_in_jeder_neuen_sitzung_und_in_keiner_alten(self, haus: Fuellung) -> None:
        vorher = haus.geplant.punkte.count()
        sende(haus, "punkte/neu/", titel="Bericht der Verwaltung", art="sache", minuten="15")
        neu = neue_sitzung(haus).punkte.in_ordnung().last()
        assert neu is not None
        assert (neu.titel, neu.minuten, neu.ist_oeffentlich) == ("Bericht der Verwaltung", 15, False)
        assert haus.geplant.punkte.count() == vorher

    def test_ordnen_aendern_entfernen(self, haus: Fuellung) -> None:
        alle = titel(haus)
        sende(haus, f"punkte/{haus.vorlagenpunkt.pk}/verschieben/", schritte=-1)
        assert titel(haus).index("Mitteilungen") == alle.index("Mitteilungen") - 1
        sende(haus, f"punkte/{haus.vorlagenpunkt.pk}/", titel="Berichte", art="mitteilung", minuten="5")
        assert "Berichte" in titel(haus)
        sende(haus, f"punkte/{haus.vorlagenpunkt.pk}/entfernen/")
        assert len(titel(haus)) == len(alle) - 1

    def test_der_letzte_bleibt(self, haus: Fuellung) -> None:
        haus.gremium.vorlagenpunkte.exclude(pk=haus.vorlagenpunkt.pk).delete()
        assert "Ein Punkt muss stehen bleiben." in sende(haus, f"punkte/{haus.vorlagenpunkt.pk}/entfernen/")

    def test_wer_nur_mitglied_ist_aendert_nichts(self, haus: Fuellung) -> None:
        client = Client()
        client.force_login(haus.konten["mitglied"])
        pfad = f"/arbeit/sitzungen/vorlagen/{haus.gremium.pk}/punkte/{haus.vorlagenpunkt.pk}/entfernen/"
        assert client.post(pfad).status_code == 403


class TestErinnerungen:
    def test_ein_anderer_vorlauf_gilt_fuer_neue_sitzungen(self, haus: Fuellung) -> None:
        sende(haus, f"erinnerungen/{haus.erinnerungsvorlage.pk}/", anzahl=2, einheit="tage", nur_zusagen="on")
        sende(haus, "erinnerungen/neu/", anzahl=14, einheit="tage", text__de="Bitte den Tag freihalten.")
        neu = neue_sitzung(haus).erinnerungen.order_by("anzahl", "-einheit")
        assert [(e.anzahl, e.einheit, e.nur_zusagen) for e in neu] == [
            (2, "tage", True), (2, "stunden", False), (7, "tage", False), (14, "tage", False),
        ]  # fmt: skip
        assert haus.geplant.erinnerungen.count() == 3

    def test_doppelt_und_die_letzte(self, haus: Fuellung) -> None:
        assert "Diese Erinnerung gibt es schon." in sende(haus, "erinnerungen/neu/", anzahl=7, einheit="tage")
        haus.gremium.erinnerungsvorlagen.exclude(pk=haus.erinnerungsvorlage.pk).delete()
        seite = sende(haus, f"erinnerungen/{haus.erinnerungsvorlage.pk}/entfernen/")
        assert "Eine Erinnerung muss stehen bleiben." in seite

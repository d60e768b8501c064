"""The private calendar of a member: a secret address that ends, in no log, without titles of items."""

import logging
import re
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import icalendar
import pytest
from django.test import Client

from konferenz.protokoll import OhneZugang
from planung.actions.sitzung import sitzung_absagen
from tests import welt
from tests.planung.fuellung import Fuellung, fuelle

pytestmark = pytest.mark.django_db
SEITE = "/arbeit/sitzungen/kalender/"


@pytest.fixture(scope="module")
def gefuellt(bestand: Any) -> Iterator[Fuellung]:
    with bestand(lambda: fuelle(welt.konferenz(kennung="2024"))) as haus:
        yield haus


@pytest.fixture
def haus(gefuellt: Fuellung, db: None) -> Fuellung:
    return deepcopy(gefuellt)


def client(haus: Fuellung, konto: str = "mitglied") -> Client:
    einer = Client()
    einer.force_login(haus.konten[konto])
    return einer


def erzeuge(haus: Fuellung, konto: str = "mitglied") -> str:
    """Path of a new address, as the page shows it."""
    seite = client(haus, konto).post(SEITE).content.decode()
    fund = re.search(r"<code>https?://[^/]+(/mitwirken/kalender/z/[^<]+)</code>", seite)
    assert fund is not None
    return fund.group(1)


def termine(pfad: str) -> list[icalendar.Event]:
    antwort = Client().get(pfad)
    assert antwort.status_code == 200
    assert antwort["Cache-Control"] == "no-store"
    return list(icalendar.Calendar.from_ical(antwort.content).walk("VEVENT"))


class TestAdresse:
    def test_zeigt_die_sitzungen_zu_denen_eingeladen_ist_und_keinen_titel(self, haus: Fuellung) -> None:
        """S42: neither public nor non-public titles of items are in a feed."""
        haus.gruppe.punkt(haus.eingeladen, "Streng geheim", ist_oeffentlich=False, nummer="3")
        pfad = erzeuge(haus)
        assert [str(eine["SUMMARY"]) for eine in termine(pfad)] == ["1. Sitzung – Vorbereitungsgruppe 2024"]
        inhalt = Client().get(pfad).content.decode()
        assert "geheim" not in inhalt
        assert "Programm und Arbeitsgruppen" not in inhalt

    def test_eine_absage_steht_darin(self, haus: Fuellung) -> None:
        pfad = erzeuge(haus)
        sitzung_absagen(sitzung=haus.eingeladen, grund="Hitze", person=None)
        (eine,) = termine(pfad)
        assert str(eine["STATUS"]) == "CANCELLED"

    def test_eine_neue_beendet_die_alte_und_widerrufen_beendet_sie_ganz(self, haus: Fuellung) -> None:
        erste, zweite = erzeuge(haus), erzeuge(haus)
        assert Client().get(erste).status_code == 404
        assert len(termine(zweite)) == 1
        assert "Adresse widerrufen" in client(haus).get(SEITE).content.decode()
        client(haus).post(SEITE + "widerrufen/")
        assert Client().get(zweite).status_code == 404

    def test_mit_der_mitgliedschaft_enden_die_sitzungen(self, haus: Fuellung) -> None:
        pfad = erzeuge(haus)
        assert len(termine(pfad)) == 1
        haus.gremium.sitze.get(bereich="Wohnen").mitgliedschaften.update(bis="2024-09-01")
        assert termine(pfad) == []

    def test_die_seite_zeigt_sie_kein_zweites_mal(self, haus: Fuellung) -> None:
        geheim = erzeuge(haus).split("/z/")[1]
        assert geheim not in client(haus).get(SEITE).content.decode()

    def test_steht_in_keinem_protokoll(self, haus: Fuellung) -> None:
        pfad = erzeuge(haus)
        zeile = logging.LogRecord("x", logging.INFO, "", 0, "GET %s", (pfad,), None)
        OhneZugang().filter(zeile)
        assert pfad.split("/z/")[1][:10] not in zeile.getMessage()

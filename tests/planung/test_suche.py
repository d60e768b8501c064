"""Searching items, papers, minutes and tasks: word forms, rights, and a fixed number of statements."""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
from django.test import Client

from planung.queries.suche import suche
from tests import welt
from tests.planung.fuellung import Fuellung, fuelle, unterlage
from tests.planung.niederschriften import GEHEIM, schreibe_nieder

pytestmark = pytest.mark.django_db


def _mit_niederschriften() -> Fuellung:
    haus = fuelle(welt.konferenz(kennung="2024"))
    schreibe_nieder(haus)
    return haus


@pytest.fixture(scope="module")
def gefuellt(bestand: Any) -> Iterator[Fuellung]:
    with bestand(_mit_niederschriften) as haus:
        yield haus


@pytest.fixture
def haus(gefuellt: Fuellung, db: None) -> Fuellung:
    return deepcopy(gefuellt)


def titel(haus: Fuellung, konto: str, worte: str) -> set[str]:
    return {treffer.titel for treffer in suche(haus.konten[konto], worte)}


class TestTreffer:
    @pytest.mark.parametrize(
        ("worte", "gefunden"),
        [
            ("Raum Kinderbetreuung", "Raum für die Kinderbetreuung anfragen"),
            ("Räume", "Raum für die Kinderbetreuung anfragen"),
            ("Entwürfe", "Programm, Entwurf 2"),
            ("Arbeitsgruppe", "Programm und Arbeitsgruppen"),
        ],
    )
    def test_deutsche_woerter_in_jeder_form(self, haus: Fuellung, worte: str, gefunden: str) -> None:
        assert gefunden in titel(haus, "mitglied", worte)

    def test_der_text_einer_niederschrift(self, haus: Fuellung) -> None:
        treffer = [
            eines
            for eines in suche(haus.konten["mitglied"], "vier Arbeitsgruppen")
            if "niederschrift" in eines.url
        ]
        assert treffer
        assert treffer[0].titel == "Programm und Arbeitsgruppen"

    def test_leere_worte_finden_nichts(self, haus: Fuellung) -> None:
        assert suche(haus.konten["mitglied"], "  ") == []

    def test_zeichen_der_suchsprache_stoeren_nicht(self, haus: Fuellung) -> None:
        for worte in ('"', "' OR 1=1 --", "% _", "(((", "\\"):
            assert suche(haus.konten["mitglied"], worte) == [] or worte == "% _"


class TestRechte:
    def test_ein_gast_findet_nichts_nichtoeffentliches(self, haus: Fuellung) -> None:
        """S42: neither title, text, paper nor task of a non-public item is a hit for a guest."""
        geheim = haus.gruppe.punkt(haus.geplant, "Vertraulicher Bericht", ist_oeffentlich=False)
        unterlage(haus.geplant, titel="Vertrauliche Liste", punkt=geheim)
        for worte in ("Geheimsache", "vertraulich", "Muster", "Geheime"):
            assert titel(haus, "mitglied", worte), worte
            assert titel(haus, "gast", worte) == set(), worte
        assert GEHEIM in titel(haus, "mitglied", "Geheimsache")

    def test_ein_anderes_gremium_findet_nichts(self, haus: Fuellung) -> None:
        haus.gremium.sitze.get(bereich="Wohnen").mitgliedschaften.update(bis="2024-09-01")
        assert titel(haus, "mitglied", "Arbeitsgruppen") == set()

    def test_die_seite_zeigt_die_treffer(self, haus: Fuellung) -> None:
        client = Client()
        client.force_login(haus.konten["mitglied"])
        seite = client.get("/arbeit/sitzungen/suche/", {"q": "Entwurf"}).content.decode()
        assert "Programm, Entwurf 2" in seite
        assert "Nichts gefunden" in client.get("/arbeit/sitzungen/suche/?q=xyzzy").content.decode()

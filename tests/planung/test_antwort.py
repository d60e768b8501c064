"""The answer to an invitation by personal link: GET shows, POST answers, the link ends with the meeting."""

import re
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
from django.test import Client

from konferenz.actions.nachricht.umschlag import fertige_mail
from konferenz.models import Bezirk, Nachricht
from planung.actions.sitzung import sitzung_absagen
from planung.models import Teilnahme
from tests import welt
from tests.planung.fuellung import Fuellung, fuelle

pytestmark = pytest.mark.django_db
SEITE = "/mitwirken/sitzung/"


@pytest.fixture(scope="module")
def gefuellt(bestand: Any) -> Iterator[Fuellung]:
    with bestand(lambda: fuelle(welt.konferenz(kennung="2024"))) as haus:
        yield haus


@pytest.fixture
def haus(gefuellt: Fuellung, db: None) -> Fuellung:
    return deepcopy(gefuellt)


def gast(haus: Fuellung) -> Client:
    """A browser that has opened the link out of Mariam Ahmadi's invitation, who has no account."""
    brief = Nachricht.objects.get(anlass="planung.einladung", an_name="Mariam Ahmadi")
    inhalt = fertige_mail(brief, Bezirk.objects.first()).get_body(("plain",))
    assert inhalt is not None
    link = re.search(r"https?://[^/]+(/z/\S+)", inhalt.get_content())
    assert link is not None
    client = Client()
    assert client.get(link.group(1)).headers["Location"] == SEITE
    return client


def text(antwort: Any) -> str:
    return antwort.content.decode().replace("\N{NO-BREAK SPACE}", " ")


class TestAntwort:
    def test_oeffnen_aendert_nichts_absenden_speichert_und_nochmal_aendert(self, haus: Fuellung) -> None:
        """S34 in kind: a second visit edits the first answer."""
        client = gast(haus)
        assert "12. September 2024" in text(client.get(SEITE))
        assert not Teilnahme.objects.exists()
        client.post(SEITE, {"antwort": "zugesagt", "bemerkung": "mit Kind"})
        client.post(SEITE, {"antwort": "abgesagt"})
        (eine,) = Teilnahme.objects.all()
        assert (eine.person.anzeigename, eine.antwort, eine.eingetragen_von) == (
            "Mariam Ahmadi",
            "abgesagt",
            None,
        )
        assert "checked" in text(client.get(SEITE))

    def test_ohne_wahl_ein_satz(self, haus: Fuellung) -> None:
        seite = text(gast(haus).post(SEITE, {"bemerkung": "weiß nicht"}))
        assert "Bitte wählen Sie eine Antwort." in seite
        assert "weiß nicht" in seite

    def test_nach_dem_beginn_sagt_die_seite_es_und_mit_dem_ende_ist_der_link_zu_ende(
        self, haus: Fuellung
    ) -> None:
        client = gast(haus)
        with welt.zeit("2024-09-12", "17:00"):
            for antwort in (client.get(SEITE), client.post(SEITE, {"antwort": "zugesagt"})):
                assert "Die Sitzung hat schon begonnen." in text(antwort)
        with welt.zeit("2024-09-12", "19:00"):
            assert client.get(SEITE).status_code == 404
        assert not Teilnahme.objects.exists()

    def test_wer_ausgeschieden_ist_kommt_nicht_mehr_hinein(self, haus: Fuellung) -> None:
        client = gast(haus)
        haus.gremium.sitze.get(bereich="Arbeit").mitgliedschaften.update(bis="2024-09-01")
        assert client.get(SEITE).status_code == 404

    def test_eine_abgesagte_sitzung_fragt_nicht_mehr(self, haus: Fuellung) -> None:
        client = gast(haus)
        sitzung_absagen(sitzung=haus.eingeladen, grund="Hitze", person=None)
        seite = text(client.get(SEITE))
        assert "Diese Sitzung fällt aus." in seite
        assert "<form" not in seite[seite.index("Diese Sitzung fällt aus.") :]

    def test_ohne_link_antwortet_die_seite_allen_gleich(self, haus: Fuellung) -> None:
        assert Client().get(SEITE).status_code == 404

    def test_papier_hat_keinen_link(self, haus: Fuellung) -> None:
        brief = Nachricht.objects.get(anlass="planung.einladung", an_name="Karin Ohlsen")
        assert "[persönlicher Link]" not in brief.text_zum_zeigen
        assert "Bitte sagen Sie uns Bescheid, ob Sie kommen." in brief.text_zum_zeigen

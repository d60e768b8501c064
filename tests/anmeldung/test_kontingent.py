"""The staff's page of the seats, and the waiting list."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from anmeldung import actions
from anmeldung.models import Anmeldung, Kontingent
from konferenz.models import Konferenz
from tests import welt
from tests.personen import person

pytestmark = pytest.mark.django_db
URL = "/arbeit/2024/anmeldungen/plaetze/"
WARTELISTE = "/arbeit/2024/anmeldungen/warteliste/"
Stand = Anmeldung.Stand


@pytest.fixture
def konferenz() -> Konferenz:
    """Two seats taken, three people wait."""
    welt.bezirk()
    konferenz = welt.konferenz(plaetze=2)
    for nummer in range(5):
        welt.bestaetigt(konferenz, name=f"Person {nummer}")
    return konferenz


@pytest.fixture
def amira(client: Client) -> Client:
    client.force_login(person("sachbearbeitung"))
    return client


def staende(konferenz: Konferenz) -> list[str]:
    return list(konferenz.anmeldungen.order_by("name").values_list("stand", flat=True))


def plaetze(konferenz: Konferenz) -> int:
    return Kontingent.objects.get(konferenz=konferenz).plaetze


def test_die_vorschau_sagt_was_geschieht_und_aendert_nichts(amira: Client, konferenz: Konferenz) -> None:
    antwort = amira.get(URL, {"plaetze": "4"})
    vorschau = antwort.context["vorschau"]
    assert (vorschau.angebote, vorschau.ueberzaehlig, vorschau.frei) == (2, 0, 0)
    text = antwort.content.decode()
    assert "Niemand verliert einen Platz" in text
    assert "Die ersten 2 Personen auf der Warteliste bekommen sofort ein Angebot." in text
    assert "4 Plätze festlegen" in text
    assert plaetze(konferenz) == 2


def test_mehr_plaetze_gehen_der_reihe_nach_an_die_warteliste(amira: Client, konferenz: Konferenz) -> None:
    """S51"""
    amira.post(URL, {"plaetze": "4", "bisher": "2"})
    assert staende(konferenz) == ["bestaetigt", "bestaetigt", "angeboten", "angeboten", "warteliste"]


def test_weniger_plaetze_laden_niemanden_aus_und_sperren_neue_angebote(
    amira: Client, konferenz: Konferenz
) -> None:
    """S51"""
    text = amira.get(URL, {"plaetze": "1"}).content.decode()
    assert "1 Platz ist mehr vergeben, als es dann gibt." in text
    amira.post(URL, {"plaetze": "1", "bisher": "2"})
    assert staende(konferenz) == ["bestaetigt"] * 2 + ["warteliste"] * 3
    actions.absagen(anmeldung=konferenz.anmeldungen.select_related("konferenz").get(name="Person 0"))
    assert staende(konferenz) == ["abgemeldet", "bestaetigt"] + ["warteliste"] * 3


def test_viele_plaetze_mehr_bleiben_frei(amira: Client, konferenz: Konferenz) -> None:
    vorschau = amira.get(URL, {"plaetze": "120"}).context["vorschau"]
    assert (vorschau.angebote, vorschau.frei) == (3, 115)


def test_hat_inzwischen_jemand_anderes_geaendert_gilt_die_alte_vorschau_nicht(
    amira: Client, konferenz: Konferenz
) -> None:
    actions.plaetze_aendern(konferenz=konferenz, plaetze=3)
    text = amira.post(URL, {"plaetze": "1", "bisher": "2"}).content.decode()
    assert "Es gibt jetzt 3 Plätze." in text
    assert plaetze(konferenz) == 3


def test_zweimal_abgeschickt_ist_einmal_geaendert(amira: Client, konferenz: Konferenz) -> None:
    for _mal in range(2):
        assert amira.post(URL, {"plaetze": "3", "bisher": "2"}).status_code == 302
    assert staende(konferenz).count("angeboten") == 1


@pytest.mark.parametrize("eingabe", ["", "-1", "viele", "1000000", "1.5"])
def test_falsche_zahlen_werden_erklaert(amira: Client, konferenz: Konferenz, eingabe: str) -> None:
    antwort = amira.get(URL, {"plaetze": eingabe})
    assert antwort.context["vorschau"] is None
    assert "<title>Fehler:" in antwort.content.decode()
    assert amira.post(URL, {"plaetze": eingabe, "bisher": "2"}).status_code == 200
    assert plaetze(konferenz) == 2


def test_die_warteliste_steht_in_ihrer_reihenfolge_unter_den_angeboten(
    amira: Client, konferenz: Konferenz
) -> None:
    actions.plaetze_aendern(konferenz=konferenz, plaetze=3)
    antwort = amira.get(WARTELISTE)
    assert [platz.anmeldung.name for platz in antwort.context["angebote"]] == ["Person 2"]
    reihe = [(wartet.nummer, wartet.anmeldung.name) for wartet in antwort.context["seite"]]
    assert reihe == [(2, "Person 3"), (3, "Person 4")]
    assert "gehalten bis Mittwoch, 4. September 2024" in antwort.content.decode()


def test_die_warteliste_braucht_fuer_viele_so_viele_abfragen_wie_fuer_eine(
    amira: Client, konferenz: Konferenz
) -> None:
    amira.get(WARTELISTE)
    with CaptureQueriesContext(connection) as wenige:
        amira.get(WARTELISTE)
    for _nummer in range(4):
        welt.bestaetigt(konferenz)
    with CaptureQueriesContext(connection) as viele:
        amira.get(WARTELISTE)
    assert len(viele) == len(wenige)


def test_wartet_niemand_sagt_die_seite_wie_es_steht(amira: Client) -> None:
    welt.bezirk()
    welt.bestaetigt(welt.konferenz(plaetze=5))
    text = amira.get(WARTELISTE).content.decode()
    assert "Von 5 Plätzen sind 4 frei." in text


@pytest.mark.parametrize("rolle", ["bedarfe", "haushalt", "administration"])
def test_andere_rollen_aendern_keine_plaetze(client: Client, konferenz: Konferenz, rolle: str) -> None:
    client.force_login(person(rolle))
    assert client.get(URL).status_code == 403
    assert client.post(URL, {"plaetze": "9", "bisher": "2"}).status_code == 403
    assert plaetze(konferenz) == 2

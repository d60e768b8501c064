"""Needs in numbers, and the list of those who asked too late."""

import pytest
from django.test import Client

from anmeldung import actions
from anmeldung.models import Anmeldung, Bedarf
from anmeldung.uebersicht import nach_frist
from konferenz.models import Konferenz, Zugriff
from tests import welt
from tests.personen import person

pytestmark = pytest.mark.django_db
URL = "/arbeit/2024/bedarfe/"


@pytest.fixture
def konferenz() -> Konferenz:
    welt.bezirk()
    return welt.konferenz()


def mit(konferenz: Konferenz, *arten: str, dolmetschen: str = "", **felder: object) -> Anmeldung:
    bedarfe = {"arten": list(arten), "dolmetschen": dolmetschen}
    return welt.bestaetigt(konferenz, bedarfe=bedarfe, einwilligung_bedarf=True, **felder)


def aendern(anmeldung: Anmeldung, **bedarfe: object) -> None:
    angaben = actions.Angaben(
        name=anmeldung.name, email=anmeldung.email, bedarfe=dict(bedarfe), einwilligung_bedarf=True
    )
    actions.angaben_aendern(anmeldung=anmeldung, angaben=angaben)


def zeilen(client: Client) -> dict[str, int | None]:
    return {str(zeile.text): zeile.anzahl for zeile in client.get(URL).context["summen"]}


def test_kleine_zahlen_sieht_nur_die_rolle_bedarfe(client: Client, konferenz: Konferenz) -> None:
    """S55"""
    for _mal in range(3):
        mit(konferenz, "vegan")
    mit(konferenz, "nuss", "vegan")
    mit(konferenz, dolmetschen="ti")
    client.force_login(person("sachbearbeitung"))
    assert zeilen(client) == {"Vegan": 4, "Nussallergie": None, "Tigrinya": None}
    assert client.get(URL).content.decode().count("&lt;3") == 2
    client.force_login(person("bedarfe"))
    assert zeilen(client) == {"Vegan": 4, "Nussallergie": 1, "Tigrinya": 1}


def test_bei_zu_wenigen_personen_gibt_es_gar_keine_zahlen(client: Client, konferenz: Konferenz) -> None:
    """S55: the list shows who named needs, so one row of counts would say what."""
    mit(konferenz, "rollstuhl")
    mit(konferenz, "rollstuhl")
    client.force_login(person("sachbearbeitung"))
    text = client.get(URL).content.decode()
    assert zeilen(client) == {}
    assert "Noch zu wenige Angaben" in text
    assert "ollstuhl" not in text
    mit(konferenz, "rollstuhl")
    assert zeilen(client) == {"Platz für einen Rollstuhl": 3}


def test_namen_stehen_nur_fuer_die_rolle_bedarfe_da_und_ohne_ihre_bedarfe(
    client: Client, konferenz: Konferenz
) -> None:
    for nummer in range(3):
        mit(konferenz, "vegan", name=f"Mensch {nummer}")
    client.force_login(person("sachbearbeitung"))
    assert "Mensch 0" not in client.get(URL).content.decode()
    client.force_login(person("bedarfe"))
    text = client.get(URL).content.decode()
    assert "Mensch 0" in text
    assert "Jedes Lesen wird mit Ihrem Namen festgehalten." in text
    assert not Zugriff.objects.exists()


def test_nach_der_frist_wird_es_eine_aufgabe_ohne_zu_sagen_welche_sprache(
    client: Client, konferenz: Konferenz
) -> None:
    """S56"""
    mit(konferenz, dolmetschen="ar", name="Pünktlich")
    with welt.zeit("2024-10-30"):
        mit(konferenz, dolmetschen="ti", name="Zu spät")
        mit(konferenz, "vegan", name="Nur Essen")
    client.force_login(person("sachbearbeitung"))
    assert "1 Person hat nach der Frist um Dolmetschen gebeten." in client.get(URL).content.decode()
    antwort = client.get("/arbeit/2024/anmeldungen/nach-frist/")
    assert [anmeldung.name for anmeldung in antwort.context["seite"]] == ["Zu spät"]
    text = antwort.content.decode()
    assert "gewünscht am 30.10.2024" in text
    assert "Tigrinya" not in text


def test_eine_spaete_bitte_bleibt_aufgabe_bis_jemand_sie_abhakt(client: Client, konferenz: Konferenz) -> None:
    """S56"""
    client.force_login(person("sachbearbeitung", name="Amira Haddad"))
    with welt.zeit("2024-10-30"):
        spaet = mit(konferenz, dolmetschen="ti", name="Zu spät")
        seite = client.post(f"/arbeit/2024/anmeldungen/{spaet.pk}/bedarf-geklaert/", follow=True)
    assert seite.redirect_chain == [("/arbeit/2024/anmeldungen/nach-frist/", 302)]
    text = seite.content.decode()
    assert "Alle haben eine Antwort." in text
    assert "erledigt am 30.10.2024 von Amira Haddad" in text
    assert "Antwort gegeben" in client.get(f"/arbeit/2024/anmeldungen/{spaet.pk}/").content.decode()
    assert nach_frist(konferenz) == 0
    client.post(f"/arbeit/2024/anmeldungen/{spaet.pk}/bedarf-offen/")
    assert nach_frist(konferenz) == 1


def test_wer_nicht_zu_spaet_bat_kann_nicht_abgehakt_werden(client: Client, konferenz: Konferenz) -> None:
    puenktlich = mit(konferenz, dolmetschen="ar")
    client.force_login(person("sachbearbeitung"))
    seite = client.post(f"/arbeit/2024/anmeldungen/{puenktlich.pk}/bedarf-geklaert/", follow=True)
    assert "Diesen Wunsch gibt es nicht mehr." in seite.content.decode()


def test_wer_nach_der_frist_nur_das_essen_aendert_behaelt_seinen_stand(konferenz: Konferenz) -> None:
    """S56: only a new wish is late, and an answered one stays answered."""
    amira = person("sachbearbeitung")
    puenktlich = mit(konferenz, dolmetschen="ar")
    with welt.zeit("2024-10-30"):
        spaet = mit(konferenz, dolmetschen="ti")
        actions.bedarf_klaeren(anmeldung=spaet, person=amira)
        for anmeldung, sprache in ((puenktlich, "ar"), (spaet, "ti")):
            aendern(anmeldung, arten=["vegan"], dolmetschen=sprache)
        staende = Bedarf.objects.values_list("ist_nach_frist", "geklaert_von")
        assert dict(staende.values_list("anmeldung", "ist_nach_frist")) == {
            puenktlich.pk: False,
            spaet.pk: True,
        }
        assert staende.get(anmeldung=spaet)[1] == amira.pk
        aendern(spaet, dolmetschen="fa")
    assert staende.get(anmeldung=spaet) == (True, None)


def test_leer_sagt_die_seite_was_hier_stehen_wird(client: Client, konferenz: Konferenz) -> None:
    client.force_login(person("sachbearbeitung", "bedarfe"))
    assert "Noch hat niemand etwas angegeben." in client.get(URL).content.decode()
    leer = client.get("/arbeit/2024/anmeldungen/nach-frist/").content.decode()
    assert "Die Frist für Dolmetschen ist der 26. Oktober 2024." in leer


@pytest.mark.parametrize("rolle", ["haushalt", "einlass", "administration", "uebersetzung"])
def test_andere_rollen_sehen_keine_bedarfe(client: Client, konferenz: Konferenz, rolle: str) -> None:
    client.force_login(person(rolle))
    assert client.get(URL).status_code == 403
    assert client.get("/arbeit/2024/anmeldungen/nach-frist/").status_code == 403

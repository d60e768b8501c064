"""What the frames get: without a statement until a page asks, and then one."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory
from django.utils.translation import override

from konferenz import beitraege, kontext
from konferenz.beitraege import Menuepunkt
from konferenz.models import Benutzer
from tests import personen, welt

pytestmark = pytest.mark.django_db


def anfrage(pfad="/2024/", benutzer=None):
    """A request as a template sees it."""
    ergebnis = RequestFactory().get(pfad)
    ergebnis.user = benutzer or AnonymousUser()
    return ergebnis


def test_der_rahmen_fragt_die_datenbank_erst_wenn_eine_seite_etwas_zeigt(django_assert_num_queries):
    welt.bezirk()
    with django_assert_num_queries(0):
        daten = kontext.rahmen(anfrage())
    with django_assert_num_queries(1):
        assert daten["bezirk"].behoerde == "Bezirksamt Musterstadt-Nord"
        assert daten["bezirk"].ort == "Musterstadt"
        assert [wahl.code for wahl in daten["sprachen"]] == ["de", "de-simple", "en", "ar", "tr"]


def test_zwei_rahmen_einer_anfrage_fragen_nur_einmal(django_assert_num_queries):
    welt.bezirk()
    eine = anfrage()
    with django_assert_num_queries(1):
        assert kontext.rahmen(eine)["bezirk"].behoerde == kontext.rahmen(eine)["bezirk"].behoerde


def test_die_konferenz_der_adresse_geht_vor():
    eine = anfrage()
    eine.konferenz = welt.konferenz(kennung="2019")
    welt.konferenz(kennung="2024")
    assert kontext.konferenz_zu(eine).kennung == "2019"


def test_ohne_konferenz_der_adresse_gilt_die_aktuelle():
    welt.konferenz(kennung="2024")
    assert kontext.konferenz_zu(anfrage("/")).kennung == "2024"


def test_eine_unveroeffentlichte_konferenz_kommt_in_keinen_oeffentlichen_rahmen():
    welt.konferenz(ist_veroeffentlicht=False)
    assert kontext.konferenz_zu(anfrage("/")) is None


def test_ein_leeres_haus_hat_einen_rahmen():
    daten = kontext.rahmen(anfrage("/"))
    assert not daten["bezirk"]
    assert not daten["konferenz"]
    assert [wahl.code for wahl in daten["sprachen"]] == ["de"]


@pytest.mark.parametrize(
    ("aktiv", "pfad", "ziel", "erwartet"),
    [
        ("de", "/2024/", "ar", "/ar/2024/"),
        ("de", "/2024/?seite=2&q=a%26b", "en", "/en/2024/?seite=2&q=a%26b"),
        ("ar", "/ar/2024/anmeldung/", "de", "/2024/anmeldung/"),
        ("ar", "/ar/2024/anmeldung/", "de-simple", "/de-simple/2024/anmeldung/"),
        ("de-simple", "/de-simple/", "tr", "/tr/"),
        ("de-simple", "/de-simple/", "de", "/"),
    ],
)
def test_die_sprachwahl_bleibt_auf_der_seite(aktiv, pfad, ziel, erwartet):
    with override(aktiv):
        assert kontext.in_sprache(anfrage(pfad), ziel) == erwartet


def test_jede_sprache_nennt_sich_selbst_und_eine_ist_offen():
    welt.bezirk(sprachen=["en", "ar"])
    with override("ar"):
        wahl = kontext.sprachwahl(anfrage("/ar/2024/"))
    assert [(w.name, w.richtung, w.url, w.ist_aktuell) for w in wahl] == [
        ("Deutsch", "ltr", "/2024/", False),
        ("English", "ltr", "/en/2024/", False),
        ("العربية", "rtl", "/ar/2024/", True),
    ]


@pytest.mark.parametrize("pfad", ["/arbeit/", "/konto/login/", "/arbeit/2024/anmeldungen/"])
def test_wo_die_adresse_keine_sprache_traegt_gibt_es_keine_wahl(pfad):
    welt.bezirk()
    assert kontext.sprachwahl(anfrage(pfad)) == []


def test_die_uhr_steht_nur_in_der_vorfuehrung_im_rahmen(settings):
    assert kontext.rahmen(anfrage())["vorfuehrung_zeit"] is None
    settings.VORFUEHRUNG = True
    assert kontext.rahmen(anfrage())["vorfuehrung_zeit"] == welt.MONTAG


def test_wer_nicht_angemeldet_ist_hat_keine_navigation():
    assert kontext.navigation(anfrage("/arbeit/")) == []


def test_die_navigation_zeigt_nur_was_die_person_darf():
    welt.konferenz()

    def titel(benutzer: Benutzer) -> list[str]:
        gruppen = kontext.navigation(anfrage("/arbeit/", benutzer))
        return [punkt.titel for gruppe in gruppen for punkt in gruppe.punkte]

    verwaltung = titel(personen.person("administration"))
    assert "Konten" in verwaltung
    assert "Anmeldungen" not in verwaltung
    sachbearbeitung = titel(personen.person("sachbearbeitung"))
    assert "Anmeldungen" in sachbearbeitung
    assert "Konten" not in sachbearbeitung


def durcheinander(benutzer, konferenz):
    """Contribution of an invented app that knows no order."""
    return [
        Menuepunkt(titel, titel, f"/{titel}/") for titel in ("Verwaltung", "Neues", "Konferenz", "Mittel", "")
    ]


def test_die_gruppen_stehen_in_fester_folge(settings):
    settings.BEITRAEGE = {**settings.BEITRAEGE, "navigation": [f"{__name__}.durcheinander"]}
    beitraege._funktionen.cache_clear()
    try:
        gruppen = kontext.navigation(anfrage("/arbeit/", personen.person("administration")))
    finally:
        beitraege._funktionen.cache_clear()
    assert [gruppe.titel for gruppe in gruppen] == ["", "Konferenz", "Mittel", "Verwaltung", "Neues"]


@pytest.mark.parametrize(
    ("pfad", "hier", "darin"),
    [
        ("/arbeit/", ["/arbeit/"], []),
        ("/arbeit/konten/", ["/arbeit/konten/"], []),
        ("/arbeit/konten/5/", [], ["/arbeit/konten/"]),
        ("/arbeit/anderswo/", [], []),
    ],
)
def test_markiert_ist_die_offene_seite_oder_ihre_oberseite(pfad, hier, darin):
    punkte = [Menuepunkt("", "Übersicht", "/arbeit/"), Menuepunkt("", "Konten", "/arbeit/konten/")]
    [gruppe] = kontext._gruppen(punkte, pfad)
    assert [punkt.url for punkt in gruppe.punkte if punkt.ist_hier] == hier
    assert [punkt.url for punkt in gruppe.punkte if punkt.ist_darin and not punkt.ist_hier] == darin


@pytest.mark.parametrize(
    ("pfad", "titel"),
    [
        ("/arbeit/2024/", "Konferenzen"),
        ("/arbeit/2024/termin/", "Konferenzen"),
        ("/arbeit/konferenzen/", "Konferenzen"),
        ("/arbeit/2024/anmeldungen/", "Anmeldungen"),
        ("/arbeit/2024/bedarfe/", "Bedarfe"),
    ],
)
def test_die_seiten_einer_konferenz_stehen_unter_konferenzen(pfad, titel):
    welt.konferenz()
    gruppen = kontext.navigation(anfrage(pfad, personen.person("sachbearbeitung")))
    assert [punkt.titel for gruppe in gruppen for punkt in gruppe.punkte if punkt.ist_darin] == [titel]


def test_die_rolle_bedarfe_liest_einzelne_unter_bedarfe():
    welt.konferenz()
    pfad = "/arbeit/2024/anmeldungen/52d7df37-08af-446e-8f24-602f2fcf152c/bedarfe/"
    gruppen = kontext.navigation(anfrage(pfad, personen.person("bedarfe")))
    assert [punkt.titel for gruppe in gruppen for punkt in gruppe.punkte if punkt.ist_darin] == ["Bedarfe"]


def test_das_oeffentliche_menue_nennt_die_anmeldung_bis_der_tag_vorbei_ist():
    welt.konferenz()
    assert [punkt.titel for punkt in kontext.menue(anfrage())["kopf"]] == ["Start", "Anmelden"]
    with welt.zeit("2024-11-17"):
        assert [punkt.titel for punkt in kontext.menue(anfrage())["kopf"]] == ["Start"]


def test_die_hilfe_steht_auf_jeder_oeffentlichen_seite_mit_den_daten_der_behoerde(client):
    welt.bezirk()
    welt.konferenz()
    for pfad in ("/2024/", "/2024/anmeldung/", "/konferenzen/", "/kontakt/", "/en/2024/"):
        seite = client.get(pfad).content.decode()
        assert 'id="hilfe-titel"' in seite, pfad
        assert "tel:01234560" in seite, pfad

"""Personal links (I14): purpose-bound, expiring, revocable, exchanged for the session, in no log."""

from datetime import timedelta
from functools import partial
from threading import Barrier

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.models import Session
from django.test import RequestFactory

from konferenz import uhr, zugang
from konferenz.actions.zugang import (
    zugangslink_ausstellen,
    zugangslinks_verbrauchen,
    zugangslinks_widerrufen,
)
from konferenz.models import Zugangslink
from tests import orakel, welt
from tests.gleichzeitig import gleichzeitig


def stelle_aus(zweck="test.meine", objekt="o1", tage=7):
    return zugangslink_ausstellen(zweck=zweck, objekt=objekt, gueltig_bis=uhr.jetzt() + timedelta(days=tage))


def anfrage(client):
    """A request with the session of the browser."""
    anfrage = RequestFactory().get("/")
    anfrage.session = client.session
    anfrage.user = AnonymousUser()
    return anfrage


@pytest.fixture
def seite(post, db):
    """The district offers German and Arabic."""
    return welt.bezirk(sprachen=["de", "ar"])


class TestOeffnen:
    def test_ein_gueltiger_link_fuehrt_auf_die_saubere_adresse(self, client, seite):
        antwort = client.get(f"/z/{stelle_aus()}/")

        assert (antwort.status_code, antwort["Location"]) == (302, "/meine/o1/")
        assert antwort["Referrer-Policy"] == "no-referrer"
        assert antwort["Cache-Control"] == "no-store"
        assert zugang.objekt_aus(anfrage(client), "test.meine") == "o1"

    def test_zweimal_oeffnen_ist_harmlos(self, client, seite):
        geheimnis = stelle_aus()
        client.get(f"/z/{geheimnis}/")

        assert client.get(f"/z/{geheimnis}/").status_code == 302

    def test_die_sitzung_bekommt_einen_neuen_schluessel_und_kennt_das_geheimnis_nicht(self, client, seite):
        geheimnis = stelle_aus()
        client.get(f"/z/{stelle_aus(objekt='o0')}/")
        vorher = client.session.session_key
        client.get(f"/z/{geheimnis}/")

        assert client.session.session_key != vorher
        assert not Session.objects.filter(pk=vorher).exists()
        assert geheimnis not in str(dict(client.session))

    @pytest.mark.parametrize(
        "weg",
        ["unbekannt", "abgelaufen", "widerrufen", "verbraucht", "objekt_weg", "zweck_fremd"],
    )
    def test_alles_andere_bekommt_dieselbe_freundliche_seite(self, client, seite, weg):
        geheimnisse = {
            "unbekannt": lambda: "a" * 32,
            "abgelaufen": lambda: stelle_aus(tage=-1),
            "widerrufen": stelle_aus,
            "verbraucht": stelle_aus,
            "objekt_weg": lambda: stelle_aus(objekt="weg"),
            "zweck_fremd": lambda: stelle_aus(zweck="test.fremd"),
        }
        geheimnis = geheimnisse[weg]()
        if weg == "widerrufen":
            assert zugangslinks_widerrufen(objekt="o1", zwecke=["test.meine"]) == 1
        if weg == "verbraucht":
            assert zugangslinks_verbrauchen(zweck="test.meine", objekt="o1")
        antwort = client.get(f"/z/{geheimnis}/")

        assert antwort.status_code == 404
        assert antwort["Cache-Control"] == "no-store"
        assert "Dieser Link öffnet nichts mehr" in antwort.text
        assert seite.telefon in antwort.text
        assert zugang.objekt_aus(anfrage(client), "test.meine") is None

    def test_die_seite_bietet_an_den_link_noch_einmal_zu_senden(self, client, seite):
        welt.konferenz()
        antwort = client.get("/z/unbekannt/")

        assert 'href="/2024/anmeldung/link-senden/"' in antwort.text

    def test_die_seite_spricht_die_sprache_des_browsers_wenn_der_bezirk_sie_anbietet(self, client, seite):
        assert '<html lang="ar" dir="rtl">' in client.get("/z/x/", headers={"accept-language": "ar"}).text
        assert '<html lang="de" dir="ltr">' in client.get("/z/x/", headers={"accept-language": "fr"}).text
        assert '<html lang="ar" dir="rtl">' in client.get("/ar/z/x/", headers={"accept-language": "de"}).text

    def test_ablauf_ist_nach_der_uhr_des_projekts(self, client, seite):
        geheimnis = stelle_aus(tage=7)
        with welt.zeit("2024-09-09", "09:13"):
            assert client.get(f"/z/{geheimnis}/").status_code == 302
        with welt.zeit("2024-09-09", "09:14"):
            assert client.get(f"/z/{geheimnis}/").status_code == 404
            assert zugang.objekt_aus(anfrage(client), "test.meine") is None

    def test_nur_lesen(self, client, seite):
        assert client.post(f"/z/{stelle_aus()}/").status_code == 405

    def test_in_keinem_protokoll_steht_ein_geheimnis(self, client, seite, capfd, caplog):
        import logging

        geheimnis = stelle_aus(tage=-1)
        konsole = logging.getLogger().handlers
        assert any(h.filters for h in konsole if type(h) is logging.StreamHandler)
        client.get(f"/z/{geheimnis}/")

        ausgabe = capfd.readouterr()
        assert geheimnis not in ausgabe.err + ausgabe.out

    def test_in_der_datenbank_steht_nur_der_hash(self, client, seite):
        geheimnis = stelle_aus()
        client.get(f"/z/{geheimnis}/")

        assert geheimnis not in str(list(Zugangslink.objects.values()))
        assert orakel.verletzungen_post() == []


class TestGrenze:
    def test_wer_viele_unbekannte_links_probiert_wird_gebremst_gueltige_gehen_weiter(self, client, seite):
        antworten = [client.get(f"/z/geraten{n}/").status_code for n in range(31)]

        assert antworten == [404] * 30 + [429]
        assert client.get(f"/z/{stelle_aus()}/").status_code == 302

    def test_andere_sind_davon_nicht_betroffen(self, client, seite):
        for n in range(31):
            client.get(f"/z/geraten{n}/")

        assert client.get("/z/x/", REMOTE_ADDR="192.0.2.99").status_code == 404


class TestSitzung:
    def test_ein_link_gilt_nur_fuer_seinen_zweck(self, client, seite):
        client.get(f"/z/{stelle_aus('test.meine')}/")
        offen = anfrage(client)

        assert zugang.objekt_aus(offen, "test.meine") == "o1"
        assert zugang.objekt_aus(offen, "test.einmal") is None
        assert zugang.objekt_aus(offen, "test.einmal", "test.meine") == "o1"

    def test_widerruf_schliesst_die_offene_sitzung(self, client, seite):
        client.get(f"/z/{stelle_aus('test.meine')}/")
        client.get(f"/z/{stelle_aus('test.bis')}/")
        offen = anfrage(client)
        assert zugang.objekt_aus(offen, "test.meine") == "o1"

        zugangslinks_widerrufen(objekt="o1", zwecke=["test.meine"])
        assert zugang.objekt_aus(offen, "test.meine") is None
        assert zugang.objekt_aus(offen, "test.bis") == "o1"

    def test_der_zuletzt_geoeffnete_gewinnt(self, client, seite):
        alt, neu = stelle_aus("test.bis", "alt"), stelle_aus("test.meine", "neu")
        client.get(f"/z/{neu}/")
        client.get(f"/z/{alt}/")

        assert zugang.objekt_aus(anfrage(client), "test.meine", "test.bis") == "alt"

    def test_vergessen(self, client, seite):
        client.get(f"/z/{stelle_aus()}/")
        offen = anfrage(client)
        zugang.vergiss(offen, "test.meine")

        assert zugang.objekt_aus(offen, "test.meine") is None

    def test_ohne_geoeffneten_link_ohne_anweisung(self, client, db, django_assert_num_queries):
        offen = anfrage(client)
        with django_assert_num_queries(0):
            assert zugang.objekt_aus(offen, "test.meine") is None


class TestEinmal:
    def test_oeffnen_verbraucht_nicht_erst_die_tat(self, client, seite):
        """Mail scanners open links."""
        geheimnis = stelle_aus("test.einmal")
        client.get(f"/z/{geheimnis}/")
        assert client.get(f"/z/{geheimnis}/").status_code == 302

        assert zugang.objekt_aus(anfrage(client), "test.einmal") == "o1"

        assert zugangslinks_verbrauchen(zweck="test.einmal", objekt="o1")
        assert not zugangslinks_verbrauchen(zweck="test.einmal", objekt="o1")
        assert zugang.objekt_aus(anfrage(client), "test.einmal") is None
        assert client.get(f"/z/{geheimnis}/").status_code == 404
        assert orakel.verletzungen_post() == []

    def test_mit_einem_link_sind_auch_die_aus_frueheren_versuchen_verbraucht(self, client, seite):
        erster, zweiter = stelle_aus("test.einmal"), stelle_aus("test.einmal")
        anderer = stelle_aus("test.einmal", objekt="o2")
        assert zugangslinks_verbrauchen(zweck="test.einmal", objekt="o1")

        assert [client.get(f"/z/{geheimnis}/").status_code for geheimnis in (erster, zweiter, anderer)] == [
            404,
            404,
            302,
        ]

    @pytest.mark.django_db(transaction=True)
    def test_von_acht_gleichzeitigen_gewinnt_einer(self, post):
        stelle_aus("test.einmal")
        einloesen = partial(zugangslinks_verbrauchen, zweck="test.einmal", objekt="o1")

        assert sorted(gleichzeitig([einloesen] * 8)) == [False] * 7 + [True]

    @pytest.mark.django_db(transaction=True)
    def test_gegenprobe_nachsehen_und_dann_schreiben_laesst_mehrere_gewinnen(self, post):
        stelle_aus("test.einmal")
        alle_sahen = Barrier(8)

        def nachsehen_dann_schreiben():
            frei = Zugangslink.objects.gueltig().exists()
            alle_sahen.wait()
            return frei and bool(Zugangslink.objects.update(verbraucht_am=uhr.jetzt()))

        assert sum(gleichzeitig([nachsehen_dann_schreiben] * 8)) > 1

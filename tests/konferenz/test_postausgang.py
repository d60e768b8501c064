"""The outbox page of staff."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from konferenz.models import Nachricht
from tests import welt
from tests.personen import person

LISTE = "/arbeit/post/"


@pytest.fixture
def amira(client, db):
    """Logged in as Sachbearbeitung."""
    welt.bezirk()
    benutzer = person("sachbearbeitung")
    client.force_login(benutzer)
    return client


def setze(n, **felder):
    Nachricht.objects.filter(bezug=str(n)).update(**felder)
    return Nachricht.objects.get(bezug=str(n))


class TestListe:
    def test_leer_sagt_was_hier_stehen_wird(self, amira):
        assert "Hier steht jeder Brief, den das System schreibt" in amira.get(LISTE).text

    def test_stand_und_fehler_stehen_in_worten_da(self, amira, brief):
        brief(1)
        brief(2)
        setze(2, stand="gescheitert", fehler="Das Postfach ist voll.")
        text = re.sub(r"</?(?:wbr|span)\b[^>]*>", "", amira.get(LISTE).text)

        for wort in (
            "gast1@example.org",
            "gast2@example.org",
            "kam nicht an",
            "Das Postfach ist voll.",
            "2 Briefe",
        ):
            assert wort in text

    @pytest.mark.parametrize(
        ("anfrage", "erwartet"),
        [
            ("stand=gescheitert", ["3"]),
            ("weg=brief", ["2"]),
            ("q=GAST1", ["1"]),
            ("q=Gast 3", ["3"]),
            ("q=Kurz&weg=mail", ["3", "1"]),
            ("stand=quatsch", ["3", "2", "1"]),
            ("q=%25", []),
        ],
    )
    def test_filter(self, amira, brief, anfrage, erwartet):
        brief(1)
        brief(2, weg="brief", an="", an_name="Frau Post")
        brief(3)
        setze(3, stand="gescheitert")

        assert [b.bezug for b in amira.get(f"{LISTE}?{anfrage}").context["briefe"]] == erwartet

    def test_findet_der_filter_nichts_fuehrt_ein_weg_zurueck(self, amira, brief):
        brief(1)
        antwort = amira.get(f"{LISTE}?q=niemand")

        assert "Kein Brief passt zu dieser Suche" in antwort.text
        assert 'href="/arbeit/post/"' in antwort.text

    def test_hoechstens_zehn_anweisungen_bei_einem_drei_und_sechzig_briefen(self, amira, brief):
        welt.konferenz()
        zahlen = []
        for bis in (1, 3, 60):
            for n in range(Nachricht.objects.count(), bis):
                brief(n)
            with CaptureQueriesContext(connection) as anweisungen:
                assert amira.get(f"{LISTE}?weg=mail").status_code == 200
            zahlen.append(len(anweisungen))

        assert zahlen[0] == zahlen[1] == zahlen[2] <= 10

    def test_blaettern_behaelt_den_filter(self, amira, brief):
        for n in range(51):
            brief(n)
        erste, zweite = amira.get(f"{LISTE}?weg=mail"), amira.get(f"{LISTE}?weg=mail&page=2")

        assert (len(erste.context["briefe"]), len(zweite.context["briefe"])) == (50, 1)
        assert "?weg=mail&amp;page=2" in erste.text

    def test_namen_sind_text(self, amira, brief):
        brief(1, an_name="<script>alert(1)</script>")

        assert "<script>alert" not in amira.get(LISTE).text
        assert "&lt;script&gt;alert" in amira.get(LISTE).text


class TestDetail:
    def adresse(self, n=1, was=""):
        return f"{LISTE}{Nachricht.objects.get(bezug=str(n)).pk}/{was}"

    def test_der_wortlaut_zeigt_statt_des_links_einen_platzhalter(self, amira, brief):
        daten = {"name": "Gül", "objekt": "o1", "bis": welt.am("2024-11-16"), "bemerkung": "<b>"}
        brief(1, vorlage="post/gruss", daten=daten)
        text = amira.get(self.adresse()).text

        assert text.count("[persönlicher Link]") == 2
        assert "&lt;b&gt;" in text

    def test_von_zugangsdaten_steht_kein_wort_da(self, amira, brief):
        brief(1, vorlage="post/code", daten={"code": "4711-0815"}, ist_verborgen=True)
        text = amira.get(self.adresse()).text

        assert "Briefe mit Zugangsdaten zeigt das System niemandem" in text
        assert "Guten Tag" not in text
        assert "4711" not in text

    def test_ein_gescheiterter_brief_wird_abgehakt(self, amira, brief):
        """S37."""
        brief(1)
        setze(1, stand="gescheitert", fehler="Das Postfach ist voll.")
        seite = amira.get(self.adresse()).text
        assert "Auf anderem Weg erledigt (Post, Telefon)" in seite
        assert "Das Postfach ist voll." in seite

        antwort = amira.post(self.adresse(was="erledigt/"), follow=True)
        assert "Vermerkt: auf anderem Weg erledigt." in antwort.text
        assert Nachricht.objects.get().stand == "erledigt"

    def test_noch_einmal_senden(self, amira, brief):
        brief(1)
        setze(1, stand="gescheitert", versuche=20)
        amira.post(self.adresse(was="erneut/"))

        assert Nachricht.objects.zustellbar().get().versuche == 0

    def test_zurueckgekommen(self, amira, brief):
        """S37: ticked "zurückgekommen" by a clerk."""
        brief(1)
        setze(1, stand="versandt", versandt_am=welt.MONTAG)
        amira.post(self.adresse(was="zurueck/"))

        assert setze(1).stand == "gescheitert"
        assert "Der Brief ist zurückgekommen." in amira.get(self.adresse()).text

    def test_was_nicht_geht_wird_erklaert_und_aendert_nichts(self, amira, brief):
        brief(1)
        setze(1, stand="verworfen")
        antwort = amira.post(self.adresse(was="erneut/"), follow=True)

        assert "Dieser Brief lässt sich nicht noch einmal senden." in antwort.text
        assert Nachricht.objects.get().stand == "verworfen"

    @pytest.mark.parametrize("was", ["erneut/", "erledigt/", "zurueck/"])
    def test_kein_get_aendert_etwas(self, amira, brief, was):
        brief(1)
        assert amira.get(self.adresse(was=was)).status_code == 405

    def test_wann_wieder_versucht_wird(self, amira, brief):
        brief(1)
        setze(1, fehler="Der Mailserver dieser Adresse nimmt zurzeit nichts an.", versuche=3)
        text = amira.get(self.adresse()).text

        assert "in etwa 1 Minute" in text
        assert "wird wieder versucht" in text


class TestRecht:
    @pytest.mark.parametrize("rolle", ["haushalt", "einlass", "bedarfe", "uebersetzung"])
    def test_andere_rollen_sehen_keine_briefe(self, client, brief, rolle):
        brief(1)
        client.force_login(person(rolle))
        adresse = f"{LISTE}{Nachricht.objects.get().pk}/"

        assert client.get(LISTE).status_code == 403
        assert client.get(adresse).status_code == 403
        assert client.post(f"{adresse}erneut/").status_code == 403

    def test_ohne_anmeldung_zur_anmeldung(self, client, db):
        assert client.get(LISTE)["Location"] == "/konto/login/?next=/arbeit/post/"

    def test_ein_brief_den_es_nicht_gibt(self, amira):
        assert amira.get(f"{LISTE}999999/").status_code == 404

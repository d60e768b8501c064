"""History pages: who changed what, in words, under the right of the object; and who read what."""

from datetime import date

import pghistory
import pytest
from django.urls import reverse

from konferenz import beitraege
from konferenz.actions import konten
from konferenz.models import Bezirk, Zugriff
from konferenz.verlauf import Aenderung, art_zu, verlauf
from tests import welt
from tests.personen import person

pytestmark = pytest.mark.django_db


def eintraege(modell: str, objekt):
    return verlauf(art_zu(modell), objekt)


def kurz(eintrag):
    return (eintrag.wer, eintrag.aktion, eintrag.was, eintrag.art)


class TestEintraege:
    def test_wer_was_womit_alt_und_neu(self):
        amira = person("sachbearbeitung", name="Amira Haddad")
        konferenz = welt.konferenz()
        with pghistory.context(person=amira.pk, aktion="arbeit:konferenz-anmeldung"):
            konferenz.bedarf_bis = date(2024, 10, 28)
            konferenz.dolmetschsprachen = ["ar", "tr"]
            konferenz.save()
        neuester, aeltester = eintraege("konferenz.konferenz", konferenz)

        assert kurz(neuester) == ("Amira Haddad", "Anmeldezeit gesetzt", "", "geändert")
        assert neuester.aenderungen == [
            Aenderung("Bedarfe angeben bis", "26.10.2024", "28.10.2024"),
            Aenderung(
                "gedolmetschte Sprachen",
                "Arabisch, Dari, Türkisch, Russisch, Ukrainisch",
                "Arabisch, Türkisch",
            ),
        ]
        assert (kurz(aeltester), Aenderung("Ort", "", "Bürgerhaus") in aeltester.aenderungen) == (
            ("automatisch", "", "", "angelegt"),
            True,
        )

    def test_mehrsprachige_texte_zeitpunkte_und_ja_nein(self):
        konferenz = welt.konferenz()
        konferenz.titel = {"de": "Neuer Titel", "en": "New title"}
        konferenz.beginn = welt.am("2024-11-16", "11:00")
        konferenz.ist_veroeffentlicht = False
        konferenz.save()

        assert eintraege("konferenz.konferenz", konferenz)[0].aenderungen == [
            Aenderung(
                "Titel",
                "Deutsch: Integrationskonferenz 2024\nEnglisch: Integration conference 2024",
                "Deutsch: Neuer Titel\nEnglisch: New title",
            ),
            Aenderung("Beginn", "16.11.2024 10:00", "16.11.2024 11:00"),
            Aenderung("auf der öffentlichen Seite", "ja", "nein"),
        ]

    def test_teile_gehoeren_zum_objekt_auch_wenn_es_sie_nicht_mehr_gibt(self):
        konferenz = welt.konferenz()
        angebot = konferenz.angebote.create(rang=1, titel="Ruheraum", text="Im ersten Stock.")
        angebot.delete()
        neuester, davor, *_ = eintraege("konferenz.konferenz", konferenz)

        assert kurz(neuester) == ("automatisch", "", "Angebot", "gelöscht")
        assert Aenderung("Titel", "", "Ruheraum") in davor.aenderungen

    def test_auch_eine_aenderung_an_django_vorbei_steht_da(self):
        welt.bezirk()
        Bezirk.objects.filter(pk=1).update(telefon="0123 999")

        assert eintraege("konferenz.bezirk", Bezirk.objects.get())[0].aenderungen == [
            Aenderung("Telefon", "0123 456-0", "0123 999")
        ]

    def test_rollen_stehen_beim_konto_und_passwoerter_nirgends(self):
        anna = person("administration", name="Anna Admin")
        ute = person(name="Ute")
        konten.rolle_geben(benutzer=ute, rolle="uebersetzung", person=anna)
        ute.set_password("ein ganz anderes Passwort 1")
        ute.save()
        alle = eintraege("konferenz.benutzer", ute)

        assert [kurz(eintrag)[2:] for eintrag in alle] == [("Rolle", "angelegt"), ("", "angelegt")]
        assert Aenderung("vergeben von", "", "Anna Admin") in alle[0].aenderungen
        gesehen = str([eintrag.aenderungen for eintrag in alle]).lower()
        assert "argon2" not in gesehen
        assert "passwor" not in gesehen

    def test_oeffentliche_seite_und_geloeschtes_konto_haben_ein_wort(self):
        konferenz = welt.konferenz()
        for person_id in (None, 4711):
            with pghistory.context(person=person_id, aktion="unbekannt:seite"):
                konferenz.leitthema = f"Thema {person_id}"
                konferenz.save()

        assert [kurz(eintrag)[:2] for eintrag in eintraege("konferenz.konferenz", konferenz)[:2]] == [
            ("gelöschtes Konto", ""),
            ("über die öffentliche Seite", ""),
        ]


def test_jede_art_ist_vollstaendig_beschrieben():
    """Every kind that a contribution names exists, is tracked, and its parts point to it."""
    from django.apps import apps

    arten = beitraege.sammle("verlauf")
    assert len(arten) >= 9
    for art in arten:
        modell = apps.get_model(art.modell)
        assert modell.pgh_event_model
        for teil, feld in art.teile.items():
            assert apps.get_model(teil)._meta.get_field(feld).related_model is modell
        modelle = [modell, *(apps.get_model(teil) for teil in art.teile)]
        assert art.verborgen <= {feld.name for eines in modelle for feld in eines._meta.fields}


class TestSeite:
    def test_zeigt_die_aenderungen(self, client):
        konferenz = welt.konferenz()
        client.force_login(person("sachbearbeitung", name="Amira Haddad"))
        client.post(reverse("arbeit:konferenz-verbergen", args=["2024"]))
        antwort = client.get(reverse("arbeit:verlauf", args=["konferenz.konferenz", konferenz.pk]))

        eintrag = antwort.context["seite"].object_list[0]
        assert kurz(eintrag) == ("Amira Haddad", "Konferenz verborgen", "", "geändert")
        assert "auf der öffentlichen Seite" in antwort.content.decode()

    @pytest.mark.parametrize(
        ("rolle", "konferenz", "anmeldung", "konto"),
        [
            ("sachbearbeitung", 200, 200, 403),
            ("administration", 200, 403, 200),
            ("pruefung", 200, 403, 403),
            ("uebersetzung", 403, 403, 403),
        ],
    )
    def test_jede_art_hat_ihr_recht(self, client, rolle, konferenz, anmeldung, konto):
        veranstaltung = welt.konferenz()
        objekte = {
            "konferenz.konferenz": veranstaltung.pk,
            "anmeldung.anmeldung": welt.bestaetigt(veranstaltung).pk,
            "konferenz.benutzer": person().pk,
        }
        client.force_login(person(rolle))
        antworten = [client.get(reverse("arbeit:verlauf", args=paar)).status_code for paar in objekte.items()]

        assert antworten == [konferenz, anmeldung, konto]

    @pytest.mark.parametrize(
        ("modell", "pk"),
        [
            ("konferenz.konferenz", "999999"),
            ("konferenz.konferenz", "kein-schluessel"),
            ("anmeldung.anmeldung", "kein-schluessel"),
            ("anmeldung.bedarf", "1"),
            ("konferenz.nachricht", "1"),
            ("auth.user", "1"),
            ("unsinn", "1"),
        ],
    )
    def test_was_es_nicht_gibt_ist_404(self, client, modell, pk):
        client.force_login(person("sachbearbeitung"))

        assert client.get(reverse("arbeit:verlauf", args=[modell, pk])).status_code == 404

    def test_der_weg_fuehrt_ueber_die_seite_des_objekts(self, client):
        konferenz = welt.konferenz()
        anmeldung = welt.bestaetigt(konferenz)
        client.force_login(person("sachbearbeitung"))

        def weg(modell, pk):
            return client.get(reverse("arbeit:verlauf", args=[modell, pk])).context["view"].weg()

        assert weg("konferenz.konferenz", konferenz.pk) == [(str(konferenz), "/arbeit/2024/")]
        assert weg("anmeldung.anmeldung", anmeldung.pk) == [(str(anmeldung), anmeldung.get_absolute_url())]
        assert weg("konferenz.ort", konferenz.ort_id) == []

    @pytest.mark.parametrize("anzahl", [1, 30])
    def test_gleich_viele_anweisungen_bei_jeder_zahl_von_aenderungen(
        self, client, anzahl, django_assert_max_num_queries
    ):
        konferenz = welt.konferenz()
        for nummer in range(anzahl):
            konferenz.angebote.create(rang=nummer + 1, titel=f"Angebot {nummer}", text="Text")
        client.force_login(person("sachbearbeitung"))
        with django_assert_max_num_queries(14):
            client.get(reverse("arbeit:verlauf", args=["konferenz.konferenz", konferenz.pk]))


class TestZugriffe:
    def test_die_administration_sieht_wer_was_gelesen_hat(self, client):
        britta = person("bedarfe", name="Britta Bedarf")
        Zugriff.objects.create(art="bedarf_gelesen", benutzer=britta, gegenstand="Anmeldung K7-4M2")
        Zugriff.objects.create(art="datenauskunft", gegenstand="Anmeldung K7-4M3")
        client.force_login(person("administration"))
        antwort = client.get(reverse("arbeit:zugriffe"))

        gesehen = [(z.benutzer and z.benutzer.name, z.gegenstand) for z in antwort.context["zugriffe"]]
        assert gesehen == [(None, "Anmeldung K7-4M3"), ("Britta Bedarf", "Anmeldung K7-4M2")]
        assert "Britta Bedarf" in antwort.content.decode()

    def test_sonst_niemand(self, client):
        client.force_login(person("sachbearbeitung"))
        assert client.get(reverse("arbeit:zugriffe")).status_code == 403

"""Start page of staff: greeting, next step, trouble, cards; and the page of the own rights."""

import pytest
import rules

from konferenz import beitraege, naechstes
from konferenz.models import Drucksache, Konferenz, Nachricht, Rechtstext, Rolle
from konferenz.models.benutzer import MITGLIEDSROLLEN
from konferenz.views.rechte import rechte_von
from tests import welt
from tests.personen import person

pytestmark = pytest.mark.django_db


def uebersicht(client, *rollen: str, **felder: object):
    client.force_login(person(*rollen, **felder))
    return client.get("/arbeit/")


def schritt(rolle: str, konferenz: Konferenz | None = None):
    if konferenz:
        konferenz = Konferenz.objects.get(pk=konferenz.pk)
    gefunden = naechstes.naechster(person(rolle), konferenz)
    return gefunden and (gefunden.titel, gefunden.url)


def rechtstexte():
    for art in Rechtstext.Art:
        Rechtstext.objects.create(art=art, text="Text", html="<p>Text</p>", stand=welt.MONTAG.date())


class TestGruss:
    @pytest.mark.parametrize(
        ("uhrzeit", "gruss"), [("08:00", "Guten Morgen"), ("12:00", "Guten Tag"), ("19:00", "Guten Abend")]
    )
    def test_nach_der_uhr_des_projekts(self, client, uhrzeit, gruss):
        with welt.zeit("2024-09-02", uhrzeit):
            assert (
                f"{gruss}, Amira Haddad"
                in uebersicht(client, "haushalt", name="Amira Haddad").content.decode()
            )

    @pytest.mark.parametrize(
        ("tag", "satz"),
        [
            ("2024-09-02", "Noch 75 Tage bis zur Konferenz am Samstag, 16. November 2024."),
            ("2024-11-15", "Noch ein Tag bis zur Konferenz am Samstag, 16. November 2024."),
            ("2024-11-16", "Heute ist die Konferenz."),
            ("2024-11-20", "Die letzte Konferenz war am Samstag, 16. November 2024."),
        ],
    )
    def test_zaehlt_die_tage_bis_zur_konferenz(self, client, tag, satz):
        welt.konferenz()
        with welt.zeit(tag):
            assert satz in uebersicht(client, "haushalt").content.decode()


def _doppelte(benutzer, konferenz):
    adressen = [schritt.url for schritt in beitraege.sammle("naechstes", benutzer, konferenz)]
    return [adresse for adresse in set(adressen) if adressen.count(adresse) > 1]


class TestNaechstes:
    def test_jeder_schritt_steht_nur_einmal_an(self):
        """Two contributions told the same step in different words."""
        konten = person("sachbearbeitung", "administration")
        assert _doppelte(konten, None) == []
        welt.bezirk()
        drucksache = Drucksache.objects.create(nummer="22-4292", titel="Konferenz")
        Konferenz.objects.create(kennung="2024", titel="Konferenz 2024", drucksache=drucksache)
        assert _doppelte(konten, Konferenz.objects.get()) == []

    def test_leere_installation_fuehrt_schritt_fuer_schritt(self):
        assert schritt("administration") == ("Angaben zur Behörde eintragen", "/arbeit/behoerde/")
        welt.bezirk(sprachen=["de"])
        assert schritt("administration") == ("Impressum schreiben", "/arbeit/rechtstexte/impressum/")
        rechtstexte()
        assert schritt("administration") is None
        titel, adresse = schritt("sachbearbeitung")
        assert (titel, adresse.startswith("/arbeit/drucksachen/")) == ("Drucksache erfassen", True)

        drucksache = Drucksache.objects.create(nummer="22-4292", titel="Konferenz", stand="beschlossen")
        konferenz = Konferenz.objects.create(kennung="2024", titel="Konferenz 2024", drucksache=drucksache)
        assert schritt("sachbearbeitung", konferenz) == ("Termin und Ort festlegen", "/arbeit/2024/termin/")

        fertig = welt.konferenz(
            kennung="2025", anmeldung_von=None, anmeldung_bis=None, ist_veroeffentlicht=False
        )
        assert schritt("sachbearbeitung", fertig) == ("Konferenz veröffentlichen", "/arbeit/2025/")
        fertig.ist_veroeffentlicht = True
        fertig.save()
        assert schritt("sachbearbeitung", fertig) == (
            "Zeitraum der Anmeldung festlegen",
            "/arbeit/2025/anmeldezeit/",
        )

    def test_fehlende_uebersetzungen_nennt_er_zuletzt(self):
        welt.bezirk(sprachen=["de", "en", "ar"])
        rechtstexte()
        konferenz = Konferenz.objects.get(pk=welt.konferenz().pk)

        gefunden = naechstes.naechster(person("uebersetzung"), konferenz)
        assert (gefunden.titel, "Englisch, Arabisch" in gefunden.grund) == (
            "Texte der Konferenz übersetzen",
            True,
        )

    def test_ist_alles_getan_steht_da_was_als_naechstes_kommt(self, client):
        welt.bezirk(sprachen=["de"])
        welt.konferenz()
        antwort = uebersicht(client, "einlass")

        assert antwort.context["schritt"] is None
        assert antwort.context["termin"] == ("die Frist für Bedarfe endet", welt.am("2024-10-26").date())
        text = antwort.content.decode()
        assert "Alles erledigt" in text
        assert "Der nächste Termin: die Frist für Bedarfe endet am Samstag, 26. Oktober 2024." in text


class TestStoerung:
    def test_nennt_briefe_die_nicht_ankamen_und_was_zu_tun_ist(self, client):
        for nummer in range(2):
            Nachricht.objects.create(
                schluessel=f"x:{nummer}", anlass="x", an=f"g{nummer}@example.org", an_name=f"Gast {nummer}",
                betreff="x", teile=[], stand="gescheitert", fehler="Postfach voll",
            )  # fmt: skip
        text = uebersicht(client, "sachbearbeitung").content.decode()

        assert "2 Briefe kamen nicht an." in text
        assert "Postfach voll" in text

    def test_wer_den_postausgang_nicht_sieht_sieht_auch_sie_nicht(self, client):
        Nachricht.objects.create(
            schluessel="x", anlass="x", an="g@example.org", betreff="x", teile=[], stand="gescheitert"
        )

        assert uebersicht(client, "haushalt").context["stoerung"] is None
        assert uebersicht(client, "sachbearbeitung").context["stoerung"]["anzahl"] == 1


class TestKarten:
    def test_nur_was_die_person_sehen_darf(self, client):
        welt.konferenz()

        def titel(*rollen: str) -> list[str]:
            return [karte.titel for karte in uebersicht(client, *rollen).context["karten"]]

        assert titel("sachbearbeitung") == ["Konferenz", "Anmeldungen"]
        assert titel("uebersetzung") == ["Konferenz"]
        assert titel() == []

    def test_ohne_rolle_sagt_sie_wen_man_bittet(self, client):
        assert "Ihr Konto hat noch keine Rolle" in uebersicht(client).content.decode()

    def test_auch_eine_unveroeffentlichte_konferenz_ist_arbeit(self, client):
        konferenz = welt.konferenz(ist_veroeffentlicht=False)

        assert uebersicht(client, "sachbearbeitung").context["konferenz"] == konferenz


class TestMeineRechte:
    def test_jedes_recht_hat_worte(self):
        """A right somebody can have but nobody can read about would be a gap."""
        worte = {recht for antwort in beitraege.rufe("rechte") for recht in antwort}

        assert {name for name in rules.permissions.permissions if "." in name} == worte

    @pytest.mark.parametrize("rolle", [rolle for rolle in Rolle if rolle not in MITGLIEDSROLLEN])
    def test_jede_rolle_liest_was_sie_darf(self, client, rolle):
        client.force_login(person(rolle))
        antwort = client.get("/arbeit/rechte/")

        assert antwort.context["rechte"]
        assert str(rolle.label) in antwort.content.decode()

    def test_beendete_rollen_geben_kein_recht_mehr(self):
        konto = person("administration")
        vorher = rechte_von(konto)
        konto.rollenzuweisungen.update(von="2024-01-01", bis="2024-09-01")

        assert (len(vorher) > 1, rechte_von(type(konto).objects.get(pk=konto.pk))) == (
            True,
            ["die Übersicht sehen"],
        )

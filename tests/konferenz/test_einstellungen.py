"""Settings: authority, legal texts, venues, conference, offers, and the first account on the command line."""

import re
from datetime import date
from io import StringIO
from urllib.parse import urlsplit

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.urls import reverse

from konferenz.actions.konferenz import anmeldezeit_setzen, termin_setzen
from konferenz.models import (
    Benutzer,
    Bezirk,
    Drucksache,
    Konferenz,
    Nachricht,
    Ort,
    Rechtstext,
    Rollenzuweisung,
    Sachstand,
)
from tests import welt
from tests.personen import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def amira(client):
    konto = person("sachbearbeitung", name="Amira Haddad")
    client.force_login(konto)
    return konto


@pytest.fixture
def anna(client):
    konto = person("administration", name="Anna Admin")
    client.force_login(konto)
    return konto


def ausgefuellt(antwort, **neu: object) -> dict[str, object]:
    """What a browser would send back: the values of the shown form, some of them changed."""
    werte = {feld.html_name: feld.value() for feld in antwort.context["form"]}
    return {name: wert for name, wert in {**werte, **neu}.items() if wert is not None}


class TestBehoerde:
    ADRESSE = "/arbeit/behoerde/"

    def test_leere_installation_bekommt_ihre_angaben(self, client, anna):
        daten = {
            "behoerde": "Bezirksamt Neu", "bezirk": "Neu", "koerperschaft": "Stadt", "strasse": "Weg 1", "plz": "1",
            "ort": "Neustadt", "leitung": "A. B.", "email": "a@b.example", "telefon": "0", "redaktion": "Presse",
            "sprachen": ["en", "de-simple"], "telefonzeiten__de": "immer", "gebaerdensprachvideo": "video.example/dgs",
            "bericht_nach_monaten": 3,
        }  # fmt: skip
        assert client.post(self.ADRESSE, daten).status_code == 302

        bezirk = Bezirk.objects.get()
        assert (bezirk.pk, bezirk.behoerde, bezirk.telefonzeiten.data) == (
            1,
            "Bezirksamt Neu",
            {"de": "immer"},
        )
        assert bezirk.sprachen == ["de", "de-simple", "en"] or bezirk.sprachen == ["de", "en", "de-simple"]
        assert bezirk.gebaerdensprachvideo == "https://video.example/dgs"

    def test_was_fehlt_wird_gesagt_und_nichts_gespeichert(self, client, anna):
        antwort = client.post(self.ADRESSE, {"behoerde": "Bezirksamt Neu"})

        assert antwort.status_code == 200
        assert {"telefonzeiten__de", "email", "sprachen"} <= set(antwort.context["form"].errors)
        assert not Bezirk.objects.exists()

    def test_texte_nicht_angebotener_sprachen_bleiben(self, client, anna):
        welt.bezirk(sprachen=["de"], telefonzeiten={"de": "werktags", "tr": "hafta içi"})
        antwort = client.get(self.ADRESSE)
        assert "telefonzeiten__tr" not in antwort.context["form"].fields
        client.post(self.ADRESSE, ausgefuellt(antwort, telefonzeiten__de="immer"))

        assert Bezirk.objects.get().telefonzeiten.data == {"de": "immer", "tr": "hafta içi"}


class TestRechtstext:
    ADRESSE = "/arbeit/rechtstexte/impressum/"

    def test_speichern_erhoeht_die_fassung_nur_bei_neuem_wortlaut(self, client, anna):
        welt.bezirk(sprachen=["de", "en"])
        daten = {"stand": "2024-09-01", "text__de": "# Wir\n\nHier.", "text__en": ""}
        for _ in range(2):
            assert client.post(self.ADRESSE, daten).status_code == 302
        text = Rechtstext.objects.get()
        assert (text.version, text.html.data) == (1, {"de": "<h2>Wir</h2>\n<p>Hier.</p>\n"})

        client.post(self.ADRESSE, {**daten, "text__en": "Us."})
        text.refresh_from_db()
        assert (text.version, text.stand, set(text.text.data)) == (2, date(2024, 9, 1), {"de", "en"})

    def test_die_vorschau_zeigt_html_sicher_und_speichert_nichts(self, client, anna):
        antwort = client.post(
            self.ADRESSE + "vorschau/", {"stand": "2024-09-01", "text__de": "**fett** <script>x</script>"}
        )

        assert "<strong>fett</strong> &lt;script&gt;" in antwort.content.decode()
        assert antwort.context["form"]["text__de"].value() == "**fett** <script>x</script>"
        assert not Rechtstext.objects.exists()

    def test_was_die_vorschau_zeigte_kann_man_speichern(self, client, anna):
        daten = {"stand": "2024-09-01", "text__de": "Wir."}
        vorschau = client.post(self.ADRESSE + "vorschau/", daten)
        ziel = re.search(r'<form class="app-formular"[^>]* action="([^"]+)"', vorschau.content.decode())

        assert client.post(ziel[1], daten)["Location"] == "/arbeit/rechtstexte/"
        assert Rechtstext.objects.get().text.data == {"de": "Wir."}

    def test_die_vorschau_zeigt_die_sprachen_in_der_reihenfolge_des_formulars(self, client, anna):
        welt.bezirk(sprachen=["de", "ar"])
        daten = {"stand": "2024-09-01", "text__ar": "نحن", "text__de": "Wir."}
        antwort = client.post(self.ADRESSE + "vorschau/", daten)

        assert [sprache.code for sprache, _html in antwort.context["vorschau"]] == ["de", "ar"]

    def test_wer_den_verlauf_nicht_sehen_darf_bekommt_keinen_link_dorthin(self, client, anna):
        client.post(self.ADRESSE, {"stand": "2024-09-01", "text__de": "Wir."})
        assert "/arbeit/verlauf/" in client.get(self.ADRESSE).content.decode()

        client.force_login(person("uebersetzung"))
        assert "/arbeit/verlauf/" not in client.get(self.ADRESSE).content.decode()

    def test_ohne_deutsch_geht_es_nicht(self, client, anna):
        welt.bezirk(sprachen=["de", "en"])
        antwort = client.post(self.ADRESSE, {"stand": "2024-09-01", "text__en": "Us."})

        assert list(antwort.context["form"].errors) == ["text__de"]

    def test_andere_arten_gibt_es_nicht(self, client, anna):
        assert client.get("/arbeit/rechtstexte/agb/").status_code == 404


class TestOrt:
    def test_anlegen_ist_zweimal_geschickt_einmal_getan(self, client, amira):
        antwort = client.get("/arbeit/orte/neu/")
        daten = ausgefuellt(antwort, name="Bürgerhaus", anfahrt__de="S-Bahn")
        for _ in range(2):
            assert client.post("/arbeit/orte/neu/", daten)["Location"] == "/arbeit/orte/"

        assert [(ort.name, ort.anfahrt.data) for ort in Ort.objects.all()] == [
            ("Bürgerhaus", {"de": "S-Bahn"})
        ]

    def test_aendern(self, client, amira):
        ort = Ort.objects.create(name="Alt")
        adresse = reverse("arbeit:ort", args=[ort.pk])
        client.post(adresse, ausgefuellt(client.get(adresse), name="Neu"))

        ort.refresh_from_db()
        assert ort.name == "Neu"


def beschluss(**felder: object) -> Drucksache:
    """The invented resolution asks for the second half of 2024 in its third point."""
    angaben = {
        "nummer": "22-4292",
        "titel": "Konferenz",
        "stand": "beschlossen",
        "halbjahr_jahr": 2024,
        "halbjahr": 2,
    }
    drucksache = Drucksache.objects.create(**{**angaben, **felder})
    drucksache.punkte.create(nummer=1, text="Geld", art="mittel")
    drucksache.punkte.create(nummer=3, text="im 2. Halbjahr 2024", art="termin")
    return drucksache


def setze(konferenz: Konferenz, tag: str, konto: Benutzer | None = None) -> Konferenz:
    return termin_setzen(
        konferenz=konferenz,
        beginn=welt.am(tag, "10:00"),
        ende=welt.am(tag, "17:00"),
        ort=konferenz.ort,
        person=konto,
    )


def punktstaende(konferenz: Konferenz) -> list[str]:
    return list(konferenz.drucksache.punkte.values_list("stand", flat=True))


class TestTermin:
    """S5."""

    @pytest.mark.parametrize("tag", ["2024-07-01", "2024-12-31"])
    def test_im_halbjahr_ohne_warnung(self, tag, amira):
        konferenz = setze(welt.konferenz(drucksache=beschluss()), tag, amira)

        assert (punktstaende(konferenz), Sachstand.objects.count()) == (["offen", "offen"], 0)

    @pytest.mark.parametrize("tag", ["2024-06-28", "2025-02-14"])
    def test_ausserhalb_wird_gespeichert_mit_warnung_und_entwurf(self, client, tag, amira):
        konferenz = welt.konferenz(
            drucksache=beschluss(), anmeldung_von=None, anmeldung_bis=None, bedarf_bis=None
        )
        adresse = reverse("arbeit:konferenz-termin", args=["2024"])
        antwort = client.post(adresse, ausgefuellt(client.get(adresse), tag=tag), follow=True)

        konferenz = Konferenz.objects.get(pk=konferenz.pk)
        entwurf = Sachstand.objects.get()
        assert konferenz.tag == date.fromisoformat(tag)
        assert "außerhalb des Beschlusses" in " ".join(
            str(meldung) for meldung in antwort.context["messages"]
        )
        assert punktstaende(konferenz) == ["offen", "abweichend"]
        assert (entwurf.stand, entwurf.ist_entwurf, entwurf.verfasst_von) == ("abweichend", True, amira)
        assert "2. Halbjahr 2024" in entwurf.text
        drucksache = konferenz.drucksache.get_absolute_url()
        assert f'href="{drucksache}">Sachstand lesen' in antwort.content.decode()
        seite = client.get(drucksache).content.decode()
        assert entwurf.text in seite
        assert "Entwurf, noch nicht berichtet" in seite

    def test_zweimal_ausserhalb_bleibt_ein_entwurf(self, amira):
        konferenz = welt.konferenz(drucksache=beschluss())
        setze(konferenz, "2024-06-28", amira)
        setze(konferenz, "2025-02-14", amira)

        assert re.search(r"14\. Februar 2025", Sachstand.objects.get().text)

    def test_zurueck_im_halbjahr_ist_die_abweichung_vom_tisch(self, amira):
        konferenz = welt.konferenz(drucksache=beschluss())
        setze(konferenz, "2025-02-14", amira)
        setze(konferenz, "2024-11-16", amira)

        assert (punktstaende(konferenz), Sachstand.objects.count()) == (["offen", "in_arbeit"], 0)

    def test_war_sie_schon_gemeldet_folgt_der_entwurf_der_berichtigung(self, amira):
        konferenz = welt.konferenz(drucksache=beschluss())
        setze(konferenz, "2025-02-14", amira)
        Sachstand.objects.update(ist_entwurf=False)
        setze(konferenz, "2024-11-16", amira)

        assert [(s.stand, s.ist_entwurf) for s in Sachstand.objects.order_by("pk")] == [
            ("abweichend", False),
            ("in_arbeit", True),
        ]

    def test_ersetzte_punkte_bleiben_wie_sie_sind(self, amira):
        konferenz = welt.konferenz(drucksache=beschluss())
        konferenz.drucksache.punkte.filter(art="termin").update(stand="ersetzt")
        setze(konferenz, "2025-02-14", amira)

        assert (punktstaende(konferenz), Sachstand.objects.count()) == (["offen", "ersetzt"], 0)

    def test_ende_vor_beginn_wird_im_formular_gesagt(self, client, amira):
        welt.konferenz()
        adresse = reverse("arbeit:konferenz-termin", args=["2024"])
        antwort = client.post(adresse, ausgefuellt(client.get(adresse), ende="09:00"))

        assert antwort.context["form"].non_field_errors() == ["Das Ende liegt vor dem Beginn."]
        assert Konferenz.objects.get().ende == welt.am("2024-11-16", "17:00")


class TestAnmeldezeit:
    def test_setzen_und_wieder_leeren(self, client, amira):
        welt.konferenz()
        adresse = reverse("arbeit:konferenz-anmeldung", args=["2024"])
        gezeigt = ausgefuellt(client.get(adresse))
        client.post(adresse, {**gezeigt, "bis_tag": "2024-11-01", "dolmetschsprachen": ["ar"]})
        konferenz = Konferenz.objects.get()
        assert (konferenz.anmeldung_bis, konferenz.dolmetschsprachen) == (
            welt.am("2024-11-01", "23:59"),
            ["ar"],
        )

        leer = dict.fromkeys(("von_tag", "von_zeit", "bis_tag", "bis_zeit", "bedarf_bis"), "")
        client.post(adresse, leer)
        konferenz.refresh_from_db()
        assert (konferenz.anmeldung_von, konferenz.anmeldung_bis, konferenz.bedarf_bis) == (None, None, None)

    @pytest.mark.parametrize(
        ("felder", "wo"),
        [
            ({"von": None, "bis": welt.am("2024-11-01")}, "__all__"),
            ({"von": welt.am("2024-11-02"), "bis": welt.am("2024-11-01")}, "__all__"),
            ({"von": welt.am("2024-11-01"), "bis": welt.am("2024-11-17")}, "bis_tag"),
            ({"von": None, "bis": None, "bedarf_bis": date(2024, 11, 17)}, "bedarf_bis"),
        ],
    )
    def test_widersprueche_werden_erklaert(self, felder, wo):
        with pytest.raises(ValidationError) as fehler:
            anmeldezeit_setzen(konferenz=welt.konferenz(), **felder)
        gefunden = fehler.value.error_dict if hasattr(fehler.value, "error_dict") else {"__all__": 1}
        assert list(gefunden) == [wo]


class TestTexteUndSichtbarkeit:
    def test_uebersetzung_schreibt_texte_in_jeder_sprache(self, client):
        welt.bezirk(sprachen=["de", "ar"])
        welt.konferenz()
        client.force_login(person("uebersetzung"))
        adresse = reverse("arbeit:konferenz-texte", args=["2024"])
        antwort = client.get(adresse)
        assert antwort.context["form"].fields["titel__ar"].widget.attrs["dir"] == "rtl"
        client.post(adresse, ausgefuellt(antwort, titel__ar="مؤتمر"))

        assert Konferenz.objects.get().titel.data == {
            "de": "Integrationskonferenz 2024",
            "en": "Integration conference 2024",
            "ar": "مؤتمر",
        }

    def test_ohne_deutschen_titel_bleibt_alles_wie_es_war(self, client, amira):
        welt.konferenz()
        adresse = reverse("arbeit:konferenz-texte", args=["2024"])
        antwort = client.post(adresse, ausgefuellt(client.get(adresse), titel__de=""))

        assert list(antwort.context["form"].errors) == ["titel__de"]
        assert Konferenz.objects.get().titel.data["de"] == "Integrationskonferenz 2024"

    def test_veroeffentlichen_verlangt_termin_und_ort(self, client, amira):
        Konferenz.objects.create(kennung="2025", titel="Konferenz 2025")
        adresse = reverse("arbeit:konferenz-veroeffentlichen", args=["2025"])
        antwort = client.post(adresse, follow=True)

        assert "Zum Veröffentlichen fehlen noch Beginn, Ende oder Ort." in antwort.content.decode()
        assert not Konferenz.objects.get().ist_veroeffentlicht

    def test_verbergen_und_wieder_zeigen(self, client, amira):
        welt.konferenz()
        gesehen = []
        for name in ("konferenz-verbergen", "konferenz-veroeffentlichen"):
            client.post(reverse(f"arbeit:{name}", args=["2024"]))
            gesehen.append(Konferenz.objects.get().ist_veroeffentlicht)

        assert gesehen == [False, True]


class TestAngebote:
    def test_anlegen_umstellen_aendern_loeschen(self, client, amira):
        konferenz = welt.konferenz()
        neu = reverse("arbeit:angebot-neu", args=["2024"])
        for titel in ("Dolmetschen", "Kinder", "Ruhe"):
            client.post(neu, ausgefuellt(client.get(neu), titel__de=titel, text__de="Text"))
        erstes, zweites, drittes = konferenz.angebote.all()
        client.post(reverse("arbeit:angebot-vorziehen", args=["2024", drittes.pk]))
        client.post(reverse("arbeit:angebot-loeschen", args=["2024", erstes.pk]))
        adresse = reverse("arbeit:angebot", args=["2024", zweites.pk])
        client.post(adresse, ausgefuellt(client.get(adresse), titel__de="Kinderbetreuung"))

        assert [str(angebot) for angebot in konferenz.angebote.all()] == ["Ruhe", "Kinderbetreuung"]

    def test_das_erste_bleibt_das_erste(self, client, amira):
        konferenz = welt.konferenz()
        angebot = konferenz.angebote.create(rang=1, titel="A", text="B")
        client.post(reverse("arbeit:angebot-vorziehen", args=["2024", angebot.pk]))

        assert konferenz.angebote.get().rang == 1

    def test_angebote_einer_anderen_konferenz_gibt_es_hier_nicht(self, client, amira):
        welt.konferenz()
        fremd = welt.konferenz(kennung="2025").angebote.create(rang=1, titel="A", text="B")

        assert client.post(reverse("arbeit:angebot-loeschen", args=["2024", fremd.pk])).status_code == 404
        assert fremd.konferenz.angebote.exists()


class TestErsteAdministration:
    def rufe(self, *args: str) -> str:
        ausgabe = StringIO()
        call_command("erste_administration", *args, stdout=ausgabe)
        return ausgabe.getvalue()

    def test_laedt_ein_und_der_link_oeffnet_das_konto(self, client):
        link = re.search(r"https?://\S+", self.rufe("anna@example.org", "--name", "Anna Admin"))[0]
        zuweisung = Rollenzuweisung.objects.get()
        assert (zuweisung.rolle, zuweisung.vergeben_von, zuweisung.benutzer.name) == (
            "administration",
            None,
            "Anna Admin",
        )
        assert Nachricht.objects.filter(an="anna@example.org").count() == 1

        client.get(urlsplit(link).path)
        daten = {"name": "Anna Admin", "passwort": "Regenschirm Tulpe Bahnhof 7"}
        assert client.post("/arbeit/einladung/", daten)["Location"] == "/arbeit/"

    def test_noch_einmal_gerufen_erneuert_sie_die_einladung(self):
        self.rufe("anna@example.org")
        self.rufe("anna@example.org")

        assert (Benutzer.objects.count(), Nachricht.objects.count()) == (1, 2)

    def test_gibt_es_schon_eine_wird_abgelehnt_ausser_im_notfall(self):
        person("administration")
        with pytest.raises(CommandError, match="--notfall"):
            self.rufe("anna@example.org")
        assert Benutzer.objects.count() == 1

        self.rufe("anna@example.org", "--notfall")
        assert Benutzer.objects.count() == 2

    def test_unsinnige_adresse_wird_erklaert(self):
        with pytest.raises(CommandError, match="E-Mail"):
            self.rufe("keine adresse")

"""The public pages, as somebody without an account sees them."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.translation import gettext, override
from pytest_django import DjangoAssertNumQueries

from beirat.models import Gremium, Mitgliedschaft, Person, Sitz
from konferenz.actions.rechtstext import rechtstext_speichern
from konferenz.models import Angebot, Drucksache, Entscheidung, Konferenz, Rechtstext
from konferenz.sprachen import SPRACHEN
from tests import welt

pytestmark = pytest.mark.django_db

SEITEN = [
    "/2024/",
    "/konferenzen/",
    "/kontakt/",
    "/gebaerdensprache/",
    "/impressum/",
    "/datenschutz/",
    "/barrierefreiheit/",
]


def text(antwort: Any) -> str:
    """What a person reads: without tags, spaces collapsed."""
    return re.sub(
        r"\s+", " ", re.sub(r"<[^>]+>", " ", re.sub(r"</?(?:wbr|span)\b[^>]*>", "", antwort.content.decode()))
    )


@pytest.fixture
def konferenz() -> Konferenz:
    """The published conference of the authority, registration open."""
    welt.bezirk()
    return welt.konferenz()


def biete_an(konferenz: Konferenz, anzahl: int) -> None:
    """Offers in German only."""
    for rang in range(1, anzahl + 1):
        Angebot.objects.create(
            konferenz=konferenz, rang=rang, titel={"de": f"Angebot {rang}"}, text={"de": "Für alle."}
        )


def geplant(**felder: Any) -> Konferenz:
    """An unpublished conference that the assembly decided on."""
    angaben = {
        "nummer": "22-0001",
        "titel": "Konferenz",
        "stand": "beschlossen",
        "halbjahr_jahr": 2025,
        "halbjahr": 1,
    }
    drucksache = Drucksache.objects.create(**{**angaben, **felder})
    Entscheidung.objects.create(drucksache=drucksache, stand="beschlossen", am=date(2024, 8, 29))
    return Konferenz.objects.create(kennung="2025", titel={"de": "Konferenz 2025"}, drucksache=drucksache)


class TestEinstieg:
    def test_ohne_alles_ist_nichts_geplant_und_die_administration_erfaehrt_den_naechsten_schritt(
        self, client: Client
    ) -> None:
        seite = text(client.get("/"))
        assert "Zurzeit ist keine Konferenz geplant" in seite
        assert "Diese Website wird gerade eingerichtet" in seite

    def test_mit_behoerde_ist_nur_nichts_geplant(self, client: Client) -> None:
        welt.bezirk()
        seite = text(client.get("/"))
        assert "Zurzeit ist keine Konferenz geplant" in seite
        assert "wird gerade eingerichtet" not in seite

    @pytest.mark.parametrize(
        ("von", "nach"), [("/", "/2024/"), ("/ar/", "/ar/2024/"), ("/de-simple/", "/de-simple/2024/")]
    )
    def test_fuehrt_in_der_sprache_zur_kommenden_konferenz(
        self, client: Client, konferenz: Konferenz, von: str, nach: str
    ) -> None:
        antwort = client.get(von)
        assert (antwort.status_code, antwort["Location"]) == (302, nach)

    def test_eine_beschlossene_konferenz_ohne_termin_wird_freundlich_angekuendigt(
        self, client: Client
    ) -> None:
        welt.bezirk()
        geplant()
        seite = text(client.get("/"))
        assert "Konferenz 2025" in seite
        assert "Termin und Ort stehen noch nicht fest" in seite
        assert "am 29. August 2024" in seite
        assert "im ersten Halbjahr 2025" in seite

    @pytest.mark.parametrize("stand", ["eingebracht", "abgelehnt", "beanstandet", "aufgehoben"])
    def test_was_nicht_beschlossen_ist_wird_nicht_angekuendigt(self, client: Client, stand: str) -> None:
        geplant(stand=stand)
        assert "Konferenz 2025" not in text(client.get("/"))

    def test_nach_der_konferenz_bleibt_sie_bis_die_naechste_beschlossen_ist(
        self, client: Client, konferenz: Konferenz
    ) -> None:
        with welt.zeit("2024-12-01"):
            assert client.get("/")["Location"] == "/2024/"
            geplant()
            seite = text(client.get("/"))
        assert "Konferenz 2025" in seite
        assert "Frühere Konferenzen" in seite


class TestStartseite:
    def test_sagt_wann_wo_was_es_kostet_und_wer_kommen_darf(
        self, client: Client, konferenz: Konferenz
    ) -> None:
        seite = text(client.get("/2024/"))
        for satz in (
            "Samstag, 16. November 2024",
            "10:00 bis 17:00 Uhr",
            "Bürgerhaus",
            "Am Markt 1, 12345 Musterstadt",
            "Mit der S-Bahn bis Markt.",
            "Ohne Stufen.",
            "Reden Sie mit.",
            "Weil es alle angeht.",
            "„Zusammen besser werden“",
            "Kostenlos",
            "Sie brauchen keinen Ausweis und keine Papiere.",
            "Wir fragen nicht nach Aufenthalt, Herkunft oder Religion.",
            "Kinder sind willkommen",
            "Arabisch, Dari, Türkisch, Russisch, Ukrainisch",
            "bis zum 26. Oktober 2024",
            "Anmeldung bis Freitag, 8. November 2024.",
            "0123 456-0",
        ):
            assert satz in seite
        assert re.search(r"Einlass ab\s+9:15\s+Uhr", seite)

    def test_sagt_wer_sie_vorbereitet(self, client: Client, konferenz: Konferenz) -> None:
        entsendet = Gremium.objects.create(name="Integrationsbeirat", art="beirat")
        gruppe = Gremium.objects.create(name="Gruppe", art="vorbereitungsgruppe", konferenz=konferenz)
        for name in ("Ada", "Bela"):
            Mitgliedschaft.objects.create(
                sitz=Sitz.objects.create(gremium=gruppe),
                person=Person.objects.create(anzeigename=name),
                entsendet_durch=entsendet,
                von=date(2024, 1, 1),
            )
        seite = text(client.get("/2024/"))
        assert re.search(r"Integrationsbeirat\s+2 Mitglieder", seite)
        assert "Ada" not in seite

    @pytest.mark.parametrize(
        ("am", "plaetze", "satz", "anmeldbar"),
        [
            ("2024-08-04", 120, "Die Anmeldung beginnt am Montag, 5. August 2024 um 8:00 Uhr.", False),
            ("2024-09-02", 120, "Noch 120 von 120 Plätzen frei.", True),
            ("2024-11-09", 120, "Die Anmeldung ist beendet.", False),
            ("2024-11-17", 120, "Diese Konferenz ist vorbei.", False),
        ],
    )
    def test_die_aufforderung_folgt_der_phase_der_anmeldung(
        self, client: Client, am: str, plaetze: int, satz: str, anmeldbar: bool
    ) -> None:
        welt.bezirk()
        welt.konferenz(plaetze=plaetze)
        with welt.zeit(am):
            antwort = client.get("/2024/")
        assert satz in re.sub(r" ([.,])", r"\1", text(antwort))
        assert (
            'class="kern-btn kern-btn--primary" href="/2024/anmeldung/"' in antwort.content.decode()
        ) is anmeldbar

    def test_sind_alle_plaetze_vergeben_fuehrt_sie_auf_die_warteliste(self, client: Client) -> None:
        welt.bezirk()
        welt.bestaetigt(welt.konferenz(plaetze=1))
        seite = text(client.get("/2024/"))
        assert "Alle Plätze sind vergeben." in seite
        assert seite.count("Auf die Warteliste") == 2

    def test_eine_unveroeffentlichte_konferenz_gibt_es_nicht(
        self, client: Client, konferenz: Konferenz
    ) -> None:
        assert client.get("/2024/").status_code == 200
        Konferenz.objects.update(ist_veroeffentlicht=False)
        assert client.get("/2024/").status_code == 404

    @pytest.mark.parametrize("pfad", ["/2023/", "/2024-herbst/", "/24/", "/2024x/"])
    def test_eine_fremde_kennung_ist_404(self, client: Client, konferenz: Konferenz, pfad: str) -> None:
        assert client.get(pfad).status_code == 404

    def test_was_jemand_eingibt_bleibt_text(self, client: Client) -> None:
        welt.bezirk()
        welt.konferenz(leitthema="<script>x</script>", warum={"de": "<b>x</b>"})
        inhalt = client.get("/2024/").content.decode()
        assert "&lt;script&gt;" in inhalt
        assert "<script>x" not in inhalt
        assert "<b>x" not in inhalt

    def test_ohne_angebote_texte_und_anmeldezeit_geht_sie_auch(self, client: Client) -> None:
        welt.konferenz(
            vorspann="", warum="", leitthema="", anmeldung_von=None, anmeldung_bis=None, bedarf_bis=None
        )
        assert "Die Anmeldung beginnt später." in text(client.get("/2024/"))

    def test_schreiben_laesst_sie_sich_nicht(self, client: Client, konferenz: Konferenz) -> None:
        assert client.post("/2024/").status_code == 405


class TestAufwand:
    @pytest.mark.parametrize("angebote", [1, 3])
    def test_sieben_abfragen_wieviel_auch_da_ist(
        self,
        client: Client,
        konferenz: Konferenz,
        angebote: int,
        django_assert_num_queries: DjangoAssertNumQueries,
    ) -> None:
        biete_an(konferenz, angebote)
        with django_assert_num_queries(
            7
        ):  # state of data, conference, authority, offers, preparation, registration, programme
            client.get("/2024/")

    def test_danach_fragt_sie_nur_ob_sich_etwas_geaendert_hat(
        self, client: Client, konferenz: Konferenz, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        erste = client.get("/2024/")
        with django_assert_num_queries(1):
            zweite = client.get("/2024/")
        assert erste.content == zweite.content

    def test_alles_was_sie_liest_macht_sie_neu(self, client: Client, konferenz: Konferenz) -> None:
        """A part with a new table must name it in DATENSTAND, or it would be shown after it changed."""
        biete_an(konferenz, 1)
        with CaptureQueriesContext(connection) as gelesen:
            client.get("/2024/", {"ohne": "fertige"})
        tabellen = {name for frage in gelesen for name in re.findall(r'(?:FROM|JOIN) "(\w+)"', frage["sql"])}
        assert {"konferenz_konferenz", "anmeldung_platz", "beirat_sitz"} <= tabellen
        assert tabellen <= {apps.get_model(name)._meta.db_table for name in settings.DATENSTAND}

    def test_jede_sprache_hat_ihre_eigene_fertige_seite(self, client: Client, konferenz: Konferenz) -> None:
        client.get("/2024/")
        assert '<html lang="ar" dir="rtl">' in client.get("/ar/2024/").content.decode()
        assert '<html lang="de" dir="ltr">' in client.get("/2024/").content.decode()

    def test_jede_aenderung_ist_sofort_zu_sehen(self, client: Client, konferenz: Konferenz) -> None:
        client.get("/2024/")
        Konferenz.objects.update(leitthema="Ganz anders")
        assert "Ganz anders" in text(client.get("/2024/"))
        with connection.cursor() as zeiger:
            zeiger.execute("UPDATE konferenz_konferenz SET leitthema = 'Noch einmal anders'")
        assert "Noch einmal anders" in text(client.get("/2024/"))
        welt.bestaetigt(konferenz)
        assert "Noch 119 von 120 Plätzen" in text(client.get("/2024/"))

    def test_mit_sitzung_oder_anfrage_kommt_sie_frisch_und_landet_nicht_bei_anderen(
        self, client: Client, konferenz: Konferenz
    ) -> None:
        eigene = client.get("/2024/", {"von": "mir"})
        assert "von=mir" in eigene.content.decode()
        assert "von=mir" not in client.get("/2024/").content.decode()
        Konferenz.objects.update(leitthema="Ganz anders")
        client.cookies[settings.SESSION_COOKIE_NAME] = "irgendeine"
        assert "Ganz anders" in text(client.get("/2024/"))

    def test_die_koepfe_sagen_wem_sie_gezeigt_werden_darf(self, client: Client, konferenz: Konferenz) -> None:
        gemeinsam = client.get("/2024/")
        assert gemeinsam["Cache-Control"] == "public, max-age=10"
        assert "Cookie" in gemeinsam["Vary"]
        assert not gemeinsam.cookies
        client.cookies[settings.SESSION_COOKIE_NAME] = "irgendeine"
        eigene = client.get("/2024/")
        assert set(eigene["Cache-Control"].split(", ")) == {"private", "no-cache"}
        assert "Cookie" in eigene["Vary"]


class TestSprachen:
    @pytest.mark.parametrize("code", ["de", "de-simple", "en", "ar", "tr", "fa-af", "ckb"])
    @pytest.mark.parametrize("pfad", SEITEN)
    def test_jede_seite_kommt_in_jeder_sprache_mit_ihrer_richtung(
        self, client: Client, konferenz: Konferenz, code: str, pfad: str
    ) -> None:
        vorsatz = "" if code == "de" else f"/{code}"
        antwort = client.get(vorsatz + pfad)
        assert antwort.status_code == 200
        assert f'<html lang="{code}" dir="{SPRACHEN[code].richtung}">' in antwort.content.decode()

    def test_fehlt_eine_uebersetzung_steht_der_deutsche_text_als_deutsch_da(
        self, client: Client, konferenz: Konferenz
    ) -> None:
        biete_an(konferenz, 1)
        inhalt = client.get("/ar/2024/").content.decode()
        assert '<p lang="de" dir="ltr">Weil es alle angeht.</p>' in inhalt
        assert '<span lang="de" dir="ltr">Angebot 1</span>' in inhalt
        assert '<em lang="de" dir="ltr">„Zusammen besser werden“</em>' in inhalt

    def test_vorhandene_uebersetzung_ist_nicht_als_deutsch_ausgezeichnet(
        self, client: Client, konferenz: Konferenz
    ) -> None:
        inhalt = client.get("/en/2024/").content.decode()
        assert re.search(r"<h1[^>]*>Integration conference 2024</h1>", inhalt)

    def test_daten_stehen_in_worten_mit_westlichen_ziffern(
        self, client: Client, konferenz: Konferenz
    ) -> None:
        seite = text(client.get("/ar/2024/"))
        assert "نوفمبر" in seite
        assert re.search(r"16[.\s]+نوفمبر", seite)

    @pytest.mark.parametrize("code", ["en", "ar"])
    def test_jeder_satz_der_oeffentlichen_seiten_ist_uebersetzt(self, code: str) -> None:
        ordner = Path(settings.BASE_DIR) / "templates/konferenz/oeffentlich"
        nur_deutsch = {"leichte_sprache.html", "vorfuehrung.html"}
        saetze = {
            satz
            for datei in ordner.glob("*.html")
            if datei.name not in nur_deutsch
            for satz in re.findall(r'{% translate "([^"]+)" %}', datei.read_text())
        }
        assert len(saetze) > 80
        with override(code):
            assert [satz for satz in sorted(saetze) if gettext(satz) == satz] == []

    def test_auf_der_englischen_startseite_steht_kein_deutscher_satz_des_produkts(
        self, client: Client, konferenz: Konferenz
    ) -> None:
        seite = text(client.get("/en/2024/"))
        for satz in (
            "Saturday, 16 November 2024",
            "Doors open at 9:15",
            "Register by Friday, 8 November 2024.",
        ):
            assert satz in re.sub(r"\s+([.,])", r"\1", seite)
        assert "120 of 120 places left" in re.sub(r"\s+", " ", seite)

    def test_leichte_sprache_hat_eigene_saetze_und_sonst_die_deutschen(
        self, client: Client, konferenz: Konferenz
    ) -> None:
        seite = text(client.get("/de-simple/2024/"))
        assert "Alle dürfen kommen" in seite
        assert "Jetzt anmelden" in seite

    def test_wer_arabisch_liest_sieht_die_gedolmetschten_sprachen_in_ihrem_eigenen_namen(
        self, client: Client, konferenz: Konferenz
    ) -> None:
        assert '<bdi lang="tr">Türkçe</bdi>' in client.get("/ar/2024/").content.decode()

    def test_leichte_sprache_bekommt_das_leitthema_nicht_im_amtsdeutsch(
        self, client: Client, konferenz: Konferenz
    ) -> None:
        assert "Zusammen besser werden" in text(client.get("/2024/"))
        assert "Zusammen besser werden" not in text(client.get("/de-simple/2024/"))


class TestKonferenzen:
    def test_fruehere_bleiben_erreichbar_die_neueste_zuerst(
        self, client: Client, konferenz: Konferenz
    ) -> None:
        welt.konferenz(
            kennung="2019",
            titel={"de": "Konferenz 2019"},
            beginn=welt.am("2019-11-09", "10:00"),
            ende=welt.am("2019-11-09", "16:00"),
            einlass_ab=None,
        )
        geplant()
        inhalt = client.get("/konferenzen/").content.decode()
        assert re.findall(r'<h2[^>]*><a href="([^"]+)"', inhalt) == ["/2024/", "/2019/"]
        assert "Diese Konferenz ist vorbei." in text(client.get("/2019/"))

    @pytest.mark.parametrize("weitere", [0, 2])
    def test_gleich_viele_abfragen_bei_einer_und_bei_drei(
        self,
        client: Client,
        konferenz: Konferenz,
        weitere: int,
        django_assert_num_queries: DjangoAssertNumQueries,
    ) -> None:
        for jahr in range(weitere):
            welt.konferenz(kennung=f"20{15 + jahr}")
        with django_assert_num_queries(
            4
        ):  # conferences, authority, current conference and its programme for the frame
            client.get("/konferenzen/")

    def test_ohne_konferenz_sagt_sie_es(self, client: Client) -> None:
        assert "Bisher ist keine veröffentlicht." in text(client.get("/konferenzen/"))


class TestRechtstexte:
    @pytest.mark.parametrize(
        ("art", "angabe"),
        [
            ("impressum", "Dr. Maria Beispiel"),
            ("datenschutz", "Bezirksamt Musterstadt-Nord, Rathausweg 1, 12345 Musterstadt"),
            ("barrierefreiheit", "integration@bezirk.example"),
        ],
    )
    def test_die_angaben_der_behoerde_stehen_auch_ohne_text_da(
        self, client: Client, art: str, angabe: str
    ) -> None:
        welt.bezirk()
        assert angabe in text(client.get(f"/{art}/"))

    @pytest.mark.parametrize("art", Rechtstext.Art.values)
    def test_ohne_behoerde_sagt_die_seite_dass_angaben_fehlen(self, client: Client, art: str) -> None:
        assert "Die Behörde hat ihre Angaben noch nicht eingetragen." in text(client.get(f"/{art}/"))

    def test_der_text_steht_mit_stand_und_fassung_da(self, client: Client) -> None:
        welt.bezirk()
        rechtstext_speichern(art="impressum", text={"de": "# Über uns\n\nWir *sind* da."})
        inhalt = client.get("/impressum/").content.decode()
        assert "<h2>Über uns</h2>\n<p>Wir <em>sind</em> da.</p>" in inhalt
        assert "Stand: 2. September 2024, Fassung 1" in inhalt

    def test_fehlt_die_sprache_steht_der_deutsche_text_als_deutsch_da(self, client: Client) -> None:
        welt.bezirk()
        rechtstext_speichern(art="datenschutz", text={"de": "Nur deutsch.", "en": "English."})
        assert 'lang="de" dir="ltr"><p>Nur deutsch.</p>' in client.get("/ar/datenschutz/").content.decode()
        assert 'app-rechtstext"><p>English.</p>' in client.get("/en/datenschutz/").content.decode()

    def test_jede_seite_verweist_auf_alle_rechtstexte_und_nennt_das_telefon(
        self, client: Client, konferenz: Konferenz
    ) -> None:
        for pfad in [*SEITEN, "/de-simple/leichte-sprache/"]:
            inhalt = client.get(pfad).content.decode()
            for art in Rechtstext.Art.values:
                assert re.search(rf'href="(/de-simple)?/{art}/"', inhalt), (pfad, art)
            assert 'href="tel:01234560"' in inhalt


class TestHilfen:
    def test_gebaerdensprache_fuehrt_zum_video(self, client: Client) -> None:
        welt.bezirk(gebaerdensprachvideo="https://video.example/dgs")
        assert 'href="https://video.example/dgs"' in client.get("/gebaerdensprache/").content.decode()

    def test_ohne_video_sagt_sie_wie_man_gebaerdensprache_bekommt(self, client: Client) -> None:
        welt.bezirk()
        seite = text(client.get("/gebaerdensprache/"))
        assert "gibt es noch nicht" in seite
        assert "Dann bestellen wir Dolmetschende für Sie." in seite

    def test_leichte_sprache_gibt_es_nur_in_leichter_sprache(
        self, client: Client, konferenz: Konferenz
    ) -> None:
        assert client.get("/ar/leichte-sprache/")["Location"] == "/de-simple/leichte-sprache/"
        antwort = client.get("/de-simple/leichte-sprache/")
        assert "So finden Sie sich zurecht" in text(antwort)
        assert 'href="/de-simple/2024/"' in antwort.content.decode()

    def test_kontakt_nennt_anschrift_zeiten_und_sprachen_am_telefon(self, client: Client) -> None:
        welt.bezirk()
        seite = text(client.get("/kontakt/"))
        for angabe in (
            "Fachamt Zusammenleben",
            "montags bis freitags 9 bis 15 Uhr",
            "Türkçe",
            "Barriere melden",
        ):
            assert angabe in seite

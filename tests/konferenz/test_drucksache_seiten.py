"""The pages of papers: rights, two steps, what cannot be read, decisions, statement counts."""

import dataclasses
import os
from datetime import date
from decimal import Decimal
from html.parser import HTMLParser
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from anmeldung.models import Kontingent
from konferenz.actions.drucksache import drucksache_anlegen, entscheidung_erfassen
from konferenz.einlesen import lies
from konferenz.models import Drucksache, Entscheidung, Konferenz
from tests import welt
from tests.konferenz.test_drucksache import GRUND, anlegen
from tests.personen import person

pytestmark = pytest.mark.django_db
ORDNER = Path(__file__).parent / "drucksachen"
TEXT = (ORDNER / "sieben_punkte.txt").read_text()
LISTE = "/arbeit/drucksachen/"
ERFASSEN = "/arbeit/drucksachen/erfassen/"
ANLEGEN = "/arbeit/drucksachen/anlegen/"
PDF = "Das ist eine PDF-Datei. Bitte kopieren Sie den Text der Drucksache und fügen Sie ihn ein."
KEIN_TEXT = "Das ist keine reine Textdatei. Bitte kopieren Sie den Text der Drucksache und fügen Sie ihn ein."
UMLAUTE = "Die Umlaute in diesem Text sind nicht lesbar. Bitte speichern Sie die Datei als Text in UTF-8."


@pytest.fixture
def amira(client):
    client.force_login(person("sachbearbeitung", name="Amira Haddad"))
    return client


class Formularleser(HTMLParser):
    """The controls of a page as a browser would send them."""

    def __init__(self, html):
        super().__init__()
        self.daten, self._text, self._auswahl = {}, "", ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        angaben = dict(attrs)
        if tag == "input" and angaben.get("type") not in ("file", "checkbox", "radio"):
            self.daten[angaben["name"]] = angaben.get("value", "")
        elif tag == "textarea":
            self._text = angaben["name"]
            self.daten[self._text] = ""
        elif tag == "select":
            self._auswahl = angaben["name"]
        elif tag == "option" and ("selected" in angaben or self._auswahl not in self.daten):
            self.daten[self._auswahl] = angaben["value"]

    def handle_data(self, data):
        if self._text:
            self.daten[self._text] += data

    def handle_endtag(self, tag):
        if tag == "textarea":
            self.daten[self._text] = self.daten[self._text].removeprefix("\n")
            self._text = ""


def vorschlag(client, text=TEXT):
    """Step 1; the controls of the page of step 2."""
    antwort = client.post(ERFASSEN, {"text": text})
    assert antwort.status_code == 200
    assert antwort.templates[0].name == "konferenz/drucksache_vorschlag.html", antwort.content.decode()
    return Formularleser(antwort.content.decode()).daten


def hochladen(client, inhalt, text=""):
    datei = SimpleUploadedFile("antrag.txt", inhalt, content_type="text/plain")
    return client.post(ERFASSEN, {"text": text, "datei": datei})


def fehler(antwort):
    """Errors of the form of step 1: field -> sentences."""
    assert antwort.status_code == 200
    assert "<title>Fehler: " in antwort.content.decode()
    return {name: list(saetze) for name, saetze in antwort.context["form"].errors.items()}


class TestZweiSchritte:
    def test_bis_zum_bestaetigen_ist_nichts_gespeichert(self, amira):
        """S1"""
        daten = vorschlag(amira)
        assert (Drucksache.objects.count(), Konferenz.objects.count()) == (0, 0)
        assert daten["kennzeichen"] == "31-0246"
        antwort = amira.post(ANLEGEN, daten)
        drucksache = Drucksache.objects.get()
        assert antwort.status_code == 302
        assert antwort.url == drucksache.get_absolute_url()
        assert "Die Drucksache 31-0246 ist gespeichert." in amira.get(antwort.url).content.decode()

    @pytest.mark.parametrize(
        "name", ["drei_haushaltsjahre", "ein_punkt", "folgefassung", "ohne_geld", "sieben_punkte"]
    )
    def test_ungeaendert_bestaetigt_ist_es_dasselbe_wie_aus_dem_text(self, amira, name):
        text = (ORDNER / f"{name}.txt").read_text()
        amira.post(ANLEGEN, vorschlag(amira, text))
        ueber_die_seite = inhalt(Drucksache.objects.get())
        for modell in (Kontingent, Konferenz, Drucksache):
            modell.objects.all().delete()
        drucksache_anlegen(vorschlag=lies(text))
        assert ueber_die_seite == inhalt(Drucksache.objects.get())

    @pytest.mark.skipif("DRUCKSACHE_ECHT" not in os.environ, reason="DRUCKSACHE_ECHT names no file")
    def test_die_echte_drucksache_fragt_nach_dem_gremium(self, amira):
        """S1"""
        text = Path(os.environ["DRUCKSACHE_ECHT"]).read_text()
        antwort = amira.post(ERFASSEN, {"text": text})
        erfragt = [zeile.satz for zeile in antwort.context["formular"].unbekannte()]
        assert erfragt == ["Beratung 1: Gremium", "Beratung 1: TOP"]
        daten = Formularleser(antwort.content.decode()).daten
        assert daten["beratungen-0-am"] == "2023-12-07"
        assert (daten["betrag"], daten["haushaltsjahre"]) == ("20.000,00", "2023, 2024")
        assert (daten["halbjahr"], daten["halbjahr_jahr"]) == ("2", "2024")
        assert len(daten["antragsteller"].splitlines()) == 3
        daten["beratungen-0-gremium"] = "Bezirksversammlung"
        amira.post(ANLEGEN, daten)
        assert Drucksache.objects.get().beratungen.get().gremium == "Bezirksversammlung"
        assert Konferenz.objects.get().kennung == "2024"

    def test_jede_angabe_laesst_sich_aendern(self, amira):
        daten = vorschlag(amira) | {
            "kennzeichen": "31-0999.2",
            "titel": "Neuer Titel",
            "art": "vorlage",
            "antragsteller": "Gruppe A\r\n\r\nGruppe B",
            "betrag": "1.234,5 €",
            "haushaltsjahre": "2026, 2025",
            "halbjahr": "1",
            "halbjahr_jahr": "2025",
            "konferenztitel": "Konferenz im Hafen",
            "leitthema": "Zusammen",
            "url": "https://rat.example/vorgang/1",
            "punkte-0-text": "",
            "punkte-1-art": "frei",
            "punkte-1-frist": "2025-03-01",
            "punkte-7-text": "Ein neuer Punkt.",
            "beratungen-0-gremium": "",
            "beratungen-0-am": "",
            "beratungen-0-top": "",
        }
        assert amira.post(ANLEGEN, daten).status_code == 302
        drucksache = Drucksache.objects.get()
        assert (drucksache.nummer, drucksache.fassung, drucksache.titel) == ("31-0999", 2, "Neuer Titel")
        assert (drucksache.art, drucksache.antragsteller) == ("vorlage", ["Gruppe A", "Gruppe B"])
        assert (drucksache.betrag, drucksache.haushaltsjahre) == (Decimal("1234.50"), [2026, 2025])
        assert (drucksache.halbjahr_jahr, drucksache.halbjahr, drucksache.leitthema) == (2025, 1, "Zusammen")
        assert drucksache.url == "https://rat.example/vorgang/1"
        punkte = list(drucksache.punkte.all())
        assert [punkt.nummer for punkt in punkte] == [1, 2, 3, 4, 5, 6, 7]
        assert (punkte[0].art, punkte[0].frist) == ("frei", date(2025, 3, 1))
        assert punkte[6].text == "Ein neuer Punkt."
        assert drucksache.beratungen.count() == 2
        konferenz = Konferenz.objects.get()
        assert (konferenz.kennung, str(konferenz.titel)) == ("2025", "Konferenz im Hafen")

    def test_fehler_kommen_alle_zugleich_und_nichts_geht_verloren(self, amira):
        daten = vorschlag(amira) | {
            "kennzeichen": "Nr. 5",
            "titel": "",
            "betrag": "20,000",
            "haushaltsjahre": "23",
            "halbjahr": "1",
            "halbjahr_jahr": "",
            "sachverhalt": "Ein <b>Satz</b>.",
            "punkte-0-text": "",
            "punkte-0-frist": "2025-03-01",
            "punkte-1-frist": "gestern",
        }
        antwort = amira.post(ANLEGEN, daten)
        html = antwort.content.decode()
        assert antwort.status_code == 200
        assert "<title>Fehler: " in html
        assert "7 Angaben fehlen noch oder sind nicht richtig" in html
        for satz in (
            "Eine Nummer sieht so aus: 22-4292 oder 22-4292.1",
            "Schreiben Sie den Betrag so: 20.000,00 – Tausender mit Punkt, Cent mit Komma.",
            "Schreiben Sie die Jahre mit vier Ziffern",
            "Zum Halbjahr gehört ein Jahr.",
            "Punkt 1: Text: Zu dieser Frist fehlt der Text des Punktes.",
            "Punkt 2: Frist: ",
        ):
            assert satz in html
        zurueck = Formularleser(html).daten
        for name in ("kennzeichen", "betrag", "haushaltsjahre", "sachverhalt", "punkte-2-text", "schluessel"):
            assert zurueck[name] == daten[name]
        assert Drucksache.objects.count() == 0

    def test_ohne_punkt_wird_nichts_gespeichert(self, amira):
        daten = vorschlag(amira)
        daten |= {name: "" for name in daten if name.endswith(("-text", "-frist"))}
        antwort = amira.post(ANLEGEN, daten)
        assert "Es fehlt mindestens ein Punkt des Beschlusstextes (Petitum)." in antwort.content.decode()
        assert Drucksache.objects.count() == 0

    def test_zweimal_gesendet_fuehrt_zweimal_zur_selben_drucksache(self, amira):
        daten = vorschlag(amira)
        eine, andere = amira.post(ANLEGEN, daten), amira.post(ANLEGEN, daten)
        assert eine.url == andere.url
        assert (Drucksache.objects.count(), Konferenz.objects.count()) == (1, 1)

    def test_ein_verbrauchtes_formular_mit_anderen_angaben_sagt_das(self, amira):
        daten = vorschlag(amira)
        amira.post(ANLEGEN, daten)
        antwort = amira.post(ANLEGEN, daten | {"kennzeichen": "31-0001"})
        assert "schon einmal abgeschickt" in antwort.content.decode()
        assert Drucksache.objects.count() == 1

    @pytest.mark.parametrize("schritt", [1, 2])
    def test_eine_vorhandene_nummer_fuehrt_zu_ihrer_drucksache(self, amira, schritt):
        daten = vorschlag(amira)
        erste = drucksache_anlegen(vorschlag=lies(TEXT))
        antwort = amira.post(ERFASSEN, {"text": TEXT}) if schritt == 1 else amira.post(ANLEGEN, daten)
        assert antwort.url == erste.get_absolute_url()
        satz = "Die Drucksache 31-0246 gibt es schon. Hier ist sie. Es wurde nichts gespeichert."
        assert satz in amira.get(antwort.url).content.decode()
        assert Drucksache.objects.count() == 1

    def test_schritt_zwei_ohne_vorschlag_beginnt_vorn(self, amira):
        assert amira.get(ANLEGEN).url == ERFASSEN
        antwort = amira.post(ANLEGEN, {})
        assert antwort.status_code == 200
        assert Drucksache.objects.count() == 0

    def test_html_im_text_bleibt_text(self, amira):
        text = TEXT.replace("Zehn Vereine", "<script>alert(1)</script> Vereine")
        daten = vorschlag(amira, text)
        assert "<script>alert(1)</script>" in daten["sachverhalt"]
        amira.post(ANLEGEN, daten)
        html = amira.get(Drucksache.objects.get().get_absolute_url()).content.decode()
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
        assert "<script>" not in html


def inhalt(drucksache):
    """Everything stored of a paper and its conference, without keys and times."""
    konferenz = Konferenz.objects.get()
    felder = ("nummer", "fassung", "titel", "leitthema", "art", "antragsteller", "sachverhalt")
    mehr = ("betrag", "haushaltsjahre", "halbjahr_jahr", "halbjahr", "stand")
    return (
        {name: getattr(drucksache, name) for name in felder + mehr},
        list(drucksache.punkte.values_list("nummer", "text", "art", "frist")),
        list(drucksache.beratungen.values_list("gremium", "am", "top")),
        (konferenz.kennung, konferenz.titel.data, konferenz.leitthema),
    )


class TestNichtLesbar:
    @pytest.mark.parametrize(
        ("text", "satz"),
        [
            ("", "Der Text ist leer. Es fehlt der Text der Drucksache."),
            ("Hallo Welt", "Das ist keine Drucksache. Es fehlen die Nummer und der Beschlusstext (Petitum)."),
            ("%PDF-1.7 ...", PDF),
            ("22-0001\n\nEin Titel", "Es fehlt der Beschlusstext (Petitum) mit mindestens einem Punkt."),
            ("Ã¼ber 22-0001", UMLAUTE),
            ("a\0b", "Das ist kein reiner Text. Bitte kopieren Sie den sichtbaren Text."),
            ("x" * 1_000_001, "Der Text ist zu groß. Erlaubt ist höchstens 1 MB."),
        ],
    )  # fmt: skip
    def test_eingefuegt(self, amira, text, satz):
        antwort = amira.post(ERFASSEN, {"text": text})
        assert fehler(antwort) == {"text": [satz]}
        assert (
            Formularleser(antwort.content.decode()).daten["text"] == text.replace("\0", "�") or "\0" in text
        )
        assert Drucksache.objects.count() == 0

    def test_mehrere_maengel_stehen_alle_da(self, amira):
        antwort = amira.post(ERFASSEN, {"text": "Petitum\n\n- Das Amt berichtet.\n"})
        assert fehler(antwort) == {
            "text": [
                "Es fehlt die Nummer der Drucksache, zum Beispiel 22-0001.",
                "Es fehlt der Titel der Drucksache.",
            ]
        }

    @pytest.mark.parametrize(
        ("daten", "satz"),
        [
            (b"", "Die Datei ist leer. Es fehlt der Text der Drucksache."),
            (b"%PDF-1.7\n" + b"x" * 10_000_000, PDF),
            (b"x" * 10_000_000, "Der Text ist zu groß. Erlaubt ist höchstens 1 MB."),
            (b"PK\x03\x04word", KEIN_TEXT),
            ("für 22-0001 schön".encode("utf-16-le"), KEIN_TEXT),
            ("Änderung für alle Bürger".encode("cp850"), UMLAUTE),
        ],
        ids=["leer", "pdf", "10 MB", "zip", "utf-16 ohne BOM", "cp850"],
    )  # fmt: skip
    def test_hochgeladen(self, amira, daten, satz):
        assert fehler(hochladen(amira, daten)) == {"datei": [satz]}
        assert Drucksache.objects.count() == 0

    def test_eine_lesbare_datei_die_keine_drucksache_ist_steht_dann_im_feld(self, amira):
        antwort = hochladen(amira, "Schöne Grüße".encode("cp1252"))
        assert list(fehler(antwort)) == ["text"]
        assert Formularleser(antwort.content.decode()).daten["text"] == "Schöne Grüße"

    @pytest.mark.parametrize("kodierung", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
    def test_eine_datei_wird_gelesen_und_geht_vor_dem_text(self, amira, kodierung):
        text = TEXT.replace("»", '"').replace("«", '"')
        antwort = hochladen(amira, text.encode(kodierung), text="etwas anderes")
        assert antwort.templates[0].name == "konferenz/drucksache_vorschlag.html"

    @pytest.mark.parametrize(
        "art", ["multipart/form-data; boundary=grenze", "application/x-www-form-urlencoded"]
    )
    def test_mehr_als_ein_formular_annimmt_bekommt_einen_satz_statt_eines_abbruchs(
        self, transactional_db, webprozess, art
    ):
        """Through the real server: the answer arrives although ten megabytes were on their way."""
        adresse = urlsplit(webprozess.starten())
        koerper = (
            b'--grenze\r\nContent-Disposition: form-data; name="text"\r\n\r\n'
            + b"x" * 10_000_000
            + b"\r\n--grenze--\r\n"
            if "multipart" in art
            else b"text=" + b"x" * 10_000_000
        )
        verbindung = HTTPConnection(adresse.hostname, adresse.port, timeout=30)
        verbindung.request(
            "POST", ERFASSEN, koerper, {"Content-Type": art, "Cookie": "csrftoken=" + "a" * 32}
        )
        antwort = verbindung.getresponse()
        assert antwort.status == 413
        html = antwort.read().decode()
        assert (
            "Ein Formular nimmt höchstens 2,4\N{NO-BREAK SPACE}MB Text an. Es wurde nichts gespeichert."
            in html
        )


class TestListeUndSeite:
    def test_leere_liste_nennt_den_naechsten_schritt(self, amira):
        html = amira.get(LISTE).content.decode()
        assert "Noch keine Drucksache" in html
        assert ERFASSEN in html

    def test_ohne_das_recht_steht_der_knopf_nicht_da(self, client):
        client.force_login(person("pruefung"))
        leer = client.get(LISTE).content.decode()
        drucksache = anlegen()
        seiten = [client.get(adresse).content.decode() for adresse in (LISTE, drucksache.get_absolute_url())]
        for html in (leer, *seiten):
            assert ERFASSEN not in html
            assert "/entscheidung/" not in html
        assert "Entscheidung eintragen" in seiten[1]

    @pytest.mark.parametrize("rolle", ["pruefung", "haushalt", "uebersetzung", "einlass"])
    def test_wer_nur_lesen_darf(self, client, rolle):
        drucksache = anlegen()
        client.force_login(person(rolle))
        assert client.get(drucksache.get_absolute_url()).status_code == 200
        for adresse in (ERFASSEN, ANLEGEN, f"{LISTE}{drucksache.pk}/entscheidung/"):
            assert client.get(adresse).status_code == 403
            assert client.post(adresse, {}).status_code == 403

    def test_wer_keine_rolle_hat_oder_nicht_angemeldet_ist(self, client):
        drucksache = anlegen()
        adressen = (LISTE, drucksache.get_absolute_url(), ERFASSEN)
        assert {client.get(adresse).status_code for adresse in adressen} == {302}
        client.force_login(person())
        assert {client.get(adresse).status_code for adresse in adressen} == {403}

    def test_unbekannte_drucksache(self, amira):
        assert amira.get(f"{LISTE}0/").status_code == 404
        assert amira.get(f"{LISTE}0/entscheidung/").status_code == 404

    def test_fassungen_sind_verbunden(self, amira):
        erste, zweite, dritte = anlegen(), anlegen(fassung=1), anlegen(fassung=2)
        fremde = anlegen(nummer="22-0001")
        entscheidung_erfassen(drucksache=zweite, stand="beschlossen", am=date(2023, 12, 7))
        html = amira.get(erste.get_absolute_url()).content.decode()
        for fassung in (zweite, dritte):
            assert f'href="{fassung.get_absolute_url()}"' in html
        assert f'href="{fremde.get_absolute_url()}"' not in html
        assert "22-4292.1, beschlossen (maßgeblich)" in html

    def test_der_streifen_sagt_was_als_naechstes_zu_tun_ist(self, amira):
        drucksache = anlegen(beratungen=(dataclasses.replace(GRUND.beratungen[0], datum=date(2024, 9, 12)),))
        seite = drucksache.get_absolute_url()
        assert amira.get(seite).context["schritt"].grund == "Beraten wird am 12. September 2024."
        with welt.zeit("2024-09-13"):
            assert amira.get(seite).context["schritt"].grund == "Beraten wurde am 12. September 2024."
            entscheidung_erfassen(drucksache=drucksache, stand="beschlossen", am=date(2024, 9, 12))
            schritt = amira.get(seite).context["schritt"]
            assert (schritt.titel, schritt.grund) == (
                "Termin und Ort der Konferenz festlegen",
                "Der Beschluss verlangt das 2. Halbjahr 2024.",
            )
            assert schritt.frist == date(2024, 12, 31)
            mit_termin(Konferenz.objects.get())
            assert amira.get(seite).context["erledigt"] == (
                "Die Beanstandungsfrist läuft noch",
                "Beanstanden kann die Leitung des Bezirksamts bis zum 26. September 2024.",
            )
        with welt.zeit("2024-09-27"):
            assert amira.get(seite).context["erledigt"][0] == "Der Beschluss gilt"

    def test_anweisungen_haengen_nicht_von_der_zahl_ab(self, amira, django_assert_num_queries):
        anlegen()
        amira.get(LISTE)
        eine = zahl_der_anweisungen(amira, LISTE)
        anlegen(nummer="22-0001")
        anlegen(nummer="22-0002")
        assert zahl_der_anweisungen(amira, LISTE) == eine <= 10

    def test_anweisungen_der_seite(self, amira):
        drucksache = anlegen()
        entscheidung_erfassen(drucksache=drucksache, stand="ueberwiesen", am=date(2023, 12, 7))
        eine = zahl_der_anweisungen(amira, drucksache.get_absolute_url())
        anlegen(fassung=1)
        entscheidung_erfassen(drucksache=drucksache, stand="beschlossen", am=date(2023, 12, 14))
        assert zahl_der_anweisungen(amira, drucksache.get_absolute_url()) <= eine + 1 <= 16


def mit_termin(konferenz):
    from konferenz.models import Ort

    konferenz.beginn, konferenz.ende = welt.am("2024-11-16", "10:00"), welt.am("2024-11-16", "17:00")
    konferenz.ort = Ort.objects.create(name="Bürgerhaus")
    konferenz.save()


def zahl_der_anweisungen(client, adresse):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(
        connection,
    ) as anweisungen:
        assert client.get(adresse).status_code == 200
    return len(anweisungen)


class TestEntscheidungSeite:
    @pytest.fixture
    def drucksache(self):
        return anlegen()

    def adresse(self, drucksache):
        return reverse("arbeit:drucksache-entscheidung", args=[drucksache.pk])

    def sende(self, client, drucksache, **felder):
        seite = client.get(self.adresse(drucksache))
        daten = Formularleser(seite.content.decode()).daten
        return client.post(self.adresse(drucksache), daten | felder)

    def wahl(self, client, drucksache):
        drucksache.refresh_from_db()
        form = client.get(self.adresse(drucksache)).context["form"]
        return [wert for wert, _wort in form.moegliche]

    def test_vom_antrag_bis_zur_aufhebung(self, amira, drucksache):
        assert self.wahl(amira, drucksache) == ["ueberwiesen", "beschlossen", "abgelehnt"]
        antwort = self.sende(
            amira, drucksache, stand="beschlossen", am="2024-08-29", gremium="Bezirksversammlung", ist_geaendert="on",
            bemerkung="Es sind 18.000 EUR.",
        )  # fmt: skip
        assert antwort.url == drucksache.get_absolute_url()
        html = amira.get(antwort.url).content.decode()
        for satz in (
            "Die Entscheidung ist eingetragen.",
            "beschlossen (mit Änderungen)",
            "Es sind 18.000 EUR.",
            "eingetragen von Amira Haddad",
        ):
            assert satz in html
        assert self.wahl(amira, drucksache) == ["beanstandet", "aufgehoben"]
        assert self.sende(amira, drucksache, stand="beanstandet", am="2024-09-02").status_code == 302
        html = amira.get(self.adresse(drucksache)).content.decode()
        assert "Beanstandung aufgehoben: der Beschluss gilt wieder" in html
        assert self.sende(amira, drucksache, stand="beschlossen", am="2024-09-02").status_code == 302
        assert self.sende(amira, drucksache, stand="aufgehoben", am="2024-09-02").status_code == 302
        assert self.wahl(amira, drucksache) == []
        assert "Keine Entscheidung mehr möglich" in amira.get(self.adresse(drucksache)).content.decode()
        assert Entscheidung.objects.count() == 4

    def test_fehler_stehen_am_feld(self, amira, drucksache):
        antwort = self.sende(amira, drucksache, stand="beschlossen", am="2024-09-03", ist_geaendert="on")
        assert list(antwort.context["form"].errors) == ["am"]
        antwort = self.sende(amira, drucksache, stand="beschlossen", am="2024-09-02", ist_geaendert="on")
        assert list(antwort.context["form"].errors) == ["bemerkung"]
        assert "<title>Fehler: " in antwort.content.decode()
        assert Entscheidung.objects.count() == 0

    def test_zweimal_gesendet_ist_einmal_eingetragen(self, amira, drucksache):
        seite = amira.get(self.adresse(drucksache))
        daten = Formularleser(seite.content.decode()).daten | {"stand": "ueberwiesen"}
        assert amira.post(self.adresse(drucksache), daten).status_code == 302
        assert amira.post(self.adresse(drucksache), daten).status_code == 302
        assert Entscheidung.objects.count() == 1

    def test_zweimal_geaendert_beschlossen_ist_auch_einmal_eingetragen(self, amira, drucksache):
        """The second sending meets a paper whose state no longer offers the choice."""
        seite = amira.get(self.adresse(drucksache))
        daten = Formularleser(seite.content.decode()).daten
        daten |= {"stand": "beschlossen", "ist_geaendert": "on", "bemerkung": "Es sind 18.000 EUR."}
        assert amira.post(self.adresse(drucksache), daten).status_code == 302
        assert amira.post(self.adresse(drucksache), daten).status_code == 302
        assert Entscheidung.objects.count() == 1

    def test_wer_zu_spaet_kommt_erfaehrt_den_stand(self, amira, drucksache):
        seite = amira.get(self.adresse(drucksache))
        daten = Formularleser(seite.content.decode()).daten | {"stand": "beschlossen"}
        entscheidung_erfassen(drucksache=drucksache, stand="abgelehnt", am=date(2024, 8, 29))
        html = amira.post(self.adresse(drucksache), daten).content.decode()
        assert "Die Drucksache ist abgelehnt. Sie kann jetzt nicht „beschlossen“ werden." in html


class TestAlsNaechstes:
    def test_ein_leeres_haus_beginnt_mit_der_drucksache(self, amira):
        from konferenz.drucksachenlauf import schritte
        from konferenz.models import Benutzer

        schritt = schritte(Benutzer.objects.get(), None)[0]
        assert (schritt.titel, schritt.url) == ("Drucksache erfassen", ERFASSEN)
        drucksache = anlegen()
        konferenz = Konferenz.objects.mit_rahmen().get()
        assert schritte(Benutzer.objects.get(), konferenz)[0].titel == "Entscheidung eintragen"
        entscheidung_erfassen(drucksache=drucksache, stand="beschlossen", am=date(2023, 12, 7))
        assert schritte(Benutzer.objects.get(), Konferenz.objects.mit_rahmen().get()) == []


def test_ohne_csrf_wird_nichts_gespeichert():
    client = Client(enforce_csrf_checks=True)
    client.force_login(person("sachbearbeitung"))
    assert client.post(ANLEGEN, {"titel": "x"}).status_code == 403

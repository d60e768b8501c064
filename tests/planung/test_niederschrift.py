"""Minutes: draft, agreed, sent, objected to, approved, frozen; and what is not public stays so everywhere."""

import io
import json
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader

from konferenz import beitraege, uhr
from konferenz.models import Nachricht
from planung.actions import protokoll as aktionen
from planung.actions.protokoll import Konflikt, Text, pruefsumme
from planung.models import Protokoll, Protokollabschnitt, Protokolleinwand
from planung.queries.niederschrift import NICHTOEFFENTLICH, inhalt_von, sichtbarer_teil
from tests import welt
from tests.planung.fuellung import Fuellung, fuelle
from tests.planung.niederschriften import (
    GEHEIM,
    GEHEIMER_TEXT,
    OFFENER_TEXT,
    Niederschriften,
    beendet,
    eroeffnet,
    schreibe_nieder,
    versandt,
)
from tests.planung.welt import zeitpunkt

pytestmark = pytest.mark.django_db
GEHEIMES = (GEHEIM, GEHEIMER_TEXT, "Geheime Aufgabe")
Stand = Protokoll.Stand


@pytest.fixture
def haus() -> Fuellung:
    return fuelle(welt.konferenz(kennung="2024"))


@pytest.fixture
def alle(haus: Fuellung) -> Niederschriften:
    return schreibe_nieder(haus)


def text(antwort: Any) -> str:
    return antwort.content.decode().replace("\N{NO-BREAK SPACE}", " ")


def pdf_text(daten: bytes) -> str:
    seiten = "\n".join(seite.extract_text() for seite in PdfReader(io.BytesIO(daten)).pages)
    return " ".join(seiten.split())


def url(protokoll: Protokoll, teil: str = "") -> str:
    return f"/arbeit/sitzungen/{protokoll.sitzung_id}/niederschrift/{teil}"


class TestSchreiben:
    def test_wer_einen_aelteren_stand_speichert_erfaehrt_es_und_nichts_wird_ueberschrieben(
        self, haus: Fuellung
    ) -> None:
        abschnitt = eroeffnet(haus, "2024-08-22").punkte.in_ordnung()[0].abschnitt
        jana, frank = haus.konten["schriftfuehrung"], haus.konten["bezirksversammlung"]
        erste = aktionen.abschnitt_speichern(
            abschnitt=abschnitt, version=0, text=Text("Text von Jana", ""), person=jana
        )
        assert (erste.version, erste.bearbeitet_von) == (1, jana)
        with pytest.raises(Konflikt) as konflikt:
            aktionen.abschnitt_speichern(
                abschnitt=abschnitt, version=0, text=Text("Text von Frank", ""), person=frank
            )
        assert (konflikt.value.stand.ergebnis, konflikt.value.stand.version) == ("Text von Jana", 1)
        zweite = aktionen.abschnitt_speichern(
            abschnitt=abschnitt, version=1, text=Text("Text von beiden", ""), person=frank
        )
        assert zweite.version == 2
        verlauf = Protokollabschnitt.pgh_event_model.objects.filter(pgh_obj_id=abschnitt.pk)
        assert [eines.ergebnis for eines in verlauf.order_by("pgh_id")] == [
            "",
            "Text von Jana",
            "Text von beiden",
        ]

    def test_derselbe_text_noch_einmal_ist_kein_konflikt(self, haus: Fuellung) -> None:
        """A request that is repeated because its answer was lost changes nothing."""
        abschnitt = eroeffnet(haus, "2024-08-22").punkte.in_ordnung()[0].abschnitt
        for _mal in range(2):
            stand = aktionen.abschnitt_speichern(
                abschnitt=abschnitt, version=0, text=Text("Zeile 1\r\nZeile 2 ", ""), person=None
            )
        assert (stand.version, stand.ergebnis) == (1, "Zeile 1\nZeile 2")

    def test_nach_der_zustimmung_wird_nichts_mehr_geschrieben_zurueck_zum_entwurf_oeffnet_wieder(
        self, haus: Fuellung
    ) -> None:
        protokoll = beendet(haus, "2024-08-22").protokoll
        abschnitt = protokoll.abschnitte.first()
        assert abschnitt is not None
        aktionen.protokoll_abstimmen(protokoll=protokoll, person=haus.konten["vorsitz"])
        with pytest.raises(ValidationError, match="mit dem Vorsitz abgestimmt"):
            aktionen.abschnitt_speichern(abschnitt=abschnitt, version=1, text=Text("x", ""), person=None)
        aktionen.protokoll_zurueckgeben(protokoll=protokoll, person=None)
        aktionen.abschnitt_speichern(
            abschnitt=abschnitt, version=abschnitt.version, text=Text("x", ""), person=None
        )


class TestStaende:
    def test_zugestimmt_wird_nach_der_sitzung_und_wenn_alles_geschrieben_ist(self, haus: Fuellung) -> None:
        laufend = eroeffnet(haus, "2024-09-02", "09:00").protokoll
        with pytest.raises(ValidationError, match="Schließen Sie zuerst die Sitzung"):
            aktionen.protokoll_abstimmen(protokoll=laufend, person=None)
        protokoll = beendet(haus, "2024-08-22").protokoll
        protokoll.abschnitte.filter(punkt__nummer="3").update(ist_fertig=False)
        with pytest.raises(ValidationError, match="Noch nicht fertig: TOP 3"):
            aktionen.protokoll_abstimmen(protokoll=protokoll, person=None)

    @pytest.mark.parametrize("stand", [Stand.ENTWURF, Stand.VERSANDT, Stand.GENEHMIGT])
    def test_kein_schritt_wird_uebersprungen(self, haus: Fuellung, stand: str) -> None:
        protokoll = (
            versandt(haus, "2024-08-08") if stand != Stand.ENTWURF else beendet(haus, "2024-08-08").protokoll
        )
        if stand == Stand.GENEHMIGT:
            aktionen.protokoll_genehmigen(
                protokoll=protokoll, in_sitzung=eroeffnet(haus, "2024-09-02", "09:00"), person=None
            )
        with pytest.raises(ValidationError, match="Stand der Niederschrift ist"):
            aktionen.protokoll_versenden(protokoll=protokoll, person=None)
        if stand != Stand.VERSANDT:
            einwand = Protokolleinwand(protokoll=protokoll, person=haus.gruppe.elif_, text="x")
            with pytest.raises(ValidationError, match="Stand der Niederschrift ist"):
                aktionen.einwand_erheben(einwand=einwand, person=None)

    def test_mit_aenderung_genehmigt_ist_eingefroren_und_das_versandte_bleibt_lesbar(
        self, haus: Fuellung, alle: Niederschriften
    ) -> None:
        """S41."""
        protokoll = alle.genehmigt
        assert (protokoll.stand, protokoll.aenderung) == (Stand.GEAENDERT, "Änderung zu TOP 2")
        gesandt, genehmigt = protokoll.fassungen.all()
        texte = [fassung.inhalt["punkte"][1]["ergebnis"] for fassung in (gesandt, genehmigt)]
        assert texte == [OFFENER_TEXT, "Es gibt vier Arbeitsgruppen mit je 30 Plätzen."]
        for fassung in (gesandt, genehmigt):
            assert fassung.pruefsumme == pruefsumme(json.loads(json.dumps(fassung.inhalt)))
        assert protokoll.pruefsumme == genehmigt.pruefsumme
        assert genehmigt.inhalt["genehmigt_in"].endswith("am 08.08.2024")

    def test_genehmigt_wird_spaeter_im_selben_gremium_und_nach_jeder_entscheidung(
        self, haus: Fuellung, alle: Niederschriften
    ) -> None:
        for falsche in (alle.genehmigt.sitzung, haus.geplant, haus.eingeladen):
            with pytest.raises(ValidationError, match="Genehmigt wird in einer späteren Sitzung"):
                aktionen.protokoll_genehmigen(protokoll=alle.versandt, in_sitzung=falsche, person=None)
        with pytest.raises(ValidationError, match="Über einen Einwand ist noch nicht entschieden"):
            aktionen.protokoll_genehmigen(protokoll=alle.versandt, in_sitzung=alle.laufend, person=None)
        with pytest.raises(ValidationError, match="wie entschieden wurde"):
            aktionen.einwand_entscheiden(einwand=alle.einwand, entscheidung=" ", person=None)
        aktionen.einwand_entscheiden(einwand=alle.einwand, entscheidung="Nein, es sind vier.", person=None)
        punkt = alle.versandt.sitzung.punkte.in_ordnung()[1].pk
        with pytest.raises(ValidationError, match="was geändert wird"):
            aktionen.protokoll_genehmigen(
                protokoll=alle.versandt,
                in_sitzung=alle.laufend,
                texte={punkt: Text("anders", "")},
                person=None,
            )
        aktionen.protokoll_genehmigen(protokoll=alle.versandt, in_sitzung=alle.laufend, person=None)
        alle.versandt.refresh_from_db()
        assert alle.versandt.stand == Stand.GENEHMIGT


class TestNichtOeffentlich:
    """S42: of a non-public item a guest learns its number and nothing else, wherever she looks."""

    def test_das_geheime_steht_im_inhalt_und_nach_dem_schnitt_nicht_mehr(self, haus: Fuellung) -> None:
        inhalt = inhalt_von(beendet(haus, "2024-08-22").protokoll)
        ganz, teil = (json.dumps(sichtbarer_teil(inhalt, darf), ensure_ascii=False) for darf in (True, False))
        for wort in GEHEIMES:
            assert (wort in ganz, wort in teil) == (True, False)
        assert OFFENER_TEXT in teil
        assert [punkt["titel"] for punkt in sichtbarer_teil(inhalt, False)["punkte"]][-1] == NICHTOEFFENTLICH

    @pytest.mark.parametrize("teil", ["", "1/", "2/", "pdf/", "oeffentlich/"])
    def test_auf_jeder_seite_und_in_jedem_pdf(
        self, haus: Fuellung, alle: Niederschriften, client: Client, teil: str
    ) -> None:
        gesehen = {}
        for als in ("mitglied", "gast"):
            client.force_login(haus.konten[als])
            antwort = client.get(url(alle.genehmigt, teil))
            assert antwort.status_code == 200
            ist_pdf = antwort["Content-Type"] == "application/pdf"
            gesehen[als] = pdf_text(antwort.content) if ist_pdf else text(antwort)
            assert "Es gibt vier Arbeitsgruppen" in gesehen[als]
        assert [wort in gesehen["gast"] for wort in GEHEIMES] == [False] * 3
        assert NICHTOEFFENTLICH in gesehen["gast"]
        assert [wort in gesehen["mitglied"] for wort in GEHEIMES] == [teil != "oeffentlich/"] * 3

    def test_im_brief_bekommt_ein_gast_nur_den_oeffentlichen_teil_als_pdf(
        self, haus: Fuellung, alle: Niederschriften
    ) -> None:
        briefe = Nachricht.objects.filter(
            anlass="planung.niederschrift", bezug__startswith=f"{alle.versandt.sitzung_id}:"
        )
        gelesen = {}
        for name in ("Elif Kaya", "Nadia Karimi"):
            brief = briefe.get(an_name=name)
            (anlage,) = beitraege.sammle("anlagen", brief)
            gelesen[name] = pdf_text(anlage.inhalt) + brief.text_zum_zeigen + brief.betreff
            assert OFFENER_TEXT in gelesen[name]
        assert [wort in gelesen["Elif Kaya"] for wort in GEHEIMES] == [True] * 3
        assert [wort in gelesen["Nadia Karimi"] for wort in GEHEIMES] == [False] * 3

    def test_wer_nicht_mehr_dazugehoert_bekommt_beim_uebergeben_nur_noch_den_oeffentlichen(
        self, haus: Fuellung, alle: Niederschriften
    ) -> None:
        brief = Nachricht.objects.filter(anlass="planung.niederschrift", an_name="Elif Kaya").latest("pk")
        haus.gruppe.elif_.mitgliedschaften.update(bis="2024-09-01")
        (anlage,) = beitraege.sammle("anlagen", brief)
        assert GEHEIMER_TEXT not in pdf_text(anlage.inhalt)

    def test_gaeste_sehen_keinen_entwurf_und_keinen_einwand_fremde_gar_nichts(
        self, haus: Fuellung, alle: Niederschriften, client: Client
    ) -> None:
        client.force_login(haus.konten["gast"])
        assert client.get(url(alle.entwurf)).status_code == 404
        assert "drei Arbeitsgruppen" not in text(client.get(url(alle.versandt)))
        client.force_login(haus.konten["mitglied"])
        assert "drei Arbeitsgruppen" in text(client.get(url(alle.versandt)))
        client.force_login(haus.gruppe.amira)
        assert client.get(url(alle.entwurf)).status_code == 200


class TestPdf:
    def test_es_ist_ausgezeichnet_und_jeder_punkt_eine_ueberschrift(
        self, haus: Fuellung, alle: Niederschriften, client: Client
    ) -> None:
        client.force_login(haus.konten["mitglied"])
        leser = PdfReader(io.BytesIO(client.get(url(alle.genehmigt, "pdf/")).content))
        wurzel: Any = leser.trailer["/Root"]
        assert (bool(wurzel["/MarkInfo"]["/Marked"]), wurzel["/Lang"]) == (True, "de")
        inhalt = pdf_text(client.get(url(alle.genehmigt, "pdf/")).content)
        for satz in (
            "TOP 2: Programm und Arbeitsgruppen",
            "3 Ja, 1 Nein, 0 Enthaltungen – angenommen",
            "Ohne Mitwirkung: Elif Kaya",
            "Änderung zu TOP 2",
            alle.genehmigt.pruefsumme[:16],
        ):
            assert satz in inhalt


class TestSeiten:
    def test_vom_entwurf_bis_zur_genehmigung_mit_vorsitz_und_schriftfuehrung(
        self, haus: Fuellung, client: Client
    ) -> None:
        """S41: each page says what comes next, and to whom the button belongs."""
        protokoll = beendet(haus, "2024-08-22").protokoll
        protokoll.abschnitte.filter(punkt__nummer="2").update(ist_fertig=False)
        client.force_login(haus.konten["schriftfuehrung"])
        assert (
            client.get(url(protokoll)).context["tat"].titel
            == "TOP 2 fertig schreiben, dann dem Vorsitz vorlegen"
        )
        abschnitt = protokoll.abschnitte.get(punkt__nummer="2")
        eingabe = {
            "version": abschnitt.version,
            "ergebnis": OFFENER_TEXT,
            "beschluss": "",
            "ist_fertig": "on",
        }
        client.post(f"/arbeit/sitzungen/punkte/{abschnitt.punkt_id}/text/", eingabe)
        tat = client.get(url(protokoll)).context["tat"]
        assert (tat.titel, tat.url) == ("Der Vorsitz prüft den Entwurf", "")
        assert client.post(url(protokoll, "zustimmen/")).status_code == 403
        client.force_login(haus.konten["vorsitz"])
        assert client.get(url(protokoll)).context["tat"].url == url(protokoll, "zustimmen/")
        client.post(url(protokoll, "zustimmen/"))
        client.post(url(protokoll, "versenden/"))
        protokoll.refresh_from_db()
        assert protokoll.stand == Stand.VERSANDT
        client.force_login(haus.konten["mitglied"])
        client.post(url(protokoll, "einwand/"), {"punkt": "", "text": "Der Ort stimmt nicht."})
        client.force_login(haus.konten["schriftfuehrung"])
        assert client.get(url(protokoll)).context["tat"].url == ""  # no later meeting is open yet
        naechste = eroeffnet(haus, "2024-09-02", "09:00")
        assert client.get(url(protokoll)).context["tat"].url == url(protokoll, "genehmigen/")
        formular = client.get(url(protokoll, "genehmigen/")).context["form"]
        eingabe = {name: feld.initial or "" for name, feld in formular.fields.items()} | {
            "in_sitzung": naechste.pk
        }
        assert "noch nicht entschieden" in text(client.post(url(protokoll, "genehmigen/"), eingabe))
        einwand = protokoll.einwaende.get()
        client.post(f"/arbeit/sitzungen/einwaende/{einwand.pk}/", {"entscheidung": "Wird berichtigt."})
        client.post(url(protokoll, "genehmigen/"), eingabe)
        protokoll.refresh_from_db()
        assert (protokoll.stand, protokoll.genehmigt_in) == (Stand.GENEHMIGT, naechste)
        seite = client.get(url(protokoll))
        assert (seite.context["tat"], seite.context["bearbeitbar"]) == (None, {})

    def test_zwei_schreiben_zugleich_und_sehen_beide_texte(self, haus: Fuellung, client: Client) -> None:
        """Without a script: the form comes back with both; with it: 409 and the stored text as data."""
        punkt = eroeffnet(haus, "2024-09-02", "09:00").punkte.in_ordnung()[0]
        adresse = f"/arbeit/sitzungen/punkte/{punkt.pk}/text/"
        eins, zwei = Client(), client
        eins.force_login(haus.konten["schriftfuehrung"])
        zwei.force_login(haus.konten["vorsitz"])
        als_daten = {"headers": {"Accept": "application/json"}}
        erste = eins.post(adresse, {"version": 0, "ergebnis": "Janas Text", "beschluss": ""}, **als_daten)
        assert erste.json() == {
            "version": 1, "ergebnis": "Janas Text", "beschluss": "", "ist_fertig": False, "um": "9:14",
            "wer": "Jana Wolters",
        }  # fmt: skip
        eigener = {"version": 0, "ergebnis": "Deniz' Text", "beschluss": "So sei es."}
        daten = zwei.post(adresse, eigener, **als_daten)
        assert (daten.status_code, daten.json()["ergebnis"]) == (409, "Janas Text")
        seite = zwei.post(adresse, eigener)
        assert seite.status_code == 409
        for satz in ("Janas Text", "Deniz&#x27; Text", "So sei es.", "Jana Wolters, 9:14 Uhr"):
            assert satz in text(seite).replace('<bdi dir="ltr">', "").replace("</bdi>", "")
        assert seite.context["form"]["version"].value() == "1"
        zwei.post(adresse, {**eigener, "version": 1, "ergebnis": "Beide Texte"})
        assert Protokollabschnitt.objects.get(punkt=punkt).ergebnis == "Beide Texte"

    def test_die_seite_kostet_gleich_viele_abfragen(self, haus: Fuellung, client: Client) -> None:
        protokoll = beendet(haus, "2024-08-22").protokoll
        client.force_login(haus.konten["vorsitz"])

        def zahl() -> int:
            with CaptureQueriesContext(connection) as abfragen:
                client.get(url(protokoll))
            return len(abfragen)

        zahl()
        vorher = zahl()
        for nummer in range(4, 8):
            punkt = haus.gruppe.punkt(protokoll.sitzung, "Mehr", nummer=str(nummer), stand="behandelt")
            protokoll.abschnitte.create(punkt=punkt, ergebnis="Text")
        assert zahl() == vorher

    def test_ein_spaeter_punkt_der_geheim_ist_steht_in_keiner_liste(
        self, haus: Fuellung, alle: Niederschriften, client: Client
    ) -> None:
        """The choice of items to object to offers a guest nothing; she has no right to object at all."""
        client.force_login(haus.konten["gast"])
        assert client.get(url(alle.versandt, "einwand/")).status_code == 403
        with uhr.gestellt(zeitpunkt("2024-09-02 09:30")):
            client.force_login(haus.konten["mitglied"])
            assert GEHEIM in text(client.get(url(alle.versandt, "einwand/")))


class TestMitschrift:
    def url(self, haus: Fuellung, tag: str = "2024-09-02") -> tuple[str, Any]:
        sitzung = eroeffnet(haus, tag, "09:00")
        return f"/arbeit/sitzungen/{sitzung.pk}/mitschrift/", sitzung

    def test_die_aufgabenkontrolle_zeigt_was_offen_ist_ueberfaelliges_zuerst(
        self, haus: Fuellung, client: Client
    ) -> None:
        """S44: the standing item lists overdue tasks in words."""
        adresse, sitzung = self.url(haus)
        client.force_login(haus.konten["schriftfuehrung"])
        assert client.get(adresse).context["lage"].aufgaben == []
        kontrolle = haus.gruppe.punkt(sitzung, "Aufgabenkontrolle", nummer="4", art="aufgaben")
        client.post(f"/arbeit/sitzungen/punkte/{kontrolle.pk}/aufrufen/")
        lage = client.get(adresse).context["lage"]
        assert [(zeile.aufgabe.titel, zeile.stand.wort) for zeile in lage.aufgaben] == [
            ("Raum für die Kinderbetreuung anfragen", "überfällig"),
            ("Entwurf 2 des Programms vorlegen", "in Arbeit"),
        ]

    def test_anwesenheit_abstimmung_und_schliessen_ueber_die_seiten(
        self, haus: Fuellung, client: Client
    ) -> None:
        """A whole evening by the forms of the minute-taker; bad input comes back with what was typed."""
        adresse, sitzung = self.url(haus)
        client.force_login(haus.konten["schriftfuehrung"])
        wer = f"/arbeit/sitzungen/{sitzung.pk}/anwesenheit/"
        formular = client.get(wer).context["form"]
        eingabe = {name: feld.initial or "" for name, feld in formular.fields.items()}
        frank = haus.gruppe.frank.pk
        antwort = client.post(wer, {**eingabe, f"von_{frank}": "10:00", f"bis_{frank}": "09:30"})
        assert "Wer geht, ist vorher gekommen." in text(antwort)
        assert antwort.context["form"][f"von_{frank}"].value() == "10:00"
        client.post(wer, {**eingabe, f"status_{frank}": "entschuldigt", "gast_1": "Eva Gast"})
        assert sitzung.anwesenheiten.get(person=frank).status == "entschuldigt"
        assert sitzung.anwesenheiten.filter(gastname="Eva Gast", status="gast").exists()
        punkt = sitzung.punkte.in_ordnung()[0]
        stimmen = f"/arbeit/sitzungen/punkte/{punkt.pk}/abstimmung/"
        zahlen = {"gegenstand": "Tagesordnung", "ja": "9", "nein": "0", "enthaltung": "0"}
        assert "mehr Stimmen als anwesende Stimmberechtigte" in text(client.post(stimmen, zahlen))
        client.post(stimmen, {**zahlen, "ja": "3"})
        assert [str(eine) for eine in punkt.abstimmungen.all()] == ["3 Ja, 0 Nein, 0 Enthaltungen"]
        client.post(f"/arbeit/sitzungen/{sitzung.pk}/schliessen/", {"um": "09:45"})
        sitzung.refresh_from_db()
        assert sitzung.stand == "beendet"
        assert client.get(adresse).context["lage"].laeuft is False

    def test_wer_dran_ist_sieht_die_niederschrift_als_naechsten_schritt(
        self, haus: Fuellung, client: Client
    ) -> None:
        protokoll = beendet(haus, "2024-08-22").protokoll
        client.force_login(haus.konten["vorsitz"])
        schritt = client.get("/arbeit/").context["schritt"]
        assert (schritt.titel, schritt.url) == (
            "Niederschrift der 3. Sitzung: Der Vorsitz prüft den Entwurf", url(protokoll),
        )  # fmt: skip
        client.force_login(haus.konten["schriftfuehrung"])
        assert "Niederschrift" not in client.get("/arbeit/").context["schritt"].titel

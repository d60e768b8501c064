"""After the conference: certificate and anonymous answers."""

import io
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from pypdf import PdfReader

from anmeldung.actions.einlass import einlassen
from anmeldung.actions.gruppen import gruppe_waehlen
from anmeldung.actions.rueckmeldung import rueckmelden
from anmeldung.models import Anmeldung, Rueckmeldung
from tests import welt
from tests.anmeldung.ausfuellen import MEINE, oeffne_link, zeitmarke
from tests.programm.welt import Programm, programm

pytestmark = pytest.mark.django_db

FORMULAR = "/2024/rueckmeldung/"
DANACH = "2024-11-18"


@pytest.fixture
def p() -> Programm:
    return programm()


def eingabe(**felder: Any) -> dict[str, Any]:
    vorgabe = {
        "note": "4",
        "gut": "Das Essen",
        "besser": "",
        "schluessel": str(uuid4()),
        "zeitmarke": zeitmarke(),
    }
    return {**vorgabe, **felder}


def sende(**felder: Any) -> str:
    antwort = Client().post(felder.pop("pfad", FORMULAR), eingabe(**felder))
    return antwort.content.decode().replace("\N{NO-BREAK SPACE}", " ")


class TestBescheinigung:
    def gast(self, p: Programm, name: str = "فاطمة الزهراء") -> Anmeldung:
        gast = welt.bestaetigt(p.konferenz, name=name, sprache="ar")
        gruppe_waehlen(anmeldung=gast, gruppe=p.wohnen)
        return gast

    def test_wer_da_war_bekommt_sie_danach_in_der_sprache_der_seite(self, p: Programm) -> None:
        gast = self.gast(p, "İpek Gül-Şahin")
        with welt.zeit("2024-11-16", "09:42"):
            einlassen(anmeldung=gast, person=p.amira)
        client = Client()
        with welt.zeit("2024-11-16", "12:00"):
            oeffne_link(client, gast)
            assert client.get(f"{MEINE}bescheinigung.pdf").status_code == 302  # not over yet
        with welt.zeit(DANACH):
            assert "bescheinigung.pdf" in client.get(MEINE).content.decode()
            datei = PdfReader(io.BytesIO(client.get(f"{MEINE}bescheinigung.pdf").content))
            text = datei.pages[0].extract_text()
            for wort in (
                "Teilnahmebescheinigung",
                "İpek Gül-Şahin hat an der Konferenz teilgenommen.",
                "Wohnen",
            ):
                assert wort in text
            tuerkisch = client.get(f"/tr{MEINE}bescheinigung.pdf")
            datei = PdfReader(io.BytesIO(tuerkisch.content))
            wurzel: Any = datei.trailer["/Root"]
            assert wurzel["/Lang"] == "tr"
            assert "Katılım belgesi" in datei.pages[0].extract_text()

    def test_wer_nicht_da_war_bekommt_keine_und_ohne_link_gibt_es_nichts(self, p: Programm) -> None:
        gast = self.gast(p)
        client = Client()
        with welt.zeit(DANACH):
            oeffne_link(client, gast)
            assert client.get(f"{MEINE}bescheinigung.pdf").status_code == 302
            assert "bescheinigung.pdf" not in client.get(MEINE).content.decode()
            assert Client().get(f"{MEINE}bescheinigung.pdf").status_code == 404


class TestRueckmeldung:
    def test_eine_antwort_ohne_spur_von_wem_und_doppelt_gesendet_einmal(self, p: Programm) -> None:
        schluessel = str(uuid4())
        with welt.zeit(DANACH):
            for _mal in range(2):
                assert "Vielen Dank!" in sende(schluessel=schluessel)
        eine = Rueckmeldung.objects.get()
        assert (eine.note, eine.gut, eine.sprache, str(eine.am)) == (4, "Das Essen", "de", DANACH)
        spalten = {feld.name for feld in Rueckmeldung._meta.fields}
        assert spalten == {"id", "konferenz", "note", "gut", "besser", "sprache", "am"}
        with connection.cursor() as zeiger:
            zeiger.execute("SELECT string_agg(f::text, ' ') FROM konferenz_formularschluessel f")
            assert "Essen" not in str(zeiger.fetchone())

    @pytest.mark.parametrize(
        ("tag", "satz"),
        [
            ("2024-11-15", "Hier fragen wir Sie nach der Konferenz"),
            (DANACH, "Antwort senden"),
            ("2024-12-20", "Die Zeit für Antworten ist vorbei."),
        ],
    )
    def test_wann_gefragt_wird(self, p: Programm, tag: str, satz: str) -> None:
        with welt.zeit(tag):
            assert satz in Client().get(FORMULAR).content.decode()
            if "Antwort" not in satz:
                assert "jetzt nicht möglich" in sende()
        assert Rueckmeldung.objects.count() == 0

    def test_falsches_kommt_mit_allem_zurueck(self, p: Programm) -> None:
        with welt.zeit(DANACH):
            ohne = sende(note="", besser="Mehr Pausen")
            assert "Bitte wählen Sie eine Antwort." in ohne
            assert "Mehr Pausen" in ohne
            assert "ging sehr schnell" in sende(zeitmarke=zeitmarke(0))
            assert "unsichtbares Feld" in sende(homepage="x")
            assert "Vielen Dank!" not in sende(gut="x" * 4001)
        assert not Rueckmeldung.objects.exists()

    def test_in_der_eigenen_sprache(self, p: Programm) -> None:
        with welt.zeit(DANACH):
            assert "كيف كان المؤتمر" in Client().get(f"/ar{FORMULAR}").content.decode()
            sende(pfad=f"/ar{FORMULAR}")
        assert Rueckmeldung.objects.get().sprache == "ar"

    def test_die_auswertung_erst_ab_drei_und_text_ist_text(self, p: Programm) -> None:
        client = Client()
        client.force_login(p.amira)
        ziel = "/arbeit/2024/anmeldungen/rueckmeldungen/"
        with welt.zeit(DANACH):
            for note in (5, 2):
                sende(note=str(note), gut="<b>alles</b>")
            assert "Noch zu wenige Antworten" in client.get(ziel).content.decode()
            sende(note="5", besser="Mehr Pausen")
            seite = client.get(ziel).content.decode()
        assert "3 Antworten: sehr gut: 2, gut: 0, mittel: 0, nicht so gut: 1, schlecht: 0" in seite
        assert "&lt;b&gt;alles&lt;/b&gt;" in seite
        assert "Mehr Pausen" in seite

    def test_ausserhalb_der_zeit_bleibt_die_tabelle_leer(self, p: Programm) -> None:
        with pytest.raises(ValidationError, match="jetzt nicht möglich"):
            rueckmelden(rueckmeldung=Rueckmeldung(konferenz=p.konferenz, note=5), schluessel=uuid4())

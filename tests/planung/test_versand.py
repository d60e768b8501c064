"""Dispatch log and reminders of a meeting: ticking off by post and phone, the printed letter, lead times and texts."""

from collections.abc import Iterator
from copy import deepcopy
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from pypdf import PdfReader

from konferenz.models import Benutzer, Nachricht
from planung.actions.antworten import antworten
from planung.actions.erinnern import erinnerungen_verschicken
from planung.models import Erinnerung
from tests import welt
from tests.planung.fuellung import Fuellung, fuelle

pytestmark = pytest.mark.django_db
Stand = Nachricht.Stand


@pytest.fixture(scope="module")
def gefuellt(bestand: Any) -> Iterator[Fuellung]:
    with bestand(lambda: fuelle(welt.konferenz(kennung="2024"))) as haus:
        yield haus


@pytest.fixture
def haus(gefuellt: Fuellung, db: None) -> Fuellung:
    return deepcopy(gefuellt)


def als(benutzer: Benutzer) -> Client:
    client = Client()
    client.force_login(benutzer)
    return client


def adresse(haus: Fuellung, teil: str) -> str:
    return f"/arbeit/sitzungen/{haus.eingeladen.pk}/{teil}"


def sende(haus: Fuellung, teil: str, **daten: object) -> str:
    antwort = als(haus.konten["vorsitz"]).post(adresse(haus, teil), daten, follow=True)
    return antwort.content.decode().replace("\N{NO-BREAK SPACE}", " ")


def brief_an(name: str) -> Nachricht:
    return Nachricht.objects.get(anlass="planung.einladung", an_name=name)


class TestAbhaken:
    def test_wer_angerufen_wurde_ist_erledigt_und_niemand_bekommt_etwas_noch_einmal(
        self, haus: Fuellung
    ) -> None:
        """S37: the refused mail is ticked off by phone; no other letter is touched."""
        Nachricht.objects.filter(pk=brief_an("Elif Kaya").pk).update(stand=Stand.GESCHEITERT, fehler="550")
        vorher = Nachricht.objects.count()
        seite = sende(haus, f"versand/{brief_an('Elif Kaya').pk}/erledigt/", weg="telefon")
        brief = brief_an("Elif Kaya")
        assert (brief.stand, brief.weg, brief.fehler) == (Stand.ERLEDIGT, "telefon", "550")
        assert Nachricht.objects.count() == vorher
        assert "auf anderem Weg erledigt" in seite
        liste = als(haus.konten["vorsitz"]).get(adresse(haus, "")).content.decode()
        assert "Telefon, 02.09.2024" in liste

    def test_was_zurueckkommt_steht_als_nicht_angekommen_da(self, haus: Fuellung) -> None:
        Nachricht.objects.filter(pk=brief_an("Frank Petersen").pk).update(stand=Stand.VERSANDT)
        assert "kam nicht an" in sende(haus, f"versand/{brief_an('Frank Petersen').pk}/zurueck/")

    def test_ein_brief_einer_anderen_sitzung_ist_unbekannt(self, haus: Fuellung) -> None:
        fremd = f"/arbeit/sitzungen/{haus.geplant.pk}/versand/{haus.brief.pk}/brief.pdf"
        assert als(haus.konten["vorsitz"]).get(fremd).status_code == 404

    def test_der_brief_auf_papier_ist_ein_pdf_mit_text_und_ohne_link(self, haus: Fuellung) -> None:
        antwort = als(haus.konten["vorsitz"]).get(adresse(haus, f"versand/{haus.brief.pk}/brief.pdf"))
        assert antwort["Content-Type"] == "application/pdf"
        dokument = PdfReader(BytesIO(antwort.content))
        worte = " ".join(seite.extract_text() for seite in dokument.pages)
        for teil in ("Karin Ohlsen", "Programm und Arbeitsgruppen", "Bitte sagen Sie uns Bescheid"):
            assert teil in " ".join(worte.split()), teil
        assert "/z/" not in worte
        assert dokument.trailer["/Root"]["/MarkInfo"]["/Marked"]


def erinnerung(haus: Fuellung, **felder: object) -> Erinnerung:
    return haus.eingeladen.erinnerungen.get(**felder)


class TestErinnerungen:
    def test_die_seite_sagt_was_hinausging_und_was_noch_kommt(self, haus: Fuellung) -> None:
        with welt.zeit("2024-09-05", "17:01"):
            erinnerungen_verschicken()
            seite = als(haus.konten["vorsitz"]).get(adresse(haus, "erinnerungen/")).content.decode()
        assert "Donnerstag, 5. September 2024" in seite
        assert "11 Personen" in seite
        assert seite.count("geplant") == 2

    def test_eigener_text_steht_im_brief_in_der_sprache_der_person(self, haus: Fuellung) -> None:
        type(haus.gruppe.elif_).objects.filter(pk=haus.gruppe.elif_.pk).update(sprache="tr")
        daten = {
            "anzahl": 3,
            "einheit": "tage",
            "text__de": "Bitte lesen Sie den Entwurf.",
            "text__tr": "Lütfen taslağı okuyun.",
        }
        sende(haus, "erinnerungen/neu/", **daten)
        with welt.zeit("2024-09-09", "17:00"):
            erinnerungen_verschicken()
        texte = {b.an_name: b.text_zum_zeigen for b in Nachricht.objects.filter(anlass="planung.erinnerung")}
        assert "Bitte lesen Sie den Entwurf." in texte["Frank Petersen"]
        assert "taslağı" not in texte["Frank Petersen"]
        assert texte["Elif Kaya"].index("Lütfen taslağı okuyun.") < texte["Elif Kaya"].index("Deutsch:")

    def test_zweimal_derselbe_vorlauf_und_null_tage_bekommen_einen_satz(self, haus: Fuellung) -> None:
        assert "Diese Erinnerung gibt es schon." in sende(haus, "erinnerungen/neu/", anzahl=7, einheit="tage")
        assert "Eine Erinnerung geht vor der Sitzung hinaus." in sende(
            haus, "erinnerungen/neu/", anzahl=0, einheit="tage"
        )
        assert haus.eingeladen.erinnerungen.count() == 3

    def test_streichen_geht_bis_sie_hinausgegangen_ist(self, haus: Fuellung) -> None:
        eine = erinnerung(haus, anzahl=7)
        sende(haus, f"erinnerungen/{erinnerung(haus, anzahl=1).pk}/entfernen/")
        with welt.zeit("2024-09-05", "17:01"):
            erinnerungen_verschicken()
            assert "schon hinausgegangen" in sende(haus, f"erinnerungen/{eine.pk}/entfernen/")
        assert list(haus.eingeladen.erinnerungen.values_list("anzahl", flat=True).order_by("anzahl")) == [
            2,
            7,
        ]

    def test_jetzt_erinnern_schreibt_nur_wer_nicht_geantwortet_hat_und_einmal_am_tag(
        self, haus: Fuellung
    ) -> None:
        for mensch in (haus.gruppe.deniz, haus.gruppe.elif_):
            antworten(sitzung=haus.eingeladen, mensch=mensch, antwort="abgesagt", person=None)
        seite = sende(haus, "erinnern/")
        namen = set(Nachricht.objects.filter(anlass="planung.erinnerung").values_list("an_name", flat=True))
        assert namen == {
            "Mariam Ahmadi", "Samuel Tekle", "Frank Petersen", "Joachim Brandt", "Silke Hansen", "Jana Wolters",
            "Ralf Thomsen",
        }  # fmt: skip
        assert "7 Personen werden erinnert." in seite
        assert "Heute sind schon alle erinnert" in sende(haus, "erinnern/")

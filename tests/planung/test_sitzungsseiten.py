"""Pages of meetings: list, one meeting, create, move, cancel, answers, agenda, invitation; who sees and does what."""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from konferenz.models import Nachricht
from planung.actions.antworten import antworten
from planung.models import Aufgabe, Sitzung, Teilnahme
from tests import welt
from tests.planung.fuellung import Fuellung, fuelle
from tests.planung.seiten import URL, als, lies, punktangaben, sende, text, titel

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def gefuellt(bestand: Any) -> Iterator[Fuellung]:
    with bestand(lambda: fuelle(welt.konferenz(kennung="2024"))) as haus:
        yield haus


@pytest.fixture
def haus(gefuellt: Fuellung, db: None) -> Fuellung:
    return deepcopy(gefuellt)


class TestNaechsterSchritt:
    """Each state has its own; who may not act reads what is going on."""

    @pytest.mark.parametrize(
        ("zeit", "felder", "vorsitz", "mitglied"),
        [
            (
                "2024-09-02 09:00", {"stand": "geplant", "ort": None},
                "Ort der Sitzung festlegen", "Die Sitzung wird vorbereitet",
            ),
            (
                "2024-09-02 09:00", {"stand": "geplant"},
                "Tagesordnung prüfen und einladen", "Die Sitzung wird vorbereitet",
            ),
            (
                "2024-09-06 09:00", {"stand": "geplant"},
                "Die Ladungsfrist ist seit 4. September 2024 verkürzt", "Die Sitzung wird vorbereitet",
            ),
            (
                "2024-09-13 09:00", {"stand": "geplant"},
                "Der Termin ist vorbei, eingeladen wurde nicht", "Die Sitzung wird vorbereitet",
            ),
            ("2024-09-12 16:00", {}, "Sitzung eröffnen", "Kommen Sie zu dieser Sitzung?"),
            ("2024-09-12 17:10", {}, "Sitzung eröffnen", "Die Sitzung läuft"),
            ("2024-09-12 17:10", {"stand": "laeuft"}, "Zur Mitschrift", "Die Sitzung läuft"),
            (
                "2024-09-13 09:00", {"stand": "beendet"},
                "Die Niederschrift wird geschrieben", "Die Niederschrift wird geschrieben",
            ),
            (
                "2024-09-02 09:00", {"stand": "abgesagt", "absagegrund": "Hitze"},
                "Die Sitzung fällt aus", "Die Sitzung fällt aus",
            ),
        ],
    )  # fmt: skip
    def test_je_stand(
        self, haus: Fuellung, zeit: str, felder: dict[str, Any], vorsitz: str, mitglied: str
    ) -> None:
        Sitzung.objects.filter(pk=haus.eingeladen.pk).update(**felder)
        with welt.zeit(*zeit.split()):
            for konto, worte in (("vorsitz", vorsitz), ("mitglied", mitglied)):
                seite = lies(haus, konto, f"{haus.eingeladen.pk}/")
                assert worte in seite[seite.index("app-jetzt") : seite.index("app-zweispaltig")], konto


class TestListe:
    def test_die_naechste_steht_oben_mit_stand(self, haus: Fuellung) -> None:
        seite = lies(haus, "mitglied")
        assert seite.index("12. September 2024") < seite.index("10. Oktober 2024")
        assert "eingeladen" in seite
        assert "Sitzung anlegen" not in seite
        assert "Sitzung anlegen" in lies(haus, "vorsitz")

    def test_mehr_sitzungen_kosten_nicht_mehr_abfragen(self, haus: Fuellung) -> None:
        client = als(haus.konten["vorsitz"])
        client.get(URL)
        haus.gruppe.sitzung("2024-04-04 17:00")
        with CaptureQueriesContext(connection) as vorher:
            client.get(URL)
        for tag in ("2024-05-02", "2024-11-07", "2024-12-05"):
            haus.gruppe.sitzung(f"{tag} 17:00")
        with CaptureQueriesContext(connection) as nachher:
            client.get(URL)
        assert len(nachher) == len(vorher)


class TestEineSitzung:
    def test_zeigt_stand_naechsten_schritt_tagesordnung_und_antworten(self, haus: Fuellung) -> None:
        antworten(sitzung=haus.eingeladen, mensch=haus.gruppe.deniz, antwort="zugesagt", person=None)
        seite = lies(haus, "vorsitz", f"{haus.eingeladen.pk}/")
        for worte in (
            "versandt am 28.08.2024, fristgerecht", "in 10 Tagen", "haben noch nicht geantwortet",
            "Programm und Arbeitsgruppen", "N. N.", "so nicht beschlussfähig",
        ):  # fmt: skip
            assert worte in seite, worte

    def test_freier_sitz_steht_als_nn_und_die_regel_steht_dabei(self, haus: Fuellung) -> None:
        """S32: the vacant seat "Bildung" is on the list as N. N.; the rule of the body stands beside the answers."""
        seite = lies(haus, "vorsitz", f"{haus.eingeladen.pk}/")
        zeile = seite[seite.index("N. N.") :]
        assert "Bildung" in zeile[:300]
        assert "Sitz frei" in zeile[:500]
        assert str(haus.gremium.get_quorum_display()) in seite

    def test_ein_gast_liest_keinen_nichtoeffentlichen_punkt(self, haus: Fuellung) -> None:
        """S42: the guest sees the number and "nichtöffentlich", members read the title."""
        haus.gruppe.punkt(haus.eingeladen, "Streng geheim", ist_oeffentlich=False, nummer="3")
        pfad = f"{haus.eingeladen.pk}/"
        assert "Streng geheim" in lies(haus, "mitglied", pfad)
        seite = lies(haus, "gast", pfad)
        assert "Streng geheim" not in seite
        assert "nichtöffentlich" in seite

    def test_mehr_punkte_und_antworten_kosten_nicht_mehr_abfragen(self, haus: Fuellung) -> None:
        client, pfad = als(haus.konten["vorsitz"]), f"{URL}{haus.eingeladen.pk}/"
        client.get(pfad)
        with CaptureQueriesContext(connection) as vorher:
            client.get(pfad)
        for nummer in ("3", "4", "5"):
            haus.gruppe.punkt(haus.eingeladen, f"Punkt {nummer}", nummer=nummer)
        for mensch in (haus.gruppe.deniz, haus.gruppe.elif_, haus.gruppe.frank):
            antworten(sitzung=haus.eingeladen, mensch=mensch, antwort="zugesagt", person=None)
        with CaptureQueriesContext(connection) as nachher:
            client.get(pfad)
        assert len(nachher) <= len(vorher)

    def test_ein_fehlendes_gremium_wird_genannt(self, haus: Fuellung) -> None:
        """S31: only the board has sent members: the page and the preview of the invitation warn."""
        for einer in haus.gremium.sitze.filter(mitgliedschaften__entsendet_durch=haus.gruppe.versammlung):
            einer.mitgliedschaften.update(bis="2024-08-31")
        worte = "Bezirksversammlung hat noch niemanden entsandt"
        assert worte in lies(haus, "vorsitz", f"{haus.geplant.pk}/")
        assert worte in lies(haus, "vorsitz", f"{haus.geplant.pk}/einladung/")

    def test_kalenderdatei_nennt_zeit_und_ort(self, haus: Fuellung) -> None:
        antwort = als(haus.konten["gast"]).get(f"{URL}{haus.eingeladen.pk}/sitzung.ics")
        assert antwort["Content-Type"].startswith("text/calendar")
        assert b"METHOD:PUBLISH" in antwort.content
        assert b"DTSTART;TZID=Europe/Berlin:20240912T170000" in antwort.content


def angaben(haus: Fuellung, **andere: object) -> dict[str, object]:
    return {
        "schluessel": str(uuid4()), "gremium": haus.gremium.pk, "tag": "2024-11-07", "von": "17:00", "bis": "19:00",
        "form": "praesenz", "ort": haus.gruppe.ort.pk, "raum": "4.10", "zugangshinweis": "Aufzug im Hof",
        **andere,
    }  # fmt: skip


class TestAnlegenVerlegenAbsagen:
    def test_anlegen_gibt_die_naechste_nummer_und_ein_doppelter_klick_nur_eine(self, haus: Fuellung) -> None:
        daten = angaben(haus)
        for _mal in range(2):
            antwort = sende(haus, "vorsitz", "neu/", **daten)
        neu = Sitzung.objects.get(beginn__date="2024-11-07")
        assert antwort.redirect_chain[-1][0] == neu.get_absolute_url()
        assert (neu.nummer, neu.zugangshinweis, neu.punkte.count()) == (3, "Aufzug im Hof", 5)
        assert neu.erinnerungen.count() == 3

    @pytest.mark.parametrize(
        ("feld", "wert", "worte"),
        [
            ("bis", "16:00", "Das Ende liegt vor dem Beginn."),
            ("tag", "31.02.2024", "Bitte geben Sie ein Datum ein"),
            ("videolink", "javascript:alert(1)", "vollständige Adresse"),
        ],
    )
    def test_unsinn_bekommt_einen_satz_und_behaelt_das_getippte(
        self, haus: Fuellung, feld: str, wert: str, worte: str
    ) -> None:
        seite = text(sende(haus, "vorsitz", "neu/", **angaben(haus, **{feld: wert})))
        assert worte in seite
        assert "Aufzug im Hof" in seite
        assert not Sitzung.objects.filter(beginn__date="2024-11-07").exists()

    def test_verlegen_schreibt_allen_einmal_und_fragt_neu(self, haus: Fuellung) -> None:
        vorher = Nachricht.objects.filter(anlass="planung.einladung").count()
        daten = angaben(haus, tag="2024-09-19")
        daten.pop("gremium")
        sende(haus, "vorsitz", f"{haus.eingeladen.pk}/aendern/", **daten)
        haus.eingeladen.refresh_from_db()
        assert (haus.eingeladen.generation, haus.eingeladen.beginn.day) == (1, 19)
        assert Nachricht.objects.filter(anlass="planung.verlegt").count() == vorher

    def test_absagen_verlangt_einen_grund(self, haus: Fuellung) -> None:
        pfad = f"{haus.eingeladen.pk}/absagen/"
        assert "kern-error" in text(sende(haus, "vorsitz", pfad, grund=" "))
        haus.eingeladen.refresh_from_db()
        assert haus.eingeladen.stand == "eingeladen"
        seite = text(sende(haus, "vorsitz", pfad, grund="Der Raum ist gesperrt."))
        haus.eingeladen.refresh_from_db()
        assert (haus.eingeladen.stand, haus.eingeladen.absagegrund) == ("abgesagt", "Der Raum ist gesperrt.")
        assert "Die Sitzung fällt aus" in seite


class TestAntworten:
    def test_die_eigene_antwort_und_ihre_aenderung(self, haus: Fuellung) -> None:
        pfad = f"{haus.eingeladen.pk}/antwort/"
        sende(haus, "mitglied", pfad, antwort="zugesagt", bemerkung="komme später")
        sende(haus, "mitglied", pfad, antwort="abgesagt", bemerkung="")
        (eine,) = Teilnahme.objects.filter(person=haus.gruppe.elif_)
        assert (eine.antwort, eine.bemerkung) == ("abgesagt", "")

    def test_nach_einem_anruf_traegt_der_vorsitz_ein(self, haus: Fuellung) -> None:
        sende(
            haus,
            "vorsitz",
            f"{haus.eingeladen.pk}/antworten/{haus.vertretung.person_id}/",
            antwort="zugesagt",
        )
        eine = Teilnahme.objects.get(person=haus.vertretung.person)
        assert (eine.antwort, eine.eingetragen_von) == ("zugesagt", haus.konten["vorsitz"])

    def test_wer_nicht_eingeladen_ist_hat_keine_seite(self, haus: Fuellung) -> None:
        pfad = f"{URL}{haus.eingeladen.pk}/antworten/{haus.ausgeschieden.person_id}/"
        assert als(haus.konten["vorsitz"]).get(pfad).status_code == 404

    def test_nach_dem_beginn_antwortet_niemand_mehr(self, haus: Fuellung) -> None:
        with welt.zeit("2024-09-12", "17:01"):
            seite = text(sende(haus, "mitglied", f"{haus.eingeladen.pk}/antwort/", antwort="zugesagt"))
        assert "kann niemand mehr antworten" in seite
        assert not Teilnahme.objects.exists()


class TestEinladen:
    def test_vorschau_und_versand(self, haus: Fuellung) -> None:
        pfad = f"{haus.geplant.pk}/einladung/"
        seite = lies(haus, "vorsitz", pfad)
        assert "Karin Ohlsen" in seite[seite.index("bekommen einen Brief auf Papier") :]
        assert "fristgerecht" in seite
        assert "Guten Tag Vorname Name," in seite
        assert "[persönlicher Link]" in seite
        sende(haus, "vorsitz", pfad, anschreiben="Bitte bringen Sie den Entwurf mit.")
        haus.geplant.refresh_from_db()
        assert haus.geplant.stand == "eingeladen"
        assert haus.geplant.einladungen.get().anschreiben == "Bitte bringen Sie den Entwurf mit."

    def test_verkuerzt_braucht_einen_grund(self, haus: Fuellung) -> None:
        """S35: too late the page asks why; without a reason nothing is sent."""
        pfad = f"{haus.geplant.pk}/einladung/"
        with welt.zeit("2024-10-03"):
            assert "Die Ladungsfrist von 7 Tagen ist verkürzt" in lies(haus, "vorsitz", pfad)
            assert "Bitte begründen Sie" in text(sende(haus, "vorsitz", pfad, begruendung=""))
            assert not haus.geplant.einladungen.exists()
            sende(haus, "vorsitz", pfad, begruendung="Der Raum war lange offen.")
        assert haus.geplant.einladungen.get().ist_verkuerzt
        assert titel(haus.geplant)[1] == "Bestätigung der verkürzten Ladungsfrist"

    def test_nachtrag_zeigt_die_unterschiede_und_geht_erst_auf_befehl(self, haus: Fuellung) -> None:
        pfad = f"{haus.eingeladen.pk}/nachtrag/"
        assert "nicht geändert" in lies(haus, "vorsitz", pfad)
        sende(haus, "vorsitz", f"{haus.eingeladen.pk}/tagesordnung/neu/", **punktangaben())
        assert not Nachricht.objects.filter(anlass="planung.nachtrag").exists()
        seite = lies(haus, "vorsitz", pfad)
        assert "TOP 2a" in seite
        assert "Kinderbetreuung" in seite
        sende(haus, "vorsitz", pfad)
        assert haus.eingeladen.einladungen.count() == 2
        assert Nachricht.objects.filter(anlass="planung.nachtrag").exists()

    def test_nach_einer_aenderung_ist_der_nachtrag_der_naechste_schritt(self, haus: Fuellung) -> None:
        antworten(sitzung=haus.eingeladen, mensch=haus.gruppe.deniz, antwort="zugesagt", person=None)
        worte = "Die Tagesordnung ist seit dem Versand geändert"
        assert worte not in lies(haus, "vorsitz", f"{haus.eingeladen.pk}/")
        sende(haus, "vorsitz", f"{haus.eingeladen.pk}/tagesordnung/neu/", **punktangaben())
        assert worte in lies(haus, "vorsitz", f"{haus.eingeladen.pk}/")
        assert worte not in lies(haus, "mitglied", f"{haus.eingeladen.pk}/")

    def test_gaeste_bekommen_keinen_nichtoeffentlichen_titel(self, haus: Fuellung) -> None:
        """S42: the letter to the guest has "nichtöffentlich" where the members read the title."""
        haus.gruppe.punkt(haus.geplant, "Streng geheim", ist_oeffentlich=False)
        sende(haus, "vorsitz", f"{haus.geplant.pk}/einladung/")
        briefe = {
            brief.an_name: brief.text_zum_zeigen
            for brief in Nachricht.objects.filter(bezug__startswith=f"{haus.geplant.pk}:")
        }
        assert "Streng geheim" in briefe["Elif Kaya"]
        assert "Streng geheim" not in briefe["Nadia Karimi"]
        assert "nichtöffentlich" in briefe["Nadia Karimi"]

    def test_versand_zeigt_je_person_den_weg_und_was_nicht_ankam(self, haus: Fuellung) -> None:
        """S37: the failure is shown for that person, on the page of the meeting and in the dispatch log."""
        brief = Nachricht.objects.get(anlass="planung.einladung", an_name="Elif Kaya")
        Nachricht.objects.filter(pk=brief.pk).update(stand="gescheitert", fehler="550 unbekannt")
        seite = lies(haus, "vorsitz", f"{haus.eingeladen.pk}/versand/")
        for worte in ("Elif Kaya", "kam nicht an", "550 unbekannt", "Karin Ohlsen", "Brief"):
            assert worte in seite, worte
        assert "1 Brief kam nicht an." in lies(haus, "vorsitz", f"{haus.eingeladen.pk}/")


class TestVerlauf:
    def test_wer_vorbereitet_liest_wer_was_geaendert_hat(self, haus: Fuellung) -> None:
        sende(haus, "vorsitz", f"{haus.geplant.pk}/tagesordnung/neu/", **punktangaben())
        sende(haus, "mitglied", f"{haus.eingeladen.pk}/antwort/", antwort="zugesagt")
        for sitzung, wer, worte in (
            (haus.geplant, "Deniz Aydın", "Punkt hinzugefügt"), (haus.eingeladen, "Elif Kaya", "geantwortet"),
        ):  # fmt: skip
            pfad = f"/arbeit/verlauf/planung.sitzung/{sitzung.pk}/"
            seite = text(als(haus.konten["vorsitz"]).get(pfad))
            assert wer in seite
            assert worte in seite
            assert als(haus.konten["mitglied"]).get(pfad).status_code == 403


class TestUebersicht:
    def test_die_naechste_sitzung_steht_da_und_was_zu_tun_ist(self, haus: Fuellung) -> None:
        Aufgabe.objects.all().delete()
        seite = text(als(haus.konten["mitglied"]).get("/arbeit/"))
        assert "Nächste Sitzungen" in seite
        assert "Kommen Sie zur 1. Sitzung am 12.09.2024?" in seite
        antworten(sitzung=haus.eingeladen, mensch=haus.gruppe.elif_, antwort="zugesagt", person=None)
        seite = text(als(haus.konten["mitglied"]).get("/arbeit/"))
        assert "Kommen Sie zur" not in seite
        assert "zugesagt" in seite

    def test_der_vorsitz_wird_vor_ablauf_der_frist_an_die_einladung_erinnert(self, haus: Fuellung) -> None:
        Aufgabe.objects.all().delete()
        antworten(sitzung=haus.eingeladen, mensch=haus.gruppe.deniz, antwort="zugesagt", person=None)
        worte = "Zur 2. Sitzung einladen"
        assert worte not in text(als(haus.konten["vorsitz"]).get("/arbeit/"))
        with welt.zeit("2024-09-25"):
            assert worte in text(als(haus.konten["vorsitz"]).get("/arbeit/"))
            assert worte not in text(als(haus.konten["mitglied"]).get("/arbeit/"))

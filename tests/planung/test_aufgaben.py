"""Tasks and resubmissions: who sees and does what, overdue in words, exactly one letter, pages."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from konferenz import beitraege, uhr
from konferenz.models import Benutzer, Nachricht
from planung.actions.aufgabe import aufgaben_erinnern, stand_setzen, wiedervorlage_anlegen
from planung.models import Aufgabe, Wiedervorlage
from planung.queries import sicht
from planung.queries.aufgaben import stand_der, zu_kontrollieren
from planung.tasks import aufgaben_und_wiedervorlagen
from tests import welt
from tests.personen import person
from tests.planung.fuellung import Fuellung, fuelle

pytestmark = pytest.mark.django_db
URL = "/arbeit/aufgaben/"


@pytest.fixture
def haus() -> Fuellung:
    return fuelle(welt.konferenz(kennung="2024"))


def text(antwort: Any) -> str:
    return antwort.content.decode().replace("\N{NO-BREAK SPACE}", " ")


def raum(haus: Fuellung, **angaben: object) -> Aufgabe:
    felder = {
        "gremium": haus.gremium, "titel": "Raum anfragen", "verantwortlich": haus.gruppe.elif_,
        "frist": date(2024, 3, 1), **angaben,
    }  # fmt: skip
    return Aufgabe.objects.create(**felder)


class TestUeberfaellig:
    def test_am_tag_danach_steht_es_in_worten_da_und_genau_ein_brief_geht(self, haus: Fuellung) -> None:
        """S44: due on 01.03., on 02.03. red and named "überfällig", on the list to go through, one letter."""
        aufgabe = raum(haus)
        Aufgabe.objects.exclude(pk=aufgabe.pk).delete()
        with welt.zeit("2024-03-01"):
            assert (stand_der(aufgabe).art, stand_der(aufgabe).wort) == ("warning", "fällig heute")
            assert aufgaben_erinnern() == 0
        with welt.zeit("2024-03-02"):
            assert (stand_der(aufgabe).art, stand_der(aufgabe).wort) == ("danger", "überfällig")
            assert aufgabe in zu_kontrollieren(haus.gremium)
            assert [aufgaben_erinnern(), aufgaben_erinnern()] == [1, 0]
            aufgaben_und_wiedervorlagen()
        brief = Nachricht.objects.get(anlass="planung.aufgabe")
        assert (brief.an_name, brief.betreff) == ("Elif Kaya", "Überfällig: Raum anfragen")
        assert f"/arbeit/aufgaben/{aufgabe.pk}/" in brief.text_zum_zeigen

    def test_eine_neue_frist_wird_neu_erinnert_eine_erledigte_aufgabe_nie(self, haus: Fuellung) -> None:
        Aufgabe.objects.all().delete()
        aufgabe, fertig = raum(haus), raum(haus, titel="Fertig")
        stand_setzen(aufgabe=fertig, stand="erledigt", person=None)
        with welt.zeit("2024-03-02"):
            assert aufgaben_erinnern() == 1
        Aufgabe.objects.filter(pk=aufgabe.pk).update(frist=date(2024, 3, 10))
        with welt.zeit("2024-03-10"):
            assert aufgaben_erinnern() == 0
        with welt.zeit("2024-03-11"):
            assert aufgaben_erinnern() == 1

    def test_wer_keine_adresse_hat_bekommt_papier(self, haus: Fuellung) -> None:
        Aufgabe.objects.all().delete()
        raum(haus, verantwortlich=haus.vertretung.person)
        aufgaben_erinnern()
        assert Nachricht.objects.get(anlass="planung.aufgabe").weg == Nachricht.Weg.BRIEF


class TestWiedervorlage:
    def test_sie_kommt_an_ihrem_tag_einmal_und_liegt_bis_sie_erledigt_ist_auf_der_seite(
        self, haus: Fuellung, client: Client
    ) -> None:
        Aufgabe.objects.ueberfaellig(uhr.heute()).update(frist=None)
        with welt.zeit("2024-09-08"):
            assert aufgaben_erinnern() == 0
        with welt.zeit("2024-09-09"):
            assert [aufgaben_erinnern(), aufgaben_erinnern()] == [1, 0]
        client.force_login(haus.konten["vorsitz"])
        assert "Raum nachfragen" in text(client.get(URL))
        client.post(f"{URL}wiedervorlagen/{haus.wiedervorlage.pk}/")
        assert "Raum nachfragen" not in text(client.get(URL))

    def test_nur_wem_sie_gilt_hakt_sie_ab(self, haus: Fuellung, client: Client) -> None:
        client.force_login(haus.konten["mitglied"])
        assert client.post(f"{URL}wiedervorlagen/{haus.wiedervorlage.pk}/").status_code == 403

    def test_ein_tag_der_vorbei_ist_wird_abgelehnt(self, haus: Fuellung) -> None:
        eine = Wiedervorlage(gremium=haus.gremium, anlass="x", an=haus.gruppe.deniz, am=date(2024, 9, 1))
        with pytest.raises(ValidationError, match="Dieser Tag ist vorbei"):
            wiedervorlage_anlegen(wiedervorlage=eine, person=None)


class TestSicht:
    def sieht(self, haus: Fuellung, als: str) -> set[str]:
        benutzer = Benutzer.objects.get(pk=haus.konten[als].pk)
        return {aufgabe.titel for aufgabe in sicht.aufgaben(benutzer)}

    def test_gaeste_sehen_nur_aufgaben_aus_oeffentlichen_punkten_und_eigene(self, haus: Fuellung) -> None:
        """S42."""
        Aufgabe.objects.all().delete()
        offen = haus.gruppe.punkt(haus.geplant, "Programm")
        geheim = haus.gruppe.punkt(haus.geplant, "Sachstand Budget", ist_oeffentlich=False)
        unter = haus.gruppe.punkt(haus.geplant, "Beträge", uebergeordnet=geheim)
        raum(haus, titel="aus offenem", herkunft=offen)
        raum(haus, titel="aus geheimem", herkunft=geheim)
        raum(haus, titel="aus Unterpunkt von geheimem", herkunft=unter)
        raum(haus, titel="ohne Herkunft")
        raum(haus, titel="des Gastes", verantwortlich=haus.gast.person)
        alle = {
            "aus offenem", "aus geheimem", "aus Unterpunkt von geheimem", "ohne Herkunft", "des Gastes",
        }  # fmt: skip
        assert self.sieht(haus, "mitglied") == alle
        assert self.sieht(haus, "gast") == {"aus offenem", "des Gastes"}
        haus.konten["amira"], haus.konten["fremd"] = haus.gruppe.amira, person("haushalt", password=None)
        assert (self.sieht(haus, "amira"), self.sieht(haus, "fremd")) == (alle, set())

    def test_wer_nicht_mehr_dazugehoert_sieht_auch_die_eigene_nicht(self, haus: Fuellung) -> None:
        haus.gruppe.elif_.mitgliedschaften.update(bis=date(2024, 9, 1))
        assert self.sieht(haus, "mitglied") == set()


class TestSeiten:
    def test_anlegen_aendern_erledigen_und_wieder_aufnehmen(self, haus: Fuellung, client: Client) -> None:
        client.force_login(haus.konten["schriftfuehrung"])
        formular = client.get(f"{URL}neu/").context["form"]
        eingabe = {
            "titel": "Plakate bestellen", "wer": f"{haus.gremium.pk}-{haus.gruppe.elif_.pk}", "frist": "2024-09-20",
            "beschreibung": "", "schluessel": formular["schluessel"].value(),
        }  # fmt: skip
        antwort = client.post(f"{URL}neu/", eingabe)
        client.post(f"{URL}neu/", eingabe)
        aufgabe = Aufgabe.objects.get(titel="Plakate bestellen")
        assert antwort["Location"] == f"{URL}{aufgabe.pk}/"
        assert (aufgabe.gremium, aufgabe.verantwortlich, aufgabe.angelegt_von) == (
            haus.gremium, haus.gruppe.elif_, haus.konten["schriftfuehrung"],
        )  # fmt: skip
        client.post(f"{URL}{aufgabe.pk}/aendern/", {**eingabe, "frist": "2024-09-25"})
        client.force_login(haus.konten["mitglied"])
        assert client.get(f"{URL}{aufgabe.pk}/aendern/").status_code == 403
        fehler = client.post(f"{URL}{aufgabe.pk}/stand/", {"stand": "verworfen", "ergebnis": ""})
        assert "Schreiben Sie, warum sie nicht mehr nötig ist." in text(fehler)
        client.post(f"{URL}{aufgabe.pk}/stand/", {"stand": "erledigt", "ergebnis": "Liegen bereit."})
        aufgabe.refresh_from_db()
        assert (aufgabe.stand, aufgabe.frist, aufgabe.ergebnis) == (
            "erledigt", date(2024, 9, 25), "Liegen bereit.",
        )  # fmt: skip
        client.force_login(haus.konten["vorsitz"])
        antwort = client.post(f"{URL}{aufgabe.pk}/aendern/", eingabe)
        assert "Nehmen Sie sie zuerst wieder auf" in text(antwort)
        client.post(f"{URL}{aufgabe.pk}/stand/", {"stand": "offen", "ergebnis": ""})
        aufgabe.refresh_from_db()
        assert (aufgabe.stand, aufgabe.erledigt_am) == ("offen", None)

    def test_aus_einem_punkt_heraus_gehoert_sie_zu_dessen_gremium(
        self, haus: Fuellung, client: Client
    ) -> None:
        punkt = haus.geplant.punkte.in_ordnung()[1]
        client.force_login(haus.gruppe.amira)
        formular = client.get(f"{URL}neu/?punkt={punkt.pk}").context["form"]
        eingabe = {
            "titel": "Räume", "wer": f"{haus.gremium.pk}-{haus.gruppe.frank.pk}",
            "schluessel": formular["schluessel"].value(),
        }  # fmt: skip
        client.post(f"{URL}neu/?punkt={punkt.pk}", eingabe)
        assert Aufgabe.objects.get(titel="Räume").herkunft == punkt
        assert client.get(f"{URL}neu/?punkt=987654").status_code == 404

    def test_eine_wahl_aus_einem_fremden_gremium_gibt_es_nicht(self, haus: Fuellung, client: Client) -> None:
        client.force_login(haus.konten["vorsitz"])
        wahl = [
            gruppe for gruppe, _menschen in client.get(f"{URL}neu/").context["form"].fields["wer"].choices
        ]
        assert wahl == ["", "Vorbereitungsgruppe 2024"]
        antwort = client.post(
            f"{URL}neu/", {"titel": "x", "wer": f"{haus.verwaltung.pk}-{haus.gruppe.elif_.pk}"}
        )
        assert (antwort.status_code, "wer" in antwort.context["form"].errors) == (200, True)

    def test_meine_stehen_auf_der_uebersicht_ueberfaellige_als_naechster_schritt(
        self, haus: Fuellung, client: Client
    ) -> None:
        client.force_login(haus.konten["mitglied"])
        seite = client.get("/arbeit/")
        karte = next(karte for karte in seite.context["karten"] if karte.titel == "Meine Aufgaben")
        assert karte.abzeichen == ("danger", "1 überfällig")
        assert [zeile.aufgabe for zeile in karte.daten["zeilen"]] == [haus.aufgabe]
        assert seite.context["schritt"].titel == "Raum für die Kinderbetreuung anfragen"
        stand_setzen(aufgabe=haus.aufgabe, stand="erledigt", person=None)
        frisch = Benutzer.objects.get(pk=haus.konten["mitglied"].pk)
        neu = next(
            karte for karte in beitraege.sammle("karten", frisch, None) if karte.titel == "Meine Aufgaben"
        )
        assert (neu.abzeichen, neu.daten["zeilen"]) == (None, [])

    def test_die_liste_kostet_gleich_viele_abfragen_und_filtert(self, haus: Fuellung, client: Client) -> None:
        client.force_login(haus.konten["vorsitz"])

        def zahl() -> int:
            with CaptureQueriesContext(
                connection,
            ) as abfragen:
                client.get(URL)
            return len(abfragen)

        zahl()
        vorher = zahl()
        punkt = haus.eingeladen.punkte.in_ordnung()[0]
        for nummer in range(5):
            raum(haus, titel=f"Aufgabe {nummer}", herkunft=punkt)
        assert zahl() == vorher
        titel = {
            filter_: [zeile.aufgabe.titel for zeile in client.get(f"{URL}?{filter_}").context["zeilen"]]
            for filter_ in ("stand=erledigt", "wessen=meine", "stand=alle&wessen=meine", "stand=unsinn")
        }
        assert titel["stand=erledigt"] == ["Protokoll der Bezirksversammlung besorgen"]
        assert titel["wessen=meine"] == []
        assert titel["stand=alle&wessen=meine"] == ["Protokoll der Bezirksversammlung besorgen"]
        assert len(titel["stand=unsinn"]) == 7


def test_die_datenbank_haelt_ende_und_zeit_zusammen(haus: Fuellung) -> None:
    aufgabe = raum(haus)
    aufgabe.erledigt_am = timezone.now()
    with pytest.raises(ValidationError, match="aufgabe_erledigt_mit_zeit"):
        aufgabe.full_clean()

"""Pages of procurement and thresholds: what each role finds, bad input, statements."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from budget.actions.festlegen import festlegen
from budget.models import Angebot, Vergabevermerk, Wertgrenze, Zahlungsempfaenger
from tests import welt
from tests.budget.fuellung import Fuellung, fuelle
from tests.budget.welt import Kasse, eur, kasse, traeger
from tests.personen import person

pytestmark = pytest.mark.django_db
URL = "/arbeit/2024/mittel/vergabe/"


@pytest.fixture
def haus() -> Kasse:
    return kasse()


@pytest.fixture
def mittel(haus: Kasse) -> Fuellung:
    return fuelle(haus)


def text(antwort: Any) -> str:
    return antwort.content.decode().replace("\N{NO-BREAK SPACE}", " ")


def test_liste_zeigt_je_vorgang_ob_ein_vermerk_noetig_ist(
    client: Client, haus: Kasse, mittel: Fuellung
) -> None:
    client.force_login(haus.amira)
    antwort = client.get(URL)
    staende = {lage.vorgang.zweck: lage.stand.wort for lage in antwort.context["lagen"]}
    assert staende == {
        "Organisation": "keine Vergabe", "Druck": "Stückelung prüfen", "Dolmetschen": "Vermerk nicht nötig",
        "Gebärdensprache": "Vermerk liegt vor",
    }  # fmt: skip
    # the same two orders of one payee and of one position are named once
    assert len(antwort.context["stueckelungen"]) == 1
    assert "Als Nächstes" not in text(antwort)


def test_was_fehlt_steht_oben_mit_dem_weg_dorthin(client: Client, haus: Kasse, mittel: Fuellung) -> None:
    with welt.zeit("2023-12-18"):
        vorgang = festlegen(vorgang=haus.vorgang("Bühne"), betrag=eur("1.300,00"), person=haus.bernd)[
            0
        ].vorgang
    client.force_login(haus.amira)
    seite = text(client.get(URL))
    assert f"Vergabevermerk zu Vorgang {vorgang} schreiben" in seite
    assert f'href="{URL}{vorgang.nummer}/"' in seite


def test_angebot_eintragen_aendern_entfernen(client: Client, haus: Kasse, mittel: Fuellung) -> None:
    client.force_login(haus.amira)
    seite = f"{URL}4/angebote/neu/"
    daten = {
        "schluessel": str(client.get(seite).context["form"]["schluessel"].value()),
        "anbieter_name": "Wortbrücke GbR", "netto": "800,00", "brutto": "952,00", "vom": "2024-08-30",
    }  # fmt: skip
    for _mal in range(2):  # sent twice: one offer
        assert client.post(seite, daten)["Location"] == f"{URL}4/"
    angebot = Angebot.objects.get(anbieter__name="Wortbrücke GbR")
    neu = daten | {"anbieter": angebot.anbieter_id, "anbieter_name": "", "brutto": "900,00"}
    neu["schluessel"] = str(client.get(seite).context["form"]["schluessel"].value())
    client.post(f"{URL}4/angebote/{angebot.pk}/", neu)
    angebot.refresh_from_db()
    assert angebot.brutto == eur("900,00")
    client.post(f"{URL}4/angebote/{angebot.pk}/entfernen/")
    assert not Angebot.objects.filter(pk=angebot.pk).exists()
    gewaehlt = f"{URL}{mittel.auftrag.nummer}/angebote/{mittel.angebot.pk}/entfernen/"
    assert "im Vergabevermerk gewählt" in text(client.post(gewaehlt, follow=True))
    # an offer of another case is not found at this one
    assert client.get(f"{URL}4/angebote/{mittel.angebot.pk}/").status_code == 404


@pytest.mark.parametrize(
    ("falsch", "satz"),
    [
        ({"anbieter_name": ""}, "Bitte wählen Sie einen Anbieter oder nennen Sie einen neuen."),
        ({"brutto": "700,00"}, "Brutto kann nicht kleiner als netto sein."),
        ({"vom": "2024-09-03"}, "Der Tag liegt in der Zukunft."),
        ({"vom": "gestern"}, "Bitte geben Sie ein Datum ein"),
        ({"netto": "0"}, "Der Betrag muss größer als null sein."),
    ],
)
def test_falsches_angebot_wird_erklaert_und_bleibt_stehen(
    client: Client, haus: Kasse, mittel: Fuellung, falsch: dict[str, str], satz: str
) -> None:
    client.force_login(haus.amira)
    seite = f"{URL}4/angebote/neu/"
    daten = {
        "schluessel": str(client.get(seite).context["form"]["schluessel"].value()),
        "anbieter_name": "Wortbrücke GbR", "netto": "800,00", "brutto": "952,00", "vom": "2024-08-30",
    }  # fmt: skip
    antwort = client.post(seite, daten | falsch)
    assert satz in text(antwort)
    assert (daten | falsch)["brutto"] in text(antwort)
    assert not Zahlungsempfaenger.objects.filter(name="Wortbrücke GbR").exists()


def test_vermerk_schreiben_mit_vorschlag_und_noch_einmal(
    client: Client, haus: Kasse, mittel: Fuellung
) -> None:
    client.force_login(haus.amira)
    leer = client.get(f"{URL}2/vermerk/").context["form"].initial
    assert (leer["verfahren"], leer["gewaehlt"]) == ("direkt", None)
    seite = f"{URL}{mittel.auftrag.nummer}/vermerk/"
    anfang = client.get(seite).context["form"].initial
    assert anfang["gewaehlt"] == mittel.angebot.pk
    antwort = client.post(seite, anfang | {"begruendung": " "})
    assert "Bitte füllen Sie dieses Feld aus." in text(antwort)
    client.post(seite, anfang | {"auftragswert_netto": "1.193,28", "begruendung": "Neu begründet."})
    vermerk = Vergabevermerk.objects.get()
    assert (vermerk.begruendung, vermerk.person) == ("Neu begründet.", haus.amira)
    fremd = Angebot.objects.create(
        vorgang=mittel.zuwendung, anbieter=traeger("X"), netto=1, brutto=1, vom=date(2023, 12, 1)
    )
    falsch = client.post(seite, anfang | {"auftragswert_netto": "1,00", "gewaehlt": fremd.pk})
    assert list(falsch.context["form"].errors) == ["gewaehlt"]


def test_pruefung_sieht_alles_und_aendert_nichts(client: Client, mittel: Fuellung) -> None:
    client.force_login(person("pruefung"))
    seite = text(client.get(f"{URL}{mittel.auftrag.nummer}/"))
    assert "Günstigstes Angebot; ein drittes Büro hat abgesagt." in seite
    for wort in ("Angebot eintragen", "Vermerk ändern", "Entfernen"):
        assert wort not in seite


def test_eine_zuwendung_hat_weder_angebote_noch_vermerk(
    client: Client, haus: Kasse, mittel: Fuellung
) -> None:
    client.force_login(haus.amira)
    seite = text(client.get(f"{URL}{mittel.zuwendung.nummer}/"))
    assert "Eine Zuwendung ist kein Auftrag." in seite
    assert "Angebot eintragen" not in seite


class TestWertgrenzen:
    URL = "/arbeit/mittel/wertgrenzen/"

    def test_datierte_daten_von_der_rolle_haushalt_gepflegt(
        self, client: Client, haus: Kasse, mittel: Fuellung
    ) -> None:
        client.force_login(haus.bernd)
        antwort = client.get(self.URL)
        gilt = Wertgrenze.objects.filter(pk__in=antwort.context["heute_gueltig"])
        assert set(gilt.values_list("gueltig_ab", flat=True)) == {date(2024, 1, 1)}
        neu = {
            "verfahren": "direkt", "gueltig_ab": "2025-01-01", "bis_netto": "7.500,00", "angebote": "0",
            "zusammen_tage": "90", "fundstelle": "Rundschreiben 12/2024",
        }  # fmt: skip
        assert client.post(f"{self.URL}neu/", neu)["Location"] == self.URL
        grenze = Wertgrenze.objects.get(gueltig_ab=date(2025, 1, 1))
        assert grenze.bis_netto == eur("7.500,00")
        assert "ab diesem Tag schon eine Wertgrenze" in text(client.post(f"{self.URL}neu/", neu))
        client.post(f"{self.URL}{grenze.pk}/", neu | {"bis_netto": ""})
        grenze.refresh_from_db()
        assert grenze.bis_netto is None
        ohne = text(client.post(f"{self.URL}neu/", neu | {"fundstelle": "", "gueltig_ab": "2026-01-01"}))
        assert "Bitte füllen Sie dieses Feld aus." in ohne

    def test_andere_sehen_sie_nur(self, client: Client, haus: Kasse, mittel: Fuellung) -> None:
        client.force_login(haus.amira)
        assert "Wertgrenze eintragen" not in text(client.get(self.URL))
        assert client.get(f"{self.URL}neu/").status_code == 403

    def test_leer_sagt_die_seite_was_fehlt(self, client: Client, haus: Kasse) -> None:
        client.force_login(haus.bernd)
        assert "Noch ist keine eingetragen." in text(client.get(self.URL))


def test_anweisungen_je_seite(client: Client, haus: Kasse, mittel: Fuellung) -> None:
    client.force_login(haus.amira)
    adressen = (URL, f"{URL}{mittel.auftrag.nummer}/")
    zahlen: dict[str, list[int]] = {}
    for mal in range(2):
        for adresse in adressen:
            client.get(adresse)
            with CaptureQueriesContext(connection) as abfragen:
                client.get(adresse)
            zahlen.setdefault(adresse, []).append(len(abfragen))
        if mal == 0:
            with welt.zeit("2023-12-18"):
                for nummer in range(3):
                    neu = haus.vorgang(f"Neu {nummer}", empfaenger=traeger(f"Wer {nummer}"))
                    festlegen(vorgang=neu, betrag=eur("10,00"), person=haus.bernd)
    assert {len(set(werte)) for werte in zahlen.values()} == {1}, zahlen
    assert max(werte[0] for werte in zahlen.values()) <= 20, zahlen

"""The pages of date polls: begin one, answer, enter an answer, choose, call off; holidays."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from planung.actions.terminumfrage import umfrage_beantworten
from planung.models import Kalenderhinweis, Sitzung, Terminantwort, Terminumfrage
from tests import welt
from tests.personen import person
from tests.planung.fuellung import Fuellung, fuelle
from tests.planung.welt import Funktion, mensch, setze

URL = "/arbeit/termine/"


@pytest.fixture
def haus(db: None) -> Fuellung:
    welt.bezirk()
    return fuelle()


def als(haus: Fuellung, wer: str) -> Client:
    client = Client()
    client.force_login(haus.konten[wer])
    return client


def werte(client: Client, pfad: str, **neu: Any) -> dict[str, Any]:
    form = client.get(pfad).context["form"]
    alle = {feld.html_name: feld.value() for feld in form}
    return {name: wert for name, wert in {**alle, **neu}.items() if wert not in (None, "")}


NEU = {
    "titel": "Sitzung im November", "frist": "2024-09-20", "frist_zeit": "18:00", "dauer_minuten": "90",
    "tag_1": "2024-11-11", "zeit_1": "17:00", "tag_2": "2024-11-12", "zeit_2": "18:30",
}  # fmt: skip


def test_der_vorsitz_beginnt_eine_umfrage(haus: Fuellung) -> None:
    client = als(haus, "vorsitz")
    antwort = client.post(f"{URL}neu/", werte(client, f"{URL}neu/", gremium=haus.gremium.pk, **NEU))
    neu = Terminumfrage.objects.get(titel="Sitzung im November")
    assert antwort["Location"] == neu.get_absolute_url()
    assert [str(eine) for eine in neu.optionen.all()] == ["11.11.2024 16:00", "12.11.2024 17:30"]
    assert (neu.dauer_minuten, neu.stand) == (90, "offen")


@pytest.mark.parametrize(
    ("falsch", "satz"),
    [
        ({"zeit_2": ""}, "Bitte füllen Sie dieses Feld aus."),
        ({"tag_3": "2024-11-13"}, "Bitte geben Sie auch die Uhrzeit an."),
        ({"zeit_3": "10:00"}, "Bitte geben Sie auch den Tag an."),
        ({"tag_2": "31.02.2024"}, "Bitte geben Sie ein Datum ein"),
        ({"frist": "2024-09-01"}, "Die Frist liegt in der Vergangenheit."),
        ({"frist": "2024-11-12"}, "vor dem ersten vorgeschlagenen Termin"),
        ({"tag_2": "2024-11-11", "zeit_2": "17:00"}, "Ein Termin steht zweimal da."),
        ({"dauer_minuten": "2"}, "größer oder gleich 5"),
    ],
)
def test_unsinn_bekommt_einen_satz_und_behaelt_das_getippte(
    haus: Fuellung, falsch: dict[str, str], satz: str
) -> None:
    client = als(haus, "vorsitz")
    gesendet = werte(client, f"{URL}neu/", gremium=haus.gremium.pk, **NEU) | falsch
    seite = client.post(f"{URL}neu/", gesendet).content.decode()
    assert satz in seite
    assert 'value="Sitzung im November"' in seite
    assert Terminumfrage.objects.count() == 1


def test_ein_mitglied_antwortet_angemeldet_und_der_vorsitz_traegt_fuer_andere_ein(haus: Fuellung) -> None:
    ort = f"{haus.umfrage.get_absolute_url()}antwort/"
    mitglied, vorsitz = als(haus, "mitglied"), als(haus, "vorsitz")
    erste = haus.umfrage.optionen.all()[0]
    assert "Herbstferien Musterstadt" in mitglied.get(ort).content.decode()
    assert "mindestens einem Termin" in mitglied.post(ort, {}).content.decode()
    assert mitglied.post(ort, {f"option_{erste.pk}": "ja"})["Location"] == haus.umfrage.get_absolute_url()
    am_telefon = f"{ort}{haus.gruppe.jana.pk}/"
    assert mitglied.get(am_telefon).status_code == 403
    assert vorsitz.post(am_telefon, {f"option_{erste.pk}": "nein"}).status_code == 302
    gesagt = Terminantwort.objects.filter(option=erste)
    assert dict(gesagt.values_list("teilnahme__person__anzeigename", "wert")) == {
        haus.gruppe.frank.anzeigename: "ja", haus.gruppe.elif_.anzeigename: "ja", haus.gruppe.jana.anzeigename: "nein",
    }  # fmt: skip


def test_der_vorsitz_waehlt_und_kommt_zur_sitzung(haus: Fuellung) -> None:
    vorsitz = als(haus, "vorsitz")
    zweite = haus.umfrage.optionen.all()[1]
    ort = f"{haus.umfrage.get_absolute_url()}waehlen/{zweite.pk}/"
    seite = vorsitz.get(ort).content.decode()
    assert "Schulferien: Herbstferien Musterstadt" in seite
    assert f"<bdi>{haus.gruppe.frank.anzeigename}</bdi>: nein" in seite
    antwort = vorsitz.post(ort)
    sitzung = Sitzung.objects.get(terminoption=zweite)
    assert antwort["Location"] == sitzung.get_absolute_url()
    assert vorsitz.post(ort)["Location"] == sitzung.get_absolute_url()
    html = vorsitz.get(haus.umfrage.get_absolute_url()).content.decode()
    assert "Gewählt:" in html
    assert "Umfrage abbrechen" not in html
    andere = haus.umfrage.optionen.all()[0]
    assert vorsitz.post(f"{haus.umfrage.get_absolute_url()}waehlen/{andere.pk}/", follow=True).content.decode().count(
        "nichts mehr zu wählen"
    )  # fmt: skip
    assert Sitzung.objects.filter(terminoption__isnull=False).count() == 1


def test_abbrechen_und_nach_der_frist_bleibt_die_wahl(haus: Fuellung) -> None:
    vorsitz, ort = als(haus, "vorsitz"), haus.umfrage.get_absolute_url()
    with welt.zeit("2024-09-07"):
        html = vorsitz.get(ort).content.decode()
        assert "Wählen Sie den Termin" in html
        assert "1 von" in html
        zu_spaet = vorsitz.post(
            f"{ort}antwort/{haus.gruppe.elif_.pk}/", {f"option_{haus.umfrage.optionen.all()[0].pk}": "ja"}
        )
        assert "nimmt keine Antworten mehr an" in zu_spaet.content.decode()
    assert vorsitz.post(f"{ort}abbrechen/")["Location"] == ort
    assert "abgebrochen" in vorsitz.get(ort).content.decode()


def test_die_zahl_der_anweisungen_haengt_nicht_von_den_leuten_ab(haus: Fuellung) -> None:
    vorsitz, ort = als(haus, "vorsitz"), haus.umfrage.get_absolute_url()

    def anweisungen(pfad: str) -> int:
        with CaptureQueriesContext(connection) as gezaehlt:
            assert vorsitz.get(pfad).status_code == 200
        return len(gezaehlt)

    vorher = {pfad: anweisungen(pfad) for pfad in (URL, ort)}
    optionen = list(haus.umfrage.optionen.all())
    for nummer in range(15):
        neu = mensch(f"M {nummer}", mit_konto=False)
        setze(haus.gremium, neu, "Rat", funktion=Funktion.GAST)
        haus.umfrage.teilnahmen.create(person=neu)
        umfrage_beantworten(umfrage=haus.umfrage, mensch=neu, werte={eine.pk: "ja" for eine in optionen})
    assert {pfad: anweisungen(pfad) for pfad in vorher} == vorher
    assert max(vorher.values()) <= 20


def test_ferien_eintragen_aendern_loeschen(haus: Fuellung) -> None:
    client = Client()
    client.force_login(person("sachbearbeitung"))
    ort = f"{URL}kalender/"
    falsch = {"name": "Opferfest", "art": "religion", "von": "2025-06-06", "bis": "2025-06-05"}
    assert "Das Ende liegt vor dem Beginn." in client.post(f"{ort}neu/", falsch).content.decode()
    richtig = falsch | {"bis": "2025-06-09"}
    assert client.post(f"{ort}neu/", richtig)["Location"] == ort
    assert client.post(f"{ort}neu/", richtig).status_code == 200  # it is there already
    neu = Kalenderhinweis.objects.get(name="Opferfest")
    assert client.post(f"{ort}{neu.pk}/", richtig | {"name": "Kurban Bayramı"})["Location"] == ort
    assert "Kurban Bayramı" in client.get(ort).content.decode()
    assert client.post(f"{ort}{neu.pk}/loeschen/")["Location"] == ort
    assert not Kalenderhinweis.objects.filter(pk=neu.pk).exists()

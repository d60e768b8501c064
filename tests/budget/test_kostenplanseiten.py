"""Pages of the cost plan: what each role finds, bad input, two people at once, statements."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from budget.actions.kostenplan import entwurf_anlegen
from budget.actions.reservieren import reservieren
from budget.models import Kostenplan
from budget.queries.kostenplan import pruefsumme
from tests import welt
from tests.budget.fuellung import fuelle
from tests.budget.welt import Kasse, eur, kasse

pytestmark = pytest.mark.django_db
URL = "/arbeit/2024/mittel/kostenplan/"


@pytest.fixture
def haus() -> Kasse:
    return kasse()


def text(antwort: Any) -> str:
    return antwort.content.decode().replace("\N{NO-BREAK SPACE}", " ")


def entwurf(haus: Kasse) -> Kostenplan:
    return entwurf_anlegen(bereitstellung=haus.bereitstellung, person=haus.amira)


def eingabe(plan: Kostenplan, **betraege: str) -> dict[str, str]:
    """A filled form: amounts by kind of position."""
    daten = {"stand": pruefsumme(plan), "bemerkung": "Neu gerechnet."}
    for zeile in plan.zeilen.select_related("position"):
        daten[f"betrag_{zeile.position_id}"] = betraege.get(zeile.position.art, "")
    return daten


def test_vom_ersten_knopf_bis_zur_freigabe_durch_eine_andere_person(client: Client, haus: Kasse) -> None:
    client.force_login(haus.amira)
    assert "Noch gibt es keinen Kostenplan." in text(client.get(URL))
    assert "Die erste Fassung" not in text(client.get(URL))
    antwort = client.post(f"{URL}neu/")
    assert antwort["Location"] == f"{URL}1/bearbeiten/"
    plan = Kostenplan.objects.get()
    client.post(antwort["Location"], eingabe(plan, raum="15.000,00", druck="1.234,56"))
    assert {z.position.art: z.soll for z in plan.zeilen.all()} == {
        "raum": eur("15.000,00"), "druck": eur("1.234,56"),
    }  # fmt: skip
    seite = text(client.get(f"{URL}1/"))
    assert "Freigeben muss eine Person mit der Rolle Haushalt" in seite
    assert "kostenplan/1/freigeben/" not in seite

    client.force_login(haus.bernd)
    assert "Fassung 1 mit 16.234,56 € freigeben" in text(client.get(f"{URL}1/"))
    client.post(f"{URL}1/freigeben/", {"stand": client.get(f"{URL}1/").context["stand"]})
    assert "Freigegeben von Bernd Lohmann am 02.09.2024" in text(client.get(f"{URL}1/"))
    client.force_login(haus.amira)
    assert client.get(f"{URL}1/bearbeiten/")["Location"] == f"{URL}1/"


@pytest.mark.parametrize(
    ("betrag", "satz"),
    [
        ("1,234.56", "Schreiben Sie den Betrag so: 20.000,00"),
        ("1234.56", "Schreiben Sie den Betrag so: 20.000,00"),
        ("-5", "Der Betrag kann nicht kleiner als null sein."),
        ("1,234", "Schreiben Sie den Betrag so: 20.000,00"),
        ("1000000000000", "Der Betrag ist zu groß."),
        ("viel", "Schreiben Sie den Betrag so: 20.000,00"),
    ],
)
def test_falsche_betraege_werden_erklaert_und_bleiben_stehen(
    client: Client, haus: Kasse, betrag: str, satz: str
) -> None:
    plan = entwurf(haus)
    client.force_login(haus.amira)
    antwort = client.post(f"{URL}1/bearbeiten/", eingabe(plan, raum=betrag, druck="7,00"))
    assert antwort.status_code == 200
    seite = text(antwort)
    assert satz in seite
    assert f'value="{betrag}"' in seite
    assert 'value="7,00"' in seite
    assert not plan.zeilen.exclude(soll=0).exists()


def test_arabische_ziffern_sind_ziffern(client: Client, haus: Kasse) -> None:
    plan = entwurf(haus)
    client.force_login(haus.amira)
    client.post(f"{URL}1/bearbeiten/", eingabe(plan, raum="١٢٣٤,٥٠"))
    assert plan.zeilen.get(position__art="raum").soll == eur("1.234,50")


def test_zwei_schreiben_zugleich_der_zweite_erfaehrt_es_und_behaelt_seine_eingabe(
    client: Client, haus: Kasse
) -> None:
    plan = entwurf(haus)
    meine = eingabe(plan, raum="1,00")
    client.force_login(haus.amira)
    client.post(f"{URL}1/bearbeiten/", eingabe(plan, raum="2,00", druck="3,00"))
    antwort = client.post(f"{URL}1/bearbeiten/", meine)
    assert "inzwischen von jemand anderem geändert" in text(antwort)
    assert 'value="1,00"' in text(antwort)
    assert plan.zeilen.get(position__art="raum").soll == eur("2,00")


def test_freigabe_eines_geaenderten_entwurfs_wird_erklaert(client: Client, haus: Kasse) -> None:
    plan = entwurf(haus)
    client.force_login(haus.bernd)
    antwort = client.post(f"{URL}1/freigeben/", {"stand": "veraltet"}, follow=True)
    assert "inzwischen von jemand anderem geändert" in text(antwort)
    plan.refresh_from_db()
    assert plan.ist_entwurf


def test_ueber_der_obergrenze_warnt_der_entwurf(client: Client, haus: Kasse) -> None:
    plan = entwurf(haus)
    client.force_login(haus.amira)
    client.post(f"{URL}1/bearbeiten/", eingabe(plan, raum="20.000,10"))
    for adresse in (URL, f"{URL}1/"):
        assert "Der Plan liegt 0,10 € über der Obergrenze." in text(client.get(adresse))
    client.force_login(haus.bernd)
    gesehen = {"stand": client.get(f"{URL}1/").context["stand"]}
    antwort = client.post(f"{URL}1/freigeben/", gesehen, follow=True)
    assert "kann nicht freigegeben werden" in text(antwort)


def test_position_aufnehmen_umbenennen_und_entwurf_verwerfen(client: Client, haus: Kasse) -> None:
    plan = entwurf(haus)
    client.force_login(haus.amira)
    seite = client.get(f"{URL}1/position/")
    neu = {"bezeichnung": "Fahrdienst", "art": "sonstiges", "soll": "300,00"}
    neu["schluessel"] = str(seite.context["form"]["schluessel"].value())
    for _mal in range(2):
        assert client.post(f"{URL}1/position/", neu)["Location"] == f"{URL}1/"
    position = plan.zeilen.get(position__bezeichnung="Fahrdienst").position
    doppelt = text(
        client.post(f"{URL}1/position/", neu | {"schluessel": "0" * 32, "bezeichnung": "fahrdienst"})
    )
    assert "Diese Kostenposition steht schon im Plan." in doppelt

    client.post(f"{URL}positionen/{position.pk}/", {"bezeichnung": "Taxi", "art": "sonstiges"})
    assert "Taxi" in text(client.get(f"{URL}1/"))
    client.post(f"{URL}1/verwerfen/")
    assert not Kostenplan.objects.exists()
    assert client.get(f"{URL}1/").status_code == 404


def test_ohne_bereitstellung_gibt_es_die_seiten_nicht(client: Client, haus: Kasse) -> None:
    welt.konferenz(kennung="2025")
    client.force_login(haus.bernd)
    assert client.get("/arbeit/2025/mittel/kostenplan/").status_code == 404


def test_alle_fassungen_und_ihre_unterschiede(client: Client, haus: Kasse) -> None:
    gefuellt = fuelle(haus)
    client.force_login(haus.amira)
    assert "Alle Beträge sind dieselben wie in Fassung 1." in text(client.get(f"{URL}2/"))
    daten = eingabe(gefuellt.entwurf, raum="500,00", druck="700,00")
    client.post(f"{URL}2/bearbeiten/", daten)
    unterschiede = client.get(f"{URL}2/").context["unterschiede"]
    assert {u.position.art: u.stand.wort for u in unterschiede} == {
        "raum": "mehr", "organisation": "entfällt", "dolmetschen": "entfällt", "gebaerden": "entfällt",
        "kinder": "entfällt", "dokumentation": "entfällt",
    }  # fmt: skip
    seite = text(client.get(URL))
    assert "Fassung 2 fertig schreiben" in seite
    assert "freigegeben von Bernd Lohmann am 11.12.2023" in seite
    client.force_login(haus.bernd)
    assert "Fassung 2 prüfen und freigeben" in text(client.get(URL))
    client.force_login(haus.carla)
    assert "Als Nächstes" not in text(client.get(URL))


def test_anweisungen_je_seite(client: Client, haus: Kasse) -> None:
    """The same number with few and with many cases, some of them without a position in the plan."""
    fuelle(haus)
    client.force_login(haus.amira)
    positionen = haus.bereitstellung.positionen
    honorar, andere = positionen.get(art="honorar"), positionen.exclude(art="honorar")
    zahlen: dict[str, list[int]] = {}
    for neue in ([honorar], andere):
        for position in neue:
            reservieren(vorgang=haus.vorgang(position=position), betrag=eur("1,00"), person=haus.amira)
        for adresse in (URL, f"{URL}2/"):
            client.get(adresse)
            with CaptureQueriesContext(connection) as abfragen:
                client.get(adresse)
            zahlen.setdefault(adresse, []).append(len(abfragen))
    assert {len(set(werte)) for werte in zahlen.values()} == {1}, zahlen
    assert max(werte[0] for werte in zahlen.values()) <= 20, zahlen

"""Pages of grants: the way from the notice to the checked proof, bad input, roles, statements."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from budget.actions.festlegen import festlegen
from budget.models import Rechnung, Zuwendung
from tests import welt
from tests.budget.fuellung import Fuellung, fuelle
from tests.budget.welt import Kasse, bestaetigte_kasse, eur, kasse, traeger

pytestmark = pytest.mark.django_db
URL = "/arbeit/2024/mittel/zuwendungen/"
BESCHEID = {
    "bescheid_am": "2023-12-18", "aktenzeichen": "44-2023/311", "beginn_am": "2024-01-02",
    "nachweis_bis": "2025-05-16", "nachweis_einfach": "on",
}  # fmt: skip


def text(antwort: Any) -> str:
    return antwort.content.decode().replace("\N{NO-BREAK SPACE}", " ")


@pytest.fixture
def haus() -> Kasse:
    haus = bestaetigte_kasse("12.500,00")
    with welt.zeit("2023-12-18"):
        festlegen(vorgang=haus.zuwendung(empfaenger=traeger()), betrag=eur("9.000,00"), person=haus.bernd)
    return haus


@pytest.fixture
def mittel() -> Fuellung:
    return fuelle(kasse())


def test_vom_bescheid_bis_zur_geprueften_verwendung(client: Client, haus: Kasse) -> None:
    """Each page says what comes next; the proof is checked by another person, the rest becomes free (F9)."""
    client.force_login(haus.amira)
    assert client.get(f"{URL}1/").context["schritt"].titel == "Bescheid eintragen"
    assert client.get(f"{URL}1/raten/")["Location"] == f"{URL}1/"  # not before the notice
    assert client.get(f"{URL}1/bescheid/").context["form"].initial["nachweis_bis"] == date(2025, 5, 16)
    client.post(f"{URL}1/bescheid/", BESCHEID)
    assert client.get(f"{URL}1/").context["schritt"].titel == "Raten planen"
    raten = {
        "betrag_0": "6.000,00", "faellig_0": "2024-09-02", "betrag_1": "3.000,00", "faellig_1": "2024-11-20",
    }  # fmt: skip
    client.post(f"{URL}1/raten/", raten)
    assert client.get(f"{URL}1/").context["schritt"].titel == "1. Rate: Abruf eintragen"
    client.post(f"{URL}1/raten/1/abruf/", {"eingegangen_am": "2024-09-02"})
    assert Rechnung.objects.get().brutto == eur("6.000,00")
    assert client.get(f"{URL}1/").context["schritt"].titel == "2. Rate: Abruf eintragen"
    client.post(f"{URL}1/nachweis/", {"eingegangen_am": "2024-09-02", "betrag": "5.500,00"})
    seite = client.get(f"{URL}1/")
    assert (seite.context["schritt"].titel, seite.context["schritt"].url) == ("Nachweis prüfen", "")
    selbst = client.post(f"{URL}1/pruefung/", {"vermerk": "Stimmt."})
    assert "Sie haben den Nachweis eingetragen." in text(selbst)

    client.force_login(haus.bernd)
    assert "3.000,00 € sind nicht abgerufen. Mit der Prüfung werden sie freigegeben." in text(
        client.get(f"{URL}1/pruefung/")
    )
    client.post(f"{URL}1/pruefung/", {"vermerk": "Ausgaben belegt."})
    seite = client.get(f"{URL}1/")
    assert "Die Zuwendung ist abgeschlossen" in text(seite)
    assert "von Bernd Lohmann" in text(seite)
    assert haus.frei == eur("14.000,00")
    assert client.get(f"{URL}1/nachweis/")["Location"] == f"{URL}1/"


@pytest.mark.parametrize(
    ("falsch", "satz"),
    [
        ({"beginn_am": "2023-12-17"}, "Die Maßnahme darf nicht vor dem Bescheid beginnen."),
        ({"bescheid_am": "2024-09-03"}, "Der Tag liegt in der Zukunft."),
        ({"nachweis_bis": "2023-12-31"}, "erst nach dem Beginn der Maßnahme"),
        ({"aktenzeichen": ""}, "Bitte füllen Sie dieses Feld aus."),
        ({"beginn_am": "31.02.2024"}, "Bitte geben Sie ein Datum ein"),
    ],
)
def test_falscher_bescheid_wird_erklaert(
    client: Client, haus: Kasse, falsch: dict[str, str], satz: str
) -> None:
    client.force_login(haus.amira)
    assert satz in text(client.post(f"{URL}1/bescheid/", BESCHEID | falsch))
    assert not Zuwendung.objects.exists()


@pytest.mark.parametrize(
    ("falsch", "satz"),
    [
        ({"betrag_0": "9.000,01", "faellig_0": "2024-09-02"}, "Es sind 0,01 € zu viel."),
        ({"betrag_0": "1,00"}, "Bitte nennen Sie den Tag."),
        ({"faellig_0": "2024-09-02"}, "Bitte nennen Sie den Betrag."),
        ({"betrag_0": "1.0", "faellig_0": "2024-09-02"}, "Schreiben Sie den Betrag so: 20.000,00"),
        ({"betrag_0": "1,00", "faellig_0": "2023-12-17"}, "Eine Rate liegt vor dem Bescheid"),
    ],
)
def test_falsche_raten_werden_erklaert_und_bleiben_stehen(
    client: Client, haus: Kasse, falsch: dict[str, str], satz: str
) -> None:
    client.force_login(haus.amira)
    client.post(f"{URL}1/bescheid/", BESCHEID)
    seite = text(client.post(f"{URL}1/raten/", falsch))
    assert satz in seite
    assert all(f'value="{wert}"' in seite for wert in falsch.values())
    assert not Zuwendung.objects.get().raten.exists()


def test_leere_zeilen_streichen_und_abgerufenes_bleibt(client: Client, mittel: Fuellung) -> None:
    client.force_login(mittel.fassung.angelegt_von)  # type: ignore[arg-type]
    seite = f"{URL}{mittel.zuwendung.nummer}/"
    assert "abgerufen, bleibt so" in text(client.get(f"{seite}raten/"))
    client.post(f"{seite}raten/", {"betrag_0": "", "faellig_0": ""})
    assert [rate.nummer for rate in mittel.zuwendung.zuwendung.raten.all()] == [1]


def test_ein_auftrag_ist_keine_zuwendung(client: Client, mittel: Fuellung) -> None:
    client.force_login(mittel.fassung.angelegt_von)  # type: ignore[arg-type]
    assert client.get(f"{URL}{mittel.auftrag.nummer}/").status_code == 404


def test_ueberfaelliges_steht_in_worten_da(client: Client, mittel: Fuellung) -> None:
    client.force_login(mittel.fassung.angelegt_von)  # type: ignore[arg-type]
    seite = f"{URL}{mittel.zuwendung.nummer}/"
    assert "Abruf überfällig seit 32 Tagen" in text(client.get(seite))
    with welt.zeit("2025-05-20"):
        assert "Nachweis überfällig seit 4 Tagen" in text(client.get(URL))


def test_anweisungen_je_seite(client: Client, haus: Kasse) -> None:
    client.force_login(haus.amira)
    client.post(f"{URL}1/bescheid/", BESCHEID)
    client.post(f"{URL}1/raten/", {"betrag_0": "1,00", "faellig_0": "2024-09-02"})
    zahlen: dict[str, list[int]] = {}
    for mal in range(2):
        for adresse in (URL, f"{URL}1/"):
            client.get(adresse)
            with CaptureQueriesContext(connection) as abfragen:
                client.get(adresse)
            zahlen.setdefault(adresse, []).append(len(abfragen))
        if mal == 0:
            drei = {
                f"{feld}_{n}": wert
                for n in range(3)
                for feld, wert in (("betrag", "1,00"), ("faellig", "2024-09-02"))
            }
            client.post(f"{URL}1/raten/", drei)
            with welt.zeit("2023-12-18"):
                neu = haus.zuwendung("Zweite", empfaenger=traeger("Zweiter Träger"))
                festlegen(vorgang=neu, betrag=eur("10,00"), person=haus.bernd)
    assert {len(set(werte)) for werte in zahlen.values()} == {1}, zahlen
    assert max(werte[0] for werte in zahlen.values()) <= 20, zahlen

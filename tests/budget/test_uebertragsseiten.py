"""Pages of carry-over: apply, shorten, refuse, grant in full or part, re-cover; who is next, what each step will do."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from budget.actions.festlegen import festlegen
from budget.actions.freigeben import freigeben
from budget.actions.uebertragen import Postenangaben, uebertrag_beantragen
from budget.models import Buchung, Ermaechtigungsuebertrag
from konferenz.models import Rollenzuweisung
from tests import welt
from tests.budget.welt import Kasse, bestaetigte_kasse, eur

pytestmark = pytest.mark.django_db
URL = "/arbeit/2024/mittel/uebertraege/"


def text(antwort: Any) -> str:
    return antwort.content.decode().replace("\N{NO-BREAK SPACE}", " ")


@pytest.fixture
def haus() -> Kasse:
    """12.500,00 of 2023 for two cases, 500,00 of the second released after the year (F8)."""
    haus = bestaetigte_kasse("12.500,00")
    with welt.zeit("2023-12-18"):
        festlegen(vorgang=haus.zuwendung("Träger"), betrag=eur("6.500,00"), person=haus.bernd)
        raum = festlegen(vorgang=haus.vorgang("Raum"), betrag=eur("6.000,00"), person=haus.bernd)[0]
    with welt.zeit("2024-03-10"):
        freigeben(festlegung=raum, betrag=eur("500,00"), grund="kleiner", person=haus.bernd)
    Rollenzuweisung.objects.update(von=date(2023, 12, 1))
    return haus


def werte(antwort: Any, **neu: object) -> dict[str, object]:
    """What the shown form would send, with some fields filled anew."""
    felder = {feld.html_name: feld.value() for feld in antwort.context["form"]}
    return {name: wert for name, wert in {**felder, **neu}.items() if wert is not None}


def als(konto: object) -> Client:
    client = Client()
    client.force_login(konto)  # type: ignore[arg-type]
    return client


def beantrage(haus: Kasse, client: Client) -> Ermaechtigungsuebertrag:
    """Everything that can be applied for, with the form as it is proposed."""
    ort = f"{URL}quelle/{haus.q2023.pk}/"
    gesendet = werte(client.get(ort), aktenzeichen="44-2024/31")
    for _mal in range(2):  # sent twice it is one application
        antwort = client.post(ort, gesendet)
    antrag = Ermaechtigungsuebertrag.objects.get()
    assert antwort["Location"] == f"{URL}{antrag.pk}/"
    return antrag


def test_vom_antrag_ueber_die_kuerzung_zum_umgedeckten_teil(haus: Kasse) -> None:
    """F8, F11, S18: the pages propose, say what they will do, and name who is next."""
    bernd, carla = als(haus.bernd), als(haus.carla)
    with welt.zeit("2024-04-10"):
        uebersicht = text(bernd.get(URL))
        assert "Übertrag beantragen: Förderfonds konsumtiv 2023" in uebersicht
        assert "12.500,00 €" in uebersicht
        antrag = beantrage(haus, bernd)
        assert [posten.betrag for posten in antrag.posten.all()] == [
            eur("6.500,00"), eur("5.500,00"), eur("500,00"),
        ]  # fmt: skip
        seite = text(bernd.get(f"{URL}{antrag.pk}/"))
        for satz in (
            "Bewilligung eintragen",
            "12.500,00 € am 10. April 2024",
            "500,00 €: freigegebenes Geld",
        ):
            assert satz in seite
        assert haus.frei == eur("7.500,00")
        assert "Was noch beantragt werden kann" not in text(bernd.get(URL))
    frei = antrag.posten.get(ist_freigegeben=True)
    with welt.zeit("2024-05-02"):
        ort = f"{URL}{antrag.pk}/kuerzen/{frei.pk}/"
        assert "so viel ist danach wieder frei" in text(bernd.get(ort))
        assert "weniger als 500,00 €" in text(bernd.post(ort, {"betrag": "600,00"}))
        assert bernd.post(ort, {"betrag": "0,00"})["Location"] == f"{URL}{antrag.pk}/"
        assert haus.frei == eur("8.000,00")
    with welt.zeit("2024-07-12"):
        _bewillige_in_teilen(bernd, antrag)
        schritt = bernd.get(f"{URL}{antrag.pk}/").context["schritt"]
        assert (schritt.titel, schritt.url) == ("Bewilligung gegenzeichnen", "")
        zeichnen = carla.get(f"{URL}{antrag.pk}/").context["schritt"].url
        carla.post(zeichnen)
        schritt = bernd.get(f"{URL}{antrag.pk}/").context["schritt"]
        assert (schritt.titel, schritt.url) == (
            "Auf den Übertrag umdecken",
            f"{URL}{antrag.pk}/umdecken/",
        )
        _decke_um(bernd, antrag)
        assert haus.lage.quellen[1].summen.gebunden == eur("7.000,00")
        fertig = bernd.get(f"{URL}{antrag.pk}/")
        assert fertig.context["schritt"] is None
        assert "bewilligt, gültig bis 31.12.2024" in text(fertig)


def _bewillige_in_teilen(client: Client, antrag: Ermaechtigungsuebertrag) -> None:
    ort = f"{URL}{antrag.pk}/bewilligen/"
    seite = client.get(ort)
    assert "Längstens 2025" in text(seite)
    angaben = werte(seite, aktenzeichen="FB 1", bewilligt="7.000,00")
    zu_viel = client.post(ort, {**angaben, "bewilligt": "12.000,01"})
    assert "Beantragt sind nur 12.000,00 €" in text(zu_viel)
    assert zu_viel.context["form"]["bewilligt"].value() == "12.000,01"
    assert "längstens Ende 2025" in text(client.post(ort, {**angaben, "gueltig_bis_jahr": 2026}))
    client.post(ort, angaben)


def _decke_um(client: Client, antrag: Ermaechtigungsuebertrag) -> None:
    """The proposal fills one part after the other; sent twice it happens once."""
    ort = f"{URL}{antrag.pk}/umdecken/"
    seite = client.get(ort)
    gesendet = werte(seite)
    assert [gesendet[name] for name in gesendet if name.startswith("offen")] == ["6.500,00", "500,00"]
    for _mal in range(2):
        assert client.post(ort, gesendet)["Location"] == f"{URL}{antrag.pk}/"
    assert Buchung.objects.filter(art="festlegung", quelle__art="uebertrag").count() == 2


def test_zu_viel_steht_am_feld_und_nichts_ist_gespeichert(haus: Kasse) -> None:
    """F8: more than is open or was released is refused by the action; what was typed stays."""
    bernd = als(haus.bernd)
    with welt.zeit("2024-04-10"):
        ort = f"{URL}quelle/{haus.q2023.pk}/"
        raum = Buchung.objects.get(vorgang__zweck="Raum", art="festlegung").pk
        seite = bernd.get(f"{ort}?teil=frei-{raum}")
        gefuellt = [feld.html_name for feld in seite.context["form"] if feld.value() is not None]
        assert f"frei-{raum}" in gefuellt
        assert f"offen-{raum}" not in gefuellt
        antwort = bernd.post(ort, werte(seite, **{f"frei-{raum}": "500,01"}))
        assert antwort.context["form"].errors == {
            f"frei-{raum}": ["Freigegeben und noch nicht beantragt sind nur 500,00\xa0€."]
        }
        assert antwort.context["form"][f"frei-{raum}"].value() == "500,01"
        antwort = bernd.post(ort, werte(seite, **{f"frei-{raum}": "", f"offen-{raum}": "5.500,01"}))
        assert list(antwort.context["form"].errors) == [f"offen-{raum}"]
        leer = bernd.post(ort, werte(seite, **{f"frei-{raum}": ""}))
        assert "Wählen Sie mindestens einen Betrag" in text(leer)
    assert not Ermaechtigungsuebertrag.objects.exists()


def test_abgelehnt_sagt_die_seite_was_jetzt_zu_entscheiden_ist(haus: Kasse) -> None:
    bernd = als(haus.bernd)
    with welt.zeit("2024-04-10"):
        antrag = beantrage(haus, bernd)
    with welt.zeit("2024-07-12"):
        ort = f"{URL}{antrag.pk}/ablehnen/"
        seite = text(bernd.get(ort))
        assert "500,00 €, die für den Antrag reserviert sind, werden wieder frei" in seite
        assert "12.000,00 € bleiben auf dem alten Jahr festgelegt" in seite
        assert "zwischen dem Antrag" in text(bernd.post(ort, {"entschieden_am": "2024-04-09"}))
        bernd.post(ort, {"entschieden_am": "2024-07-12", "aktenzeichen": "FB 2"})
        assert "abgelehnt" in text(bernd.get(f"{URL}{antrag.pk}/"))
        assert haus.frei == eur("8.000,00")


def test_wer_nicht_darf_sieht_keinen_knopf_und_fremde_antraege_gibt_es_nicht(haus: Kasse) -> None:
    with welt.zeit("2024-04-10"):
        assert "Rolle Haushalt" in text(als(haus.amira).get(URL))
        antrag = beantrage(haus, als(haus.bernd))
        seite = als(haus.amira).get(f"{URL}{antrag.pk}/")
        assert seite.context["schritt"].url == ""
        assert "Kürzen" not in text(seite)
        assert als(haus.bernd).get(f"{URL}{antrag.pk + 1}/").status_code == 404
        assert als(haus.bernd).get(f"{URL}{antrag.pk}/kuerzen/99999/").status_code == 404


def test_die_zahl_der_abfragen_haengt_nicht_an_der_zahl_der_antraege(haus: Kasse) -> None:
    bernd = als(haus.bernd)
    raum = Buchung.objects.get(vorgang__zweck="Raum", art="festlegung")

    def abfragen(ort: str) -> int:
        with CaptureQueriesContext(connection) as gezaehlt:
            assert bernd.get(ort).status_code == 200
        return len(gezaehlt)

    def beantrage_einen() -> Ermaechtigungsuebertrag:
        return uebertrag_beantragen(
            quelle=haus.q2023, posten=[Postenangaben(raum, eur("10,00"))], person=haus.bernd
        )

    with welt.zeit("2024-04-10"):
        erster = beantrage_einen()
        vorher = abfragen(URL), abfragen(f"{URL}{erster.pk}/")
        for _mal in range(3):
            beantrage_einen()
        assert (abfragen(URL), abfragen(f"{URL}{erster.pk}/")) == vorher
        assert max(vorher) <= 30

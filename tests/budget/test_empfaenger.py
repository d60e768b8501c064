"""Payees: entered once, found again, linked to people who must not decide; what a correction does to signatures."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from beirat.models import Organisation, Person, Zugehoerigkeit
from budget.actions.empfaenger import empfaenger_speichern
from budget.models import Zahlungsanweisung, Zahlungsempfaenger
from tests.budget.rechnungen import angeordnet, auftrag, drucker, neu_gelesen, rechnung
from tests.budget.welt import Kasse, kasse

pytestmark = pytest.mark.django_db
URL = "/arbeit/mittel/empfaenger/"
ANGABEN = {"name": "Musik Elbe", "steuer": "klein", "plz": "21107", "ort": "Hamburg"}


@pytest.fixture
def haus() -> Kasse:
    return kasse()


def text(antwort: Any) -> str:
    inhalt: str = antwort.content.decode()
    return inhalt


def test_ein_empfaenger_wird_erfasst_gefunden_und_geaendert(client: Client, haus: Kasse) -> None:
    """Sent twice it is stored once (I17); the flag for the Künstlersozialabgabe and the tax office show in the list."""
    client.force_login(haus.amira)
    neu = ANGABEN | {"schluessel": uuid4(), "ist_privat": "on", "ksk_pflichtig": "on"}
    for _mal in range(2):
        assert client.post(f"{URL}neu/", neu)["Location"] == URL
    einer = Zahlungsempfaenger.objects.get()
    seite = text(client.get(URL, {"q": "elbe hamburg"}))  # place and name
    assert "Künstlersozialabgabe" in seite
    assert "Meldung ans Finanzamt" in seite
    assert "Kein Zahlungsempfänger gefunden" in text(client.get(URL, {"q": "niemand"}))
    zweiter = client.post(f"{URL}neu/", ANGABEN | {"name": "MUSIK ELBE", "schluessel": uuid4()})
    assert "Diesen Zahlungsempfänger gibt es schon." in text(zweiter)
    haupt = {"haupttaetigkeit": "on", "geschaeftskonto": "on"}
    client.post(f"{URL}{einer.pk}/", neu | haupt | {"schluessel": uuid4()})
    assert "Meldung ans Finanzamt" not in text(client.get(URL))


def test_eine_neue_organisation_entsteht_mit_dem_empfaenger(client: Client, haus: Kasse) -> None:
    client.force_login(haus.amira)
    neu = ANGABEN | {"organisation_name": "Elbinsel Miteinander e. V."}
    privat = client.post(f"{URL}neu/", neu | {"schluessel": uuid4(), "ist_privat": "on"})
    assert "Eine Organisation ist keine Privatperson." in text(privat)
    assert not Organisation.objects.exists()
    client.post(f"{URL}neu/", neu | {"schluessel": uuid4()})
    assert Zahlungsempfaenger.objects.get().organisation == Organisation.objects.get()
    beides = {"organisation": Organisation.objects.get().pk, "name": "B", "schluessel": uuid4()}
    assert "nicht beides" in text(client.post(f"{URL}neu/", neu | beides))


def test_ein_anderer_name_hebt_unterschriften_offener_rechnungen_auf(haus: Kasse) -> None:
    """S24: who gets the money was signed; a new address makes no other payee."""
    eine = angeordnet(haus, rechnung(haus))
    empfaenger = drucker()
    empfaenger.ort = "Hamburg"
    empfaenger_speichern(empfaenger=empfaenger, person=haus.amira)
    assert neu_gelesen(eine).stand == "angeordnet"
    empfaenger.name = "Ein ganz anderes Haus"
    empfaenger_speichern(empfaenger=empfaenger, person=haus.amira)
    anweisung = Zahlungsanweisung.objects.get()
    assert (neu_gelesen(eine).stand, anweisung.aufgehoben_grund) == ("erfasst", "Zahlungsempfänger geändert")


def test_wer_unterschrieben_hat_und_nun_betroffen_ist_dessen_unterschrift_gilt_nicht_mehr(
    haus: Kasse,
) -> None:
    """S25: the payee turns out to be the association where Carla works; certified and ordered, not yet paid."""
    eine = angeordnet(haus, rechnung(haus))
    empfaenger = drucker()
    organisation = Organisation.objects.create(name="Veddel e. V.")
    empfaenger.organisation = organisation
    empfaenger_speichern(empfaenger=empfaenger, person=haus.bernd)
    assert neu_gelesen(eine).stand == "angeordnet"  # nobody who signed belongs to it
    carla = Person.objects.create(anzeigename="Carla Jansen", benutzer=haus.carla)
    Zugehoerigkeit.objects.create(person=carla, organisation=organisation, von=date(2024, 1, 1))
    empfaenger_speichern(empfaenger=empfaenger, person=haus.bernd)
    assert neu_gelesen(eine).stand == "erfasst"


def test_denselben_namen_am_selben_ort_gibt_es_nur_einmal(haus: Kasse) -> None:
    empfaenger_speichern(empfaenger=Zahlungsempfaenger(name="Haus", plz="1"), person=haus.amira)
    empfaenger_speichern(empfaenger=Zahlungsempfaenger(name="Haus", plz="2"), person=haus.amira)
    with pytest.raises(ValidationError, match="gibt es schon"):
        empfaenger_speichern(empfaenger=Zahlungsempfaenger(name="haus", plz="2"), person=haus.amira)


def test_die_zahl_der_anweisungen_haengt_nicht_von_der_zahl_der_empfaenger_ab(
    client: Client, haus: Kasse
) -> None:
    auftrag(haus)
    client.force_login(haus.amira)
    zahlen = []
    for mal in range(2):
        with CaptureQueriesContext(connection) as zaehler:
            assert client.get(URL).status_code == 200
        zahlen.append(len(zaehler))
        for nummer in range(10):
            organisation = Organisation.objects.create(name=f"Verein {nummer}-{mal}")
            Zahlungsempfaenger.objects.create(name=f"Haus {nummer}-{mal}", organisation=organisation)
    assert zahlen[0] == zahlen[1]

"""Pages of the people who contribute, and of the translations."""

import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from beirat.models import Person
from konferenz.models import Benutzer
from programm.models import Arbeitsgruppe, Mitwirkende, Mitwirkung
from tests import welt
from tests.lesen import anweisungen
from tests.personen import person as konto
from tests.programm.fuellung import Fuellung, fuelle
from tests.programm.seiten import URL, lies, sende

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def gefuellt(bestand: Callable[..., Any]) -> Iterator[Fuellung]:
    with bestand(lambda: fuelle(welt.konferenz())) as p:
        yield p


@pytest.fixture
def p(gefuellt: Fuellung, db: None) -> Fuellung:
    return gefuellt


def test_die_liste_nennt_aufgaben_sprachen_und_zustimmung(p: Fuellung) -> None:
    seite = lies(p.amira, "mitwirkende/")
    assert re.search(r"Luca Romano.*Leitung: AG 1: Arbeit und Ausbildung.*Deutsch, Türkisch.*ja", seite, re.S)
    assert re.search(r"ليلى حداد.*Dolmetschen \(Arabisch\).*nein", seite, re.S)


def test_neue_person_einmal_und_eine_bekannte(p: Fuellung) -> None:
    neu = {"anzeigename": "Nura Aziz", "email": "nura@example.org", "sprache": "ar", "sprachen": ["ar", "de"]}
    schluessel = str(uuid4())
    for _mal in range(2):
        sende(p.amira, "mitwirkende/neu/", schluessel=schluessel, **neu)
    nura = Mitwirkende.objects.get(person__anzeigename="Nura Aziz")
    assert (nura.sprachen, nura.person.sprache, nura.ist_oeffentlich) == (["ar", "de"], "ar", False)
    bekannte = Person.objects.create(anzeigename="Mariam Ahmadi")
    seite = sende(p.amira, "mitwirkende/neu/", person=bekannte.pk, sprache="de")
    assert "Geben Sie ihr eine Aufgabe." in seite
    assert bekannte.auftritte.count() == 1


@pytest.mark.parametrize(
    ("daten", "satz"),
    [
        ({}, "Wählen Sie eine Person, oder schreiben Sie den Namen einer neuen."),
        ({"person": "luca"}, "Bitte wählen Sie"),
        ({"anzeigename": "X", "email": "keine"}, "E-Mail-Adresse"),
        ({"anzeigename": "X", "email": "LUCA@example.org"}, "Diese Adresse hat schon Luca Romano."),
    ],
)
def test_falsche_angaben_nehmen_niemanden_auf(p: Fuellung, daten: dict[str, Any], satz: str) -> None:
    if daten.get("person"):
        daten = {"person": p.luca.person_id}  # contributes already
    vorher = Person.objects.count()
    assert satz in sende(p.amira, "mitwirkende/neu/", **{"sprache": "de", **daten})
    assert (Person.objects.count(), Mitwirkende.objects.count()) == (vorher, 2)


def test_aufgaben_geben_und_nehmen(p: Fuellung) -> None:
    weg = f"mitwirkende/{p.luca.pk}/"
    seite = sende(p.amira, f"{weg}aufgabe/", rolle="dolmetschen", sprache="tr", wo=f"punkt-{p.auftakt.pk}")
    assert "Dolmetschen: Türkisch" in seite
    ohne_sprache = sende(p.amira, f"{weg}aufgabe/", rolle="dolmetschen", wo=f"punkt-{p.auftakt.pk}")
    assert "Nennen Sie die Sprache, in die gedolmetscht wird." in ohne_sprache
    doppelt = sende(p.amira, f"{weg}aufgabe/", rolle="leitung", wo=f"gruppe-{p.arbeit.pk}")
    assert "Das ist schon eingetragen." in doppelt
    abgesagt = sende(p.amira, f"{weg}aufgabe/", rolle="leitung", wo=f"gruppe-{p.abgesagt.pk}")
    assert "Bitte wählen Sie aus der Liste." in abgesagt
    assert "hat noch Aufgaben" in sende(p.amira, f"{weg}entfernen/")
    for eine in p.luca.mitwirkungen.all():
        seite = sende(p.amira, f"{weg}aufgabe/{eine.pk}/beenden/")
    assert "Noch keine Aufgabe." in seite
    assert "wirkt nicht mehr mit" in sende(p.amira, f"{weg}entfernen/")
    lies(p.amira, weg, status=404)


def test_zeiten_eintragen_und_die_warnung_an_der_person(p: Fuellung) -> None:
    weg = f"mitwirkende/{p.luca.pk}/"
    assert "kann zu dieser Zeit nicht" in lies(p.amira, weg)
    seite = sende(p.amira, f"{weg}zeit/", beginn="09:30", ende="17:00")
    assert "kann zu dieser Zeit nicht" not in seite
    assert "Das Ende liegt vor dem Beginn." in sende(p.amira, f"{weg}zeit/", beginn="12:00", ende="11:00")
    assert [f"{timezone.localtime(zeit.beginn):%H:%M}" for zeit in p.luca.verfuegbarkeiten.all()] == [
        "09:30",
        "11:00",
    ]
    for zeit in p.luca.verfuegbarkeiten.all():
        sende(p.amira, f"{weg}zeit/{zeit.pk}/entfernen/")
    assert "Noch nicht gefragt." in lies(p.amira, weg)


def test_zustimmung_mit_nachweis_und_widerruf_auf_der_oeffentlichen_seite(p: Fuellung) -> None:
    weg = f"mitwirkende/{p.luca.pk}/zustimmung/"
    oeffentlich = "/2024/programm/ag-1/"
    assert "Luca Romano" in Client().get(oeffentlich).content.decode()
    assert "steht nirgends mehr öffentlich" in sende(p.amira, f"{weg}widerrufen/")
    assert "Luca Romano" not in Client().get(oeffentlich).content.decode()
    assert "Bitte füllen Sie dieses Feld aus." in sende(p.amira, weg, nachweis=" ")
    assert "Der Name ist ab jetzt öffentlich." in sende(p.amira, weg, nachweis="E-Mail vom 2.9.2024")
    assert "Luca Romano" in Client().get(oeffentlich).content.decode()


def test_sprachen_und_vorstellung(p: Fuellung) -> None:
    weg = f"mitwirkende/{p.luca.pk}/aendern/"
    sende(p.amira, weg, sprachen=["de"], ueber__de="Berät.", ueber__en="Advises.")
    p.luca.refresh_from_db()
    assert (p.luca.sprachen, p.luca.ueber.data) == (["de"], {"de": "Berät.", "en": "Advises."})


def test_menschen_einer_anderen_konferenz_gibt_es_hier_nicht(p: Fuellung) -> None:
    andere = welt.konferenz(kennung="2025", ort=p.konferenz.ort)
    fremd = Mitwirkende.objects.create(konferenz=andere, person=Person.objects.create(anzeigename="Fremd"))
    lies(p.amira, f"mitwirkende/{fremd.pk}/", status=404)
    assert "Fremd" not in lies(p.amira, "mitwirkende/")
    aufgabe = Mitwirkung.objects.exclude(mitwirkende=p.luca).get()
    client = Client()
    client.force_login(p.amira)
    assert client.post(f"{URL}mitwirkende/{p.luca.pk}/aufgabe/{aufgabe.pk}/beenden/").status_code == 404


@pytest.fixture
def yara(p: Fuellung) -> Benutzer:
    return konto("uebersetzung", name="Yara Suleiman", email="yara@bezirk.example")


def test_was_noch_nicht_uebersetzt_ist_steht_oben(p: Fuellung, yara: Benutzer) -> None:
    seite = lies(yara, "texte/")
    offen, _trenner, _fertig = seite.partition("Fertig übersetzt")
    assert re.search(r"AG 1: Arbeit und Ausbildung</a><small>Es fehlt: [^<]*Englisch", offen)
    assert "Gesundheit" not in seite  # cancelled
    weg = f"texte/gruppe/{p.wohnen.pk}/"
    codes = re.findall(r'name="titel__([\w-]+)"', lies(yara, weg))
    assert codes[0] == "de"
    sende(yara, weg, **{f"titel__{code}": f"Wohnen {code}" for code in codes})
    p.wohnen.refresh_from_db()
    assert p.wohnen.titel.data == {code: f"Wohnen {code}" for code in codes}
    assert "AG 2: Wohnen de" in lies(yara, "texte/").partition("Fertig übersetzt")[2]


def test_uebersetzen_aendert_nichts_anderes_und_ohne_deutschen_titel_nichts(
    p: Fuellung, yara: Benutzer
) -> None:
    weg = f"texte/gruppe/{p.wohnen.pk}/"
    assert "Bitte füllen Sie dieses Feld aus." in sende(yara, weg, titel__de="", titel__en="Housing")
    sende(yara, weg, titel__de="Wohnen", titel__en="Housing", plaetze="1", sprache="en")
    gruppe = Arbeitsgruppe.objects.get(pk=p.wohnen.pk)
    assert (gruppe.plaetze, gruppe.sprache, gruppe.titel.data["en"]) == (30, "de", "Housing")
    for art, pk in (("gruppe", p.abgesagt.pk), ("unsinn", p.wohnen.pk), ("punkt", 999999)):
        lies(yara, f"texte/{art}/{pk}/", status=404)
    for art, eins in (("punkt", p.auftakt), ("raum", p.raeume["Raum 1.12"]), ("person", p.luca)):
        lies(yara, f"texte/{art}/{eins.pk}/")


def test_gleich_viele_anweisungen_bei_vielen(p: Fuellung) -> None:
    client = Client()
    client.force_login(p.amira)
    pfade = ("mitwirkende/", f"mitwirkende/{p.luca.pk}/", "texte/")

    taten = [partial(client.get, URL + pfad) for pfad in pfade]
    wenige = anweisungen(*taten)
    for nummer in range(30):
        mensch = p.mensch(f"Mensch{nummer} Muster")
        Mitwirkung.objects.create(mitwirkende=mensch, arbeitsgruppe=p.wohnen, rolle="leitung")
        p.punkt(titel=f"Punkt {nummer}", zeitfenster=p.fenster[0])
    assert anweisungen(*taten) == wenige
    assert max(wenige) <= 16, wenige

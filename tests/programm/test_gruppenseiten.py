"""Pages of working groups: create, change, cancel; what a leader sees; statements."""

from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from i18nfield.strings import LazyI18nString

from programm.actions.gruppe import gruppe_anlegen
from programm.models import Arbeitsgruppe, Mitwirkung, Raum, Zeitfenster
from tests import welt
from tests.programm.fuellung import Fuellung, fuelle
from tests.programm.seiten import lies, sende
from tests.programm.welt import Rolle, um

pytestmark = pytest.mark.django_db

GRUPPE = {
    "titel__de": "Sprache", "ziele__de": "Wie lernt man schneller?", "leitfragen__de": "Was fehlt?",
    "zielgruppe__de": "", "sprache": "de", "dolmetschen": ["ar", "tr"], "plaetze": "25",
}  # fmt: skip


@pytest.fixture(scope="module")
def gefuellt(bestand: Callable[..., Any]) -> Iterator[Fuellung]:
    with bestand(lambda: fuelle(welt.konferenz())) as p:
        yield p


@pytest.fixture
def p(gefuellt: Fuellung, db: None) -> Fuellung:
    return deepcopy(gefuellt)


def test_eine_neue_gruppe_bekommt_die_naechste_nummer(p: Fuellung) -> None:
    schluessel = str(uuid4())
    for _mal in range(2):
        seite = sende(p.amira, "gruppen/neu/", schluessel=schluessel, **GRUPPE)
    assert "AG 4: Sprache" in seite
    neue = Arbeitsgruppe.objects.get(nummer=4)
    assert (neue.plaetze, neue.dolmetschen, str(neue.titel)) == (25, ["ar", "tr"], "Sprache")


@pytest.mark.parametrize(
    ("falsch", "satz"),
    [
        ({"titel__de": ""}, "Bitte füllen Sie dieses Feld aus."),
        ({"plaetze": "0"}, "größer oder gleich 1"),
        ({"sprache": "xx"}, "Bitte wählen Sie aus der Liste."),
    ],
)
def test_eine_gruppe_die_nicht_geht_wird_nicht_gespeichert(
    p: Fuellung, falsch: dict[str, str], satz: str
) -> None:
    assert satz in sende(p.amira, "gruppen/neu/", **{**GRUPPE, **falsch})
    assert Arbeitsgruppe.objects.count() == 3


def test_wer_aendert_behaelt_die_uebersetzungen(p: Fuellung) -> None:
    sende(p.amira, f"gruppen/{p.arbeit.pk}/aendern/", **GRUPPE)
    gruppe = Arbeitsgruppe.objects.get(pk=p.arbeit.pk)
    assert gruppe.ziele.data == {"de": "Wie lernt man schneller?", "en": "What helps?"}
    assert gruppe.plaetze == 25


def test_aus_einem_gewaehlten_thema_wird_mit_einem_knopf_eine_gruppe(p: Fuellung) -> None:
    assert "Gewählte Themen ohne Arbeitsgruppe" in lies(p.amira, "gruppen/")
    for _mal in range(2):
        seite = sende(p.amira, f"gruppen/aus-thema/{p.thema.pk}/")
    assert "AG 4: Sprache lernen" in seite
    assert "Gewählte Themen ohne Arbeitsgruppe" not in seite
    assert Arbeitsgruppe.objects.filter(thema=p.thema).count() == 1


def test_vor_dem_absagen_steht_wen_es_trifft(p: Fuellung) -> None:
    pfad = f"gruppen/{p.wohnen.pk}/absagen/"
    assert "Niemand hat bisher einen Platz." in lies(p.amira, pfad)
    assert "Die Arbeitsgruppe ist abgesagt." in sende(p.amira, pfad)
    wohnen = Arbeitsgruppe.objects.get(pk=p.wohnen.pk)
    assert wohnen.ist_abgesagt
    assert not wohnen.programmpunkte.geplant().exists()
    assert "Diese Arbeitsgruppe ist abgesagt." in sende(p.amira, pfad)
    assert "Diese Arbeitsgruppe ist abgesagt." in sende(p.amira, f"gruppen/{p.wohnen.pk}/aendern/", **GRUPPE)


def test_die_leitung_sieht_nur_die_eigene_gruppe_und_aendert_nichts(p: Fuellung) -> None:
    luca = p.konten["leitung"]
    liste = lies(luca, "gruppen/")
    assert "AG 1: Arbeit und Ausbildung" in liste
    assert "AG 2" not in liste
    seite = lies(luca, f"gruppen/{p.arbeit.pk}/")
    assert "Luca Romano" in seite
    assert "Ändern" not in seite
    lies(luca, f"gruppen/{p.wohnen.pk}/", status=403)
    lies(luca, f"gruppen/{p.arbeit.pk}/aendern/", status=403)
    lies(luca, "raeume/", status=403)


def test_ohne_die_rolle_leitet_niemand(p: Fuellung) -> None:
    luca = p.konten["leitung"]
    luca.rollenzuweisungen.all().delete()
    lies(luca, f"gruppen/{p.arbeit.pk}/", status=403)


@pytest.mark.parametrize("pfad", ["raeume/", "zeiten/", "gruppen/"])
def test_die_listen_brauchen_gleich_viele_abfragen(p: Fuellung, pfad: str) -> None:
    def abfragen() -> int:
        with CaptureQueriesContext(
            connection,
        ) as gezaehlt:
            lies(p.amira, pfad)
        return len(gezaehlt)

    vorher = abfragen()
    for n in range(3):
        Raum.objects.create(ort=p.konferenz.ort, name=f"Noch einer {n}", plaetze=5)
        Zeitfenster.objects.create(konferenz=p.konferenz, beginn=um(f"15:3{n}"), ende=um(f"15:3{n + 1}"))
        gruppe = gruppe_anlegen(
            gruppe=Arbeitsgruppe(konferenz=p.konferenz, titel=LazyI18nString({"de": f"Mehr {n}"})),
            person=p.amira,
        )
        p.punkt(art="arbeitsgruppe", arbeitsgruppe=gruppe, zeitfenster=p.fenster[2])
        Mitwirkung.objects.create(
            mitwirkende=p.mensch(f"Mensch{n} Neu"), arbeitsgruppe=gruppe, rolle=Rolle.LEITUNG
        )
    assert abfragen() == vorher

"""Pages of rooms and slots: add, change, delete, and what they refuse."""

from collections.abc import Callable, Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from konferenz.models import Konferenz
from programm.models import Raum, Zeitfenster
from tests.programm.seiten import lies, sende
from tests.programm.welt import Programm, programm

pytestmark = pytest.mark.django_db

RAUM = {"name": "Raum 2.01", "plaetze": "20", "position": "3", "lage__de": "Zweiter Stock links"}


@pytest.fixture(scope="module")
def gefuellt(bestand: Callable[..., Any]) -> Iterator[Programm]:
    with bestand(programm) as p:
        yield p


@pytest.fixture
def p(gefuellt: Programm, db: None) -> Programm:
    return gefuellt


def test_ein_raum_kommt_hinten_dazu_und_doppelt_gesendet_einmal(p: Programm) -> None:
    assert 'value="3"' in lies(p.amira, "raeume/neu/")
    schluessel = str(uuid4())
    for _mal in range(2):
        seite = sende(p.amira, "raeume/neu/", schluessel=schluessel, ist_stufenlos="on", **RAUM)
    assert "Zweiter Stock links" in seite
    raum = Raum.objects.get(name="Raum 2.01")
    assert (raum.plaetze, raum.ist_stufenlos, raum.hat_induktion) == (20, True, False)


@pytest.mark.parametrize(
    ("falsch", "satz"),
    [
        ({"name": "Großer Saal"}, "Diesen Raum gibt es an diesem Ort schon."),
        ({"plaetze": "0"}, "größer oder gleich 1"),
        ({"plaetze": "viele"}, "ganze Zahl"),
        ({"name": ""}, "Bitte füllen Sie dieses Feld aus."),
    ],
)
def test_ein_raum_der_nicht_geht_wird_nicht_gespeichert(
    p: Programm, falsch: dict[str, str], satz: str
) -> None:
    assert satz in sende(p.amira, "raeume/neu/", **{**RAUM, **falsch})
    assert Raum.objects.count() == 3


def test_ein_raum_mit_programm_laesst_sich_aendern_und_nicht_loeschen(p: Programm) -> None:
    saal = p.raeume["Großer Saal"]
    sende(p.amira, f"raeume/{saal.pk}/", **{**RAUM, "name": "Saal", "hat_induktion": "on"})
    saal = Raum.objects.get(pk=saal.pk)
    assert (saal.name, saal.plaetze, saal.ist_stufenlos, saal.hat_induktion) == ("Saal", 20, False, True)
    assert "In diesem Raum ist noch 1 Programmpunkt geplant." in sende(p.amira, f"raeume/{saal.pk}/loeschen/")
    leer = Raum.objects.create(ort=p.konferenz.ort, name="Büro", plaetze=4)
    assert "Der Raum ist gelöscht." in sende(p.amira, f"raeume/{leer.pk}/loeschen/")


def test_raeume_eines_anderen_orts_gibt_es_hier_nicht(p: Programm) -> None:
    anderswo = Raum.objects.create(
        ort=type(p.konferenz.ort)._default_manager.create(name="Hamm"), name="Kulturladen", plaetze=9
    )
    lies(p.amira, f"raeume/{anderswo.pk}/", status=404)
    assert "Kulturladen" not in lies(p.amira, "raeume/")


def test_ein_zeitfenster_liegt_am_tag_der_konferenz(p: Programm) -> None:
    sende(p.amira, "zeiten/neu/", beginn="15:30", ende="16:15")
    neues = Zeitfenster.objects.get(beginn__hour=15)
    assert f"{timezone.localtime(neues.beginn):%d.%m.%Y %H:%M}" == "16.11.2024 15:30"
    assert "15:30 bis 16:15 Uhr" in lies(p.amira, "zeiten/")


@pytest.mark.parametrize(
    ("beginn", "ende", "satz"),
    [
        ("10:15", "11:00", "In dieser Zeit liegt schon ein anderes Zeitfenster."),
        ("16:00", "15:30", "Das Ende liegt vor dem Beginn."),
        ("16:45", "17:15", "Das liegt außerhalb der Zeit der Konferenz."),
        ("halb elf", "11:00", "Bitte geben Sie eine Uhrzeit ein"),
    ],
)
def test_ein_zeitfenster_das_nicht_passt(p: Programm, beginn: str, ende: str, satz: str) -> None:
    assert satz in sende(p.amira, "zeiten/neu/", beginn=beginn, ende=ende)
    assert p.konferenz.zeitfenster.count() == 4


def test_ein_geaendertes_zeitfenster_nimmt_mit_und_ein_geloeschtes_laesst_los(p: Programm) -> None:
    fenster = p.fenster[1]
    assert "In dieser Zeit stehen 2 Programmpunkte. Sie wandern mit." in lies(
        p.amira, f"zeiten/{fenster.pk}/"
    )
    sende(p.amira, f"zeiten/{fenster.pk}/", beginn="11:00", ende="12:30")
    fenster.refresh_from_db()
    assert f"{timezone.localtime(fenster.beginn):%H:%M}" == "11:00"
    assert fenster.programmpunkte.count() == 2
    assert "wartet neben dem Raster" in sende(p.amira, f"zeiten/{fenster.pk}/loeschen/")
    assert p.konferenz.programmpunkte.filter(zeitfenster=None).count() == 2


def test_ohne_tag_und_ort_sagt_die_seite_was_zuerst_kommt(p: Programm) -> None:
    Konferenz.objects.update(beginn=None, ende=None, einlass_ab=None, ort=None, ist_veroeffentlicht=False)
    Zeitfenster.objects.filter(programmpunkte=None).delete()
    assert "Erst der Ort, dann die Räume" in lies(p.amira, "raeume/")
    lies(p.amira, "raeume/neu/", status=404)
    lies(p.amira, "zeiten/neu/", status=404)

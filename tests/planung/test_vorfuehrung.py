"""The preparation group of the demonstration from day to day."""

from datetime import date

import pytest

from beirat import vorfuehrung as gremien
from konferenz.models import Benutzer, Konferenz
from konferenz.vorfuehrung import besetzung
from planung.models import (
    Aufgabe,
    Erinnerungslauf,
    Meilenstein,
    Protokoll,
    Sitzung,
    Umlaufbeschluss,
    Unterlage,
    Vorlagenpunkt,
)
from planung.queries.antworten import plaetze
from planung.queries.erinnerungen import erinnerungspost
from planung.queries.protokollstand import unfertige
from planung.vorfuehrung import fuelle
from tests import welt

pytestmark = pytest.mark.django_db


@pytest.fixture
def konferenz() -> Konferenz:
    """The conference of the story with an account for each figure."""
    for figur in besetzung.FIGUREN:
        Benutzer.objects.create_user(figur.email, name=figur.name)
    welt.bezirk()
    return welt.konferenz()


def am(konferenz: Konferenz, tag: date) -> None:
    gremien.fuelle(konferenz, tag)
    fuelle(konferenz, tag)


def test_vor_der_ersten_sitzung_tut_die_gruppe_nichts(konferenz: Konferenz) -> None:
    am(konferenz, date(2024, 1, 17))
    assert not Vorlagenpunkt.objects.exists()


def test_am_2_september_hat_die_gruppe_ihre_eigene_tagesordnung(konferenz: Konferenz) -> None:
    am(konferenz, date(2024, 9, 2))
    punkte = Vorlagenpunkt.objects.filter(gremium__name="Vorbereitungsgruppe 2024")
    assert [punkt.art for punkt in punkte] == [
        "eroeffnung", "genehmigung", "aufgaben", "mitteilung", "verschiedenes",
    ]  # fmt: skip


def test_am_2_september_sind_vier_sitzungen_gehalten_und_die_letzte_niederschrift_ist_ein_entwurf(
    konferenz: Konferenz,
) -> None:
    """One item of the last minutes is still to be written; two tasks are open, one is overdue."""
    am(konferenz, date(2024, 9, 2))
    gremium = konferenz.gremien.get()
    protokolle = Protokoll.objects.filter(sitzung__gremium=gremium).order_by("sitzung__beginn")
    assert [eines.stand for eines in protokolle] == ["genehmigt", "genehmigt", "genehmigt", "entwurf"]
    assert [eins.punkt.titel for eins in unfertige(protokolle[3])] == ["Dolmetschen und Kinderbetreuung"]
    with welt.zeit("2024-09-02"):
        assert [aufgabe.titel for aufgabe in Aufgabe.objects.ueberfaellig(date(2024, 9, 2))] == [
            "Raum für die Kinderbetreuung anfragen"
        ]
    assert [umlauf.stand for umlauf in Umlaufbeschluss.objects.all()] == ["angenommen"]
    assert Meilenstein.objects.filter(ist_am=None).count() == 3


def test_am_2_september_ist_die_naechste_sitzung_geplant_und_hat_eine_unterlage(konferenz: Konferenz) -> None:
    am(konferenz, date(2024, 9, 2))
    sitzung = Sitzung.objects.get(beginn=welt.am("2024-09-12", "17:00"))
    assert (sitzung.stand, sitzung.form) == ("geplant", "hybrid")
    assert [punkt.titel for punkt in sitzung.punkte.in_ordnung()][4:8] == [
        "Programm und Arbeitsgruppen",
        "Leitung und Moderation der vier Gruppen",
        "Dolmetschen: Sprachen je Gruppe",
        "Sachstand Budget",
    ]
    assert Unterlage.objects.get().titel == "Programm, Entwurf 2"


def test_am_6_september_haben_zwei_noch_nicht_geantwortet(konferenz: Konferenz) -> None:
    am(konferenz, date(2024, 9, 6))
    sitzung = Sitzung.objects.get(beginn=welt.am("2024-09-12", "17:00"))
    with welt.zeit("2024-09-06"):
        zeile = [platz.name for platz in plaetze(sitzung) if platz.fehlt_antwort]
        post = [(eine.was, eine.stand.wort) for eine in erinnerungspost(sitzung)]
    assert zeile == ["Silke Hansen", "Jana Wolters"]
    assert post == [
        ("Erinnerung, 7 Tage vorher", "versandt"),
        ("Erinnerung, 1 Tag vorher", "geplant"),
        ("Erinnerung, 2 Stunden vorher", "geplant"),
    ]


def test_am_18_september_sind_fuenf_sitzungen_gehalten_und_die_niederschrift_der_letzten_ist_versandt(
    konferenz: Konferenz,
) -> None:
    am(konferenz, date(2024, 9, 18))
    protokolle = Protokoll.objects.order_by("sitzung__beginn")
    assert [eines.stand for eines in protokolle] == ["genehmigt"] * 4 + ["versandt"]
    assert Sitzung.objects.filter(stand="beendet").count() == 5
    assert [lauf.briefe > 0 for lauf in Erinnerungslauf.objects.filter(erinnerung__sitzung=protokolle[4].sitzung)] == [
        True, True, True,
    ]  # fmt: skip

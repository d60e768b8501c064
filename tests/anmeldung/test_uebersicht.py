"""Figures by week, the cards of the start page, the next step, the preview of a capacity."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from anmeldung import actions, uebersicht
from anmeldung.navigation import punkte
from anmeldung.queries import Zahlen
from konferenz.models import Konferenz
from tests import welt
from tests.personen import person


@pytest.fixture
def konferenz(db: None) -> Konferenz:
    welt.bezirk()
    return welt.konferenz()


def bestaetigt_am(konferenz: Konferenz, tag: str, anzahl: int = 1) -> None:
    with welt.zeit(tag):
        for _nummer in range(anzahl):
            welt.bestaetigt(konferenz)


def reihe(konferenz: Konferenz) -> list[tuple[int, date, int]]:
    return [(woche.nummer, woche.montag, woche.zahl) for woche in uebersicht.wochen(konferenz)]


def test_zaehlt_je_woche_von_montag_bis_sonntag_auch_leere(konferenz: Konferenz) -> None:
    bestaetigt_am(konferenz, "2024-08-05", 2)
    bestaetigt_am(konferenz, "2024-08-11")
    bestaetigt_am(konferenz, "2024-08-19")
    welt.unbestaetigt(konferenz)
    assert reihe(konferenz) == [
        (32, date(2024, 8, 5), 3),
        (33, date(2024, 8, 12), 0),
        (34, date(2024, 8, 19), 1),
        (35, date(2024, 8, 26), 0),
    ]


def test_die_laufende_woche_erscheint_sobald_sie_etwas_hat(konferenz: Konferenz) -> None:
    bestaetigt_am(konferenz, "2024-08-26")
    assert [nummer for nummer, _montag, _zahl in reihe(konferenz)] == [35]
    welt.bestaetigt(konferenz)
    assert [nummer for nummer, _montag, _zahl in reihe(konferenz)] == [35, 36]


def test_sonntag_nacht_gehoert_nach_hamburger_zeit_zur_alten_woche(konferenz: Konferenz) -> None:
    with welt.zeit("2024-08-25", "23:30"):
        welt.bestaetigt(konferenz)
    with welt.zeit("2024-08-26", "00:30"):
        welt.bestaetigt(konferenz)
    assert [(nummer, zahl) for nummer, _montag, zahl in reihe(konferenz)] == [(34, 1), (35, 1)]


def test_wer_absagt_zaehlt_nicht_mehr(konferenz: Konferenz) -> None:
    anmeldung = welt.bestaetigt(konferenz)
    assert len(reihe(konferenz)) == 1
    actions.absagen(anmeldung=anmeldung)
    assert reihe(konferenz) == []


@pytest.mark.django_db
def test_die_karte_zeigt_zahlen_bild_und_freie_plaetze(client: Client, konferenz: Konferenz) -> None:
    bestaetigt_am(konferenz, "2024-08-05", 2)
    bestaetigt_am(konferenz, "2024-08-12")
    client.force_login(person("sachbearbeitung"))
    text = client.get("/arbeit/").content.decode()
    assert "117 Plätze frei" in text
    assert "von 120 bestätigt, 0 noch unbestätigt" in text
    unterschrift = "Bestätigte Anmeldungen je Woche seit dem 5. August 2024"
    assert f'aria-label="{unterschrift}: KW 32: 2, KW 33: 1, KW 34: 0, KW 35: 0"' in text
    assert "/arbeit/2024/anmeldungen/zahlen/" in text
    assert "style=" not in text


def test_die_karte_zaehlt_unabhaengig_von_der_zahl_der_anmeldungen_mit_gleich_vielen_abfragen(
    konferenz: Konferenz,
) -> None:
    amira = person("sachbearbeitung")
    welt.bestaetigt(konferenz)
    uebersicht.karten(amira, konferenz)
    with CaptureQueriesContext(connection) as eine:
        uebersicht.karten(amira, konferenz)
    bestaetigt_am(konferenz, "2024-08-05", 3)
    with CaptureQueriesContext(connection) as mehrere:
        uebersicht.karten(amira, konferenz)
    assert len(mehrere) == len(eine) <= 3


def titel(konferenz: Konferenz | None, *rollen: str) -> list[str]:
    return [karte.titel for karte in uebersicht.karten(person(*rollen), konferenz)]


def test_jede_rolle_sieht_ihre_karten(konferenz: Konferenz) -> None:
    """S56: interpreting after the deadline is a task of the staff."""
    assert titel(konferenz, "sachbearbeitung") == ["Anmeldungen"]
    with welt.zeit("2024-10-30"):
        welt.bestaetigt(konferenz, bedarfe={"dolmetschen": "ti"}, einwilligung_bedarf=True)
    assert titel(konferenz, "sachbearbeitung") == ["Anmeldungen", "Dolmetschen nach der Frist"]
    assert titel(konferenz, "bedarfe") == ["Bedarfe"]
    assert titel(konferenz, "haushalt") == []
    assert titel(None, "sachbearbeitung", "bedarfe") == []


def test_das_abzeichen_sagt_ob_noch_plaetze_frei_sind() -> None:
    def wort(**felder: int) -> tuple[str, str]:
        leer = dict.fromkeys(
            ("bestaetigt", "unbestaetigt", "warteliste", "angeboten", "abgesagt", "frei", "plaetze"), 0
        )
        return uebersicht._abzeichen(Zahlen(**{**leer, **felder}))

    assert wort() == ("neutral", "noch keine Plätze")
    assert wort(plaetze=2, frei=1) == ("success", "1 Platz frei")
    assert wort(plaetze=2) == ("warning", "alle Plätze vergeben")
    assert wort(plaetze=2, warteliste=3) == ("warning", "3 warten")


def test_ohne_plaetze_ist_das_der_naechste_schritt(konferenz: Konferenz) -> None:
    amira = person("sachbearbeitung")
    assert uebersicht.schritte(amira, konferenz) == []
    ohne = welt.konferenz(plaetze=0, kennung="2025")
    assert [schritt.url for schritt in uebersicht.schritte(amira, ohne)] == [
        "/arbeit/2025/anmeldungen/plaetze/"
    ]
    assert uebersicht.schritte(person("haushalt"), ohne) == []
    assert uebersicht.schritte(amira, None) == []


def test_die_navigation_zaehlt_wer_kommen_will(konferenz: Konferenz) -> None:
    welt.bestaetigt(konferenz)
    welt.unbestaetigt(konferenz)
    actions.absagen(anmeldung=welt.bestaetigt(konferenz))
    assert [(punkt.titel, punkt.zahl) for punkt in punkte(person("sachbearbeitung"), konferenz)] == [
        ("Anmeldungen", 2),
        ("Einlass", None),
        ("Wahl der Arbeitsgruppen", None),
        ("Bedarfe", None),
    ]
    assert [punkt.titel for punkt in punkte(person("bedarfe"), konferenz)] == ["Bedarfe"]
    assert punkte(person("haushalt"), konferenz) == []
    assert punkte(person("sachbearbeitung"), None) == []


@given(
    neu=st.integers(0, 200),
    bestaetigt=st.integers(0, 100),
    angeboten=st.integers(0, 20),
    wartend=st.integers(0, 50),
)
def test_die_vorschau_verteilt_nie_mehr_als_es_gibt(
    neu: int, bestaetigt: int, angeboten: int, wartend: int
) -> None:
    """I01"""
    stand = Zahlen(bestaetigt, 0, wartend, angeboten, 0, 0, bestaetigt + angeboten)
    vorschau = uebersicht.platzvorschau(stand, neu)
    belegt = bestaetigt + angeboten
    assert belegt + vorschau.angebote + vorschau.frei == max(neu, belegt)
    assert vorschau.ueberzaehlig == max(0, belegt - neu)
    assert vorschau.angebote <= wartend
    assert not (vorschau.frei and vorschau.angebote < wartend)


def test_die_zahlen_gibt_es_auch_als_tabelle(client: Client, konferenz: Konferenz) -> None:
    client.force_login(person("sachbearbeitung"))
    leer = client.get("/arbeit/2024/anmeldungen/zahlen/").content.decode()
    assert "Noch ist keine Anmeldung bestätigt." in leer
    bestaetigt_am(konferenz, "2024-08-05", 2)
    antwort = client.get("/arbeit/2024/anmeldungen/zahlen/")
    assert antwort.context["summe"] == 2
    assert "05.08.2024 – 11.08.2024" in antwort.content.decode()

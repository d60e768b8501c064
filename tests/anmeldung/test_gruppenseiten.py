"""Working groups on the personal pages, and what the staff sees of them."""

import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest
from django.test import Client

from anmeldung.actions.gruppen import gruppe_abgeben, gruppe_waehlen
from anmeldung.models import Anmeldung, Gruppenwahl, Platz, Warteplatz
from konferenz.models import Benutzer
from programm.actions.freigeben import freigeben
from programm.actions.gruppe import gruppe_absagen, gruppe_aendern
from programm.models import Arbeitsgruppe, Programmfassung
from tests import welt
from tests.anmeldung.ausfuellen import MEINE, oeffne_link
from tests.anmeldung.test_zuteilung import regeln
from tests.lesen import anweisungen, text
from tests.programm.welt import Programm, programm

SEITE = f"{MEINE}gruppen/"


@pytest.fixture(scope="module")
def gefuellt(bestand: Callable[..., Any]) -> Iterator[Programm]:
    with bestand(_offen) as p:
        yield p


def _offen() -> Programm:
    p = programm()
    p.arbeit.plaetze = 1
    gruppe_aendern(gruppe=p.arbeit, person=p.amira)
    freigeben(konferenz=p.konferenz, person=p.amira)
    regeln(p, modus="reihe", wuensche_bis=None)
    return p


@pytest.fixture
def p(gefuellt: Programm, db: None) -> Programm:
    return gefuellt


@pytest.fixture
def ipek(p: Programm) -> Anmeldung:
    return welt.bestaetigt(p.konferenz, name="İpek")


@pytest.fixture
def browser(ipek: Anmeldung) -> Client:
    client = Client()
    oeffne_link(client, ipek)
    return client


def lies(client: Client, pfad: str = SEITE) -> str:
    antwort = client.get(pfad)
    assert antwort.status_code == 200, antwort
    return text(antwort)


def tue(client: Client, gruppe: Arbeitsgruppe, tat: str, **daten: str) -> str:
    antwort = client.post(f"{SEITE}{gruppe.pk}/{tat}/", daten, follow=True)
    return text(antwort)


def staff(konto: Benutzer, pfad: str, **daten: Any) -> str:
    client = Client()
    client.force_login(konto)
    ziel = f"/arbeit/2024/anmeldungen/{pfad}"
    antwort = client.post(ziel, daten, follow=True) if daten else client.get(ziel)
    assert antwort.status_code == 200, antwort
    return text(antwort)


def test_waehlen_abgeben_und_wechseln(p: Programm, ipek: Anmeldung, browser: Client) -> None:
    seite = lies(browser)
    assert "AG 1: Arbeit und Ausbildung" in seite
    assert "1 Platz frei" in seite
    assert "Ihre Wahl ist gespeichert." in tue(browser, p.arbeit, "waehlen")
    assert ipek.plaetze.in_gruppen().get().kontingent.arbeitsgruppe == p.arbeit
    seite = lies(browser)
    assert "Zur gleichen Zeit haben Sie einen Platz in „Arbeit und Ausbildung“." in seite
    assert "Hierher wechseln" in seite
    assert "haben Sie schon einen Platz in" in tue(browser, p.wohnen, "waehlen")
    tue(browser, p.wohnen, "waehlen", wechseln="1")
    assert ipek.plaetze.in_gruppen().get().kontingent.arbeitsgruppe == p.wohnen
    assert "Wohnen" in lies(browser, MEINE)
    assert "Sie haben den Platz abgegeben." in tue(browser, p.wohnen, "abgeben")
    assert not ipek.plaetze.in_gruppen().exists()


def test_warten_mit_eigener_stelle_angebot_ablehnen_und_die_naechste_ist_dran(
    p: Programm, ipek: Anmeldung, browser: Client
) -> None:
    sitzt, vor, nach = (welt.bestaetigt(p.konferenz) for _ in range(3))
    for wer in (sitzt, vor):
        gruppe_waehlen(anmeldung=wer, gruppe=p.arbeit)
    assert "Kein Platz frei, Warteliste" in lies(browser)
    tue(browser, p.arbeit, "waehlen")
    assert "Vor Ihnen wartet noch eine Person." in lies(browser)
    gruppe_waehlen(anmeldung=nach, gruppe=p.arbeit)
    gruppe_abgeben(anmeldung=vor, gruppe=p.arbeit)
    assert "Sie bekommen den nächsten freien Platz." in lies(browser)
    gruppe_abgeben(anmeldung=sitzt, gruppe=p.arbeit)
    assert "Ein Platz ist frei. Wir halten ihn für Sie bis" in lies(browser)
    assert "Bitte antworten" in lies(browser, MEINE)
    assert "Die nächste Person bekommt ihn." in tue(browser, p.arbeit, "ablehnen")
    assert Platz.objects.in_gruppen().get().anmeldung == nach
    assert not Warteplatz.objects.in_gruppen().exists()


def test_ein_angebot_annehmen(p: Programm, ipek: Anmeldung, browser: Client) -> None:
    sitzt = welt.bestaetigt(p.konferenz)
    gruppe_waehlen(anmeldung=sitzt, gruppe=p.arbeit)
    tue(browser, p.arbeit, "waehlen")
    gruppe_abgeben(anmeldung=sitzt, gruppe=p.arbeit)
    assert "Der Platz gehört Ihnen." in tue(browser, p.arbeit, "annehmen")
    assert ipek.plaetze.in_gruppen().get().angeboten_bis is None
    assert "Der Platz gehört Ihnen." in tue(browser, p.arbeit, "annehmen")  # again


def test_ausserhalb_der_zeit_sagt_die_seite_was_gilt_und_abgeben_geht_immer(
    p: Programm, ipek: Anmeldung, browser: Client
) -> None:
    tue(browser, p.wohnen, "waehlen")
    regeln(p, modus="reihe", wuensche_bis=None, aendern_bis=welt.am("2024-09-01", "12:00"))
    assert "Die Frist für Änderungen ist vorbei." in lies(browser)
    assert "Die Frist für Änderungen ist vorbei." in tue(browser, p.arbeit, "waehlen")
    assert not Warteplatz.objects.in_gruppen().exists()
    tue(browser, p.wohnen, "abgeben")
    assert not ipek.plaetze.in_gruppen().exists()
    Gruppenwahl.objects.all().delete()
    assert "noch nicht geöffnet" in lies(browser)
    Programmfassung.objects.all().delete()
    assert "Das Programm entsteht gerade." in lies(browser)


def test_wuensche_auf_der_seite(p: Programm, ipek: Anmeldung, browser: Client) -> None:
    regeln(p, modus="wuensche")
    assert "Mein zweiter Wunsch" in lies(browser)
    ziel = f"{SEITE}wuensche/"
    doppelt = {"wunsch_1": str(p.arbeit.pk), "wunsch_2": str(p.arbeit.pk)}
    assert "Wählen Sie jede Arbeitsgruppe nur einmal." in browser.post(ziel, doppelt).content.decode()
    assert "Bitte wählen Sie aus der Liste." in browser.post(ziel, {"wunsch_1": "99999"}).content.decode()
    seite = browser.post(
        ziel, {"wunsch_1": "", "wunsch_2": str(p.wohnen.pk), "wunsch_3": str(p.arbeit.pk)}, follow=True
    )
    assert "Ihre Wünsche sind gespeichert." in seite.content.decode()
    assert [w.arbeitsgruppe for w in ipek.gruppenwuensche.all()] == [p.wohnen, p.arbeit]
    assert f'<option value="{p.wohnen.pk}" selected>' in lies(browser)
    with welt.zeit("2024-09-11"):
        seite = staff(p.amira, "gruppenwahl/")
        assert "Plätze zuteilen" in seite
        assert "Die Plätze sind zugeteilt." in staff(p.amira, "gruppenwahl/zuteilen/", ja="1")
        client = Client()
        oeffne_link(client, ipek)
        seite = lies(client)
    assert "Was aus meinen Wünschen wurde" in seite
    assert "Sie haben einen Platz." in seite
    assert "Ein früherer Wunsch hat geklappt." in seite


def test_abgesagte_und_fremde_gruppen(p: Programm, ipek: Anmeldung, browser: Client) -> None:
    gruppe_absagen(gruppe=p.arbeit, person=p.amira)
    assert "AG 1: Arbeit und Ausbildung" not in lies(browser)
    assert "findet nicht statt" in tue(browser, p.arbeit, "waehlen")
    fremd = Arbeitsgruppe.objects.create(konferenz=welt.konferenz(kennung="2025"), titel="Woanders", nummer=1)
    assert browser.post(f"{SEITE}{fremd.pk}/waehlen/").status_code == 404


def test_die_verwaltung_legt_die_regeln_fest_und_sieht_wer_kommt(p: Programm, ipek: Anmeldung) -> None:
    gruppe_waehlen(anmeldung=ipek, gruppe=p.arbeit)
    wartend = welt.bestaetigt(p.konferenz, name="Omar")
    gruppe_waehlen(anmeldung=wartend, gruppe=p.arbeit)
    seite = staff(p.amira, "gruppenwahl/")
    assert "1 von 1" in seite
    seite = staff(p.amira, f"gruppen/{p.arbeit.pk}/")
    assert re.search("İpek.*hat einen Platz.*Warteliste.*Omar", seite, re.S)
    regel = {
        "modus": "wuensche", "oeffnet_am_tag": "2024-08-20", "oeffnet_am_zeit": "09:00",
        "wuensche_bis_tag": "2024-09-15", "wuensche_bis_zeit": "23:59",
    }  # fmt: skip
    assert "Die Regeln sind gespeichert." in staff(p.amira, "gruppenwahl/", **regel)
    wahl = Gruppenwahl.objects.get()
    assert (wahl.modus, wahl.wuensche_bis, wahl.aendern_bis) == (
        "wuensche",
        welt.am("2024-09-15", "23:59"),
        None,
    )
    assert "Nennen Sie, bis wann Wünsche möglich sind." in staff(
        p.amira, "gruppenwahl/", **{**regel, "wuensche_bis_tag": ""}
    )
    assert "Zugeteilt wird, wenn die Frist für Wünsche vorbei ist." in staff(
        p.amira, "gruppenwahl/zuteilen/", ja="1"
    )


def test_gleich_viele_anweisungen_bei_vielen_gruppen_und_menschen(
    p: Programm, ipek: Anmeldung, browser: Client
) -> None:
    personal = Client()
    personal.force_login(p.amira)
    seiten = (
        (browser, SEITE), (browser, MEINE), (personal, "/arbeit/2024/anmeldungen/gruppenwahl/"),
        (personal, f"/arbeit/2024/anmeldungen/gruppen/{p.wohnen.pk}/"),
    )  # fmt: skip

    taten = [partial(client.get, pfad) for client, pfad in seiten]
    tue(browser, p.wohnen, "waehlen")
    wenige = anweisungen(*taten)
    for nummer in range(3, 15):
        gruppe = Arbeitsgruppe.objects.create(konferenz=p.konferenz, titel=f"Gruppe {nummer}", nummer=nummer)
        p.punkt(art="arbeitsgruppe", arbeitsgruppe=gruppe, zeitfenster=p.fenster[0])
        gruppe_aendern(gruppe=gruppe, person=p.amira)
    freigeben(konferenz=p.konferenz, person=p.amira)
    for _mal in range(12):
        gruppe_waehlen(anmeldung=welt.bestaetigt(p.konferenz), gruppe=p.wohnen)
    assert anweisungen(*taten) == wenige
    assert max(wenige) <= 18, wenige

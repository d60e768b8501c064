"""The page of the grid: what stands where, what does not fit, and finding a place by buttons."""

import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest
from django.test import Client

from konferenz.models import Konferenz
from programm.models import Programmpunkt, Zeitfenster
from tests import welt
from tests.lesen import anweisungen
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


def _hierher(seite: str) -> list[str]:
    return re.findall(r'Hierher<span class="kern-sr-only">: ([^<]+)<', seite)


def test_jeder_punkt_steht_in_seiner_zelle_und_was_nicht_passt_daneben(p: Fuellung) -> None:
    seite = lies(p.amira)
    zellen = re.findall(r'data-zeitfenster="(\d+)" data-raum="(\d*)"><div>\s*(.*?)</div></td>', seite, re.S)
    hier = {(int(fenster), raum): inhalt for fenster, raum, inhalt in zellen}
    assert len(hier) == len(p.fenster) * (1 + len(p.raeume))
    keller = p.raeume["Saal im Keller"]
    assert "Begrüßung und Auftakt" in hier[p.fenster[0].pk, str(p.raeume["Großer Saal"].pk)]
    assert "Mittagessen im Foyer" in hier[p.fenster[2].pk, ""]
    assert "Fragen sammeln" in hier[p.fenster[0].pk, str(keller.pk)]
    assert "5 Hinweise" in hier[p.fenster[0].pk, str(keller.pk)]
    assert "Hinweis" not in hier[p.fenster[1].pk, str(p.raeume["Raum 1.14"].pk)]
    hinweise = seite.partition("Das passt noch nicht")[2]
    for satz in (
        "Saal im Keller hat 12 Plätze, die Arbeitsgruppe 35.",
        "Der Raum Saal im Keller ist nicht ohne Stufen erreichbar.",
        "Wer dolmetscht in Türkisch?",
        "Luca Romano kann zu dieser Zeit nicht.",
    ):
        assert satz in hinweise
    assert "Gesundheit" not in seite  # cancelled: it waits for nothing
    assert "Noch ohne Zeit" in seite
    wartend = seite.partition("Noch ohne Zeit")[2].partition("Das passt noch nicht")[0]
    assert "Markt der Möglichkeiten" in wartend


def test_nur_freie_zellen_nehmen_den_gewaehlten_punkt_auf(p: Fuellung) -> None:
    """For the market: every cell without a room, and rooms where nothing stands at that time."""
    frei = _hierher(lies(p.amira, f"?punkt={p.wartend.pk}"))
    assert "10:00 Uhr, Ohne Raum" in frei
    assert "11:15 Uhr, Großer Saal" in frei
    assert not {"10:00 Uhr, Großer Saal", "11:15 Uhr, Raum 1.12", "10:00 Uhr, Saal im Keller"} & set(frei)
    treffen = p.treffen(p.arbeit, 1)
    frei = _hierher(lies(p.amira, f"?punkt={treffen.pk}"))
    assert {zeile.partition(" ")[0] for zeile in frei} == {
        "11:15",
        "12:45",
    }  # meets at 10:00 and 13:45 already
    assert _hierher(lies(p.amira, "?punkt=999999")) == _hierher(lies(p.amira, "?punkt=x")) == []


def test_einplanen_verschieben_herausnehmen(p: Fuellung) -> None:
    saal, fenster = p.raeume["Großer Saal"], p.fenster[1]
    weg = f"punkte/{p.wartend.pk}/"
    seite = sende(p.amira, f"{weg}einplanen/", zeitfenster=fenster.pk, raum=saal.pk)
    assert "Der Programmpunkt steht im Raster." in seite
    assert "Noch ohne Zeit" not in seite
    p.wartend.refresh_from_db()
    assert (p.wartend.zeitfenster, p.wartend.raum) == (fenster, saal)
    assert "wartet jetzt neben dem Raster" in sende(p.amira, f"{weg}ausplanen/")
    p.wartend.refresh_from_db()
    assert (p.wartend.zeitfenster, p.wartend.raum) == (None, None)


@pytest.mark.parametrize(
    ("wohin", "satz"),
    [
        (lambda p: {"zeitfenster": p.fenster[0].pk, "raum": p.raeume["Großer Saal"].pk}, "schon belegt"),
        (lambda p: {"zeitfenster": 999999, "raum": ""}, "gibt es nicht mehr"),
        (lambda p: {"zeitfenster": p.fenster[0].pk, "raum": 999999}, "gibt es nicht mehr"),
        (lambda p: {"zeitfenster": "", "raum": ""}, "gibt es nicht mehr"),
    ],
)
def test_was_nicht_geht_bleibt_wo_es_ist(p: Fuellung, wohin: Callable[..., Any], satz: str) -> None:
    assert satz in sende(p.amira, f"punkte/{p.wartend.pk}/einplanen/", **wohin(p))
    p.wartend.refresh_from_db()
    assert p.wartend.zeitfenster is None


def test_neue_punkte_suchen_gleich_ihren_platz(p: Fuellung) -> None:
    """The page after storing looks for a cell; sent twice it is one item."""
    seite = sende(p.amira, "punkte/neu/", art="plenum", titel__de="Musik", gebaerdensprache="on")
    musik = Programmpunkt.objects.get(titel__contains="Musik")
    assert "Wohin mit „Musik“?" in seite
    assert (musik.art, musik.gebaerdensprache) == ("plenum", True)
    seite = sende(p.amira, "punkte/treffen/", arbeitsgruppe=p.wohnen.pk, titel__de="Ideen ordnen")
    assert "Wohin mit „AG 2: Wohnen“?" in seite
    assert p.wohnen.programmpunkte.count() == 3
    assert f'value="{p.wohnen.pk}" selected' in lies(p.amira, f"punkte/treffen/?gruppe={p.wohnen.pk}")


@pytest.mark.parametrize(
    ("pfad", "daten", "satz"),
    [
        ("punkte/neu/", {"art": "plenum", "titel__de": " "}, "Bitte füllen Sie dieses Feld aus."),
        ("punkte/neu/", {"art": "arbeitsgruppe", "titel__de": "x"}, "Bitte wählen Sie aus der Liste."),
        ("punkte/treffen/", {"arbeitsgruppe": ""}, "Bitte füllen Sie dieses Feld aus."),
        ("punkte/treffen/", {"arbeitsgruppe": "abgesagt"}, "Bitte wählen Sie aus der Liste."),
    ],
)
def test_falsche_angaben_werden_nicht_gespeichert(
    p: Fuellung, pfad: str, daten: dict[str, Any], satz: str
) -> None:
    vorher = Programmpunkt.objects.count()
    if daten.get("arbeitsgruppe") == "abgesagt":
        daten = {**daten, "arbeitsgruppe": p.abgesagt.pk}
    assert satz in sende(p.amira, pfad, **daten)
    assert Programmpunkt.objects.count() == vorher


def test_aendern_und_loeschen(p: Fuellung) -> None:
    weg = f"punkte/{p.auftakt.pk}/"
    sende(p.amira, weg, art="plenum", titel__de="Guten Morgen", dolmetschen=["ar"])
    p.auftakt.refresh_from_db()
    assert (p.auftakt.titel.data, p.auftakt.dolmetschen) == ({"de": "Guten Morgen", "en": "Welcome"}, ["ar"])
    assert p.auftakt.zeitfenster == p.fenster[0]
    assert "ist gelöscht" in sende(p.amira, f"{weg}loeschen/")
    lies(p.amira, weg, status=404)


def test_punkte_einer_anderen_konferenz_gibt_es_hier_nicht(p: Fuellung) -> None:
    andere = welt.konferenz(kennung="2025", ort=p.konferenz.ort)
    fremd = Programmpunkt.objects.create(konferenz=andere, titel="Woanders")
    lies(p.amira, f"punkte/{fremd.pk}/", status=404)
    assert "Woanders" not in lies(p.amira, f"?punkt={fremd.pk}")


def test_leere_seiten_nennen_den_naechsten_schritt(p: Fuellung) -> None:
    Programmpunkt.objects.all().delete()
    Zeitfenster.objects.all().delete()
    assert "Zeitfenster hinzufügen" in lies(p.amira)
    p.konferenz.ort.raeume.all().delete()
    assert "Raum hinzufügen" in lies(p.amira)
    Konferenz.objects.update(ort=None, ist_veroeffentlicht=False)
    assert "Termin und Ort festlegen" in lies(p.amira)


def test_gleich_viele_anweisungen_bei_200_punkten(p: Fuellung) -> None:
    client = Client()
    client.force_login(p.amira)

    tat = partial(client.get, URL)
    wenige = anweisungen(tat)
    for nummer in range(200):
        p.punkt(titel=f"Punkt {nummer}", zeitfenster=p.fenster[nummer % 4] if nummer % 3 else None)
    assert anweisungen(tat) == wenige
    assert wenige[0] <= 14

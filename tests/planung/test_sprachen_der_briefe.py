"""S54 for the group: every letter about meetings, in every language, speaks that language and no German."""

import re
from collections.abc import Iterator
from copy import copy
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.utils.translation import override
from icalendar import Calendar

from beirat.models import Mitgliedschaft, Person
from konferenz import uhr
from konferenz.actions.nachricht.schreiben import TRENNLINIE
from konferenz.models import Nachricht
from planung.actions import sitzung as sitzungen
from planung.actions.aufgabe import aufgaben_erinnern
from planung.actions.einladen import einladen, nachtrag_senden
from planung.actions.erinnern import erinnerungen_verschicken
from planung.actions.niederschrift_erinnern import niederschriften_erinnern
from planung.actions.priorisierung import runde_beginnen, runde_schliessen
from planung.actions.tagesordnung import punkt_entfernen, punkt_hinzufuegen
from planung.actions.terminumfrage import (
    termin_waehlen,
    umfrage_abbrechen,
    umfrage_beginnen,
    umfragen_erinnern,
)
from planung.actions.thema import thema_einbringen, themen_vereinen
from planung.actions.umlauf import umlaeufe_auswerten, umlauf_eroeffnen, umlauf_stimmen
from planung.models import (
    Aufgabe,
    Priorisierungsrunde,
    Protokoll,
    Sitzung,
    Tagesordnungspunkt,
    Terminumfrage,
    Thema,
    Umlaufbeschluss,
    Umlaufstimme,
    Wiedervorlage,
)
from planung.queries.post import anlagen
from planung.queries.umlauf import stimmberechtigte
from tests import welt
from tests.planung.fuellung import Fuellung, fuelle
from tests.planung.niederschriften import versandt
from tests.planung.welt import Funktion, mensch, setze, zeitpunkt
from tests.test_sprachen import SPRACHEN, Pruefer

pytestmark = pytest.mark.django_db

VORLAGEN = Path(settings.BASE_DIR) / "templates/planung/post"
ANLAESSE = sorted(datei.name.removesuffix(".betreff.txt") for datei in VORLAGEN.glob("*.betreff.txt"))
WORT = re.compile(r"[^\W\d_]{3,}")
GLEICH = {"online", "september", "august", "video", "der", "her", "pdf", "ist"}
"""Words that German shares with one of the languages."""


@pytest.fixture(scope="module")
def briefe(bestand: Any) -> Iterator[list[Nachricht]]:
    """Every letter that a member and a guest of each language got in a life with everything that can happen."""
    with bestand(_erlebt) as post:
        yield post


def _erlebt() -> list[Nachricht]:
    haus = fuelle(welt.konferenz(kennung="2024"))
    for sprache in SPRACHEN:
        setze(haus.gremium, mensch(f"Ƶ{sprache}", mit_konto=False, sprache=sprache), von=date(2024, 8, 1))
        gast = mensch(f"Ǥ{sprache}", mit_konto=False, sprache=sprache)
        setze(haus.gremium, gast, funktion=Funktion.GAST, von=date(2024, 8, 1))
    _niederschriften(haus, versandt(haus, "2024-08-08"))
    _eine_sitzung(haus)
    _umlaeufe(haus)
    _umfragen(haus)
    _themen(haus)
    _aufgaben(haus)
    return list(Nachricht.objects.filter(an_name__regex="^[ƵǤ]").order_by("pk"))


def _niederschriften(haus: Fuellung, protokoll: Protokoll) -> None:
    """A draft, a finished one, and one that the next meeting did not approve."""
    naechste = Sitzung.objects.filter(pk=haus.eingeladen.pk)
    naechste.update(stand=Sitzung.Stand.BEENDET)
    leitung = Person.objects.filter(anzeigename__regex="^[ƵǤ]")
    Mitgliedschaft.objects.filter(person__in=leitung).update(funktion=Funktion.SCHRIFTFUEHRUNG)
    for stand in Protokoll.Stand.values[:3]:
        Protokoll.objects.filter(pk=protokoll.pk).update(stand=stand)
        with welt.zeit("2024-09-16"):
            niederschriften_erinnern()
    naechste.update(stand=Sitzung.Stand.EINGELADEN)
    for eine in leitung:
        ist_gast = eine.anzeigename.startswith("Ǥ")
        Mitgliedschaft.objects.filter(person=eine).update(
            funktion=Funktion.GAST if ist_gast else Funktion.MITGLIED
        )


def _eine_sitzung(haus: Fuellung) -> None:
    """Invited at short notice, changed, moved, reminded of, cancelled."""
    eine = haus.gruppe.sitzung(
        "2024-09-05 17:00", form=Sitzung.Form.HYBRID, videolink="https://video.example/1", einwahl="040 1"
    )
    geheim = haus.gruppe.punkt(eine, "Ƶ1", ist_oeffentlich=False)
    haus.gruppe.punkt(eine, "Ƶ2")
    einladen(sitzung=eine, anschreiben="Ƶ3", begruendung="Ƶ4", person=None)
    punkt_entfernen(punkt=eine.punkte.get(titel="Ƶ2"), person=None)
    punkt_hinzufuegen(punkt=Tagesordnungspunkt(sitzung=eine, titel="Ƶ5"), person=None)
    Tagesordnungspunkt.objects.filter(pk=geheim.pk).update(ist_oeffentlich=True)
    nachtrag_senden(sitzung=eine, person=None)
    eine.refresh_from_db()
    eine.beginn, eine.ende = zeitpunkt("2024-09-12 18:00"), zeitpunkt("2024-09-12 20:00")
    sitzungen.sitzung_aendern(sitzung=eine, person=None)
    with uhr.gestellt(zeitpunkt("2024-09-05 18:00")):
        erinnerungen_verschicken()
        sitzungen.sitzung_absagen(sitzung=haus.eingeladen, grund="Ƶ6", person=None)


def _umlaeufe(haus: Fuellung) -> None:
    """One of each result."""
    for wert in ("ja", "nein", "widerspruch", ""):
        umlauf = Umlaufbeschluss(
            gremium=haus.gremium, gegenstand=f"Ƶ{wert}", text="Ƶ7", frist=zeitpunkt("2024-09-04 18:00")
        )
        umlauf = umlauf_eroeffnen(umlauf=umlauf, person=None)
        if wert == "widerspruch":
            umlauf_stimmen(umlauf=umlauf, mensch=haus.gruppe.frank, wert=wert, person=None)
        elif wert:
            Umlaufstimme.objects.bulk_create(
                Umlaufstimme(umlauf=umlauf, person=eine, wert=wert) for eine in stimmberechtigte(umlauf)
            )
    with uhr.gestellt(zeitpunkt("2024-09-04 18:01")):
        umlaeufe_auswerten()


def _umfragen(haus: Fuellung) -> None:
    """Asked, reminded, chosen; another one called off."""
    erste, zweite = (
        umfrage_beginnen(
            umfrage=Terminumfrage(
                gremium=haus.gremium, titel="Ƶ8", hinweis="Ƶ9", frist=zeitpunkt("2024-09-06 18:00"),
                ort=haus.gruppe.ort,
            ),
            beginne=[zeitpunkt("2024-10-14 17:00"), zeitpunkt("2024-10-15 17:00")],
            person=None,
        )
        for _mal in range(2)
    )  # fmt: skip
    with uhr.gestellt(zeitpunkt("2024-09-05 18:00")):
        umfragen_erinnern()
    termin_waehlen(option=erste.optionen.all()[0], person=None)
    umfrage_abbrechen(umfrage=zweite, person=None)


def _themen(haus: Fuellung) -> None:
    """A round of points for everybody; two topics of each language become one."""
    runde_schliessen(runde=haus.runde, person=None)
    menschen = list(Person.objects.filter(anzeigename__regex="^[ƵǤ]").order_by("pk"))
    for eine in menschen:
        erstes, zweites = (
            thema_einbringen(
                thema=Thema(konferenz=haus.gruppe.konferenz, titel=titel), mensch=eine, person=None
            )
            for titel in ("Ƶ1", "Ƶ2")
        )
        themen_vereinen(thema=erstes, mit=zweites, person=None)
    runde_beginnen(
        runde=Priorisierungsrunde(
            konferenz=haus.gruppe.konferenz,
            gremium=haus.gremium,
            titel="Ƶ3",
            bis=zeitpunkt("2024-09-12 18:00"),
        ),
        person=None,
    )


def _aufgaben(haus: Fuellung) -> None:
    for eine in Person.objects.filter(anzeigename__startswith="Ƶ"):
        Aufgabe.objects.create(gremium=haus.gremium, titel="Ƶ8", verantwortlich=eine, frist=date(2024, 8, 30))
        Wiedervorlage.objects.create(gremium=haus.gremium, anlass="Ƶ9", am=date(2024, 9, 2), an=eine)
    aufgaben_erinnern()


def _daten(brief: Nachricht) -> list[str]:
    """What is data, not text: names and titles that people have given, addresses."""
    namen = {
        "Vorbereitungsgruppe 2024", "Bezirksamt, Caffamacherreihe 1–3, 20355 Hamburg", "Raum 4.10", brief.an_name,
        "Auftrag für das Gebärdensprachdolmetschen", "Der Auftrag geht an das günstigste Angebot.",
        "Programm und Arbeitsgruppen", "Sitzung im Oktober", *(str(art.label) for art in Tagesordnungspunkt.Art),
    }  # fmt: skip
    return sorted(namen, key=len, reverse=True)


def _ohne_daten(brief: Nachricht, text: str) -> str:
    for eines in _daten(brief):
        text = text.replace(eines, " ")
    return re.sub(r"https?://\S+|\[[^]]+\]|Ƶ\w+", " ", text)


def _teile(brief: Nachricht) -> tuple[str, str]:
    """The letter in the language of the reader, and in German below."""
    with override(brief.sprache):
        oben, linie, unten = brief.text_zum_zeigen.partition(TRENNLINIE)
    assert linie, brief.anlass
    return _ohne_daten(brief, f"{brief.betreff}\n{oben}"), _ohne_daten(brief, unten)


def _gemeinsame_woerter(brief: Nachricht) -> set[str]:
    """Words of the letter that stand in its German text, too."""
    oben, unten = (set(WORT.findall(teil.lower())) for teil in _teile(brief))
    return (oben & unten) - GLEICH


def test_der_gang_schreibt_jeden_brief_in_jeder_sprache(briefe: list[Nachricht]) -> None:
    geschrieben = {(brief.anlass.removeprefix("planung."), brief.sprache) for brief in briefe}
    assert geschrieben == {(anlass, sprache) for anlass in ANLAESSE for sprache in SPRACHEN}


def test_kein_brief_ist_deutsch(briefe: list[Nachricht]) -> None:
    maengel = []
    for brief in briefe:
        pruefer = Pruefer(brief.sprache, set())
        pruefer.text(f"{brief.anlass} {brief.sprache}", _teile(brief)[0])
        maengel += pruefer.maengel
        if brief.sprache != "de-simple":
            maengel += [(f"{brief.anlass} {brief.sprache}", wort) for wort in _gemeinsame_woerter(brief)]
    assert sorted(set(maengel)) == []


def test_gaeste_lesen_in_ihrer_sprache_dass_etwas_nicht_oeffentlich_ist(briefe: list[Nachricht]) -> None:
    erwartet = {
        "en": "not public",
        "tr": "herkese açık değil",
        "ar": "غير علني",
        "de-simple": "nicht öffentlich",
    }
    einladungen = [b for b in briefe if b.anlass == "planung.einladung" and b.an_name.startswith("Ǥ")]
    assert {brief.sprache for brief in einladungen} == set(SPRACHEN)
    for brief in einladungen:
        oben, unten = _teile(brief)
        assert f"4  {erwartet[brief.sprache]}" in oben
        assert "4  nichtöffentlich" in unten
        assert "Ƶ1" not in brief.text_zum_zeigen


def test_der_termin_im_kalender_heisst_in_der_sprache_der_person(briefe: list[Nachricht]) -> None:
    namen = {"en": "Meeting no. 4", "tr": "4. toplantı", "ar": "الاجتماع رقم 4", "de-simple": "4. Treffen"}
    for brief in briefe:
        if brief.anlass == "planung.verlegt":
            [termin] = Calendar.from_ical(anlagen(brief)[0].inhalt).walk("VEVENT")
            assert str(termin["SUMMARY"]).startswith(namen[brief.sprache]), termin["SUMMARY"]
            assert termin["SUMMARY"].params["LANGUAGE"] == brief.sprache


def test_ein_deutsches_wort_faellt_auf(briefe: list[Nachricht]) -> None:
    """Negative control of the walk: a name out of a model that stays German."""
    brief = copy(next(b for b in briefe if b.anlass == "planung.verlegt" and b.sprache == "en"))
    brief.teile = [str(brief.teile[0]).replace("Meeting no. 4", "4. Sitzung"), *brief.teile[1:]]
    assert _gemeinsame_woerter(brief) == {"sitzung"}

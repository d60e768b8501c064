"""The programme of the demonstration: rooms, times and groups after the topics were chosen, two released versions."""

from dataclasses import dataclass
from datetime import date, datetime, time

import pghistory
from django.utils import timezone
from i18nfield.strings import LazyI18nString

from beirat.models import Person
from konferenz import uhr
from konferenz.models import Benutzer, Konferenz
from konferenz.vorfuehrung.geschichte import jetzt_am
from planung.models import Thema
from programm.actions import mitwirken, raster
from programm.actions.freigeben import freigeben
from programm.actions.gruppe import gruppe_aendern, gruppe_aus_thema
from programm.models import Arbeitsgruppe, Mitwirkende, Mitwirkung, Programmpunkt, Raum, Zeitfenster

Rolle, Art = Mitwirkung.Rolle, Programmpunkt.Art
CODES = ("de", "de-simple", "en", "tr", "ar")
TAG = date(2024, 11, 16)

RAEUME = (
    ("Großer Saal", 120, True, "Erdgeschoss, geradeaus durch das Foyer."),
    ("Raum 1.12", 30, False, "Erster Stock, mit dem Aufzug, dann links."),
    ("Raum 1.14", 30, False, "Erster Stock, mit dem Aufzug, dann links."),
    ("Raum 2.03", 30, False, "Zweiter Stock, mit dem Aufzug, gegenüber."),
    ("Kleiner Saal", 40, True, "Erdgeschoss, rechts neben dem Großen Saal."),
)
"""Name, seats, induction loop, how to find it; all without steps."""
ZEITEN = (
    ("10:00", "10:30"),
    ("10:30", "11:15"),
    ("11:15", "12:45"),
    ("12:45", "13:45"),
    ("13:45", "15:15"),
    ("15:15", "15:45"),
    ("15:45", "16:40"),
    ("16:40", "17:00"),
)
FUER_ALLE = (
    (
        0,
        (
            "Begrüßung und Auftakt",
            "Wir fangen an",
            "Welcome and opening",
            "Karşılama ve açılış",
            "الترحيب والافتتاح",
        ),
    ),
    (
        1,
        (
            "Impuls: Integration in Hamburg-Mitte",
            "So leben Menschen in Hamburg-Mitte zusammen",
            "Keynote: integration in Hamburg-Mitte",
            "Giriş konuşması: Hamburg-Mitte’de entegrasyon",
            "كلمة: الاندماج في هامبورغ-ميته",
        ),
    ),
    (
        6,
        (
            "Ergebnisse im Plenum",
            "Alle Gruppen erzählen",
            "Results for everybody",
            "Sonuçlar herkesle",
            "النتائج أمام الجميع",
        ),
    ),
    (
        7,
        (
            "Ausblick und Abschluss",
            "So geht es weiter",
            "Outlook and closing",
            "Sonraki adımlar ve kapanış",
            "الخطوات القادمة والختام",
        ),
    ),
)
PAUSEN = (
    (
        3,
        (
            "Mittagessen im Foyer",
            "Mittag-Essen",
            "Lunch in the foyer",
            "Fuayede öğle yemeği",
            "الغداء في البهو",
        ),
    ),
    (
        5,
        (
            "Kaffee und Tee im Foyer",
            "Pause mit Kaffee und Tee",
            "Coffee and tea in the foyer",
            "Fuayede kahve ve çay",
            "قهوة وشاي في البهو",
        ),
    ),
)
TREFFEN = (
    (2, ("Fragen sammeln", "Fragen sammeln", "Collecting questions", "Soruları toplama", "جمع الأسئلة")),
    (
        4,
        (
            "Empfehlungen schreiben",
            "Ideen aufschreiben",
            "Writing recommendations",
            "Önerileri yazma",
            "كتابة التوصيات",
        ),
    ),
)


@dataclass(frozen=True)
class Vorlage:
    """A working group: topic, room, languages, sign language, lead, title in `CODES`, guiding questions."""

    thema: str
    raum: str
    sprachen: tuple[str, ...]
    gebaerden: bool
    leitung: str
    titel: tuple[str, ...]
    fragen: str


GRUPPEN = (
    Vorlage(
        "Arbeit und Ausbildung",
        "Raum 1.12",
        ("ar", "fa-af"),
        False,
        "Frank Petersen",
        (
            "Arbeit und Ausbildung",
            "Arbeit finden",
            "Work and training",
            "İş ve meslek eğitimi",
            "العمل والتدريب",
        ),
        "Welche Abschlüsse zählen?\nWas hilft Betrieben?\nWie lerne ich Deutsch im Beruf?",
    ),
    Vorlage(
        "Wohnen in der Nachbarschaft",
        "Raum 1.14",
        ("tr",),
        False,
        "Elif Kaya",
        (
            "Wohnen in der Nachbarschaft",
            "Wohnen",
            "Housing in the neighbourhood",
            "Mahallede yaşam",
            "السكن في الحي",
        ),
        "Warum finden Familien keinen Platz?\nWas kann der Stadtteil tun?",
    ),
    Vorlage(
        "Bildung und Sprache",
        "Raum 2.03",
        ("uk", "ru"),
        False,
        "Mariam Ahmadi",
        (
            "Bildung und Sprache",
            "Lernen und Sprache",
            "Education and language",
            "Eğitim ve dil",
            "التعليم واللغة",
        ),
        "Was brauchen Eltern?\nWo fehlen Kurse mit Kinderbetreuung?",
    ),
    Vorlage(
        "Die Arbeit des Integrationsbeirats",
        "Kleiner Saal",
        (),
        True,
        "Deniz Aydın",
        (
            "Der Integrationsbeirat von morgen",
            "Der Integrations-Beirat",
            "The advisory board of tomorrow",
            "Yarının entegrasyon kurulu",
            "مجلس الاندماج في الغد",
        ),
        "Welches Wissen wird noch nicht genutzt?\nWoran merken wir, dass es wirkt?",
    ),
)


def fuelle(konferenz: Konferenz, tag: date) -> None:
    """Contribution `vorfuehrung`: play everything up to the morning of `tag`; without chosen topics, nothing."""
    amira = Benutzer.objects.filter(rollenzuweisungen__rolle="sachbearbeitung").first()
    schritte = (
        (_am(date(2024, 7, 8), "10:00"), _plane),
        (_am(date(2024, 8, 5), "08:00"), _gib_frei),
        (_am(date(2024, 8, 30), "14:00"), _aendere_und_gib_frei),
    )
    for am, tut in schritte:
        if amira and am <= jetzt_am(tag):
            with uhr.gestellt(am), pghistory.context(aktion="vorfuehrung"):
                tut(konferenz, amira)


def _text(woerter: tuple[str, ...]) -> LazyI18nString:
    return LazyI18nString(dict(zip(CODES, woerter, strict=True)))


def _am(tag: date, uhrzeit: str) -> datetime:
    return timezone.make_aware(datetime.combine(tag, time.fromisoformat(uhrzeit)))


def _um(uhrzeit: str) -> datetime:
    return _am(TAG, uhrzeit)


def _plane(konferenz: Konferenz, amira: Benutzer) -> None:
    konferenz.refresh_from_db()
    raeume = {}
    for position, (name, plaetze, schleife, lage) in enumerate(RAEUME):
        raum = Raum(
            ort=konferenz.ort,
            name=name,
            plaetze=plaetze,
            ist_stufenlos=True,
            hat_induktion=schleife,
            lage=LazyI18nString({"de": lage}),
            position=position,
        )
        raeume[name] = raster.raum_speichern(raum=raum, person=amira)
    fenster = [
        raster.zeitfenster_speichern(
            zeitfenster=Zeitfenster(konferenz=konferenz, beginn=_um(von), ende=_um(bis)), person=amira
        )
        for von, bis in ZEITEN
    ]
    for nummer, titel in FUER_ALLE:
        _punkt(
            konferenz,
            amira,
            fenster[nummer],
            titel=_text(titel),
            raum=raeume["Großer Saal"],
            dolmetschen=["ar", "fa-af", "ru", "tr", "uk"],
            gebaerdensprache=True,
            schriftdolmetschen=True,
        )
    for nummer, titel in PAUSEN:
        _punkt(konferenz, amira, fenster[nummer], titel=_text(titel), art=Art.PAUSE)
    for vorlage in GRUPPEN:
        gruppe = _gruppe(konferenz, amira, vorlage)
        for nummer, titel in TREFFEN:
            angaben = {"arbeitsgruppe": gruppe, "titel": _text(titel), "raum": raeume[vorlage.raum]}
            _punkt(konferenz, amira, fenster[nummer], art=Art.ARBEITSGRUPPE, **angaben)


def _punkt(konferenz: Konferenz, amira: Benutzer, fenster: Zeitfenster, **angaben: object) -> None:
    punkt = Programmpunkt(konferenz=konferenz, zeitfenster=fenster, **angaben)
    raster.punkt_speichern(punkt=punkt, person=amira)


def _gruppe(konferenz: Konferenz, amira: Benutzer, vorlage: Vorlage) -> Arbeitsgruppe:
    gruppe = gruppe_aus_thema(thema=Thema.objects.get(konferenz=konferenz, titel=vorlage.thema), person=amira)
    gruppe.titel, gruppe.leitfragen = _text(vorlage.titel), LazyI18nString({"de": vorlage.fragen})
    gruppe.dolmetschen, gruppe.gebaerdensprache = list(vorlage.sprachen), vorlage.gebaerden
    gruppe_aendern(gruppe=gruppe, person=amira)
    leitung = Person.objects.get(anzeigename=vorlage.leitung)
    mensch = Mitwirkende(konferenz=konferenz, person=leitung, sprachen=["de"])
    mitwirken.mitwirkende_speichern(mitwirkende=mensch, person=amira)
    mitwirken.mitwirkung_eintragen(
        mitwirkung=Mitwirkung(mitwirkende=mensch, arbeitsgruppe=gruppe, rolle=Rolle.LEITUNG), person=amira
    )
    return gruppe


def _gib_frei(konferenz: Konferenz, amira: Benutzer) -> None:
    freigeben(konferenz=konferenz, person=amira)


def _aendere_und_gib_frei(konferenz: Konferenz, amira: Benutzer) -> None:
    """Two leaders have agreed to be named; the coffee moves into the second version."""
    for name in ("Deniz Aydın", "Elif Kaya"):
        mensch = konferenz.mitwirkende.get(person__anzeigename=name)
        mitwirken.zustimmung_erfassen(mitwirkende=mensch, nachweis="Zettel in der Akte 7-24", person=amira)
    punkt = konferenz.programmpunkte.get(zeitfenster__beginn=_um("10:30"))
    punkt.text = LazyI18nString(
        {"de": "Zahlen, Erfahrungen, offene Fragen", "en": "Figures, experience, open questions"}
    )
    raster.punkt_speichern(punkt=punkt, person=amira)
    freigeben(konferenz=konferenz, person=amira)

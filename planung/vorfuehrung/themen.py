"""How the group of the story came to its topics: proposed in May, ranked in June, chosen in July."""

from datetime import datetime

from django.utils import timezone

from beirat.models import Gremium
from konferenz.models import Konferenz
from konferenz.vorfuehrung import besetzung
from planung.actions.priorisierung import punkte_geben, runde_beginnen, runde_schliessen
from planung.actions.thema import handlungsfeld_speichern, thema_einbringen, thema_waehlen, themen_vereinen
from planung.models import Handlungsfeld, Priorisierungsrunde, Thema
from planung.vorfuehrung.gruppe import konto, mitglied

FELDER = ("Arbeit", "Bildung", "Gesundheit", "Wohnen")
THEMEN = (
    ("Arbeit und Ausbildung", "Arbeit", "Frank Petersen", "Wer kann, soll arbeiten: Abschlüsse, Sprache, Betriebe."),
    ("Wohnen in der Nachbarschaft", "Wohnen", "Elif Kaya", "Familien finden keinen Platz. Was hilft im Stadtteil?"),
    ("Bildung und Sprache", "Bildung", "Mariam Ahmadi", "Von der Kita bis zum Sprachkurs für Eltern."),
    ("Deutsch lernen mit Kindern", "Bildung", "Samuel Tekle", "Kurse, in denen die Kinder betreut sind."),
    ("Gesundheit in der eigenen Sprache", "Gesundheit", "Samuel Tekle", "Arztbesuche ohne Missverständnisse."),
    ("Die Arbeit des Integrationsbeirats", "", "Deniz Aydın", "Wissen, das mehr genutzt werden soll."),
)  # fmt: skip
PUNKTE = (
    ("Deniz Aydın", (1, 1, 1, 0, 2)),
    ("Elif Kaya", (1, 3, 1, 0, 0)),
    ("Mariam Ahmadi", (2, 0, 3, 0, 0)),
    ("Samuel Tekle", (1, 1, 1, 2, 0)),
    ("Frank Petersen", (3, 2, 0, 0, 0)),
    ("Joachim Brandt", (2, 2, 1, 0, 0)),
)
"""In the order of the topics that were left to be ranked."""
GEWAEHLT = (
    "Arbeit und Ausbildung",
    "Wohnen in der Nachbarschaft",
    "Bildung und Sprache",
    "Die Arbeit des Integrationsbeirats",
)


def schlage_vor(gremium: Gremium) -> None:
    """Fields of action, and what members want to talk about."""
    konferenz = _konferenz(gremium)
    for position, name in enumerate(FELDER, start=1):
        feld = Handlungsfeld(konferenz=konferenz, name=name, position=position)
        handlungsfeld_speichern(feld=feld, person=konto(besetzung.VORSITZ))
    felder = {feld.name: feld for feld in konferenz.handlungsfelder.all()}
    for titel, feldname, wer, worum in THEMEN:
        thema = Thema(
            konferenz=konferenz, titel=titel, beschreibung=worum, handlungsfeld=felder.get(feldname)
        )
        thema_einbringen(thema=thema, mensch=mitglied(wer), person=None)


def vereine_und_frage(gremium: Gremium) -> None:
    """Two are the same; the members have five points each."""
    vorsitz = konto(besetzung.VORSITZ)
    themen_vereinen(thema=_thema(gremium, THEMEN[3][0]), mit=_thema(gremium, THEMEN[2][0]), person=vorsitz)
    runde_beginnen(
        runde=Priorisierungsrunde(
            konferenz=_konferenz(gremium), gremium=gremium, titel="Welche Themen sollen auf die Konferenz?",
            bis=timezone.make_aware(datetime(2024, 6, 20, 18)),  # noqa: DTZ001  # made aware right here
        ),
        person=vorsitz,
    )  # fmt: skip


def vergib_punkte(gremium: Gremium) -> None:
    """Six have given theirs."""
    runde = _konferenz(gremium).runden.get()
    themen = list(_konferenz(gremium).themen.zur_wahl())
    for wer, punkte in PUNKTE:
        for thema, zahl in zip(themen, punkte, strict=True):
            for _mal in range(zahl):
                punkte_geben(runde=runde, thema=thema, mensch=mitglied(wer), aenderung=1)


def schliesse(gremium: Gremium) -> None:
    """What the clock would have done."""
    runde_schliessen(runde=_konferenz(gremium).runden.get(), person=None)


def waehle(gremium: Gremium) -> None:
    """The four of the programme."""
    for titel in GEWAEHLT:
        thema_waehlen(thema=_thema(gremium, titel), person=konto(besetzung.VORSITZ))


def _konferenz(gremium: Gremium) -> Konferenz:
    return Konferenz.objects.get(gremien=gremium)


def _thema(gremium: Gremium, titel: str) -> Thema:
    return Thema.objects.get(konferenz=gremium.konferenz_id, titel=titel)

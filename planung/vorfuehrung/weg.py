"""The way of the group to the conference in the story: milestones, and a vote between two meetings."""

from datetime import date, datetime, time

from django.utils import timezone

from beirat.models import Gremium
from konferenz.vorfuehrung import besetzung
from planung.actions.aufgabe import stand_setzen
from planung.actions.meilenstein import meilenstein_erreicht, meilenstein_speichern
from planung.actions.umlauf import umlaeufe_auswerten, umlauf_eroeffnen, umlauf_stimmen
from planung.models import Aufgabe, Meilenstein, Umlaufbeschluss
from planung.vorfuehrung.gruppe import konto, mitglied

PLAN = (
    ("Vorbereitungsgruppe eingesetzt", date(2024, 1, 31)),
    ("Leitthema beschlossen", date(2024, 5, 31)),
    ("Ort und Termin fest", date(2024, 7, 15)),
    ("Anmeldung geöffnet", date(2024, 8, 5)),
    ("Dolmetschen und Kinderbetreuung beauftragt", date(2024, 8, 30)),
    ("Programm gedruckt", date(2024, 10, 17)),
    ("Ablaufplan und Einlass besprochen", date(2024, 11, 9)),
)


def plane(gremium: Gremium) -> None:
    """The milestones as the group planned them in spring."""
    for titel, tag in PLAN:
        eines = Meilenstein(konferenz=gremium.konferenz, titel=titel, soll_am=tag)
        meilenstein_speichern(meilenstein=eines, person=konto(besetzung.VORSITZ))


def erreiche(gremium: Gremium, titel: str) -> None:
    """A milestone is reached."""
    eines = Meilenstein.objects.get(konferenz=gremium.konferenz, titel=titel)
    meilenstein_erreicht(meilenstein=eines, person=konto(besetzung.VORSITZ))


def lege_vor(gremium: Gremium) -> None:
    """Something that cannot wait for the next meeting."""
    umlauf = Umlaufbeschluss(
        gremium=gremium,
        gegenstand="Gestaltung der Plakate",
        text="Die Plakate werden nach Entwurf B gedruckt, in fünf Sprachen.",
        frist=timezone.make_aware(datetime.combine(date(2024, 8, 9), time(18))),
    )
    umlauf_eroeffnen(umlauf=umlauf, person=konto(besetzung.VORSITZ))
    for name, wert in (
        ("Elif Kaya", "ja"),
        ("Frank Petersen", "ja"),
        ("Mariam Ahmadi", "ja"),
        ("Silke Hansen", "enthaltung"),
    ):
        umlauf_stimmen(umlauf=umlauf, mensch=mitglied(name), wert=wert, person=None)


def werte_aus(gremium: Gremium) -> None:
    """The deadline is over."""
    umlaeufe_auswerten()


def erledige(gremium: Gremium) -> None:
    """A task of the second meeting is done."""
    aufgabe = Aufgabe.objects.get(gremium=gremium, titel="Vorspann für die Einladung entwerfen")
    stand_setzen(
        aufgabe=aufgabe, stand="erledigt", ergebnis="Steht auf der Seite.", person=konto(besetzung.BEIRAT)
    )

"""A preparation group in every state that the pages of bodies and meetings can show; each part adds its own objects."""

from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from typing import Any

from pypdf import PdfWriter

from beirat.models import Entsendungsrecht, Gremium, Mitgliedschaft, Person, Sitz
from konferenz.models import Benutzer, Konferenz, Nachricht
from planung.actions.einladen import einladen
from planung.actions.meilenstein import meilensteine_vorschlagen
from planung.actions.priorisierung import punkte_geben, runde_beginnen, runde_schliessen
from planung.actions.sitzung import ERINNERUNGEN
from planung.actions.terminumfrage import umfrage_beantworten, umfrage_beginnen
from planung.actions.thema import (
    handlungsfeld_speichern,
    thema_einbringen,
    thema_waehlen,
    themen_vereinen,
    vorschlaege_oeffnen,
)
from planung.actions.umlauf import umlauf_eroeffnen, umlauf_stimmen
from planung.actions.unterlage import unterlage_ablegen
from planung.actions.vorlagen import vorlage_beginnen
from planung.models import (
    Aufgabe,
    Erinnerung,
    Erinnerungsvorlage,
    Handlungsfeld,
    Kalenderhinweis,
    Meilenstein,
    Priorisierungsrunde,
    Sitzung,
    Terminumfrage,
    Thema,
    Umlaufbeschluss,
    Unterlage,
    Vorlagenpunkt,
    Wiedervorlage,
)
from tests import welt
from tests.planung.welt import Funktion, Gruppe, gruppe, mensch, setze


@dataclass
class Fuellung:
    """Objects that addresses name, and accounts by what they do in the group."""

    gruppe: Gruppe
    verwaltung: Gremium
    frei: Sitz  # "Bildung", N.N.
    vertretung: Mitgliedschaft  # stands in for Frank
    gast: Mitgliedschaft
    ausgeschieden: Mitgliedschaft  # until 31.05.2024
    geplant: Sitzung  # 10.10.2024, nobody is invited yet
    eingeladen: Sitzung  # 12.09.2024, invitation sent on 28.08.
    unterlage: Unterlage  # of the second item of `geplant`
    vorlagenpunkt: Vorlagenpunkt  # "Mitteilungen"
    erinnerungsvorlage: Erinnerungsvorlage  # 1 day before
    aufgabe: Aufgabe  # overdue since 30.08., given to Elif
    wiedervorlage: Wiedervorlage  # of that task, to the chair
    meilenstein: Meilenstein  # overdue
    umlauf: Umlaufbeschluss  # runs until 06.09., one has voted
    umfrage: Terminumfrage  # until 06.09., Frank has answered; the second day is in the holidays
    hinweis: Kalenderhinweis
    thema: Thema  # "Wohnen", admitted, of Elif, in a field of action
    gewaehlt: Thema  # "Ausbildung", chosen
    handlungsfeld: Handlungsfeld
    runde: Priorisierungsrunde  # runs until 12.09.
    geschlossene: Priorisierungsrunde  # three have given points
    konten: dict[str, Benutzer] = field(default_factory=dict)

    @property
    def brief(self) -> Nachricht:
        """The invitation on paper."""
        return Nachricht.objects.get(
            anlass="planung.einladung", weg="brief", bezug__startswith=f"{self.eingeladen.pk}:"
        )

    @property
    def gremium(self) -> Gremium:
        return self.gruppe.gremium


def fuelle(konferenz: Konferenz | None = None) -> Fuellung:
    """The group of `gruppe()` with administration, deputy, guest, somebody who has left, and two meetings ahead.

    `konten` has one account each as vorsitz, schriftfuehrung, mitglied (board), bezirksversammlung, gast.
    """
    haus = gruppe(konferenz)
    verwaltung = Gremium.objects.create(name="Bezirksamt", art=Gremium.Art.VERWALTUNG)
    Entsendungsrecht.objects.create(gremium=haus.gremium, stelle=verwaltung)
    ralf, gast = mensch("Ralf Thomsen", mit_konto=False), mensch("Nadia Karimi")
    setze(haus.gremium, ralf, "Fachamt Sozialraummanagement", entsendet_durch=verwaltung)
    eingeladen, geplant = haus.sitzung("2024-09-12 17:00"), haus.sitzung("2024-10-10 17:00")
    for eine in (eingeladen, geplant):
        Erinnerung.objects.bulk_create(
            Erinnerung(sitzung=eine, anzahl=zahl, einheit=einheit) for zahl, einheit in ERINNERUNGEN
        )
    vorlage_beginnen(gremium=haus.gremium, person=None)
    aufgabe = _aufgaben(haus)
    gefuellt = Fuellung(
        gruppe=haus,
        verwaltung=verwaltung,
        frei=haus.gremium.sitze.get(bereich="Bildung"),
        vertretung=_vertretung(haus),
        gast=setze(haus.gremium, gast, "Übersetzerdienst", funktion=Funktion.GAST),
        ausgeschieden=_ausgeschieden(haus),
        geplant=geplant,
        eingeladen=eingeladen,
        unterlage=unterlage(geplant),
        vorlagenpunkt=haus.gremium.vorlagenpunkte.get(art="mitteilung"),
        erinnerungsvorlage=haus.gremium.erinnerungsvorlagen.get(anzahl=1),
        aufgabe=aufgabe,
        wiedervorlage=aufgabe.wiedervorlagen.get(),
        meilenstein=_meilensteine(haus),
        umlauf=_umlauf(haus),
        umfrage=umfrage(haus),
        hinweis=Kalenderhinweis.objects.get(),
        **themen(haus),
        konten=_konten(haus, gast),
    )
    with welt.zeit("2024-08-28"):
        einladen(sitzung=eingeladen, person=haus.amira)
    eingeladen.refresh_from_db()
    return gefuellt


def unterlage(sitzung: Sitzung, **angaben: object) -> Unterlage:
    """A PDF with the second item of a meeting."""
    punkt = sitzung.punkte.in_ordnung()[1]
    eine = Unterlage(**{"punkt": punkt, "titel": "Programm, Entwurf 2", **angaben})
    return unterlage_ablegen(unterlage=eine, datei=BytesIO(pdf(eine.titel)), person=None)


def pdf(text: str) -> bytes:
    """A page with a title of its own."""
    schreiber, ausgabe = PdfWriter(), BytesIO()
    schreiber.add_blank_page(300, 400)
    schreiber.add_metadata({"/Title": text})
    schreiber.write(ausgabe)
    return ausgabe.getvalue()


def _vertretung(haus: Gruppe) -> Mitgliedschaft:
    """Deputy of the member that the assembly's SPD group sends; she has no address and gets paper."""
    vertretene = Mitgliedschaft.objects.get(person=haus.frank, sitz__gremium=haus.gremium)
    return Mitgliedschaft.objects.create(
        sitz=vertretene.sitz,
        person=mensch("Karin Ohlsen", mit_konto=False, email=""),
        entsendet_durch=haus.versammlung,
        vertritt=vertretene,
        von=vertretene.von,
    )


def _ausgeschieden(haus: Gruppe) -> Mitgliedschaft:
    """Sat on the seat that is vacant today."""
    return Mitgliedschaft.objects.create(
        sitz=haus.gremium.sitze.get(bereich="Bildung"),
        person=mensch("Olga Petrenko", mit_konto=False),
        entsendet_durch=haus.beirat,
        von=date(2024, 1, 18),
        bis=date(2024, 5, 31),
        ende_grund="Umzug in eine andere Stadt",
    )


def _meilensteine(haus: Gruppe) -> Meilenstein:
    """The usual ones; what lies before June was reached."""
    meilensteine_vorschlagen(konferenz=haus.konferenz, person=None)
    reihe = haus.konferenz.meilensteine
    reihe.filter(soll_am__lt=date(2024, 6, 1)).update(ist_am=date(2024, 6, 3))
    return reihe.get(titel="Mitwirkende angefragt")


def _umlauf(haus: Gruppe) -> Umlaufbeschluss:
    """A vote by circulation that runs, not public."""
    umlauf = umlauf_eroeffnen(
        umlauf=Umlaufbeschluss(
            gremium=haus.gremium, gegenstand="Auftrag für das Gebärdensprachdolmetschen", ist_oeffentlich=False,
            text="Der Auftrag geht an das günstigste Angebot.", frist=welt.am("2024-09-06", "18:00"),
        ),
        person=None,
    )  # fmt: skip
    umlauf_stimmen(umlauf=umlauf, mensch=haus.frank, wert="ja", person=None)
    return umlauf


def umfrage(haus: Gruppe) -> Terminumfrage:
    """A date poll that runs, with autumn holidays at its second option."""
    Kalenderhinweis.objects.create(
        name="Herbstferien Musterstadt", art="ferien", von=date(2024, 10, 21), bis=date(2024, 11, 1)
    )
    eine = umfrage_beginnen(
        umfrage=Terminumfrage(
            gremium=haus.gremium, titel="Sitzung im Oktober", frist=welt.am("2024-09-06", "18:00"), ort=haus.ort
        ),
        beginne=[welt.am(tag, "17:00") for tag in ("2024-10-14", "2024-10-22", "2024-11-04", "2024-11-05")],
        person=haus.amira,
    )  # fmt: skip
    erste, zweite, dritte, _vierte = eine.optionen.all()
    werte = {erste.pk: "ja", zweite.pk: "nein", dritte.pk: "vielleicht"}
    umfrage_beantworten(umfrage=eine, mensch=haus.frank, werte=werte, bemerkung="Im Oktober lieber")
    return eine


def themen(haus: Gruppe) -> dict[str, Any]:
    """Four topics, one merged, one chosen, and a round of points that runs."""
    feld = handlungsfeld_speichern(
        feld=Handlungsfeld(konferenz=haus.konferenz, name="Wohnen und Nachbarschaft"), person=haus.amira
    )

    def thema(titel: str, von: Person, **angaben: Any) -> Thema:
        eines = Thema(konferenz=haus.konferenz, titel=titel, **angaben)
        return thema_einbringen(thema=eines, mensch=von, person=None)

    wohnen = thema(
        "Bezahlbar wohnen", haus.elif_, handlungsfeld=feld, beschreibung="Wie finden Familien Platz?"
    )
    gewaehlt = thema_waehlen(thema=thema("Ausbildung", haus.frank), person=haus.amira)
    themen_vereinen(thema=thema("Wohnungssuche", haus.frank), mit=wohnen, person=haus.amira)
    thema("Gesundheit in der eigenen Sprache", haus.elif_)
    geschlossene, runde = _geschlossene_runde(haus, wohnen, gewaehlt), _runde(haus)
    vorschlaege_oeffnen(konferenz=haus.konferenz, bis=welt.am("2024-09-30", "18:00"), person=haus.amira)
    haus.konferenz.refresh_from_db()
    return {
        "thema": wohnen, "gewaehlt": gewaehlt, "handlungsfeld": feld, "runde": runde, "geschlossene": geschlossene,
    }  # fmt: skip


def _runde(haus: Gruppe) -> Priorisierungsrunde:
    return runde_beginnen(
        runde=Priorisierungsrunde(
            konferenz=haus.konferenz, gremium=haus.gremium, titel="Welche Themen sind uns wichtig?",
            bis=welt.am("2024-09-12", "18:00"),
        ),
        person=haus.amira,
    )  # fmt: skip


def _geschlossene_runde(haus: Gruppe, *themen: Thema) -> Priorisierungsrunde:
    runde = _runde(haus)
    for nummer, wer in enumerate((haus.deniz, haus.elif_, haus.frank)):
        punkte_geben(runde=runde, thema=themen[nummer % len(themen)], mensch=wer, aenderung=1)
    return runde_schliessen(runde=runde, person=haus.amira)


def _aufgaben(haus: Gruppe) -> Aufgabe:
    """One overdue task with a note, one in work, one finished."""
    aufgabe = Aufgabe.objects.create(
        gremium=haus.gremium, titel="Raum für die Kinderbetreuung anfragen", verantwortlich=haus.elif_,
        frist=date(2024, 8, 30), beschreibung="Das Bürgerhaus hat zwei Räume im Erdgeschoss.",
    )  # fmt: skip
    Wiedervorlage.objects.create(
        gremium=haus.gremium, aufgabe=aufgabe, anlass="Raum nachfragen", am=date(2024, 9, 9), an=haus.deniz
    )
    Aufgabe.objects.create(
        gremium=haus.gremium, titel="Entwurf 2 des Programms vorlegen", verantwortlich=haus.frank, stand="in_arbeit",
        frist=date(2024, 9, 10),
    )  # fmt: skip
    Aufgabe.objects.create(
        gremium=haus.gremium, titel="Protokoll der Bezirksversammlung besorgen", verantwortlich=haus.deniz,
        stand="erledigt", ergebnis="Liegt im Ordner.", erledigt_am=welt.am("2024-08-20"),
    )  # fmt: skip
    return aufgabe


def _konten(haus: Gruppe, gast: Person) -> dict[str, Benutzer]:
    menschen = {
        "vorsitz": haus.deniz, "schriftfuehrung": haus.jana, "mitglied": haus.elif_,
        "bezirksversammlung": haus.frank, "gast": gast,
    }  # fmt: skip
    return {als: person.benutzer for als, person in menschen.items() if person.benutzer is not None}

"""The fixed world of meetings: assembly and board both send into the preparation group (szenarien.md)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from beirat.models import Entsendungsrecht, Gremium, Mitgliedschaft, Person, Sitz
from konferenz.models import Benutzer, Konferenz, Ort
from planung.models import Sitzung, Tagesordnungspunkt
from tests import welt
from tests.personen import person as konto

SEIT = date(2024, 1, 18)
Funktion = Mitgliedschaft.Funktion


@dataclass
class Gruppe:
    """The preparation group of the conference 2024 with its eight members and one vacant seat."""

    gremium: Gremium
    beirat: Gremium
    versammlung: Gremium
    konferenz: Konferenz
    amira: Benutzer
    deniz: Person  # chair, sent by the board
    elif_: Person
    frank: Person  # sent by the assembly
    jana: Person  # minute-taker without a vote
    ort: Ort

    @property
    def mitglieder(self) -> list[Person]:
        """Everybody who belongs to it on the day of the test, without guests."""
        reihe = Mitgliedschaft.objects.filter(sitz__gremium=self.gremium).exclude(funktion=Funktion.GAST)
        return [eine.person for eine in reihe.select_related("person").order_by("id")]

    def sitzung(self, beginn: str = "2024-09-12 17:00", **angaben: object) -> Sitzung:
        """A meeting of two hours (local time) at the district office, planned, with two items."""
        anfang = zeitpunkt(beginn)
        nummer = self.gremium.sitzungen.count() + 1
        sitzung = Sitzung.objects.create(
            **{
                "gremium": self.gremium, "nummer": nummer, "beginn": anfang, "ende": anfang + timedelta(hours=2),
                "ort": self.ort, "raum": "Raum 4.10", **angaben,
            }
        )  # fmt: skip
        self.punkt(sitzung, "Eröffnung, Feststellung der Tagesordnung", art=Tagesordnungspunkt.Art.EROEFFNUNG)
        self.punkt(sitzung, "Programm und Arbeitsgruppen")
        return sitzung

    def punkt(self, sitzung: Sitzung, titel: str, **angaben: object) -> Tagesordnungspunkt:
        """One more item at the end."""
        position = sitzung.punkte.filter(uebergeordnet=None).count() + 1
        return Tagesordnungspunkt.objects.create(
            **{"sitzung": sitzung, "titel": titel, "position": position, **angaben}
        )


def zeitpunkt(text: str) -> datetime:
    """A moment of local time: `zeitpunkt("2024-09-12 17:00")`."""
    return datetime.fromisoformat(f"{text}:00").replace(tzinfo=welt.BERLIN)


def mensch(name: str, mit_konto: bool = True, **angaben: object) -> Person:
    """A person with an address, and with an account unless told otherwise."""
    email = name.lower().replace(" ", ".") + "@example.org"
    benutzer = konto(name=name, email=email, password=None) if mit_konto else None
    return Person.objects.create(**{"anzeigename": name, "email": email, "benutzer": benutzer, **angaben})


def setze(
    gremium: Gremium, person: Person, bereich: str = "", von: date = SEIT, **angaben: object
) -> Mitgliedschaft:
    """The person on a new seat of the body."""
    stimmberechtigt = angaben.get("funktion") not in (Funktion.SCHRIFTFUEHRUNG, Funktion.GAST)
    sitz = Sitz.objects.create(gremium=gremium, bereich=bereich, ist_stimmberechtigt=stimmberechtigt)
    return Mitgliedschaft.objects.create(sitz=sitz, person=person, von=von, **angaben)


def gruppe(konferenz: Konferenz | None = None) -> Gruppe:
    """The group as it stands since 18.01.2024; the seat "Bildung" is vacant (N.N.)."""
    welt.bezirk()
    konferenz = konferenz or welt.konferenz()
    versammlung = Gremium.objects.create(name="Bezirksversammlung", art=Gremium.Art.BEZIRKSVERSAMMLUNG)
    beirat = Gremium.objects.create(name="Integrationsbeirat", art=Gremium.Art.BEIRAT)
    gremium = Gremium.objects.create(
        name="Vorbereitungsgruppe 2024",
        art=Gremium.Art.VORBEREITUNGSGRUPPE,
        konferenz=konferenz,
        quorum=Gremium.Quorum.JE_STELLE,
    )
    for stelle in (versammlung, beirat):
        Entsendungsrecht.objects.create(gremium=gremium, stelle=stelle)
    vom_beirat = {"entsendet_durch": beirat}
    deniz, elif_ = mensch("Deniz Aydın"), mensch("Elif Kaya")
    setze(gremium, deniz, "Beratung", funktion=Funktion.VORSITZ, **vom_beirat)
    setze(gremium, elif_, "Wohnen", **vom_beirat)
    for name, bereich in (("Mariam Ahmadi", "Arbeit"), ("Samuel Tekle", "Gesundheit")):
        setze(gremium, mensch(name, mit_konto=False), bereich, **vom_beirat)
    Sitz.objects.create(gremium=gremium, bereich="Bildung")
    frank = mensch("Frank Petersen")
    setze(gremium, frank, "SPD-Fraktion", entsendet_durch=versammlung)
    for name, bereich in (("Joachim Brandt", "CDU-Fraktion"), ("Silke Hansen", "FDP-Fraktion")):
        setze(gremium, mensch(name, mit_konto=False), bereich, entsendet_durch=versammlung)
    jana = mensch("Jana Wolters")
    setze(gremium, jana, "Niederschrift", funktion=Funktion.SCHRIFTFUEHRUNG)
    return Gruppe(
        gremium=gremium, beirat=beirat, versammlung=versammlung, konferenz=konferenz,
        amira=konto("sachbearbeitung", name="Amira Haddad", password=None),
        deniz=deniz, elif_=elif_, frank=frank, jana=jana,
        ort=Ort.objects.create(name="Bezirksamt", strasse="Caffamacherreihe 1–3", plz="20355", ort="Hamburg"),
    )  # fmt: skip

"""The fixed world of the programme: the day of the draft, two groups that meet twice, four rooms."""

from dataclasses import dataclass, field
from datetime import datetime

from i18nfield.strings import LazyI18nString

from beirat.models import Person
from konferenz.models import Benutzer, Konferenz
from programm.actions.gruppe import gruppe_anlegen
from programm.models import Arbeitsgruppe, Mitwirkende, Mitwirkung, Programmpunkt, Raum, Zeitfenster
from tests import welt
from tests.personen import person as konto
from tests.planung.welt import zeitpunkt

Rolle = Mitwirkung.Rolle
ZEITEN = (("10:00", "10:30"), ("11:15", "12:45"), ("12:45", "13:45"), ("13:45", "15:15"))


@dataclass
class Programm:
    """Opening for all, AG 1 and AG 2 twice each, a lunch break between."""

    konferenz: Konferenz
    amira: Benutzer
    raeume: dict[str, Raum] = field(default_factory=dict)
    fenster: list[Zeitfenster] = field(default_factory=list)
    arbeit: Arbeitsgruppe = None  # type: ignore[assignment]
    wohnen: Arbeitsgruppe = None  # type: ignore[assignment]
    auftakt: Programmpunkt = None  # type: ignore[assignment]

    def punkt(self, **angaben: object) -> Programmpunkt:
        """One more item."""
        return Programmpunkt.objects.create(**{"konferenz": self.konferenz, **angaben})

    def mensch(self, name: str, **angaben: object) -> Mitwirkende:
        """A contributor."""
        person = Person.objects.create(
            anzeigename=name, email=f"{name.split(maxsplit=1)[0].lower()}@example.org"
        )
        return Mitwirkende.objects.create(**{"konferenz": self.konferenz, "person": person, **angaben})

    def treffen(self, gruppe: Arbeitsgruppe, nummer: int = 0) -> Programmpunkt:
        """The first (or another) meeting of a group."""
        return gruppe.programmpunkte.order_by("zeitfenster__beginn")[nummer]


def um(uhrzeit: str, tag: str = "2024-11-16") -> datetime:
    """A moment of the conference's day, local time."""
    return zeitpunkt(f"{tag} {uhrzeit}")


def programm(konferenz: Konferenz | None = None) -> Programm:
    """The world, stored; in a conference of its own unless there is one."""
    welt.bezirk()
    p = Programm(konferenz or welt.konferenz(), konto("sachbearbeitung", name="Amira Haddad"))
    for n, (name, plaetze) in enumerate((("Großer Saal", 120), ("Raum 1.12", 30), ("Raum 1.14", 30))):
        p.raeume[name] = Raum.objects.create(
            ort=p.konferenz.ort, name=name, plaetze=plaetze, ist_stufenlos=True, position=n
        )
    p.fenster = [
        Zeitfenster.objects.create(konferenz=p.konferenz, beginn=um(von), ende=um(bis)) for von, bis in ZEITEN
    ]
    p.arbeit, p.wohnen = (
        gruppe_anlegen(
            gruppe=Arbeitsgruppe(konferenz=p.konferenz, titel=LazyI18nString({"de": titel})), person=p.amira
        )
        for titel in ("Arbeit und Ausbildung", "Wohnen")
    )
    titel = LazyI18nString({"de": "Begrüßung und Auftakt", "en": "Welcome"})
    p.auftakt = p.punkt(titel=titel, zeitfenster=p.fenster[0], raum=p.raeume["Großer Saal"])
    p.punkt(art="pause", titel=LazyI18nString({"de": "Mittagessen im Foyer"}), zeitfenster=p.fenster[2])
    for gruppe, raum in ((p.arbeit, "Raum 1.12"), (p.wohnen, "Raum 1.14")):
        for fenster in (p.fenster[1], p.fenster[3]):
            p.punkt(art="arbeitsgruppe", arbeitsgruppe=gruppe, zeitfenster=fenster, raum=p.raeume[raum])
    return p

"""The released programme as everybody may read it, with the people who agree to be named at this moment."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from typing import Any

from django.utils.translation import gettext_lazy as _
from i18nfield.strings import LazyI18nString

from konferenz.models import Konferenz
from programm.models import Mitwirkende, Mitwirkung, Programmfassung, Programmpunkt
from programm.queries.belegung import Belegung, belegung
from programm.queries.fassung import Eintrag, letzte_fassung

AUFGABEN: dict[str, Any] = {
    Mitwirkung.Rolle.LEITUNG: _("Leitung"),
    Mitwirkung.Rolle.MODERATION: _("Moderation"),
    Mitwirkung.Rolle.VORTRAG: _("Vortrag"),
}
"""What the public reads about somebody's task; the others are named nowhere."""

FARBEN = 4
"""So many colours distinguish working groups; a number says it, too."""


@dataclass(frozen=True)
class Auftritt:
    """Somebody who agreed to be named, with the task (a `Mitwirkung.Rolle`) and an introduction."""

    nummer: int
    name: str
    rolle: str
    ueber: LazyI18nString

    @property
    def aufgabe(self) -> str:
        """The task in words."""
        return str(AUFGABEN.get(self.rolle, ""))


@dataclass(frozen=True)
class Saal:
    """A room as it was released."""

    nummer: int
    name: str
    plaetze: int
    ist_stufenlos: bool
    hat_induktion: bool
    lage: LazyI18nString
    position: int


@dataclass(frozen=True)
class Gruppe:
    """A working group as it was released; `frei` are the seats that nobody has now, None when none are given away."""

    nummer: int
    pk: int
    titel: LazyI18nString
    ziele: LazyI18nString
    leitfragen: LazyI18nString
    zielgruppe: LazyI18nString
    sprache: str
    plaetze: int
    frei: int | None

    @property
    def farbe(self) -> int:
        return (self.nummer - 1) % FARBEN + 1


@dataclass(frozen=True)
class Punkt:
    """One item of the released programme."""

    nummer: int
    art: str
    beginn: datetime
    ende: datetime
    titel: LazyI18nString
    text: LazyI18nString
    raum: Saal | None
    gruppe: Gruppe | None
    dolmetschen: list[str]
    gebaerdensprache: bool
    schriftdolmetschen: bool
    auftritte: list[Auftritt]

    @property
    def ist_pause(self) -> bool:
        return self.art == Programmpunkt.Art.PAUSE

    def passt(self, sprache: str, zugang: str) -> bool:
        """Whether somebody who needs this language or this access can take part; breaks are for all."""
        gesprochen = self.gruppe.sprache if self.gruppe else "de"
        return self.ist_pause or (
            (not sprache or sprache == gesprochen or sprache in self.dolmetschen) and self._hat(zugang)
        )

    def _hat(self, zugang: str) -> bool:
        haus = self.raum
        return {
            "": True,
            "gebaerdensprache": self.gebaerdensprache,
            "schriftdolmetschen": self.schriftdolmetschen,
            "stufenlos": haus is not None and haus.ist_stufenlos,
            "induktion": haus is not None and haus.hat_induktion,
        }.get(zugang, True)


@dataclass(frozen=True)
class Zeile:
    """One row of the grid: either one item across all rooms, or what happens in each room, None where nothing does."""

    beginn: datetime
    ende: datetime
    fuer_alle: Punkt | None = None
    in_raeumen: list[Punkt | None] = field(default_factory=list)


@dataclass(frozen=True)
class Zeit:
    """What happens at one time, for a list."""

    beginn: datetime
    ende: datetime
    punkte: list[Punkt]


@dataclass(frozen=True)
class Gruppentreffen:
    """A working group with all its meetings in order of time."""

    gruppe: Gruppe
    treffen: list[Punkt]


@dataclass(frozen=True)
class Programm:
    """The released version; `punkte` are all or those that fit a filter, in order of time, then of rooms."""

    fassung: Programmfassung
    punkte: list[Punkt]

    def gefiltert(self, *, sprache: str = "", zugang: str = "") -> "Programm":
        """What is spoken in or interpreted into a language and has a kind of access (see `Punkt.passt`)."""
        return Programm(self.fassung, [punkt for punkt in self.punkte if punkt.passt(sprache, zugang)])

    @property
    def raeume(self) -> list[Saal]:
        """Rooms in their order; those in which nothing happens that fits the filter are left out."""
        alle = {punkt.raum.nummer: punkt.raum for punkt in self.punkte if punkt.raum}
        return sorted(alle.values(), key=lambda raum: (raum.position, raum.name))

    @property
    def zeiten(self) -> list[Zeit]:
        """Items that begin and end together stand together."""
        je_zeit = groupby(self.punkte, key=lambda punkt: (punkt.beginn, punkt.ende))
        return [Zeit(beginn, ende, list(punkte)) for (beginn, ende), punkte in je_zeit]

    @property
    def zeilen(self) -> list[Zeile]:
        """Rows of the grid: what is alone at its time or has no room goes across."""
        raeume = [raum.nummer for raum in self.raeume]
        return [zeile for zeit in self.zeiten for zeile in _zeilen(zeit, raeume)]

    @property
    def gruppen(self) -> list["Gruppentreffen"]:
        """Working groups with their meetings, in the order of their numbers."""
        je_nummer: dict[int, Gruppentreffen] = {}
        for punkt in self.punkte:
            if punkt.gruppe:
                neue = Gruppentreffen(punkt.gruppe, [])
                je_nummer.setdefault(punkt.gruppe.nummer, neue).treffen.append(punkt)
        return [eine for _nummer, eine in sorted(je_nummer.items())]

    @property
    def sprachen(self) -> list[str]:
        """Languages into which something is interpreted."""
        return sorted({code for punkt in self.punkte for code in punkt.dolmetschen})


def _zeilen(zeit: Zeit, raeume: list[int]) -> list[Zeile]:
    allein = len(zeit.punkte) == 1 and zeit.punkte[0].gruppe is None
    quer = [punkt for punkt in zeit.punkte if allein or punkt.raum is None]
    je_raum = {punkt.raum.nummer: punkt for punkt in zeit.punkte if punkt.raum and not allein}
    zeilen = [Zeile(zeit.beginn, zeit.ende, fuer_alle=punkt) for punkt in quer]
    if je_raum:
        zeilen.append(Zeile(zeit.beginn, zeit.ende, in_raeumen=[je_raum.get(raum) for raum in raeume]))
    return zeilen


def programm(konferenz: Konferenz) -> Programm | None:
    """The released programme, or None before the first release; three statements whatever its size."""
    fassung = letzte_fassung(konferenz)
    if fassung is None:
        return None
    lesend = _Leser(_menschen(fassung), belegung(konferenz))
    return Programm(fassung, [lesend.punkt(eintrag) for eintrag in fassung.inhalt])


def punkt_aus(eintrag: Eintrag) -> Punkt:
    """One item of a version for its name, time and room; without people and free seats."""
    return _Leser({}, Counter()).punkt(eintrag)


def _menschen(fassung: Programmfassung) -> dict[int, Mitwirkende]:
    """Those named in the version who agree at this moment."""
    genannt = {nummer for eintrag in fassung.inhalt for _rolle, nummer in eintrag["mitwirkende"]}
    return Mitwirkende.objects.oeffentlich().select_related("person").in_bulk(genannt)


@dataclass(frozen=True)
class _Leser:
    menschen: dict[int, Mitwirkende]
    belegt: Belegung

    def punkt(self, eintrag: Eintrag) -> Punkt:
        return Punkt(
            nummer=eintrag["punkt"],
            art=eintrag["art"],
            beginn=datetime.fromisoformat(eintrag["beginn"]),
            ende=datetime.fromisoformat(eintrag["ende"]),
            titel=LazyI18nString(eintrag["titel"]),
            text=LazyI18nString(eintrag["text"]),
            raum=_saal(eintrag["raum"]) if eintrag["raum"] else None,
            gruppe=self._gruppe(eintrag["gruppe"]) if eintrag["gruppe"] else None,
            dolmetschen=eintrag["dolmetschen"],
            gebaerdensprache=eintrag["gebaerdensprache"],
            schriftdolmetschen=eintrag["schriftdolmetschen"],
            auftritte=list(self._auftritte(eintrag["mitwirkende"])),
        )

    def _auftritte(self, paare: Iterable[tuple[str, int]]) -> Iterable[Auftritt]:
        for rolle, nummer in paare:
            if mensch := self.menschen.get(nummer):
                yield Auftritt(nummer, mensch.person.anzeigename, rolle, mensch.ueber)

    def _gruppe(self, daten: Eintrag) -> Gruppe:
        belegt = self.belegt.get(daten["id"])
        texte = {name: LazyI18nString(daten[name]) for name in ("titel", "ziele", "leitfragen", "zielgruppe")}
        return Gruppe(
            nummer=daten["nummer"],
            pk=daten["id"],
            sprache=daten["sprache"],
            plaetze=daten["plaetze"],
            frei=None if belegt is None else max(0, daten["plaetze"] - belegt),
            **texte,
        )


def _saal(daten: Eintrag) -> Saal:
    return Saal(
        nummer=daten["nummer"],
        name=daten["name"],
        plaetze=daten["plaetze"],
        ist_stufenlos=daten["stufenlos"],
        hat_induktion=daten["induktion"],
        lage=LazyI18nString(daten["lage"]),
        position=daten["position"],
    )

"""Rounds of points: who gives them, what somebody gave, and the result once a round is closed."""

from collections import defaultdict
from dataclasses import dataclass

from beirat.models import Gremium, Mitgliedschaft, Person
from konferenz import uhr
from konferenz.diagramm import Balken, balken
from konferenz.formate import Stand
from planung.models import Priorisierungsrunde, Punktevergabe, Thema
from planung.queries.mitglieder import mitgliedschaften

MINDESTENS = 3
"""Voters of a sending body from which on its own result is shown."""


def stand_der(runde: Priorisierungsrunde) -> Stand:
    """The badge."""
    return Stand("info" if runde.nimmt_punkte else "neutral", str(runde.get_stand_display()))


def stimmberechtigte(runde: Priorisierungsrunde) -> dict[Person, int | None]:
    """Members and deputies of today -> number of the body that sends them. Guests give no points."""
    reihe = mitgliedschaften(runde.gremium, uhr.heute()).exclude(funktion=Mitgliedschaft.Funktion.GAST)
    return {eine.person: eine.entsendet_durch_id for eine in reversed(reihe)}


@dataclass(frozen=True)
class EigeneZeile:
    """A topic, and what I gave it; `rang` among mine, None without a point."""

    thema: Thema
    punkte: int
    rang: int | None


@dataclass(frozen=True)
class Eigene:
    """My points of a round."""

    zeilen: list[EigeneZeile]
    uebrig: int

    def zu(self, thema: Thema) -> EigeneZeile:
        return next(zeile for zeile in self.zeilen if zeile.thema.pk == thema.pk)


def eigene(runde: Priorisierungsrunde, mensch: Person) -> Eigene:
    """All topics to be ranked, in the order in which they were proposed: nothing jumps under the finger."""
    gegeben = dict(runde.vergaben.filter(person=mensch).values_list("thema", "punkte"))
    themen = list(runde.konferenz.themen.zur_wahl().select_related("handlungsfeld"))
    stufen = sorted({gegeben.get(eines.pk, 0) for eines in themen} - {0}, reverse=True)
    zeilen = [
        EigeneZeile(eines, punkte, stufen.index(punkte) + 1 if punkte else None)
        for eines in themen
        for punkte in [gegeben.get(eines.pk, 0)]
    ]
    return Eigene(zeilen, runde.punkte - sum(gegeben.values()))


@dataclass(frozen=True)
class Ergebniszeile:
    """A topic: all points, how many gave some, and the points of each sending body that is shown."""

    thema: Thema
    punkte: int
    stimmen: int
    je_stelle: list[tuple[Gremium, int]]
    balken: Balken


@dataclass(frozen=True)
class Ergebnis:
    """The result of a closed round. `stellen` are the bodies whose own result is shown, `verdeckt` says that there are
    others with fewer than three voters."""

    zeilen: list[Ergebniszeile]
    stellen: list[Gremium]
    waehlende: int
    verdeckt: bool


def ergebnis(runde: Priorisierungsrunde) -> Ergebnis | None:
    """None while points are given: nobody sees how it stands, staff neither."""
    if runde.stand != Priorisierungsrunde.Stand.GESCHLOSSEN:
        return None
    vergaben = list(runde.vergaben.select_related("thema__handlungsfeld", "thema__konferenz", "stelle"))
    waehlende = len({eine.person_id for eine in vergaben})
    if waehlende < MINDESTENS:  # everybody could tell who gave what
        return Ergebnis([], [], waehlende, verdeckt=True)
    stellen, verdeckt = _gezeigte(vergaben)
    je_thema: dict[Thema, list[Punktevergabe]] = defaultdict(list)
    for eine in vergaben:
        je_thema[eine.thema].append(eine)
    summen = {thema: sum(eine.punkte for eine in teile) for thema, teile in je_thema.items()}
    hoechste = max(summen.values())
    zeilen = [
        Ergebniszeile(
            thema,
            summen[thema],
            len({eine.person_id for eine in teile}),
            [(stelle, sum(eine.punkte for eine in teile if eine.stelle == stelle)) for stelle in stellen],
            balken([(thema.titel, summen[thema], str(summen[thema]))], hoechste),
        )
        for thema, teile in je_thema.items()
    ]
    zeilen.sort(key=lambda zeile: (-zeile.punkte, -zeile.stimmen, zeile.thema.pk))
    return Ergebnis(zeilen, stellen, waehlende, verdeckt)


def _gezeigte(vergaben: list[Punktevergabe]) -> tuple[list[Gremium], bool]:
    """Bodies with three voters or more. If a single one with fewer would be left, the total would give it away: then
    the smallest of the others is not shown either."""
    waehlende: dict[Gremium | None, set[int]] = defaultdict(set)
    for eine in vergaben:
        waehlende[eine.stelle].add(eine.person_id)
    gezeigt = [stelle for stelle, menschen in waehlende.items() if stelle and len(menschen) >= MINDESTENS]
    verdeckte = [menschen for stelle, menschen in waehlende.items() if stelle not in gezeigt]
    if gezeigt and verdeckte and len(set().union(*verdeckte)) < MINDESTENS:
        gezeigt.remove(min(gezeigt, key=lambda stelle: (len(waehlende[stelle]), stelle.pk)))
    return sorted(gezeigt, key=lambda stelle: stelle.name), len(waehlende) > len(gezeigt)

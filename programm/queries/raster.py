"""The grid as the staff plans it: slots down, rooms across, and what still waits beside it."""

from collections import defaultdict
from dataclasses import dataclass

from konferenz.models import Konferenz
from programm.models import Programmpunkt, Raum, Zeitfenster
from programm.queries.warnungen import Warnung, warnungen


@dataclass(frozen=True)
class Karte:
    """An item with what does not fit about it."""

    punkt: Programmpunkt
    hinweise: list[Warnung]


@dataclass(frozen=True)
class Zelle:
    """A slot in a room; without a room several items can stand there. `nimmt_auf`: the chosen item may come here."""

    fenster: Zeitfenster
    raum: Raum | None
    karten: list[Karte]
    nimmt_auf: bool


@dataclass(frozen=True)
class Reihe:
    """A slot with its cells: the one without a room first, then the rooms in their order."""

    fenster: Zeitfenster
    zellen: list[Zelle]


@dataclass(frozen=True)
class Raster:
    """All that the page of the grid shows: `wartend` have no time yet, of `auffaellige` something does not fit;
    `gewaehlt` is the item for which a cell is being looked for."""

    raeume: list[Raum]
    reihen: list[Reihe]
    wartend: list[Karte]
    auffaellige: list[Karte]
    gewaehlt: Programmpunkt | None


def raster(konferenz: Konferenz, gewaehlt: int | None = None) -> Raster:
    """The grid of a conference; six statements whatever its size.

    `gewaehlt` is the number of an item; one that is not of this conference or can have no time chooses nothing.
    """
    je_punkt: dict[int, list[Warnung]] = defaultdict(list)
    for eine in warnungen(konferenz):
        je_punkt[eine.punkt.pk].append(eine)
    punkte = [punkt for punkt in konferenz.programmpunkte.in_ordnung() if not _ist_abgesagt(punkt)]
    karten = {punkt.pk: Karte(punkt, je_punkt[punkt.pk]) for punkt in punkte}
    wahl = next((punkt for punkt in punkte if punkt.pk == gewaehlt), None)
    raeume = list(Raum.objects.filter(ort=konferenz.ort_id))
    return Raster(
        raeume=raeume,
        reihen=[
            Reihe(fenster, [_zelle(fenster, raum, karten, wahl) for raum in (None, *raeume)])
            for fenster in konferenz.zeitfenster.all()
        ],
        wartend=[karte for karte in karten.values() if karte.punkt.zeitfenster_id is None],
        auffaellige=[karte for karte in karten.values() if karte.hinweise],
        gewaehlt=wahl,
    )


def _ist_abgesagt(punkt: Programmpunkt) -> bool:
    return punkt.arbeitsgruppe is not None and punkt.arbeitsgruppe.ist_abgesagt


def _zelle(
    fenster: Zeitfenster, raum: Raum | None, karten: dict[int, Karte], wahl: Programmpunkt | None
) -> Zelle:
    gleichzeitig = [karte for karte in karten.values() if karte.punkt.zeitfenster_id == fenster.pk]
    hier = [karte for karte in gleichzeitig if karte.punkt.raum_id == (raum.pk if raum else None)]
    return Zelle(fenster, raum, hier, wahl is not None and _passt(wahl, raum, hier, gleichzeitig))


def _passt(wahl: Programmpunkt, raum: Raum | None, hier: list[Karte], gleichzeitig: list[Karte]) -> bool:
    """What the database would take: a room once in a slot, a working group once in a slot."""
    if any(karte.punkt is wahl for karte in hier) or (raum and hier):
        return False
    return wahl.arbeitsgruppe_id is None or all(
        karte.punkt is wahl or karte.punkt.arbeitsgruppe_id != wahl.arbeitsgruppe_id for karte in gleichzeitig
    )

"""The agenda as somebody may read it, with the numbers it has or will have."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from konferenz.models import Benutzer
from planung.models import Sitzung, Tagesordnungspunkt, Unterlage
from planung.queries import sicht


@dataclass(frozen=True)
class Zeile:
    """One item for one reader: who may not read it sees its number and "nichtöffentlich" (S42).

    `ist_erster` and `ist_letzter` are meant on its level: there it cannot go further up or down.
    """

    punkt: Tagesordnungspunkt
    nummer: str
    titel: str
    ist_lesbar: bool
    ist_erster: bool = False
    ist_letzter: bool = False
    unterlagen: tuple[Unterlage, ...] = ()

    @property
    def ist_unterpunkt(self) -> bool:
        return self.punkt.uebergeordnet_id is not None

    @property
    def ist_oeffentlich(self) -> bool:
        return ist_oeffentlich(self.punkt)

    @property
    def ist_abgesetzt(self) -> bool:
        return self.punkt.stand == Tagesordnungspunkt.Stand.ABGESETZT


def ist_oeffentlich(punkt: Tagesordnungspunkt) -> bool:
    """A sub-item of a non-public item is not public either."""
    oben = punkt.uebergeordnet
    return punkt.ist_oeffentlich and (oben is None or oben.ist_oeffentlich)


def tagesordnung(sitzung: Sitzung, benutzer: Benutzer) -> list[Zeile]:
    """All items in their printed order with their papers, as this account may read them; two statements."""
    punkte = list(sitzung.punkte.in_ordnung().select_related("berichtet", "drucksache"))
    darf_alles = benutzer.has_perm("planung.nichtoeffentlich_sehen", sitzung)
    ist_geplant = sitzung.stand == Sitzung.Stand.GEPLANT
    gezeigt = nummern(punkte) if ist_geplant else [punkt.nummer for punkt in punkte]
    raender, papiere = _raender(punkte), _unterlagen(sitzung, benutzer)
    return [
        replace(_zeile(punkt, nummer, darf_alles, raender), unterlagen=tuple(papiere.get(punkt.pk, ())))
        for punkt, nummer in zip(punkte, gezeigt, strict=True)
    ]


def _unterlagen(sitzung: Sitzung, benutzer: Benutzer) -> dict[int, list[Unterlage]]:
    """Papers of each item; an earlier version knows the newest one that this account may read."""
    je_punkt: dict[int, list[Unterlage]] = {}
    neueste: dict[tuple[int, str], int] = {}
    for eine in sicht.unterlagen(benutzer).filter(punkt__sitzung=sitzung):
        je_punkt.setdefault(eine.punkt_id, []).append(eine)
        fassungen = (eine.punkt_id, eine.titel)
        neueste[fassungen] = max(neueste.get(fassungen, 0), eine.fassung)
    for eine in (eine for papiere in je_punkt.values() for eine in papiere):
        letzte = neueste[eine.punkt_id, eine.titel]
        eine.ersetzt_durch = letzte if letzte > eine.fassung else None
    return je_punkt


def _raender(punkte: list[Tagesordnungspunkt]) -> tuple[set[int], set[int]]:
    """The first and the last item of each level."""
    je_ebene: dict[int | None, list[int]] = {}
    for punkt in punkte:
        je_ebene.setdefault(punkt.uebergeordnet_id, []).append(punkt.pk)
    return {reihe[0] for reihe in je_ebene.values()}, {reihe[-1] for reihe in je_ebene.values()}


def _zeile(
    punkt: Tagesordnungspunkt, nummer: str, darf_alles: bool, raender: tuple[set[int], set[int]]
) -> Zeile:
    lesbar, (erste, letzte) = darf_alles or ist_oeffentlich(punkt), raender
    titel = punkt.titel if lesbar else _("nichtöffentlich")
    return Zeile(punkt, nummer, titel, lesbar, punkt.pk in erste, punkt.pk in letzte)


def nummern(punkte: Sequence[Tagesordnungspunkt]) -> list[str]:
    """The numbers 1, 2, 2.1, … that follow from the printed order."""
    zaehler: dict[int | None, int] = {}
    vergeben: dict[int, str] = {}
    for punkt in punkte:
        eltern = punkt.uebergeordnet_id
        zaehler[eltern] = zaehler.get(eltern, 0) + 1
        stamm = f"{vergeben[eltern]}." if eltern is not None else ""
        vergeben[punkt.pk] = f"{stamm}{zaehler[eltern]}"
    return list(vergeben.values())

"""Whom a change of the programme concerns."""

from collections.abc import Iterable

from konferenz.models import Konferenz
from programm.models import Mitwirkende, Mitwirkung
from programm.queries.fassung import Aenderung

Betroffen = dict[Mitwirkende, list[Aenderung]]


def betroffene_mitwirkende(konferenz: Konferenz, aenderungen: Iterable[Aenderung]) -> Betroffen:
    """Everybody with a task in an item that changed, interpreters too, with what changed there; two statements."""
    aufgaben = Mitwirkung.objects.filter(mitwirkende__konferenz=konferenz)
    je_punkt: dict[tuple[str, int | None], set[int]] = {}
    for eine in aufgaben:
        ziel = (
            ("punkt", eine.programmpunkt_id) if eine.programmpunkt_id else ("gruppe", eine.arbeitsgruppe_id)
        )
        je_punkt.setdefault(ziel, set()).add(eine.mitwirkende_id)
    menschen = konferenz.mitwirkende.select_related("person").in_bulk()
    betroffen: Betroffen = {}
    for aenderung in aenderungen:
        gruppe = aenderung.eintrag["gruppe"]
        nummern = je_punkt.get(("punkt", aenderung.eintrag["punkt"]), set()) | (
            je_punkt.get(("gruppe", gruppe["id"]), set()) if gruppe else set()
        )
        for nummer in sorted(nummern):
            betroffen.setdefault(menschen[nummer], []).append(aenderung)
    return betroffen

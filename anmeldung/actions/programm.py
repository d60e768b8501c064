"""Telling registered people what a new version of the programme changes for them."""

from collections.abc import Iterable
from uuid import UUID

from anmeldung.actions import briefe
from anmeldung.models import Anmeldung, Platz
from konferenz.models import Konferenz
from programm.models import Programmfassung, Programmpunkt
from programm.namen import spaeter_in_worten
from programm.queries.fassung import Aenderung

FUER_ALLE = ("zeit", "raum", "entfallen")
"""What everybody is told about an item for all; a new one or other words are no reason for a letter."""
IN_DER_GRUPPE = ("neu", *FUER_ALLE)


def betroffene(konferenz: Konferenz, aenderungen: Iterable[Aenderung]) -> dict[Anmeldung, list[Aenderung]]:
    """Who has a seat at the conference and to whom something changes: in her working groups, or for all. Two
    statements."""
    aenderungen = list(aenderungen)
    alle = [
        eine
        for eine in aenderungen
        if eine.eintrag["art"] == Programmpunkt.Art.PLENUM and eine.art in FUER_ALLE
    ]
    je_gruppe: dict[int, list[Aenderung]] = {}
    for eine in aenderungen:
        if eine.eintrag["gruppe"] and eine.art in IN_DER_GRUPPE:
            je_gruppe.setdefault(eine.eintrag["gruppe"]["id"], []).append(eine)
    sitze = Platz.objects.filter(kontingent__arbeitsgruppe__in=je_gruppe)
    gruppen: dict[UUID, list[Aenderung]] = {}
    for anmeldung, gruppe in sitze.values_list("anmeldung", "kontingent__arbeitsgruppe"):
        gruppen.setdefault(anmeldung, []).extend(je_gruppe[gruppe or 0])
    wer = Anmeldung.objects.filter(konferenz=konferenz, stand=Anmeldung.Stand.BESTAETIGT).order_by("pk")
    if not alle:
        wer = wer.filter(pk__in=list(gruppen))
    return {eine: [*alle, *gruppen.get(eine.pk, [])] for eine in wer}


def zahl(konferenz: Konferenz, aenderungen: Iterable[Aenderung]) -> int:
    """Contribution `programm_betroffene`: how many letters a release would send."""
    return len(betroffene(konferenz, aenderungen))


def melde(fassung: Programmfassung, aenderungen: Iterable[Aenderung]) -> None:
    """Contribution `programm_freigegeben`: one letter each about everything. The first version is news to nobody."""
    if fassung.nummer == 1:
        return
    for anmeldung, seine in betroffene(fassung.konferenz, aenderungen).items():
        anmeldung.konferenz = fassung.konferenz
        zeilen = [spaeter_in_worten(eine) for eine in seine]
        briefe.schreibe(anmeldung, "programm_geaendert", fassung.pk, zeilen=zeilen)

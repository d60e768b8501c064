"""Telling registered people what a new version of the programme changes for them."""

from collections.abc import Iterable

from anmeldung.actions import briefe
from anmeldung.betroffene import bei_aenderungen
from programm.models import Programmfassung
from programm.namen import spaeter_in_worten
from programm.queries.fassung import Aenderung


def melde(fassung: Programmfassung, aenderungen: Iterable[Aenderung]) -> None:
    """Contribution `programm_freigegeben`: one letter each about everything. The first version is news to nobody."""
    if fassung.nummer == 1:
        return
    for anmeldung, seine in bei_aenderungen(fassung.konferenz, aenderungen).items():
        anmeldung.konferenz = fassung.konferenz
        zeilen = [spaeter_in_worten(eine) for eine in seine]
        briefe.schreibe(anmeldung, "programm_geaendert", fassung.pk, zeilen=zeilen)

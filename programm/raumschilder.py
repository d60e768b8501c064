"""Signs for the doors of rooms, from the programme as it is planned now."""

from konferenz import pdf
from konferenz.formate import uhrzeit
from konferenz.models import Bezirk, Konferenz
from programm.models import Programmpunkt, Raum


def als_pdf(konferenz: Konferenz, bezirk: Bezirk | None) -> bytes:
    """One page for each room of the venue with what happens in it and when; two statements."""
    je_raum: dict[int, list[Programmpunkt]] = {}
    for punkt in konferenz.programmpunkte.geplant().in_ordnung():
        if punkt.raum_id:
            je_raum.setdefault(punkt.raum_id, []).append(punkt)
    raeume = [
        {"name": raum.name, "punkte": [[_zeit(punkt), str(punkt)] for punkt in je_raum.get(raum.pk, [])]}
        for raum in Raum.objects.filter(ort=konferenz.ort_id)
    ]
    return pdf.setze("raumschilder", titel="Raumschilder", inhalt={"raeume": raeume}, bezirk=bezirk)


def _zeit(punkt: Programmpunkt) -> str:
    zeit = punkt.zeitfenster
    return f"{uhrzeit(zeit.beginn)}–{uhrzeit(zeit.ende)}" if zeit else ""

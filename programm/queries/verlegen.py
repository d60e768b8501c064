"""What a move of the conference means for the programme and its people."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from konferenz.models import Konferenz, Nachricht
from programm.models import Mitwirkende


def mit_aufgabe(konferenz: Konferenz) -> QuerySet[Mitwirkende]:
    """Everybody who has something to do."""
    return konferenz.mitwirkende.filter(mitwirkungen__isnull=False).select_related("person").distinct()


def folgen(konferenz: Konferenz) -> list[str]:
    """Contribution `termin_folgen`: the grid follows, contributors get a letter."""
    saetze = []
    if konferenz.zeitfenster.exists():
        saetze.append(
            _("Alle Zeitfenster und das veröffentlichte Programm wandern mit, nach der Uhr an der Wand.")
        )
    if konferenz.programmpunkte.exclude(raum=None).exclude(raum__ort=konferenz.ort).exists():
        saetze.append(_("Am neuen Ort haben die Programmpunkte noch keine Räume."))
    if zahl := mit_aufgabe(konferenz).count():
        satz = ngettext(
            "%(zahl)d mitwirkende Person bekommt einen Brief.",
            "%(zahl)d Mitwirkende bekommen einen Brief.",
            zahl,
        )
        saetze.append(satz % {"zahl": zahl})
    return saetze


def nachricht_gilt(nachricht: Nachricht) -> bool:
    """Contribution: a letter about a move is outdated by the next one."""
    if nachricht.anlass != "programm.verlegt" or nachricht.konferenz is None:
        return True
    return nachricht.bezug == str(nachricht.konferenz.terminfolge)

"""Working groups as the staff sees them."""

from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from konferenz.models import Benutzer, Konferenz
from planung.models import Thema
from programm.models import Arbeitsgruppe, Mitwirkung, Programmpunkt
from programm.queries.belegung import belegung


@dataclass(frozen=True)
class Gruppenzeile:
    """A working group with when it meets, who leads it and how many people have a seat."""

    gruppe: Arbeitsgruppe
    treffen: list[Programmpunkt]
    leitung: list[Mitwirkung]
    belegt: int


def sichtbare(konferenz: Konferenz, benutzer: Benutzer) -> QuerySet[Arbeitsgruppe]:
    """All groups of the conference for who plans or translates them, their own ones for those who lead one."""
    if benutzer.has_perm("programm.sehen"):
        return konferenz.arbeitsgruppen.all()
    return konferenz.arbeitsgruppen.filter(
        mitwirkungen__rolle=Mitwirkung.Rolle.LEITUNG, mitwirkungen__mitwirkende__person__benutzer=benutzer
    ).distinct()


def zeilen(konferenz: Konferenz, benutzer: Benutzer) -> list[Gruppenzeile]:
    """Groups in the order of their numbers; four statements whatever their number."""
    zahlen = belegung(konferenz)
    leitung = Mitwirkung.objects.filter(rolle=Mitwirkung.Rolle.LEITUNG).select_related("mitwirkende__person")
    gruppen = sichtbare(konferenz, benutzer).prefetch_related(
        Prefetch("programmpunkte", Programmpunkt.objects.geplant().in_ordnung(), to_attr="treffen"),
        Prefetch("mitwirkungen", leitung, to_attr="leitungen"),
    )
    return [Gruppenzeile(gruppe, gruppe.treffen, gruppe.leitungen, zahlen[gruppe.pk]) for gruppe in gruppen]


def gewaehlte_themen(konferenz: Konferenz) -> QuerySet[Thema]:
    """Chosen topics that have no working group yet."""
    return konferenz.themen.filter(stand=Thema.Stand.GEWAEHLT, arbeitsgruppe=None).order_by("titel")

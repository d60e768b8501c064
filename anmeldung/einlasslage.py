"""What a desk sees on the day: who matches, how many are there, who came last."""

import re
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet

from anmeldung.models import Anmeldung, Anwesenheit, Kontingent, Platz
from konferenz.models import Konferenz

ZULETZT = 8
TREFFER = 20


@dataclass(frozen=True)
class ImHaus:
    """How many of those with a seat are there: in the whole house, and of each working group."""

    da: int
    erwartet: int
    gruppen: list[Kontingent]


def im_haus(konferenz: Konferenz) -> ImHaus:
    """Live numbers of all desks; two statements. A group has `da` and `erwartet`."""
    bestaetigt = Q(stand=Anmeldung.Stand.BESTAETIGT)
    zahlen = konferenz.anmeldungen.filter(bestaetigt).aggregate(da=Count("anwesenheit"), erwartet=Count("pk"))
    sicher = Q(belegte__angeboten_bis=None)
    gruppen = Kontingent.objects.der_gruppen(konferenz).annotate(
        erwartet=Count("belegte", filter=sicher), da=Count("belegte__anmeldung__anwesenheit", filter=sicher)
    )
    return ImHaus(zahlen["da"], zahlen["erwartet"], list(gruppen))


def mit_gruppen(reihe: QuerySet[Anmeldung]) -> QuerySet[Any]:
    """With `gruppenplaetze`: sure seats in working groups, by their number."""
    plaetze = Platz.objects.in_gruppen().filter(angeboten_bis=None)
    plaetze = plaetze.select_related("kontingent__arbeitsgruppe").order_by(
        "kontingent__arbeitsgruppe__nummer"
    )
    return reihe.select_related("anwesenheit").prefetch_related(
        Prefetch("plaetze", plaetze, to_attr="gruppenplaetze")
    )


def erwartete(konferenz: Konferenz) -> QuerySet[Any]:
    """Everybody with a sure seat by name, with `gruppenplaetze`."""
    reihe = Anmeldung.objects.filter(konferenz=konferenz, stand=Anmeldung.Stand.BESTAETIGT)
    return mit_gruppen(reihe).order_by("sortiername", "nummer")


def genau(konferenz: Konferenz, eingabe: str) -> Anmeldung | None:
    """The registration with this number (`K7-4M2`, also `k7 4m2`) or with this code of a badge."""
    glatt = re.sub(r"[^A-Z0-9]", "", eingabe.upper())
    nummer = f"{glatt[:2]}-{glatt[2:]}"
    reihe = Anmeldung.objects.filter(konferenz=konferenz)
    return reihe.filter(Q(nummer=nummer) | Q(einlasscode__code=glatt)).first() if glatt else None


def treffer(konferenz: Konferenz, eingabe: str) -> list[Anmeldung]:
    """Who could be meant by a part of a name, in any script; those who come first. At most twenty."""
    reihe = Anmeldung.objects.filter(konferenz=konferenz).suche(eingabe)
    return list(mit_gruppen(reihe).order_by("stand", "sortiername")[:TREFFER]) if eingabe.strip() else []


def zuletzt(konferenz: Konferenz) -> QuerySet[Anwesenheit]:
    """The last ones, of all desks."""
    return Anwesenheit.objects.filter(anmeldung__konferenz=konferenz).select_related("anmeldung")[:ZULETZT]

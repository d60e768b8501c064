"""What the programme asks about seats."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _

from anmeldung.models import Anmeldung, Gruppenwunsch, Kontingent
from anmeldung.models.gruppenwahl import WUENSCHE
from konferenz.beitraege import Angabe
from konferenz.models import Benutzer, Konferenz
from programm.models import Arbeitsgruppe

AKTIV = (Anmeldung.Stand.BESTAETIGT, Anmeldung.Stand.WARTELISTE, Anmeldung.Stand.ANGEBOTEN)


def belegung(konferenz: Konferenz) -> dict[int | None, int]:
    """Contribution `belegung`: taken and held seats for each working group, under None those of the conference; one
    statement."""
    reihe = Kontingent.objects.im_haus(konferenz).annotate(zahl=Count("belegte"))
    return dict(reihe.values_list("arbeitsgruppe", "zahl"))


@dataclass(frozen=True)
class Nachfrage:
    """A working group: how many want it first, second, third, how many sit, are offered a seat, wait."""

    gruppe: Arbeitsgruppe
    wuensche: list[int]
    belegt: int
    wartend: int


def nachfrage(konferenz: Konferenz) -> list[Nachfrage]:
    """Groups that take place, in the order of their numbers; two statements."""
    je_wunsch: Counter[tuple[int, int]] = Counter()
    reihe = Gruppenwunsch.objects.filter(arbeitsgruppe__konferenz=konferenz, anmeldung__stand__in=AKTIV)
    for gruppe, rang, zahl in (
        reihe.order_by().values_list("arbeitsgruppe", "rang").annotate(zahl=Count("pk"))
    ):
        je_wunsch[gruppe, rang] = zahl
    gruppen = konferenz.arbeitsgruppen.lebend().annotate(
        belegt=Count("kontingent__belegte", distinct=True),
        wartend=Count("kontingent__wartende", distinct=True),
    )
    return [
        Nachfrage(
            gruppe,
            [je_wunsch[gruppe.pk, rang] for rang in range(1, WUENSCHE + 1)],
            gruppe.belegt,
            gruppe.wartend,
        )
        for gruppe in gruppen
    ]


def angaben(benutzer: Benutzer, gruppe: Arbeitsgruppe) -> list[Angabe]:
    """Contribution `arbeitsgruppe`: seats and waiting list on the page of a group; one statement."""
    kontingent = (
        Kontingent.objects.filter(arbeitsgruppe=gruppe)
        .annotate(belegt=Count("belegte", distinct=True), wartend=Count("wartende", distinct=True))
        .first()
    )
    if kontingent is None:
        return []
    werte = {"belegt": kontingent.belegt, "plaetze": kontingent.plaetze}
    return [
        Angabe(_("belegte Plätze"), _("%(belegt)d von %(plaetze)d") % werte, _liste(benutzer, gruppe)),
        Angabe(_("auf der Warteliste"), str(kontingent.wartend)),
    ]


def _liste(benutzer: Benutzer, gruppe: Arbeitsgruppe) -> str:
    """Who they are, for those who may see names."""
    if not benutzer.has_perm("anmeldung.liste_sehen"):
        return ""
    return reverse("anmeldungen:gruppe", args=[gruppe.konferenz.kennung, gruppe.pk])

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


def belegung(konferenz: Konferenz) -> dict[int | None, int]:
    """Contribution `belegung`: taken and held seats for each working group, under None those of the conference; one
    statement."""
    reihe = Kontingent.objects.im_haus(konferenz).annotate(zahl=Count("belegte"))
    return dict(reihe.values_list("arbeitsgruppe", "zahl"))


@dataclass(frozen=True)
class Nachfrage:
    """The seats of a working group with their numbers, and how many want it first, second, third."""

    kontingent: Kontingent
    wuensche: list[int]


def nachfrage(konferenz: Konferenz) -> list[Nachfrage]:
    """Groups that take place, in the order of their numbers; two statements."""
    kommend = Anmeldung.objects.filter(konferenz=konferenz).kommend()
    reihe = Gruppenwunsch.objects.filter(anmeldung__in=kommend).order_by()
    zahlen = reihe.values_list("arbeitsgruppe", "rang").annotate(zahl=Count("pk"))
    je_wunsch: Counter[tuple[int | None, int]] = Counter(
        {(gruppe, rang): zahl for gruppe, rang, zahl in zahlen}
    )
    return [
        Nachfrage(eines, [je_wunsch[eines.arbeitsgruppe_id, rang] for rang in range(1, WUENSCHE + 1)])
        for eines in Kontingent.objects.der_gruppen(konferenz).mit_zahlen()
    ]


def angaben(benutzer: Benutzer, gruppe: Arbeitsgruppe) -> list[Angabe]:
    """Contribution `arbeitsgruppe`: seats and waiting list on the page of a group; one statement."""
    kontingent = Kontingent.objects.filter(arbeitsgruppe=gruppe).mit_zahlen().first()
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

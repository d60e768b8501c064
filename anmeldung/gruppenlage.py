"""The working groups of the released programme as one registered person meets them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from anmeldung.models import Anmeldung, Gruppenwunsch, Kontingent, Platz, Warteplatz
from programm.queries.oeffentlich import Gruppe, Punkt, programm

Ausgang = Gruppenwunsch.Ausgang
AUSGANG_IN_WORTEN: dict[str, Any] = {
    Ausgang.PLATZ: _("Sie haben einen Platz."),
    Ausgang.VOLL: _("Als Sie an der Reihe waren, waren alle Plätze vergeben."),
    Ausgang.WARTELISTE: _(
        "Als Sie an der Reihe waren, waren alle Plätze vergeben. Sie stehen auf der Warteliste."
    ),
    Ausgang.GLEICHZEITIG: _("Zur gleichen Zeit haben Sie schon einen anderen Platz."),
    Ausgang.ABGESAGT: _("Diese Arbeitsgruppe fällt aus."),
    Ausgang.NICHT_NOETIG: _("Das war nicht mehr nötig: Ein früherer Wunsch hat geklappt."),
}
"""Why somebody got what she got, in the order of registration."""


@dataclass(frozen=True)
class Gruppenlage:
    """A working group with what the person has there: `platz` (held: `platz.angeboten_bis`), or `warteplatz` with
    `davor` people before her. `frei` seats can be taken at once; `gleichzeitig` is her other group at that time."""

    gruppe: Gruppe
    treffen: list[Punkt]
    frei: int
    platz: Platz | None = None
    warteplatz: Any = None
    gleichzeitig: Gruppe | None = None

    @property
    def ist_angebot(self) -> bool:
        return self.platz is not None and self.platz.angeboten_bis is not None

    @property
    def ist_sicher(self) -> bool:
        return self.platz is not None and self.platz.angeboten_bis is None


def lage(anmeldung: Anmeldung) -> list[Gruppenlage]:
    """Every group that is in the released programme and not cancelled since, in the order of numbers; six statements
    whatever their number. Without a released programme: none."""
    freigegeben = programm(anmeldung.konferenz)
    if freigegeben is None:
        return []
    treffen = {punkte[0].gruppe.pk: punkte for punkte in freigegeben.gruppen.values() if punkte[0].gruppe}
    frei = _freie(treffen)
    plaetze = {eins.kontingent.arbeitsgruppe_id: eins for eins in _eigene(anmeldung.plaetze.in_gruppen())}
    wartet = {
        eins.kontingent.arbeitsgruppe_id: eins
        for eins in _eigene(anmeldung.warteplaetze.in_gruppen().mit_rang())
    }
    sicher = [
        punkt for pk, platz in plaetze.items() if not platz.angeboten_bis for punkt in treffen.get(pk, [])
    ]
    return [
        Gruppenlage(
            gruppe=punkte[0].gruppe,  # type: ignore[arg-type]  # only meetings of groups are here
            treffen=punkte,
            frei=frei[pk],
            platz=plaetze.get(pk),
            warteplatz=wartet.get(pk),
            gleichzeitig=None if pk in plaetze else _zugleich(punkte, sicher),
        )
        for pk, punkte in sorted(treffen.items(), key=lambda paar: paar[1][0].gruppe.nummer)  # type: ignore[union-attr]
        if pk in frei
    ]


def _eigene(reihe: Any) -> Iterable[Any]:
    return reihe.select_related("kontingent")


def _freie(gruppen: Iterable[int]) -> dict[int | None, int]:
    """Seats that somebody would get at once; none while others wait."""
    reihe = Kontingent.objects.filter(Q(arbeitsgruppe__in=gruppen), arbeitsgruppe__abgesagt_am=None).annotate(
        belegt=Count("belegte", distinct=True), wartend=Count("wartende", distinct=True)
    )
    return {
        eines.arbeitsgruppe_id: 0 if eines.wartend else max(0, eines.plaetze - eines.belegt)
        for eines in reihe
    }


def _zugleich(punkte: list[Punkt], sicher: list[Punkt]) -> Gruppe | None:
    zeiten = {punkt.beginn for punkt in punkte}
    return next((punkt.gruppe for punkt in sicher if punkt.beginn in zeiten), None)


def eigene_gruppen(anmeldung: Anmeldung) -> list[Platz | Warteplatz]:
    """Her seats and waiting numbers in groups; two statements."""
    return [
        *anmeldung.plaetze.in_gruppen().select_related("kontingent__arbeitsgruppe").order_by("kontingent"),
        *anmeldung.warteplaetze.in_gruppen()
        .select_related("kontingent__arbeitsgruppe")
        .order_by("kontingent"),
    ]

"""The working groups of the released programme as one registered person meets them."""

from dataclasses import dataclass
from typing import Any

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
    gruppen = {eine.gruppe.pk: eine for eine in freigegeben.gruppen}
    kontingente = Kontingent.objects.der_gruppen(anmeldung.konferenz).mit_zahlen()
    frei = {eines.arbeitsgruppe_id: eines.frei for eines in kontingente}
    plaetze = _je_gruppe(anmeldung.plaetze.in_gruppen())
    wartet = _je_gruppe(anmeldung.warteplaetze.in_gruppen().mit_rang())
    sicher = [
        punkt
        for pk, platz in plaetze.items()
        if not platz.angeboten_bis and pk in gruppen
        for punkt in gruppen[pk].treffen
    ]
    return [
        Gruppenlage(
            gruppe=eine.gruppe,
            treffen=eine.treffen,
            frei=frei[pk],
            platz=plaetze.get(pk),
            warteplatz=wartet.get(pk),
            gleichzeitig=None if pk in plaetze else _zugleich(eine.treffen, sicher),
        )
        for pk, eine in gruppen.items()
        if pk in frei
    ]


def _je_gruppe(reihe: Any) -> dict[int, Any]:
    """Seats or waiting numbers by the number of their working group."""
    return {eins.kontingent.arbeitsgruppe_id: eins for eins in reihe.select_related("kontingent")}


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

"""What still does not fit in the grid. Warnings hinder nothing: planning goes through states that do not fit."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from konferenz.models import Konferenz
from konferenz.sprachen import SPRACHEN
from programm.models import Mitwirkende, Mitwirkung, Programmpunkt

Rolle = Mitwirkung.Rolle


@dataclass(frozen=True)
class Warnung:
    """One thing that does not fit, in a sentence; `punkt` is where to mend it."""

    punkt: Programmpunkt
    art: str
    satz: str


@dataclass(frozen=True)
class _Lage:
    """All that the warnings look at."""

    konferenz: Konferenz
    punkte: list[Programmpunkt]
    mitwirkungen: dict[int, list[Mitwirkung]]


def warnungen(konferenz: Konferenz) -> list[Warnung]:
    """All warnings in the order of the grid; three statements whatever the number of items."""
    lage = _lies(konferenz)
    return [
        warnung
        for pruefe in (_ausserhalb, _ohne_platz, _raum_zu_klein, _doppelt, _verhindert, _ohne_dolmetschen)
        for warnung in pruefe(lage)
    ]


def warnungen_zu(konferenz: Konferenz, mensch: Mitwirkende) -> list[Warnung]:
    """Those that are about this person: in two places at once, or at a time when she cannot."""
    lage = _lies(konferenz)
    seine = {
        nummer: [eine for eine in eingeteilt if eine.mitwirkende_id == mensch.pk]
        for nummer, eingeteilt in lage.mitwirkungen.items()
    }
    nur_er = _Lage(konferenz, lage.punkte, defaultdict(list, seine))
    return [warnung for pruefe in (_doppelt, _verhindert) for warnung in pruefe(nur_er)]


def _lies(konferenz: Konferenz) -> _Lage:
    punkte = list(konferenz.programmpunkte.in_ordnung())
    alle = (
        Mitwirkung.objects.filter(
            Q(programmpunkt__konferenz=konferenz) | Q(arbeitsgruppe__konferenz=konferenz)
        )
        .select_related("mitwirkende__person")
        .prefetch_related("mitwirkende__verfuegbarkeiten")
    )
    je_punkt: dict[int, list[Mitwirkung]] = defaultdict(list)
    for eine in alle:
        for punkt in punkte:
            if eine.programmpunkt_id == punkt.pk or (
                eine.arbeitsgruppe_id and eine.arbeitsgruppe_id == punkt.arbeitsgruppe_id
            ):
                je_punkt[punkt.pk].append(eine)
    return _Lage(konferenz, punkte, je_punkt)


def _ausserhalb(lage: _Lage) -> Iterator[Warnung]:
    beginn, ende = lage.konferenz.einlass_ab or lage.konferenz.beginn, lage.konferenz.ende
    if beginn is None or ende is None:
        return
    for punkt in lage.punkte:
        zeit = punkt.zeitfenster
        if zeit and (zeit.beginn < beginn or zeit.ende > ende):
            yield Warnung(punkt, "zeit", _("liegt außerhalb der Zeit der Konferenz."))


def _ohne_platz(lage: _Lage) -> Iterator[Warnung]:
    for punkt in lage.punkte:
        if punkt.zeitfenster is None:
            if not (punkt.arbeitsgruppe and punkt.arbeitsgruppe.ist_abgesagt):
                yield Warnung(punkt, "platz", _("hat noch keine Zeit."))
        elif punkt.raum is None and punkt.art != Programmpunkt.Art.PAUSE:
            yield Warnung(punkt, "platz", _("hat noch keinen Raum."))
        elif punkt.raum and not punkt.raum.ist_stufenlos:
            satz = _("Der Raum %(raum)s ist nicht ohne Stufen erreichbar.") % {"raum": punkt.raum}
            yield Warnung(punkt, "zugang", satz)


def _raum_zu_klein(lage: _Lage) -> Iterator[Warnung]:
    for punkt in lage.punkte:
        gruppe, raum = punkt.arbeitsgruppe, punkt.raum
        if gruppe and raum and raum.plaetze < gruppe.plaetze:
            werte = {"raum": raum, "hat": raum.plaetze, "soll": gruppe.plaetze}
            satz = _("%(raum)s hat %(hat)s Plätze, die Arbeitsgruppe %(soll)s.") % werte
            yield Warnung(punkt, "raum", satz)


def _je_fenster(lage: _Lage) -> Iterator[tuple[Programmpunkt, Mitwirkende]]:
    for punkt in lage.punkte:
        if punkt.zeitfenster_id:
            for person in {
                eine.mitwirkende_id: eine.mitwirkende for eine in lage.mitwirkungen[punkt.pk]
            }.values():
                yield punkt, person


def _doppelt(lage: _Lage) -> Iterator[Warnung]:
    erste: dict[tuple[Any, int], Programmpunkt] = {}
    for punkt, person in _je_fenster(lage):
        anderer = erste.setdefault((punkt.zeitfenster_id, person.pk), punkt)
        if anderer is not punkt:
            werte = {"person": person, "punkt": anderer}
            satz = _("%(person)s ist zur selben Zeit auch hier eingeteilt: %(punkt)s.") % werte
            yield Warnung(punkt, "person", satz)


def _verhindert(lage: _Lage) -> Iterator[Warnung]:
    for punkt, person in _je_fenster(lage):
        zeiten, fenster = person.verfuegbarkeiten.all(), punkt.zeitfenster
        if (
            fenster
            and zeiten
            and not any(z.beginn <= fenster.beginn and fenster.ende <= z.ende for z in zeiten)
        ):
            yield Warnung(punkt, "person", _("%(person)s kann zu dieser Zeit nicht.") % {"person": person})


def _ohne_dolmetschen(lage: _Lage) -> Iterator[Warnung]:
    for punkt in lage.punkte:
        if punkt.zeitfenster is None:
            continue
        eingeteilt = lage.mitwirkungen[punkt.pk]
        sprachen = {eine.sprache for eine in eingeteilt if eine.rolle == Rolle.DOLMETSCHEN}
        for code in punkt.traeger.dolmetschen:
            if code not in sprachen:
                werte = {"sprache": SPRACHEN[code].name_deutsch}
                yield Warnung(punkt, "sprache", _("Wer dolmetscht in %(sprache)s?") % werte)
        yield from _ohne_rolle(punkt, eingeteilt)


def _ohne_rolle(punkt: Programmpunkt, eingeteilt: list[Mitwirkung]) -> Iterator[Warnung]:
    rollen = {eine.rolle for eine in eingeteilt}
    if punkt.traeger.gebaerdensprache and Rolle.GEBAERDEN not in rollen:
        yield Warnung(punkt, "sprache", _("Wer dolmetscht in Gebärdensprache?"))
    if punkt.traeger.schriftdolmetschen and Rolle.SCHRIFT not in rollen:
        yield Warnung(punkt, "sprache", _("Wer schreibt mit (Schriftdolmetschen)?"))

"""Whom a change of the programme or a move of the conference concerns, before it is done."""

from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from anmeldung.actions.fristen import ANMELDUNGEN_BLEIBEN
from anmeldung.models import Anmeldung, Platz
from konferenz.formate import datum
from konferenz.models import Konferenz
from programm.models import Programmpunkt
from programm.queries.fassung import Aenderung

FUER_ALLE = ("zeit", "raum", "entfallen")
"""What everybody is told about an item for all; a new one or other words are no reason for a letter."""
IN_DER_GRUPPE = ("neu", *FUER_ALLE)


def bei_aenderungen(
    konferenz: Konferenz, aenderungen: Iterable[Aenderung]
) -> dict[Anmeldung, list[Aenderung]]:
    """Who has a seat at the conference and to whom something changes: in her working groups, or for all. Two
    statements."""
    aenderungen = list(aenderungen)
    alle = [
        eine
        for eine in aenderungen
        if eine.eintrag["art"] == Programmpunkt.Art.PLENUM and eine.art in FUER_ALLE
    ]
    je_gruppe: dict[int, list[Aenderung]] = {}
    for eine in aenderungen:
        if eine.eintrag["gruppe"] and eine.art in IN_DER_GRUPPE:
            je_gruppe.setdefault(eine.eintrag["gruppe"]["id"], []).append(eine)
    sitze = Platz.objects.filter(kontingent__arbeitsgruppe__in=je_gruppe)
    gruppen: dict[UUID, list[Aenderung]] = {}
    for anmeldung, gruppe in sitze.values_list("anmeldung", "kontingent__arbeitsgruppe"):
        gruppen.setdefault(anmeldung, []).extend(je_gruppe[gruppe or 0])
    wer = Anmeldung.objects.filter(konferenz=konferenz, stand=Anmeldung.Stand.BESTAETIGT).order_by("pk")
    if not alle:
        wer = wer.filter(pk__in=list(gruppen))
    return {eine: [*alle, *gruppen.get(eine.pk, [])] for eine in wer}


def zahl(konferenz: Konferenz, aenderungen: Iterable[Aenderung]) -> int:
    """Contribution `programm_betroffene`: how many letters a release would send."""
    return len(bei_aenderungen(konferenz, aenderungen))


def folgen(konferenz: Konferenz) -> list[str]:
    """Contribution `termin_folgen`: who gets a letter and by which way, and when data will be deleted."""
    wer = Anmeldung.objects.filter(konferenz=konferenz).kommend()
    anzahl = wer.count()
    if not anzahl:
        return []
    satz = ngettext(
        "%(zahl)d angemeldete Person bekommt einen Brief in ihrer Sprache, mit Kalenderdatei und Link zum Absagen.",
        "%(zahl)d angemeldete Personen bekommen Briefe in ihrer Sprache, mit Kalenderdatei und Link zum Absagen.",
        anzahl,
    )
    return [satz % {"zahl": anzahl}, *_auf_papier(wer.filter(email="").count()), *_loeschung(konferenz)]


def _auf_papier(anzahl: int) -> list[str]:
    if not anzahl:
        return []
    satz = ngettext(
        "%(zahl)d davon hat keine E-Mail-Adresse: Der Brief liegt dann im Postausgang.",
        "%(zahl)d davon haben keine E-Mail-Adresse: Die Briefe liegen dann im Postausgang.",
        anzahl,
    )
    return [satz % {"zahl": anzahl}]


def _loeschung(konferenz: Konferenz) -> list[str]:
    if konferenz.ende is None:
        return []
    tag = datum(konferenz.ende + ANMELDUNGEN_BLEIBEN)
    return [_("Die Anmeldungen werden jetzt am %(tag)s gelöscht.") % {"tag": tag}]

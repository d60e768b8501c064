"""The programme as it would be released now, and how two versions differ."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from konferenz.models import Konferenz
from konferenz.sprachen import texte
from programm.models import Arbeitsgruppe, Mitwirkung, Programmfassung, Programmpunkt, Zeitfenster

Eintrag = dict[str, Any]
"""One item in plain values: texts as dict language -> text, times as ISO 8601 in UTC, people as numbers."""

OEFFENTLICHE_ROLLEN = (Mitwirkung.Rolle.LEITUNG, Mitwirkung.Rolle.MODERATION, Mitwirkung.Rolle.VORTRAG)


def entwurf(konferenz: Konferenz) -> list[Eintrag]:
    """Everything that has a time, by time and room; four statements whatever the number of items."""
    mitwirkungen = Prefetch("mitwirkungen", Mitwirkung.objects.filter(rolle__in=OEFFENTLICHE_ROLLEN))
    punkte = konferenz.programmpunkte.geplant().in_ordnung()
    return [
        _eintrag(punkt, punkt.zeitfenster)
        for punkt in punkte.prefetch_related(
            mitwirkungen, Prefetch("arbeitsgruppe__mitwirkungen", mitwirkungen.queryset)
        )
        if punkt.zeitfenster
    ]


def _eintrag(punkt: Programmpunkt, zeit: Zeitfenster) -> Eintrag:
    gruppe, traeger = punkt.arbeitsgruppe, punkt.traeger
    alle = [*punkt.mitwirkungen.all(), *(gruppe.mitwirkungen.all() if gruppe else ())]
    return {
        "punkt": punkt.pk,
        "art": punkt.art,
        "beginn": als_text(zeit.beginn),
        "ende": als_text(zeit.ende),
        "titel": texte(punkt.titel),
        "text": texte(punkt.text),
        "raum": _raum(punkt),
        "gruppe": _gruppe(gruppe) if gruppe else None,
        "dolmetschen": sorted(traeger.dolmetschen),
        "gebaerdensprache": traeger.gebaerdensprache,
        "schriftdolmetschen": traeger.schriftdolmetschen,
        "mitwirkende": [list(paar) for paar in sorted({(eine.rolle, eine.mitwirkende_id) for eine in alle})],
    }


def als_text(zeit: datetime) -> str:
    """A moment as a version keeps it: in UTC, so that the same moment is the same text."""
    return zeit.astimezone(UTC).isoformat()


def _raum(punkt: Programmpunkt) -> Eintrag | None:
    raum = punkt.raum
    if raum is None:
        return None
    return {
        "nummer": raum.pk,
        "name": raum.name,
        "plaetze": raum.plaetze,
        "stufenlos": raum.ist_stufenlos,
        "induktion": raum.hat_induktion,
        "lage": texte(raum.lage),
        "position": raum.position,
    }


def _gruppe(gruppe: Arbeitsgruppe) -> Eintrag:
    return {
        "nummer": gruppe.nummer,
        "id": gruppe.pk,
        "titel": texte(gruppe.titel),
        "ziele": texte(gruppe.ziele),
        "leitfragen": texte(gruppe.leitfragen),
        "zielgruppe": texte(gruppe.zielgruppe),
        "sprache": gruppe.sprache,
        "plaetze": gruppe.plaetze,
    }


@dataclass(frozen=True)
class Aenderung:
    """What is different about one item: `art` is neu, entfallen, zeit, raum, mitwirkende or text."""

    art: str
    eintrag: Eintrag
    vorher: Eintrag | None = None

    @property
    def worte(self) -> Any:
        return WORTE[self.art]


WORTE = {
    "neu": _("neu"),
    "entfallen": _("entfällt"),
    "zeit": _("andere Zeit"),
    "raum": _("anderer Raum"),
    "mitwirkende": _("andere Mitwirkende"),
    "text": _("Angaben geändert"),
}
_WAS = {"zeit": ("beginn", "ende"), "raum": ("raum",), "mitwirkende": ("mitwirkende",)}
_REST = ("art", "titel", "text", "gruppe", "dolmetschen", "gebaerdensprache", "schriftdolmetschen")


def vergleiche(alt: Iterable[Eintrag], neu: Iterable[Eintrag]) -> list[Aenderung]:
    """How `neu` differs from `alt`, in the order of `neu`, what is gone at the end."""
    frueher = {eintrag["punkt"]: eintrag for eintrag in alt}
    aenderungen: list[Aenderung] = []
    for eintrag in neu:
        vorher = frueher.pop(eintrag["punkt"], None)
        if vorher is None:
            aenderungen.append(Aenderung("neu", eintrag))
            continue
        arten = [art for art, felder in _WAS.items() if _anders(vorher, eintrag, felder)]
        arten += ["text"] if _anders(vorher, eintrag, _REST) else []
        aenderungen += [Aenderung(art, eintrag, vorher) for art in arten]
    return aenderungen + [Aenderung("entfallen", eintrag, eintrag) for eintrag in frueher.values()]


def _anders(alt: Eintrag, neu: Eintrag, felder: Iterable[str]) -> bool:
    return any(alt[feld] != neu[feld] for feld in felder)


def letzte_fassung(konferenz: Konferenz) -> Programmfassung | None:
    """What the public sees; one statement."""
    return konferenz.programmfassungen.order_by("-nummer").first()


def unveroeffentlichte_aenderungen(konferenz: Konferenz) -> list[Aenderung]:
    """What a release would change now."""
    letzte = letzte_fassung(konferenz)
    return vergleiche(letzte.inhalt if letzte else [], entwurf(konferenz))

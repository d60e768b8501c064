"""The list of registrations as a file for a spreadsheet.

Constant number of statements, small memory, never a need in it.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from anmeldung.models import Anmeldung, Warteplatz
from anmeldung.models.anmeldung import AnmeldungQuerySet
from konferenz import ausfuhr
from konferenz.ausfuhr import Tabelle, Zelle
from konferenz.models import Konferenz
from konferenz.sprachen import sprache

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

SPALTEN: tuple[tuple["StrPromise", int], ...] = (
    (_("Nummer"), 10),
    (_("Name"), 30),
    (_("Name in lateinischer Schrift"), 30),
    (_("Verein oder Einrichtung"), 30),
    (_("E-Mail-Adresse"), 30),
    (_("Telefon"), 18),
    (_("Sprache"), 14),
    (_("Stand"), 14),
    (_("Angemeldet"), 20),
    (_("Eingang"), 17),
    (_("Bestätigt am"), 17),
    (_("Abgesagt am"), 17),
    (_("Wartenummer"), 13),
)
"""Heading and width in characters of each column."""

_FELDER = (
    *("nummer", "name", "name_lateinisch", "organisation", "email", "telefon", "sprache", "stand", "quelle"),
    *("eingegangen_am", "bestaetigt_am", "beendet_am", "wartenummer"),
)
_STAND = dict(Anmeldung.Stand.choices)
_QUELLE = dict(Anmeldung.Quelle.choices)


def zeilen(anmeldungen: AnmeldungQuerySet) -> Iterator[list[Zelle]]:
    """The rows of the file, read through a cursor of the server: text, whole numbers and local times."""
    wartenummer = Warteplatz.objects.filter(anmeldung=OuterRef("pk")).values("nummer")[:1]
    werte = anmeldungen.annotate(wartenummer=Subquery(wartenummer)).values_list(*_FELDER)
    for *texte, code, stand, quelle, eingang, bestaetigt, beendet, nummer in werte.iterator(ausfuhr.STUECK):
        merkmale = [sprache(code).name_deutsch, str(_STAND[stand]), str(_QUELLE[quelle])]
        wartet = stand in (Anmeldung.Stand.WARTELISTE, Anmeldung.Stand.ANGEBOTEN)
        zeiten = [_ortszeit(zeit) for zeit in (eingang, bestaetigt, beendet)]
        yield [*texte, *merkmale, *zeiten, nummer if wartet else None]


def _ortszeit(zeit: datetime | None) -> datetime | None:
    """Local time without zone, to the second: what a spreadsheet can show."""
    return timezone.make_naive(zeit).replace(microsecond=0) if zeit else None


def tabelle(anmeldungen: AnmeldungQuerySet) -> Tabelle:
    """The registrations as a file of the house."""
    return Tabelle(_("Anmeldungen"), SPALTEN, zeilen(anmeldungen))


def dateiname(konferenz: Konferenz, format: str) -> str:
    """Name of the file, also the object of its `Zugriff`."""
    return f"anmeldungen-{konferenz.kennung}.{format}"

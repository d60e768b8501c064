"""The ledger as a list: rows with their running total, and as a file."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from budget.models import Bereitstellung, Buchung
from budget.models.buchung import BuchungQuerySet
from budget.queries.stand import NULL
from konferenz import ausfuhr
from konferenz.ausfuhr import Tabelle, Zelle

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

Art = Buchung.Art

RICHTUNG = {
    Art.RESERVIERUNG: 1,
    Art.RESERVIERUNGSENDE: -1,
    Art.FESTLEGUNG: 1,
    Art.FREIGABE: -1,
    Art.WIEDERVERWENDUNG: -1,
}
"""How a kind of row changes what is taken of the ceiling; payments and refunds do not (budget rules 2.2)."""

_LAUFEND = ("lfd", "wirkung", "vorzeichen", "betrag")

SPALTEN: tuple[tuple["StrPromise", int], ...] = (
    (_("Nummer"), 8),
    (_("Haushaltsjahr"), 14),
    (_("Belegnummer"), 12),
    (_("Art"), 22),
    (_("zu Nummer"), 10),
    (_("Vorgang"), 9),
    (_("Zweck"), 36),
    (_("Empfänger"), 30),
    (_("Kostenposition"), 30),
    (_("Deckungsquelle"), 34),
    (_("Betrag"), 13),
    (_("Wirkung auf die Obergrenze"), 14),
    (_("beansprucht danach"), 14),
    (_("Wertstellung"), 13),
    (_("eingetragen am"), 17),
    (_("eingetragen von"), 24),
    (_("Grund"), 40),
)
"""Heading and width in characters of each column of the file; amounts in EUR gross."""


def buch(bereitstellung: Bereitstellung) -> BuchungQuerySet:
    """Every row with what its line shows, in one statement."""
    return Buchung.objects.filter(bereitstellung=bereitstellung).select_related(
        "vorgang__empfaenger",
        "vorgang__position",
        "quelle__topf",
        "quelle__haushaltsjahr",
        "bezug",
        "erfasst_von",
    )


def laufend(bereitstellung: Bereitstellung, zum: date | None = None) -> dict[int, tuple[Decimal, Decimal]]:
    """For each row of the whole ledger by its number: what it adds to what is taken of the ceiling, and the running
    total after it (EUR). One statement; rows of other income are left out (F14). With `zum` only rows whose legal date
    is that day or earlier: the last total is the state at the end of that day.
    """
    stand, je_nummer = NULL, {}
    zeilen = Buchung.objects.filter(bereitstellung=bereitstellung).im_rahmen().mit_wirkung().order_by("lfd")
    if zum:
        zeilen = zeilen.bis(zum)
    for lfd, wirkung, vorzeichen, betrag in zeilen.values_list(*_LAUFEND):
        veraenderung = RICHTUNG.get(Art(wirkung), 0) * vorzeichen * betrag
        stand += veraenderung
        je_nummer[lfd] = veraenderung, stand
    return je_nummer


def tabelle(bereitstellung: Bereitstellung, buchungen: BuchungQuerySet, zum: date | None = None) -> Tabelle:
    """The rows as a file, in the order of their numbers; totals as of `zum`."""
    return Tabelle(_("Buchungen"), SPALTEN, _zeilen(bereitstellung, buchungen, zum), stehend=1)


def _zeilen(
    bereitstellung: Bereitstellung, buchungen: BuchungQuerySet, zum: date | None
) -> Iterator[list[Zelle]]:
    staende = laufend(bereitstellung, zum)
    for buchung in buchungen.order_by("lfd").iterator(ausfuhr.STUECK):
        yield _zeile(buchung, *staende.get(buchung.lfd, (None, None)))


def _zeile(buchung: Buchung, wirkung: Decimal | None, danach: Decimal | None) -> list[Zelle]:
    vorgang = buchung.vorgang
    return [
        buchung.lfd,
        buchung.haushaltsjahr,
        buchung.belegnummer,
        buchung.get_art_display(),
        buchung.bezug.lfd if buchung.bezug else None,
        vorgang.nummer,
        vorgang.zweck,
        vorgang.empfaenger.name if vorgang.empfaenger else "",
        vorgang.position.bezeichnung if vorgang.position else "",
        str(buchung.quelle or ""),
        buchung.betrag,
        wirkung,
        danach,
        buchung.wertstellung,
        timezone.make_naive(buchung.erfasst_am).replace(microsecond=0),
        buchung.erfasst_von.name if buchung.erfasst_von else str(_("automatisch")),
        buchung.grund,
    ]

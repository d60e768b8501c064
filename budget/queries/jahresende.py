"""Year end: what is committed from a year that is over and not paid, and what has to be decided about it (F10, S15).

Reading it changes nothing; no commitment moves by itself.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import cast

from django.utils.translation import gettext as _

from budget.models import (
    Bereitstellung,
    Buchung,
    Deckungsquelle,
    Ermaechtigungsuebertrag,
    Haushaltsjahr,
    Rechnung,
    Uebertragsposten,
)
from budget.models.rechnung import OFFEN
from budget.queries.stand import NULL, offen_je_festlegung
from budget.queries.zahlbar import ist_zahlbar
from konferenz import uhr
from konferenz.formate import Stand, datum_kurz, euro

Uebertragsstand = Ermaechtigungsuebertrag.Stand


@dataclass(frozen=True)
class OffeneBindung:
    """A commitment of a year that is over with its open part (EUR) and its state in words.

    `schluss` is the day on which the books of its source close, `beantragt` the part that undecided applications ask
    for, `uebertrag` the latest application that is undecided or granted, `rechnung` the number of an invoice of its
    case that is not settled.
    """

    festlegung: Buchung
    offen: Decimal
    schluss: date
    beantragt: Decimal
    uebertrag: Ermaechtigungsuebertrag | None
    rechnung: int | None

    @property
    def frei(self) -> Decimal:
        """What can be released, applied for or covered anew."""
        return self.offen - self.beantragt

    @property
    def quelle(self) -> Deckungsquelle:
        return cast(Deckungsquelle, self.festlegung.quelle)  # a constraint: a commitment has one

    @property
    def ist_zahlbar(self) -> bool:
        """Whether the way out "pay" is open today."""
        return ist_zahlbar(self.festlegung, uhr.heute(), self.schluss)

    @property
    def zu_entscheiden(self) -> Decimal:
        """What can neither be paid any more nor waits for the Finanzbehörde (EUR)."""
        return NULL if self.ist_zahlbar else self.frei

    @property
    def stand(self) -> Stand:
        """Carry-over applied for or granted, to pay, to decide."""
        if self.beantragt and self.zu_entscheiden:
            return Stand("danger", _("%(betrag)s zu entscheiden") % {"betrag": euro(self.zu_entscheiden)})
        if self.uebertrag and self.uebertrag.stand == Uebertragsstand.BEANTRAGT:
            return Stand("info", _("Übertrag beantragt"))
        if self.uebertrag:
            return Stand("warning", _("Übertrag bewilligt, noch umzudecken"))
        if self.ist_zahlbar and self.schluss < uhr.heute():
            return Stand("warning", _("zu zahlen, der Bescheid gilt weiter"))
        if self.ist_zahlbar:
            return Stand("warning", _("zu zahlen bis %(tag)s") % {"tag": datum_kurz(self.schluss)})
        return Stand("danger", _("zu entscheiden"))


def offene_bindungen(bereitstellung: Bereitstellung, jahr: int | None = None) -> list[OffeneBindung]:
    """Open commitments of the sources whose last year is `jahr`, else of all years that are over, by number.

    Five statements, whatever the number of rows.
    """
    festlegungen = [
        eine
        for eine in Buchung.objects.ohne_storno()
        .filter(bereitstellung=bereitstellung, art=Buchung.Art.FESTLEGUNG)
        .select_related("vorgang__empfaenger", "quelle__topf", "quelle__haushaltsjahr")
        .order_by("lfd")
        if eine.quelle and _gehoert_dazu(eine.quelle, jahr)
    ]
    offen = offen_je_festlegung(festlegungen)
    schluesse = dict(Haushaltsjahr.objects.values_list("jahr", "buchungsschluss"))
    posten, rechnungen = _posten(festlegungen), _offene_rechnungen(festlegungen)
    uebertraege = {einer.festlegung_id: einer.uebertrag for einer in posten}
    return [
        OffeneBindung(
            eine,
            offen[eine.pk],
            schluesse[eine.quelle.letztes_jahr],  # type: ignore[union-attr]
            _beantragt(eine, posten),
            uebertraege.get(eine.pk),
            rechnungen.get(eine.vorgang_id),
        )
        for eine in festlegungen
        if offen[eine.pk]
    ]


def _gehoert_dazu(quelle: Deckungsquelle, jahr: int | None) -> bool:
    return quelle.letztes_jahr == jahr if jahr else quelle.letztes_jahr < uhr.heute().year


def _posten(festlegungen: Iterable[Buchung]) -> list[Uebertragsposten]:
    """What applications that are undecided or granted ask for of open parts, the oldest first."""
    posten = Uebertragsposten.objects.filter(
        festlegung__in=list(festlegungen),
        ist_freigegeben=False,
        uebertrag__stand__in=[Uebertragsstand.BEANTRAGT, Uebertragsstand.BEWILLIGT],
    )
    return list(posten.select_related("uebertrag").order_by("uebertrag"))


def _beantragt(festlegung: Buchung, posten: list[Uebertragsposten]) -> Decimal:
    return sum(
        (
            einer.betrag
            for einer in posten
            if einer.festlegung_id == festlegung.pk and einer.uebertrag.stand == Uebertragsstand.BEANTRAGT
        ),
        NULL,
    )


def _offene_rechnungen(festlegungen: Iterable[Buchung]) -> dict[int, int]:
    """The first invoice of each case that is neither paid nor refused."""
    offene = Rechnung.objects.filter(vorgang__in={eine.vorgang_id for eine in festlegungen}, stand__in=OFFEN)
    return dict(offene.order_by("-pk").values_list("vorgang_id", "pk"))

"""Applications for a carry-over as they stand: what was asked for, what was decided, what has to be done next (F11)."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from django.utils.translation import gettext as _

from budget.models import (
    Bereitstellung,
    Deckungsquelle,
    Ermaechtigungsuebertrag,
    Uebertragsposten,
    Verfuegbarkeitsbestaetigung,
)
from budget.queries.stand import NULL, Lage, offen_je_festlegung
from budget.queries.uebertrag import Kandidat, kandidaten
from konferenz import uhr
from konferenz.formate import Stand, datum_kurz

Antragsstand = Ermaechtigungsuebertrag.Stand


class Antragsschritt(Enum):
    """What comes next in an application."""

    ENTSCHEIDUNG = "entscheidung"
    BESTAETIGUNG = "bestaetigung"
    GEGENZEICHNUNG = "gegenzeichnung"
    UMDECKUNG = "umdeckung"


@dataclass(frozen=True)
class Antragsposten:
    """A part of an application (EUR). `umdeckbar`: what of it is still open on the old source; nothing of released
    money, which a new commitment finds by itself.
    """

    posten: Uebertragsposten
    umdeckbar: Decimal


@dataclass(frozen=True)
class Antragslage:
    """One application with its parts. `rest` is what the carried-over source still gives, None before an approval is
    countersigned; `offene` is the approval that waits for its second person.
    """

    uebertrag: Ermaechtigungsuebertrag
    posten: list[Antragsposten]
    rest: Decimal | None
    offene: Verfuegbarkeitsbestaetigung | None

    @property
    def beantragt(self) -> Decimal:
        return sum((einer.posten.betrag for einer in self.posten), NULL)

    @property
    def freigegeben(self) -> Decimal:
        """What of it was released before and is reserved until the decision (F8)."""
        return sum((einer.posten.betrag for einer in self.posten if einer.posten.ist_freigegeben), NULL)

    @property
    def offen(self) -> Decimal:
        """What of it is still committed on the old source and can move."""
        return sum((einer.umdeckbar for einer in self.posten), NULL)

    @property
    def umdeckbar(self) -> Decimal:
        """What can move onto the rest today."""
        return min(self.offen, self.rest or NULL)

    @property
    def schritt(self) -> Antragsschritt | None:
        """What somebody has to do next; None once everything is done."""
        if self.uebertrag.stand == Antragsstand.BEANTRAGT:
            return Antragsschritt.ENTSCHEIDUNG
        if self.uebertrag.stand != Antragsstand.BEWILLIGT:
            return None
        if self.offene:
            return Antragsschritt.GEGENZEICHNUNG
        if self.rest is None:
            return Antragsschritt.BESTAETIGUNG
        return Antragsschritt.UMDECKUNG if self.umdeckbar else None

    @property
    def stand(self) -> Stand:
        """The state in words, with what is still missing."""
        if self.uebertrag.stand == Antragsstand.BEANTRAGT:
            return Stand("info", _("beantragt"))
        if self.uebertrag.stand != Antragsstand.BEWILLIGT:
            return Stand("neutral", self.uebertrag.get_stand_display())
        if self.rest is None:
            return Stand("warning", _("bewilligt, nicht gegengezeichnet"))
        if self.umdeckbar:
            return Stand("warning", _("bewilligt, noch umzudecken"))
        bis = self.uebertrag.neue_quelle.bindung_bis if self.uebertrag.neue_quelle else None
        return Stand("success", _("bewilligt, gültig bis %(tag)s") % {"tag": datum_kurz(bis)})


def antragslagen(bereitstellung: Bereitstellung, lage: Lage) -> list[Antragslage]:
    """Every application of a conference, the newest first; five statements more than the state of the money."""
    antraege = list(
        Ermaechtigungsuebertrag.objects.filter(quelle__bereitstellung=bereitstellung)
        .select_related(
            "quelle__topf",
            "quelle__haushaltsjahr",
            "neue_quelle__topf",
            "neue_quelle__haushaltsjahr",
            "antrag",
            "person",
        )
        .prefetch_related("posten__festlegung__vorgang")
        .order_by("-beantragt_am", "-id")
    )
    posten = [einer for antrag in antraege for einer in antrag.posten.all()]
    offen = offen_je_festlegung(einer.festlegung for einer in posten)
    offene = _wartende(antraege)
    return [
        Antragslage(
            antrag,
            [_posten(einer, offen) for einer in antrag.posten.all()],
            lage.zu(antrag.neue_quelle).rest if antrag.neue_quelle else None,
            offene.get(antrag.neue_quelle_id),
        )
        for antrag in antraege
    ]


def _posten(posten: Uebertragsposten, offen: dict[int, Decimal]) -> Antragsposten:
    rest = NULL if posten.ist_freigegeben else min(posten.betrag, offen[posten.festlegung_id])
    return Antragsposten(posten, rest)


def _wartende(
    antraege: Iterable[Ermaechtigungsuebertrag],
) -> dict[int | None, Verfuegbarkeitsbestaetigung]:
    """Approvals that nobody has countersigned yet, by the carried-over source."""
    quellen = [antrag.neue_quelle_id for antrag in antraege if antrag.neue_quelle_id]
    offene = Verfuegbarkeitsbestaetigung.objects.offen().filter(quelle__in=quellen)
    return {eine.quelle_id: eine for eine in offene.select_related("bestaetigt_von")}


@dataclass(frozen=True)
class Rest:
    """A source whose last day of binding is over, and what can still be applied for of it (EUR)."""

    quelle: Deckungsquelle
    kandidaten: list[Kandidat]

    @property
    def betrag(self) -> Decimal:
        return sum((einer.hoechstens for einer in self.kandidaten), NULL)


def beantragbare_reste(lage: Lage) -> list[Rest]:
    """The sources of which something can be carried over, by rank."""
    vorbei = [
        stand.quelle
        for stand in lage.des_beschlusses
        if stand.quelle.bindung_bis < uhr.heute() and stand.quelle.topf and stand.quelle.topf.ist_uebertragbar
    ]
    reste = (Rest(quelle, kandidaten(quelle)) for quelle in vorbei)
    return [rest for rest in reste if rest.kandidaten]

"""What the ledger says: sums, headroom, and what a source can still give (budget rules 2.2). Computed, never stored."""

from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db.models import Case, DecimalField, F, OuterRef, Q, Subquery, Sum, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from budget.models import Bereitstellung, Buchung, Deckungsquelle, Obergrenze, Verfuegbarkeitsbestaetigung
from budget.models.buchung import BuchungQuerySet
from budget.models.grundlage import BestaetigungQuerySet, DeckungsquelleQuerySet
from konferenz import uhr
from konferenz.models import Drucksache

NULL = Decimal("0.00")
Art = Buchung.Art
_GELD = DecimalField(max_digits=14, decimal_places=2)


@dataclass(frozen=True)
class Summen:
    """Sums of the ledger in EUR, each minus its Storno."""

    reservierung: Decimal = NULL
    reservierungsende: Decimal = NULL
    festlegung: Decimal = NULL
    freigabe: Decimal = NULL
    zahlung: Decimal = NULL
    rueckfluss: Decimal = NULL
    wiederverwendung: Decimal = NULL

    @property
    def reserviert(self) -> Decimal:
        """Kept free, no legal duty yet."""
        return self.reservierung - self.reservierungsende

    @property
    def gebunden(self) -> Decimal:
        """Committed and not released, paid or not."""
        return self.festlegung - self.freigabe

    @property
    def offen(self) -> Decimal:
        """Committed, neither released nor paid."""
        return self.festlegung - self.freigabe - self.zahlung

    @property
    def gezahlt(self) -> Decimal:
        """Paid, minus what came back and may be used again."""
        return self.zahlung - self.wiederverwendung

    @property
    def verbraucht(self) -> Decimal:
        """What lowers the headroom."""
        return self.gebunden - self.wiederverwendung + self.reserviert

    def __add__(self, andere: "Summen") -> "Summen":
        return Summen(*(getattr(self, feld.name) + getattr(andere, feld.name) for feld in fields(self)))


def summen_je(buchungen: BuchungQuerySet, feld: str) -> dict[int | None, Summen]:
    """Sums of the rows grouped by a column (`quelle`, `vorgang`, `haushaltsjahr`, `vorgang__position`); one
    statement."""
    zeilen = (
        buchungen.mit_wirkung()
        .values_list(feld, "wirkung")
        .order_by()
        .annotate(summe=Sum(F("betrag") * F("vorzeichen"), output_field=_GELD))
    )
    je: dict[int | None, dict[str, Decimal]] = {}
    for schluessel, wirkung, summe in zeilen:
        je.setdefault(schluessel, {})[wirkung] = summe
    return {schluessel: Summen(**werte) for schluessel, werte in je.items()}


def summe(buchungen: BuchungQuerySet) -> Summen:
    """Sums of all the rows; one statement."""
    return sum(summen_je(buchungen, "bereitstellung").values(), Summen())


def massgebliche_obergrenze(bereitstellung: Bereitstellung, tag: date) -> Obergrenze:
    """The latest ceiling that has begun on `tag` and whose paper is effective, else the first one there ever was."""
    reihe = bereitstellung.obergrenzen.select_related("punkt__drucksache")
    wirksam = reihe.filter(gilt_ab__lte=tag, punkt__drucksache__stand=Drucksache.Stand.BESCHLOSSEN)
    return wirksam.order_by("-gilt_ab", "-id").first() or reihe.order_by("gilt_ab", "id")[0]


@dataclass(frozen=True)
class Quellenstand:
    """One source with its confirmation in force and what it can still give.

    `rest` is the confirmed amount minus what was committed since (negative: "überbucht"); None without a confirmation.
    """

    quelle: Deckungsquelle
    bestaetigung: Verfuegbarkeitsbestaetigung | None
    rest: Decimal | None
    summen: Summen = field(default_factory=Summen)

    def verfuegbar(self, tag: date) -> Decimal:
        """Usable for a commitment with the legal date `tag` (2.2); never below zero."""
        if self.rest is None or not self.quelle.kennt(tag):
            return NULL
        return max(self.rest, NULL)

    @property
    def ueberbucht(self) -> Decimal:
        """By how much more is committed than was confirmed."""
        return max(-(self.rest or NULL), NULL)

    def ist_frisch(self, tag: date, tage: int) -> bool:
        """Whether the confirmation proves on `tag` that the source is used up (F1): of that day or shortly before it,
        not for a later one, which says nothing about `tag` (late entry, F5).
        """
        if self.bestaetigung is None:
            return False
        return not self.bestaetigung.altert or 0 <= self.bestaetigung.alter(tag) <= tage


@dataclass(frozen=True)
class Lage:
    """The money of a conference as it stands: ceiling in force, sums inside it, every source by rank."""

    bereitstellung: Bereitstellung
    obergrenze: Obergrenze
    summen: Summen
    quellen: list[Quellenstand]

    @property
    def frei(self) -> Decimal:
        """Headroom: what may still be committed or reserved over all years."""
        return self.obergrenze.betrag - self.summen.verbraucht

    @property
    def des_beschlusses(self) -> list[Quellenstand]:
        """Sources inside the ceiling, by rank."""
        return [stand for stand in self.quellen if stand.quelle.art != Deckungsquelle.Art.SONSTIGE]

    @property
    def sonstige(self) -> list[Quellenstand]:
        """Other income (F14), outside the ceiling."""
        return [stand for stand in self.quellen if stand.quelle.art == Deckungsquelle.Art.SONSTIGE]

    def zu(self, quelle: Deckungsquelle) -> Quellenstand:
        """The state of one source. Raises ValidationError if it covers another conference."""
        for stand in self.quellen:
            if stand.quelle.pk == quelle.pk:
                return stand
        raise ValidationError({"quelle": _("Diese Quelle gehört nicht zu dieser Konferenz.")})

    def verfuegbar(self, tag: date) -> Decimal:
        """What all sources together can give on `tag`; may be more than the headroom."""
        return sum((stand.verfuegbar(tag) for stand in self.des_beschlusses), NULL)


def lage(bereitstellung: Bereitstellung, zum: date | None = None) -> Lage:
    """The whole state in five statements, whatever the number of bookings.

    `zum` asks for the state at the end of that day: rows by their legal date, also those entered later; confirmations
    that were countersigned by then, carried-over rests that were granted by then, the ceiling of that day. Locks and
    last days of binding are those of today: their changes stand in the history of the source.
    """
    buchungen = _buchungen(bereitstellung, zum)
    je_quelle = summen_je(buchungen, "quelle")
    bestaetigungen = _bestaetigungen(bereitstellung, zum)
    reste = _veraenderungen(buchungen, zum)
    quellen = [
        Quellenstand(
            quelle,
            bestaetigungen.get(quelle.pk),
            bestaetigungen[quelle.pk].betrag + reste.get(quelle.pk, NULL)
            if quelle.pk in bestaetigungen
            else None,
            je_quelle.get(quelle.pk, Summen()),
        )
        for quelle in _quellen(bereitstellung, zum)
    ]
    sonstige = [s.quelle.pk for s in quellen if s.quelle.art == Deckungsquelle.Art.SONSTIGE]
    im_rahmen = (summen for quelle, summen in je_quelle.items() if quelle not in sonstige)
    grenze = massgebliche_obergrenze(bereitstellung, zum or uhr.heute())
    return Lage(bereitstellung, grenze, sum(im_rahmen, Summen()), quellen)


def _buchungen(bereitstellung: Bereitstellung, zum: date | None) -> BuchungQuerySet:
    alle = Buchung.objects.filter(bereitstellung=bereitstellung)
    return alle.bis(zum) if zum else alle


def _quellen(bereitstellung: Bereitstellung, zum: date | None) -> DeckungsquelleQuerySet:
    """By rank; without rests that were granted after the day."""
    alle = bereitstellung.quellen.mit_topf().order_by("rang")
    return alle.exclude(aus_uebertrag__entschieden_am__gt=zum) if zum else alle


def _in_kraft(zum: date | None) -> BestaetigungQuerySet:
    """Confirmations in force, the newest of each source first."""
    alle = Verfuegbarkeitsbestaetigung.objects.in_kraft()
    return alle.filter(gegengezeichnet_am__date__lte=zum) if zum else alle


def _bestaetigungen(
    bereitstellung: Bereitstellung, zum: date | None
) -> dict[int, Verfuegbarkeitsbestaetigung]:
    """The confirmation in force of each source."""
    alle = _in_kraft(zum).filter(quelle__bereitstellung=bereitstellung)
    je_quelle: dict[int, Verfuegbarkeitsbestaetigung] = {}
    for bestaetigung in alle.select_related("bestaetigt_von", "gegengezeichnet_von"):
        je_quelle.setdefault(bestaetigung.quelle_id, bestaetigung)
    return je_quelle


def _wirkung_auf_quelle() -> Case:
    """How one row changes what its source can give: commitments take, what came back before the cut-off gives."""
    rechtzeitig = Q(wertstellung__lte=F("quelle__bindung_bis"))
    bezug_rechtzeitig = Q(bezug__wertstellung__lte=F("quelle__bindung_bis"))
    minus = -F("betrag")
    return Case(
        When(art=Art.FESTLEGUNG, then=minus),
        When(rechtzeitig, art=Art.FREIGABE, then=F("betrag")),
        When(rechtzeitig, art=Art.STORNO, bezug__art=Art.FESTLEGUNG, then=F("betrag")),
        When(bezug_rechtzeitig, art=Art.STORNO, bezug__art=Art.FREIGABE, then=minus),
        When(bezug_rechtzeitig, art=Art.WIEDERVERWENDUNG, then=F("betrag")),
        When(
            Q(bezug__bezug__wertstellung__lte=F("quelle__bindung_bis")),
            art=Art.STORNO,
            bezug__art=Art.WIEDERVERWENDUNG,
            then=minus,
        ),
        default=NULL,
        output_field=_GELD,
    )


def _veraenderungen(buchungen: BuchungQuerySet, zum: date | None) -> dict[int, Decimal]:
    """What the rows after the confirmation in force (by number, not by date) changed in each source (2.2)."""
    in_kraft = _in_kraft(zum).filter(quelle=OuterRef("quelle"))
    zeilen = (
        buchungen.filter(quelle__isnull=False)
        .annotate(ab=Coalesce(Subquery(in_kraft.values("lfd")[:1]), 0), wirkt=_wirkung_auf_quelle())
        .filter(lfd__gt=F("ab"))
        .values_list("quelle")
        .order_by()
        .annotate(summe=Sum("wirkt"))
    )
    return dict(zeilen)


def letzte_nummer_am(bereitstellung: Bereitstellung, tag: date) -> int:
    """Number of the last row entered until the end of a day (local time); zero if there was none."""
    reihe = Buchung.objects.filter(bereitstellung=bereitstellung, erfasst_am__date__lte=tag)
    return reihe.order_by("-lfd").values_list("lfd", flat=True).first() or 0


def offen_je_festlegung(festlegungen: Iterable[Buchung]) -> dict[int, Decimal]:
    """Open part of each commitment: minus its releases and payments, without those that were taken back; one
    statement."""
    liste = list(festlegungen)
    folgende = Buchung.objects.ohne_storno().filter(bezug__in=liste, art__in=[Art.FREIGABE, Art.ZAHLUNG])
    abgang = dict(folgende.values_list("bezug").order_by().annotate(summe=Sum("betrag")))
    return {eine.pk: eine.betrag - abgang.get(eine.pk, NULL) for eine in liste}

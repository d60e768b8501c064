"""The numerical proof of use: every movement of money of a conference, by cost position, year and origin (EUR gross).

Everything is added up from the receipt list, so that list, tables and ledger cannot differ by a cent.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import Q
from django.utils.translation import gettext as _

from budget.models import (
    Bereitstellung,
    Buchung,
    Deckungsquelle,
    Kostenplan,
    Kostenposition,
    Verwendungsnachweis,
    Zahlungsempfaenger,
)
from budget.queries.kostenplan import massgeblicher_plan
from budget.queries.stand import NULL, Summen, summen_je

Art = Buchung.Art
GELD = (Art.ZAHLUNG, Art.RUECKFLUSS)
"""Kinds that move money; what takes them back moves it the other way."""


@dataclass(frozen=True)
class Herkunft:
    """One column of the proof: a source, and the fiscal year in which the movement counts.

    The two differ for a refund that came after the cut-off (F13) and for counter-rows to a closed year (F20).
    """

    haushaltsjahr: int
    quelle: Deckungsquelle

    @property
    def ordnung(self) -> tuple[bool, int, int]:
        """Other income last, then by year and rank."""
        return (self.ist_sonstige, self.haushaltsjahr, self.quelle.rang)

    @property
    def ist_sonstige(self) -> bool:
        return self.quelle.art == Deckungsquelle.Art.SONSTIGE

    @property
    def kurz(self) -> str:
        """Heading of a column: "2023", "2024 aus 2023", "2024 zu 2023"."""
        if self.haushaltsjahr != self.quelle.haushaltsjahr_id:
            return _("%(jahr)s zu %(quelle)s") % {"jahr": self.haushaltsjahr, "quelle": self.jahr_der_quelle}
        return self.jahr_der_quelle

    @property
    def jahr_der_quelle(self) -> str:
        quelle = self.quelle
        if self.ist_sonstige:
            return str(quelle)
        if quelle.art == Deckungsquelle.Art.UEBERTRAG:
            return _("%(jahr)s aus %(herkunft)s") % {
                "jahr": quelle.haushaltsjahr_id,
                "herkunft": quelle.herkunftsjahr,
            }
        return str(quelle.haushaltsjahr_id)

    @property
    def name(self) -> str:
        if self.haushaltsjahr != self.quelle.haushaltsjahr_id:
            return _("%(jahr)s, Nachträge zu %(quelle)s") % {
                "jahr": self.haushaltsjahr,
                "quelle": self.quelle,
            }
        return str(self.quelle)


@dataclass(frozen=True)
class Belegzeile:
    """One movement of money under its running number; `betrag` is below zero for money that came back."""

    nummer: int
    buchung: Buchung
    betrag: Decimal
    herkunft: Herkunft

    @property
    def beleg(self) -> str:
        """Voucher number of the ledger, without a gap in each fiscal year."""
        return f"{self.buchung.haushaltsjahr}/{self.buchung.belegnummer}"

    @property
    def ist_rueckfluss(self) -> bool:
        """A refund, or what takes one back."""
        buchung = self.buchung
        return Art.RUECKFLUSS in (buchung.art, buchung.bezug.art if buchung.bezug else None)

    @property
    def position(self) -> Kostenposition | None:
        return self.buchung.vorgang.position

    @property
    def empfaenger(self) -> Zahlungsempfaenger | None:
        rechnung = self.buchung.rechnung
        return rechnung.empfaenger if rechnung else self.buchung.vorgang.empfaenger

    @property
    def grund(self) -> str:
        """Reason of the payment; for a counter-row also what it takes back and why."""
        buchung = self.buchung
        if buchung.art == Art.ZAHLUNG:
            zusatz = f" ({buchung.rechnung})" if buchung.rechnung else ""
            return f"{buchung.vorgang.zweck}{zusatz}"
        bezug = buchung.bezug
        beleg = f"{bezug.haushaltsjahr}/{bezug.belegnummer}" if bezug else ""
        satz = (
            _("Rückfluss zu Beleg %(beleg)s")
            if buchung.art == Art.RUECKFLUSS
            else _("Storno von Beleg %(beleg)s")
        )
        return " – ".join(filter(None, [satz % {"beleg": beleg}, buchung.grund]))


@dataclass(frozen=True)
class Positionszeile:
    """Planned and spent for one position, and spent by origin."""

    name: str
    soll: Decimal
    je_herkunft: list[Decimal]

    @property
    def ist(self) -> Decimal:
        return sum(self.je_herkunft, NULL)

    @property
    def abweichung(self) -> Decimal:
        """Spent minus planned: below zero where less was spent."""
        return self.ist - self.soll


@dataclass(frozen=True)
class Herkunftszeile:
    """Paid, come back and spent of one origin."""

    herkunft: Herkunft
    gezahlt: Decimal
    zurueck: Decimal

    @property
    def ausgaben(self) -> Decimal:
        return self.gezahlt - self.zurueck


@dataclass(frozen=True)
class Nachweiszahlen:
    """All figures of the proof. `zeilen` are the receipts of the resolution's money, `sonstige` those of other income;
    the running numbers go through both. `offen` is what is still committed or reserved."""

    plan: Kostenplan | None
    lfd: int
    zeilen: list[Belegzeile] = field(default_factory=list)
    sonstige: list[Belegzeile] = field(default_factory=list)
    positionen: list[Positionszeile] = field(default_factory=list)
    herkuenfte: list[Herkunftszeile] = field(default_factory=list)
    einnahmen: list[Herkunftszeile] = field(default_factory=list)
    offen: Summen = field(default_factory=Summen)

    @property
    def ausgaben(self) -> Decimal:
        """Spent of the money of the resolution: payments minus refunds."""
        return sum((zeile.betrag for zeile in self.zeilen), NULL)

    @property
    def soll(self) -> Decimal:
        return sum((zeile.soll for zeile in self.positionen), NULL)


def nachweiszahlen(
    bereitstellung: Bereitstellung, nachweis: Verwendungsnachweis | None = None
) -> Nachweiszahlen:
    """The figures as they stand, of a proof that is handed in as they stood then; the number of statements does not
    depend on the number of bookings."""
    fest = nachweis is not None and nachweis.eingereicht_am is not None
    alle = Buchung.objects.filter(bereitstellung=bereitstellung)
    if fest and nachweis:
        alle = alle.filter(lfd__lte=nachweis.lfd)
    plan = nachweis.plan if fest and nachweis else massgeblicher_plan(bereitstellung)
    zeilen = _zeilen(alle.filter(Q(art__in=GELD) | Q(art=Art.STORNO, bezug__art__in=GELD)))
    eigene = [zeile for zeile in zeilen if not zeile.herkunft.ist_sonstige]
    sonstige = [zeile for zeile in zeilen if zeile.herkunft.ist_sonstige]
    offen = summen_je(alle.im_rahmen(), "bereitstellung")
    return Nachweiszahlen(
        plan=plan,
        lfd=alle.order_by("-lfd").values_list("lfd", flat=True).first() or 0,
        zeilen=eigene,
        sonstige=sonstige,
        positionen=_positionen(plan, eigene),
        herkuenfte=_herkuenfte(eigene),
        einnahmen=_herkuenfte(sonstige),
        offen=sum(offen.values(), Summen()),
    )


def _zeilen(buchungen: Iterable[Buchung]) -> list[Belegzeile]:
    """The receipt list: by origin and voucher number, numbered from one without a gap."""
    reihe = buchungen.select_related(  # type: ignore[attr-defined]
        "vorgang__position", "vorgang__empfaenger", "rechnung__empfaenger", "quelle__topf", "bezug"
    )
    paare = [(Herkunft(buchung.haushaltsjahr, buchung.quelle), buchung) for buchung in reihe]
    paare.sort(key=lambda paar: (*paar[0].ordnung, paar[1].haushaltsjahr, paar[1].belegnummer))
    return [
        Belegzeile(nummer, buchung, _vorzeichen(buchung) * buchung.betrag, herkunft)
        for nummer, (herkunft, buchung) in enumerate(paare, start=1)
    ]


def _vorzeichen(buchung: Buchung) -> int:
    """Payments count, refunds are taken off; a Storno the other way round."""
    wirkung = buchung.bezug.art if buchung.art == Art.STORNO and buchung.bezug else buchung.art
    richtung = 1 if wirkung == Art.ZAHLUNG else -1
    return -richtung if buchung.art == Art.STORNO else richtung


def _herkuenfte(zeilen: list[Belegzeile]) -> list[Herkunftszeile]:
    je: dict[Herkunft, list[Belegzeile]] = {}
    for zeile in zeilen:
        je.setdefault(zeile.herkunft, []).append(zeile)
    return [
        Herkunftszeile(
            herkunft,
            _summe(teile, lambda zeile: not zeile.ist_rueckfluss),
            -_summe(teile, lambda zeile: zeile.ist_rueckfluss),
        )
        for herkunft, teile in je.items()
    ]


def _summe(zeilen: list[Belegzeile], passt: Callable[[Belegzeile], bool]) -> Decimal:
    return sum((zeile.betrag for zeile in zeilen if passt(zeile)), NULL)


def _positionen(plan: Kostenplan | None, zeilen: list[Belegzeile]) -> list[Positionszeile]:
    """Positions of the plan in its order, then others that money was spent for, last what has no position."""
    soll: dict[Kostenposition | None, Decimal] = {}
    if plan is not None:
        soll = {zeile.position: zeile.soll for zeile in plan.zeilen.select_related("position")}
    fremde = {zeile.position for zeile in zeilen} - set(soll)
    reihe = [*soll, *sorted(fremde, key=lambda eine: (eine is None, eine.nummer if eine else 0))]
    spalten = list(dict.fromkeys(zeile.herkunft for zeile in zeilen))
    return [
        Positionszeile(
            position.bezeichnung if position else _("ohne Kostenposition"),
            soll.get(position, NULL),
            [
                _summe(zeilen, lambda zeile, p=position, s=spalte: (zeile.position, zeile.herkunft) == (p, s))  # type: ignore[misc]
                for spalte in spalten
            ],
        )
        for position in reihe
    ]

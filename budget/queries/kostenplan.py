"""The cost plan beside what happened: planned, reserved, committed, paid, free for each position (EUR gross)."""

from dataclasses import dataclass, field
from decimal import Decimal
from hashlib import sha256

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from budget.models import Bereitstellung, Buchung, Kostenplan, Kostenposition, Planzeile, Vorgang
from budget.queries.stand import NULL, Summen, massgebliche_obergrenze, summen_je
from konferenz import uhr
from konferenz.diagramm import Balken, balken
from konferenz.formate import Stand, euro

UEBLICH = (
    (Kostenposition.Art.ORGANISATION, gettext_lazy("Organisation")),
    (Kostenposition.Art.RAUM, gettext_lazy("Raum und Technik")),
    (Kostenposition.Art.VERPFLEGUNG, gettext_lazy("Verpflegung")),
    (Kostenposition.Art.DOLMETSCHEN, gettext_lazy("Simultandolmetschen")),
    (Kostenposition.Art.GEBAERDEN, gettext_lazy("Gebärdensprachdolmetschen")),
    (Kostenposition.Art.KINDER, gettext_lazy("Kinderbetreuung")),
    (Kostenposition.Art.HONORAR, gettext_lazy("Honorare für Vorträge und Moderation")),
    (Kostenposition.Art.DRUCK, gettext_lazy("Druck und Öffentlichkeitsarbeit")),
    (Kostenposition.Art.DOKUMENTATION, gettext_lazy("Dokumentation")),
)
"""Positions a first plan starts with; whoever writes it strikes out what the conference does not need."""


@dataclass(frozen=True)
class Positionsstand:
    """One row of the plan; without `position` what no position was named for."""

    position: Kostenposition | None
    soll: Decimal = NULL
    erlaeuterung: str = ""
    summen: Summen = field(default_factory=Summen)
    empfaenger: str = ""

    @property
    def name(self) -> str:
        return self.position.bezeichnung if self.position else _("ohne Kostenposition")

    @property
    def festgelegt(self) -> Decimal:
        """Committed and not paid yet."""
        return self.summen.offen

    @property
    def frei(self) -> Decimal:
        """Planned and neither reserved, committed nor paid; below zero where more happened than was planned."""
        return self.soll - self.summen.verbraucht

    @property
    def stand(self) -> Stand:
        """The state in words: über Plan, noch zu binden, offen, bezahlt, im Plan."""
        if self.frei < NULL:
            return Stand("danger", _("über Plan"))
        if self.summen.reserviert:
            return Stand("warning", _("noch zu binden"))
        if self.soll and not self.summen.gebunden:
            return Stand("neutral", _("offen"))
        if self.summen.gezahlt and not self.festgelegt:
            return Stand("success", _("bezahlt"))
        return Stand("success", _("im Plan"))


@dataclass(frozen=True)
class Planlage:
    """One version of the plan with what happened, position by position, and the ceiling it has to fit into."""

    plan: Kostenplan
    zeilen: list[Positionsstand]
    obergrenze: Decimal
    ausserhalb: Summen = field(default_factory=Summen)

    @property
    def soll(self) -> Decimal:
        return sum((zeile.soll for zeile in self.zeilen), NULL)

    @property
    def summen(self) -> Summen:
        return sum((zeile.summen for zeile in self.zeilen), Summen())

    @property
    def frei(self) -> Decimal:
        return self.soll - self.summen.verbraucht

    @property
    def ueber_obergrenze(self) -> Decimal:
        """By how much more is planned than the ceiling allows; zero within it."""
        return max(self.soll - self.obergrenze, NULL)

    @property
    def unverplant(self) -> Decimal:
        """What of the ceiling no position plans for."""
        return max(self.obergrenze - self.soll, NULL)

    @property
    def ueberzogen(self) -> list[Positionsstand]:
        """Positions for which more is reserved and committed than planned."""
        return [zeile for zeile in self.zeilen if zeile.frei < NULL]

    @property
    def diagramm(self) -> Balken:
        """The whole plan as a bar, from paid to free."""
        teile = (
            (_("gezahlt"), self.summen.gezahlt),
            (_("festgelegt, offen"), self.summen.offen),
            (_("reserviert"), self.summen.reserviert),
            (_("im Plan frei"), max(self.frei, NULL)),
        )
        return balken((name, betrag, euro(betrag)) for name, betrag in teile)


def massgeblicher_plan(bereitstellung: Bereitstellung) -> Kostenplan | None:
    """The newest approved version; before the first approval the draft."""
    plaene = bereitstellung.kostenplaene.select_related("angelegt_von", "bearbeitet_von", "freigegeben_von")
    return plaene.filter(freigegeben_am__isnull=False).first() or plaene.first()


def planlage(plan: Kostenplan) -> Planlage:
    """Plan and ledger side by side; the number of statements does not depend on the number of rows.

    Other income stays outside (F14): its sum stands in `ausserhalb`.
    """
    buchungen = Buchung.objects.filter(bereitstellung=plan.bereitstellung_id)
    je_position = summen_je(buchungen.im_rahmen(), "vorgang__position")
    empfaenger = _empfaenger(plan.bereitstellung_id)
    zeilen = [
        Positionsstand(
            zeile.position,
            zeile.soll,
            zeile.erlaeuterung,
            je_position.pop(zeile.position_id, Summen()),
            empfaenger.get(zeile.position_id, ""),
        )
        for zeile in plan.zeilen.select_related("position")
    ]
    zeilen += _nicht_geplante(je_position, empfaenger)
    sonstige = summen_je(buchungen.aus_einnahmen(), "bereitstellung")
    grenze = massgebliche_obergrenze(plan.bereitstellung, uhr.heute())
    return Planlage(plan, zeilen, grenze.betrag, sum(sonstige.values(), Summen()))


def _nicht_geplante(
    je_position: dict[int | None, Summen], empfaenger: dict[int | None, str]
) -> list[Positionsstand]:
    """Rows for money of positions that this version does not have, and of cases without a position."""
    offen = {nummer: summen for nummer, summen in je_position.items() if summen.verbraucht or summen.gezahlt}
    positionen = Kostenposition.objects.in_bulk([nummer for nummer in offen if nummer])
    zeilen = [
        Positionsstand(position, summen=offen[nummer], empfaenger=empfaenger.get(nummer, ""))
        for nummer, position in sorted(positionen.items(), key=lambda paar: paar[1].nummer)
    ]
    if None in offen:
        zeilen.append(Positionsstand(None, summen=offen[None], empfaenger=empfaenger.get(None, "")))
    return zeilen


def _empfaenger(bereitstellung: int) -> dict[int | None, str]:
    """Who gets money for each position, in words; private persons are not named here."""
    reihe = (
        Vorgang.objects.filter(
            bereitstellung=bereitstellung, empfaenger__isnull=False, empfaenger__ist_privat=False
        )
        .exclude(buchungen=None)
        .values_list("position", "form", "empfaenger__name")
        .order_by("nummer")
        .distinct()
    )
    je: dict[int | None, list[str]] = {}
    for position, form, name in reihe:
        wort = _("Zuwendung, %(name)s") % {"name": name} if form == Vorgang.Form.ZUWENDUNG else name
        if wort not in je.setdefault(position, []):
            je[position].append(wort)
    return {position: "; ".join(worte) for position, worte in je.items()}


@dataclass(frozen=True)
class Unterschied:
    """One position in two versions; an amount is None where a version does not have it."""

    position: Kostenposition
    vorher: Decimal | None
    jetzt: Decimal | None

    @property
    def differenz(self) -> Decimal:
        return (self.jetzt or NULL) - (self.vorher or NULL)

    @property
    def stand(self) -> Stand:
        if self.vorher is None:
            return Stand("info", _("neu"))
        if self.jetzt is None:
            return Stand("warning", _("entfällt"))
        if self.differenz > NULL:
            return Stand("info", _("mehr"))
        if self.differenz < NULL:
            return Stand("info", _("weniger"))
        return Stand("neutral", _("unverändert"))

    @property
    def ist_unveraendert(self) -> bool:
        return self.vorher == self.jetzt


def vorgaenger(plan: Kostenplan) -> Kostenplan | None:
    """The version before."""
    aeltere = Kostenplan.objects.filter(bereitstellung=plan.bereitstellung_id, fassung__lt=plan.fassung)
    return aeltere.order_by("-fassung").first()


def unterschiede(plan: Kostenplan, alter: Kostenplan) -> list[Unterschied]:
    """Every position of the two versions in the order of the plan; one statement."""
    werte: dict[Kostenposition, dict[int, Decimal]] = {}
    zeilen = Planzeile.objects.filter(plan__in=[plan, alter]).select_related("position")
    for zeile in zeilen.order_by("position__nummer"):
        werte.setdefault(zeile.position, {})[zeile.plan_id] = zeile.soll
    return [Unterschied(position, je.get(alter.pk), je.get(plan.pk)) for position, je in werte.items()]


def pruefsumme(plan: Kostenplan) -> str:
    """Hash of everything a version says: who approves or stores it has seen exactly this."""
    zeilen = plan.zeilen.order_by("position__nummer", "pk").values_list(
        "position", "position__bezeichnung", "soll", "erlaeuterung"
    )
    inhalt = repr((plan.pk, plan.bemerkung, list(zeilen)))
    return sha256(inhalt.encode()).hexdigest()[:32]

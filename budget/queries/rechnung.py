"""What has to be done with an invoice, what of it is paid, and what was signed."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from hashlib import sha256

from django.db.models import Prefetch, QuerySet, Sum
from django.utils.translation import gettext as _

from budget.models import Bereitstellung, Buchung, Rechnung, Vorgang, Zahlungsanweisung
from budget.models.rechnung import OFFEN
from budget.queries.stand import NULL, summen_je
from konferenz import uhr
from konferenz.formate import Stand, datum_kurz

Zustand = Rechnung.Stand

UNTERSCHRIEBEN = (
    "vorgang_id", "empfaenger_id", "art", "nummer", "datum", "eingegangen_am", "faellig_am", "netto", "steuer",
    "brutto", "skonto", "leistung_von", "leistung_bis", "leitweg_id",
)  # fmt: skip
BETRAEGE = ("netto", "steuer", "brutto", "skonto")
"""Fields that are signed beside the file and who the payee is."""


class Rechnungsschritt(Enum):
    """What comes next with an invoice."""

    FESTSTELLEN = "feststellen"
    ANORDNEN = "anordnen"
    ZAHLEN = "zahlen"
    REST = "rest"


@dataclass(frozen=True)
class Rechnungslage:
    """An invoice as it stands. Amounts in EUR: paid so far, and what could be released now that it is paid (F12)."""

    rechnung: Rechnung
    anweisung: Zahlungsanweisung | None
    gezahlt: Decimal
    rest: Decimal

    @property
    def noch_zu_zahlen(self) -> Decimal:
        return self.rechnung.zahlbetrag - self.gezahlt

    @property
    def fehlt_sachlich(self) -> bool:
        return self.anweisung is None or self.anweisung.sachlich_von_id is None

    @property
    def fehlt_rechnerisch(self) -> bool:
        return self.anweisung is None or self.anweisung.rechnerisch_von_id is None

    @property
    def schritt(self) -> Rechnungsschritt | None:
        """What somebody has to do next; None if nothing."""
        if self.rechnung.stand == Zustand.BEZAHLT:
            return Rechnungsschritt.REST if self.rest else None
        return {
            Zustand.ERFASST: Rechnungsschritt.FESTSTELLEN,
            Zustand.FESTGESTELLT: Rechnungsschritt.ANORDNEN,
            Zustand.ANGEORDNET: Rechnungsschritt.ZAHLEN,
        }.get(Zustand(self.rechnung.stand))

    @property
    def stand(self) -> Stand:
        """The state in words, with what is half done."""
        art = {Zustand.BEZAHLT: "success", Zustand.ABGELEHNT: "neutral", Zustand.ERFASST: "warning"}
        wort = str(self.rechnung.get_stand_display())
        if self.rechnung.stand == Zustand.ERFASST and self.anweisung:
            wort = _("nur rechnerisch richtig") if self.fehlt_sachlich else _("nur sachlich richtig")
        return Stand(art.get(Zustand(self.rechnung.stand), "info"), wort)

    @property
    def frist(self) -> Stand | None:
        """The day it is due, for one that is open and has one."""
        faellig = self.rechnung.faellig_am
        if faellig is None or not self.rechnung.ist_offen:
            return None
        if faellig < uhr.heute():
            return Stand("danger", _("überfällig seit %(tag)s") % {"tag": datum_kurz(faellig)})
        return Stand("neutral", _("fällig am %(tag)s") % {"tag": datum_kurz(faellig)})


def rechnungen(bereitstellung: Bereitstellung) -> QuerySet[Rechnung]:
    """Invoices of a conference with what their pages show."""
    return _mit_allem(Rechnung.objects.filter(vorgang__bereitstellung=bereitstellung))


def rechnungen_des_vorgangs(vorgang: Vorgang) -> list[Rechnungslage]:
    """Invoices of one case as they stand, for its page."""
    return lagen(_mit_allem(vorgang.rechnungen.all()))


def _mit_allem(reihe: QuerySet[Rechnung]) -> QuerySet[Rechnung]:
    gueltige = Zahlungsanweisung.objects.filter(aufgehoben_am=None).select_related(
        "sachlich_von", "rechnerisch_von", "angeordnet_von"
    )
    return reihe.select_related(
        "vorgang__bereitstellung__konferenz",
        "vorgang__empfaenger",
        "empfaenger",
        "beleg",
        "erfasst_von",
        "feststellung_durch",
    ).prefetch_related(Prefetch("anweisungen", gueltige, to_attr="gueltige_anweisungen"))


def lagen(reihe: Iterable[Rechnung]) -> list[Rechnungslage]:
    """How the invoices stand; the number of statements does not depend on their number. Needs `rechnungen()`."""
    liste = list(reihe)
    gezahlt = gezahlt_je_rechnung(liste)
    reste = reste_je_vorgang({eine.vorgang_id for eine in liste if eine.stand == Zustand.BEZAHLT})
    return [
        Rechnungslage(
            eine,
            next(iter(eine.gueltige_anweisungen), None),  # type: ignore[attr-defined]
            gezahlt.get(eine.pk, NULL),
            reste.get(eine.vorgang_id, NULL) if eine.ist_schluss else NULL,
        )
        for eine in liste
    ]


def gezahlt_je_rechnung(rechnungen: Iterable[Rechnung]) -> dict[int, Decimal]:
    """Payments of each invoice without those that were taken back; one statement."""
    zahlungen = Buchung.objects.ohne_storno().filter(art=Buchung.Art.ZAHLUNG, rechnung__in=list(rechnungen))
    return dict(zahlungen.values_list("rechnung").order_by().annotate(summe=Sum("betrag")))


def reste_je_vorgang(vorgaenge: Iterable[int]) -> dict[int, Decimal]:
    """What is committed in each case and claimed by no open invoice: can be released when the last one is paid."""
    nummern = list(vorgaenge)
    return {nummer: max(rest, NULL) for nummer, rest in _salden(nummern).items()} if nummern else {}


def saldo(vorgang: Vorgang) -> Decimal:
    """What stays committed when all open invoices of a case are paid (EUR); below zero so much is missing (F12)."""
    return _salden([vorgang.pk]).get(vorgang.pk, NULL)


def _salden(vorgaenge: list[int]) -> dict[int, Decimal]:
    summen = summen_je(Buchung.objects.filter(vorgang__in=vorgaenge), "vorgang")
    salden = {nummer: summe.offen for nummer, summe in summen.items() if nummer is not None}
    for nummer, betrag in ansprueche(Rechnung.objects.filter(vorgang__in=vorgaenge, stand__in=OFFEN)).items():
        salden[nummer] = salden.get(nummer, NULL) - betrag
    return salden


def ansprueche(reihe: QuerySet[Rechnung]) -> dict[int, Decimal]:
    """Case -> what of these invoices is still to be paid."""
    liste = list(reihe)
    gezahlt = gezahlt_je_rechnung(liste)
    je: dict[int, Decimal] = {}
    for eine in liste:
        je[eine.vorgang_id] = je.get(eine.vorgang_id, NULL) + eine.zahlbetrag - gezahlt.get(eine.pk, NULL)
    return je


def pruefsumme(rechnung: Rechnung) -> str:
    """Hash of exactly what is signed: amounts, days, number, case, payee and the content of the file."""
    werte = {name: str(getattr(rechnung, name)) for name in UNTERSCHRIEBEN}
    werte |= {name: f"{getattr(rechnung, name):.2f}" for name in BETRAEGE}
    werte["empfaenger"] = rechnung.empfaenger.name
    werte["beleg"] = rechnung.beleg.sha256 if rechnung.beleg else ""
    return sha256(json.dumps(werte, sort_keys=True).encode()).hexdigest()

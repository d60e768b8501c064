"""A grant as it stands: notice, instalments, proof; each with its state in words and the day it is due (§ 46 LHO)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from budget.models import Bereitstellung, Buchung, Rate, Rechnung, Vorgang, Zuwendung
from budget.queries.stand import NULL, Summen, summen_je
from konferenz import uhr
from konferenz.formate import Stand, datum_kurz

NACHWEIS_MONATE = 6
"""Months after the purpose is fulfilled within which the proof is usually due; a field of each notice."""
ERLEDIGT = (Rechnung.Stand.BEZAHLT, Rechnung.Stand.ABGELEHNT)


class Zuwendungsschritt(Enum):
    """What comes next in a grant."""

    BESCHEID = "bescheid"
    RATEN = "raten"
    ABRUF = "abruf"
    NACHWEIS = "nachweis"
    PRUEFUNG = "pruefung"


@dataclass(frozen=True)
class Zuwendungslage:
    """One grant: its case, its notice if there is one, its instalments, and the sums of the ledger (EUR)."""

    vorgang: Vorgang
    zuwendung: Zuwendung | None
    raten: list[Rate]
    summen: Summen
    abgerufen: Decimal

    @property
    def hat_bescheid(self) -> bool:
        return bool(self.zuwendung and self.vorgang.bescheid_am)

    @property
    def bewilligt(self) -> Decimal:
        """What the notice binds: committed and not released."""
        return self.summen.gebunden

    @property
    def verplant(self) -> Decimal:
        return sum((rate.betrag for rate in self.raten), NULL)

    @property
    def unverplant(self) -> Decimal:
        """Committed and in no instalment yet; below zero where more is planned than committed."""
        return self.bewilligt - self.verplant

    @property
    def nicht_abgerufen(self) -> Decimal:
        """Committed, neither paid nor called: released when the proof is checked (F9)."""
        return max(self.summen.offen - self.abgerufen, NULL)

    @property
    def rueckforderung(self) -> Decimal:
        """Paid and not proven: to be claimed back; zero before the proof is in."""
        if self.zuwendung is None or self.zuwendung.nachweis_betrag is None:
            return NULL
        return max(self.summen.gezahlt - self.zuwendung.nachweis_betrag, NULL)

    @property
    def stand(self) -> Stand:
        """Where the grant is: without notice, running, proof, closed."""
        if not self.hat_bescheid:
            return Stand("warning", _("Bescheid fehlt"))
        return nachweisstand(self.zuwendung)  # type: ignore[arg-type]

    @property
    def naechste_rate(self) -> Rate | None:
        """The first instalment that nobody has called yet."""
        return next((rate for rate in self.raten if not ist_abgerufen(rate)), None)

    @property
    def schritt(self) -> Zuwendungsschritt | None:
        """What somebody has to do next; None once the grant is closed."""
        z = self.zuwendung
        if z is None or not self.hat_bescheid:
            return Zuwendungsschritt.BESCHEID
        if z.geprueft_am:
            return None
        if z.nachweis_eingegangen_am:
            return Zuwendungsschritt.PRUEFUNG
        if not self.raten:
            return Zuwendungsschritt.RATEN
        return Zuwendungsschritt.ABRUF if self.naechste_rate else Zuwendungsschritt.NACHWEIS


def ist_abgerufen(rate: Rate) -> bool:
    """The Träger has called it and the call was not rejected."""
    return bool(rate.rechnung and rate.rechnung.stand != Rechnung.Stand.ABGELEHNT)


def nachweisstand(zuwendung: Zuwendung) -> Stand:
    """The proof in words: open, due, overdue since, received, checked."""
    if zuwendung.geprueft_am:
        return Stand("success", _("Nachweis geprüft"))
    if zuwendung.nachweis_eingegangen_am:
        return Stand("warning", _("Nachweis zu prüfen"))
    return fristenstand(zuwendung.nachweis_bis, _("Nachweis"))


def ratenstand(rate: Rate) -> Stand:
    """An instalment in words: planned, overdue, called, paid."""
    rechnung = rate.rechnung
    if rechnung and rechnung.stand == Rechnung.Stand.BEZAHLT:
        return Stand("success", _("bezahlt"))
    if rechnung and rechnung.stand != Rechnung.Stand.ABGELEHNT:
        return Stand("info", _("abgerufen"))
    if rate.faellig_am < uhr.heute():
        return fristenstand(rate.faellig_am, _("Abruf"))
    return Stand("neutral", _("geplant"))


def fristenstand(frist: date | None, was: str) -> Stand:
    """A day that somebody waits for, in words."""
    if frist is None:
        return Stand("neutral", _("%(was)s ohne Frist") % {"was": was})
    tage = (uhr.heute() - frist).days
    if tage > 0:
        muster = ngettext(
            "%(was)s überfällig seit %(tage)d Tag", "%(was)s überfällig seit %(tage)d Tagen", tage
        )
        return Stand("danger", muster % {"was": was, "tage": tage})
    if tage == 0:
        return Stand("warning", _("%(was)s fällig heute") % {"was": was})
    return Stand("neutral", _("%(was)s offen bis %(tag)s") % {"was": was, "tag": datum_kurz(frist)})


def zuwendungslagen(bereitstellung: Bereitstellung) -> list[Zuwendungslage]:
    """Every grant of a conference; the number of statements does not depend on their number."""
    vorgaenge = (
        bereitstellung.vorgaenge.filter(art=Vorgang.Art.MITTEL, form=Vorgang.Form.ZUWENDUNG)
        .select_related(
            "empfaenger", "position", "zuwendung__geprueft_von", "zuwendung__nachweis_eingetragen_von"
        )
        .prefetch_related("zuwendung__raten__rechnung")
    )
    summen = summen_je(Buchung.objects.filter(bereitstellung=bereitstellung), "vorgang")
    abgerufen = _abgerufen(bereitstellung)
    return [
        Zuwendungslage(
            vorgang,
            zuwendung := getattr(vorgang, "zuwendung", None),
            list(zuwendung.raten.all()) if zuwendung else [],
            summen.get(vorgang.pk, Summen()),
            abgerufen.get(vorgang.pk, NULL),
        )
        for vorgang in vorgaenge
    ]


def zuwendungslage(vorgang: Vorgang) -> Zuwendungslage:
    """One grant; raises StopIteration for a case that is none."""
    return next(lage for lage in zuwendungslagen(vorgang.bereitstellung) if lage.vorgang.pk == vorgang.pk)


def _abgerufen(bereitstellung: Bereitstellung) -> dict[int, Decimal]:
    """Called and not paid yet, by case."""
    offene = Rechnung.objects.filter(vorgang__bereitstellung=bereitstellung).exclude(stand__in=ERLEDIGT)
    je: dict[int, Decimal] = {}
    for rechnung in offene:
        je[rechnung.vorgang_id] = je.get(rechnung.vorgang_id, NULL) + rechnung.zahlbetrag
    return je


def vorschlag_nachweis_bis(vorgang: Vorgang) -> date | None:
    """Six months after the service, or after the conference, if one of them has a date."""
    ende = vorgang.leistung_bis or vorgang.leistung_von or vorgang.bereitstellung.konferenz.tag
    return uhr.monate_spaeter(ende, NACHWEIS_MONATE) if ende else None

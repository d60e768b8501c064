"""Who received how much in a calendar year, for the tax office and for the Künstlersozialkasse.

Both lists are of the whole authority: one payee may work for several conferences. The day of payment decides, not the
fiscal year of the money. Sources: Mitteilungsverordnung §§ 2 and 7, KSVG §§ 24 to 27.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db.models import Q
from django.utils.translation import gettext as _

from budget.models import Buchung, Meldeart, Meldegrenze, Meldung, Zahlungsempfaenger
from budget.queries.stand import NULL
from konferenz import uhr
from konferenz.formate import Stand, datum_kurz

Art = Buchung.Art


@dataclass(frozen=True)
class Bewegung:
    """Money that went to a payee on a day, or came back (EUR gross and net; below zero if it came back)."""

    am: date
    brutto: Decimal
    netto: Decimal


@dataclass(frozen=True)
class Empfaengerzeile:
    """One payee with all movements of the year."""

    empfaenger: Zahlungsempfaenger
    bewegungen: list[Bewegung] = field(default_factory=list)

    @property
    def zahlungen(self) -> list[Bewegung]:
        return [eine for eine in self.bewegungen if eine.brutto > NULL]

    @property
    def gezahlt(self) -> Decimal:
        """What was paid; this is held against the limit, in doubt one reports (MV § 2)."""
        return sum((eine.brutto for eine in self.zahlungen), NULL)

    @property
    def zurueck(self) -> Decimal:
        """What came back in the same year."""
        return -sum((eine.brutto for eine in self.bewegungen if eine.brutto < NULL), NULL)

    @property
    def summe(self) -> Decimal:
        return self.gezahlt - self.zurueck

    @property
    def netto(self) -> Decimal:
        """The fee without VAT: what the levy is counted from."""
        return sum((eine.netto for eine in self.bewegungen), NULL)

    @property
    def fehlt(self) -> list[str]:
        """What the report needs and nobody has entered."""
        teile = []
        if not self.empfaenger.anschrift:
            teile.append(_("Anschrift"))
        if not self.empfaenger.umsatzsteuer_id:
            teile.append(_("Steuernummer"))
        return teile


@dataclass(frozen=True)
class Jahresmeldung:
    """One list of a year: the limit in force, who is reported, who stays below it, and whether it was sent."""

    art: Meldeart
    jahr: int
    grenze: Meldegrenze | None
    alle: list[Empfaengerzeile]
    meldung: Meldung | None

    @property
    def zu_melden(self) -> list[Empfaengerzeile]:
        """Payees to report; for artists all, once their fees together reach the limit. None while no limit is known."""
        if self.grenze is None:
            return []
        if self.art == Meldeart.KUENSTLERSOZIALKASSE:
            return (
                self.alle
                if self.alle and sum((z.netto for z in self.alle), NULL) >= self.grenze.betrag
                else []
            )
        return [zeile for zeile in self.alle if zeile.gezahlt >= self.grenze.betrag]

    @property
    def darunter(self) -> list[Empfaengerzeile]:
        gemeldet = {zeile.empfaenger.pk for zeile in self.zu_melden}
        return [zeile for zeile in self.alle if zeile.empfaenger.pk not in gemeldet]

    @property
    def summe(self) -> Decimal:
        """What is reported: gross to the tax office, fees without VAT to the Künstlersozialkasse."""
        ist_ksk = self.art == Meldeart.KUENSTLERSOZIALKASSE
        return sum((zeile.netto if ist_ksk else zeile.summe for zeile in self.zu_melden), NULL)

    @property
    def abgabe(self) -> Decimal:
        return self.grenze.abgabe(self.summe) if self.grenze else NULL

    @property
    def frist(self) -> date | None:
        return self.grenze.frist(self.jahr) if self.grenze else None

    @property
    def laeuft_noch(self) -> bool:
        """The year is not over: more may be paid."""
        return self.jahr >= uhr.heute().year

    @property
    def fehlt(self) -> list[str]:
        """What is missing before it can be sent, in words."""
        if self.grenze is None:
            return [_("Für %(jahr)s ist keine Meldegrenze eingetragen.") % {"jahr": self.jahr}]
        if self.art == Meldeart.KUENSTLERSOZIALKASSE:
            return []
        return [
            _("Bei %(name)s fehlt: %(was)s.") % {"name": zeile.empfaenger.name, "was": ", ".join(zeile.fehlt)}
            for zeile in self.zu_melden
            if zeile.fehlt
        ]

    @property
    def stand(self) -> Stand:
        """In words: sent, nothing to report, running, due, overdue."""
        if self.meldung:
            return Stand("success", _("gemeldet am %(tag)s") % {"tag": datum_kurz(self.meldung.abgegeben_am)})
        if self.grenze is None:
            return (
                Stand("danger", _("Grenze fehlt")) if self.alle else Stand("neutral", _("nichts zu melden"))
            )
        if self.laeuft_noch:
            return Stand("neutral", _("Jahr läuft noch"))
        if not self.zu_melden:
            return Stand("success", _("nichts zu melden"))
        if self.frist and self.frist < uhr.heute():
            return Stand("danger", _("überfällig seit %(tag)s") % {"tag": datum_kurz(self.frist)})
        return Stand("warning", _("zu melden bis %(tag)s") % {"tag": datum_kurz(self.frist)})


def meldejahre() -> list[int]:
    """Calendar years in which anything was paid, and this one, the latest first; one statement."""
    jahre = (
        Buchung.objects.filter(art=Art.ZAHLUNG)
        .values_list("wertstellung__year", flat=True)
        .distinct()
        .order_by()
    )
    return sorted({*jahre, uhr.heute().year}, reverse=True)


def jahresmeldungen(jahr: int) -> list[Jahresmeldung]:
    """Both lists of a year; the number of statements does not depend on the number of payments."""
    zeilen = _zeilen(jahr)
    grenzen = list(Meldegrenze.objects.filter(ab_jahr__lte=jahr).order_by("ab_jahr"))
    meldungen = {
        meldung.art: meldung for meldung in Meldung.objects.filter(jahr=jahr).select_related("person")
    }
    gehoert = {
        Meldeart.FINANZAMT: lambda e: e.ist_meldepflichtig,
        Meldeart.KUENSTLERSOZIALKASSE: lambda e: e.ksk_pflichtig,
    }
    return [
        Jahresmeldung(
            art,
            jahr,
            next((grenze for grenze in reversed(grenzen) if grenze.art == art), None),
            [zeile for zeile in zeilen if gehoert[art](zeile.empfaenger)],
            meldungen.get(art),
        )
        for art in Meldeart
    ]


def _zeilen(jahr: int) -> list[Empfaengerzeile]:
    """Every payee of the year by name; a payment that was taken back does not count."""
    buchungen = (
        Buchung.objects.ohne_storno()
        .filter(wertstellung__year=jahr, art__in=[Art.ZAHLUNG, Art.RUECKFLUSS])
        .filter(Q(vorgang__empfaenger__isnull=False) | Q(rechnung__empfaenger__isnull=False))
        .select_related("rechnung__empfaenger", "vorgang__empfaenger", "bezug__rechnung__empfaenger")
        .order_by("wertstellung", "id")
    )
    je: dict[int, Empfaengerzeile] = {}
    for buchung in buchungen:
        empfaenger = _empfaenger(buchung)
        zeile = je.setdefault(empfaenger.pk, Empfaengerzeile(empfaenger))
        zeile.bewegungen.append(_bewegung(buchung))
    return sorted(je.values(), key=lambda zeile: (zeile.empfaenger.name.casefold(), zeile.empfaenger.pk))


def _rechnung(buchung: Buchung) -> object:
    """The invoice of a payment, of a refund that of the payment it belongs to."""
    return buchung.rechnung or (buchung.bezug.rechnung if buchung.bezug else None)


def _empfaenger(buchung: Buchung) -> Zahlungsempfaenger:
    rechnung = _rechnung(buchung)
    return rechnung.empfaenger if rechnung else buchung.vorgang.empfaenger  # type: ignore[attr-defined, return-value]


def _bewegung(buchung: Buchung) -> Bewegung:
    """Net is the share that the invoice names; without an invoice nobody knows of VAT, so net is gross."""
    rechnung = _rechnung(buchung)
    richtung = 1 if buchung.art == Art.ZAHLUNG else -1
    netto = buchung.betrag
    if rechnung:
        anteil = rechnung.netto / rechnung.brutto  # type: ignore[attr-defined]
        netto = (buchung.betrag * anteil).quantize(Decimal("0.01"))
    return Bewegung(buchung.wertstellung, richtung * buchung.betrag, richtung * netto)

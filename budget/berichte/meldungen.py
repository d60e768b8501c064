"""The yearly lists: payments to report to the tax office, fees to report to the Künstlersozialkasse."""

from django.utils.translation import gettext as _

from budget.models import Meldeart, Zahlungsempfaenger
from budget.queries.meldungen import Empfaengerzeile, Jahresmeldung
from konferenz.bericht import Abschnitt, Angaben, Bericht, Spalte, Tabelle
from konferenz.formate import betrag, datum, datum_kurz, euro


def meldeliste(meldung: Jahresmeldung) -> Tabelle:
    """The payees to report."""
    if meldung.art == Meldeart.FINANZAMT:
        return _finanzamt(meldung, meldung.zu_melden, _("Zu melden, in Euro (brutto)"))
    return _kuenstler(meldung)


def _finanzamt(meldung: Jahresmeldung, zeilen: list[Empfaengerzeile], titel: str) -> Tabelle:
    return Tabelle(
        titel,
        _("Finanzamt %(jahr)d") % {"jahr": meldung.jahr},
        [
            Spalte(_("Empfänger"), 28),
            Spalte(_("Anschrift"), 34),
            Spalte(_("Steuernummer"), 16),
            Spalte(_("Zahlungen"), 34),
            Spalte(_("gezahlt"), ist_zahl=True),
            Spalte(_("zurückgezahlt"), ist_zahl=True),
            Spalte(_("zusammen"), ist_zahl=True),
        ],
        [
            [
                zeile.empfaenger.name,
                zeile.empfaenger.anschrift,
                zeile.empfaenger.umsatzsteuer_id,
                _zahlungen(zeile),
                zeile.gezahlt,
                zeile.zurueck,
                zeile.summe,
            ]
            for zeile in zeilen
        ],
        leer=_("Niemand erreicht die Grenze."),
    )


def _zahlungen(zeile: Empfaengerzeile) -> str:
    """Day and amount of each payment."""
    return "; ".join(f"{datum_kurz(eine.am)}: {betrag(eine.brutto)}" for eine in zeile.zahlungen)


def darunter(meldung: Jahresmeldung) -> Tabelle:
    """Payees below the limit, to see that nobody is forgotten."""
    return Tabelle(
        _("Unter der Grenze, in Euro (brutto)"),
        _("Unter der Grenze"),
        [
            Spalte(_("Empfänger"), 28),
            Spalte(_("Grund der Prüfung"), 34),
            Spalte(_("gezahlt"), ist_zahl=True),
        ],
        [[zeile.empfaenger.name, _pruefgrund(zeile.empfaenger), zeile.gezahlt] for zeile in meldung.darunter],
    )


def _pruefgrund(empfaenger: Zahlungsempfaenger) -> str:
    """Why a payee is looked at: no main occupation, or no business account (MV § 2)."""
    gruende = []
    if not empfaenger.haupttaetigkeit:
        gruende.append(_("keine Haupttätigkeit"))
    if not empfaenger.geschaeftskonto:
        gruende.append(_("kein Geschäftskonto"))
    return ", ".join(gruende)


def _kuenstler(meldung: Jahresmeldung) -> Tabelle:
    return Tabelle(
        _("Entgelte für Kunst und Publizistik, in Euro (ohne Umsatzsteuer)"),
        _("Künstlersozialkasse %(jahr)d") % {"jahr": meldung.jahr},
        [Spalte(_("Empfänger"), 34), Spalte(_("Zahlungen"), 40), Spalte(_("Entgelt (netto)"), ist_zahl=True)],
        [[zeile.empfaenger.name, _zahlungen(zeile), zeile.netto] for zeile in meldung.zu_melden],
        [[_("Summe"), "", meldung.summe]] if meldung.zu_melden else [],
        leer=_("Es gibt nichts zu melden."),
    )


def meldebericht(meldung: Jahresmeldung) -> Bericht:
    """One list of a year as a report; raises AttributeError without a limit in force."""
    return Bericht(
        titel=f"{meldung.art.label} {meldung.jahr}",
        angaben=grundangaben(meldung),
        abschnitte=[Abschnitt(_("Liste"), [meldeliste(meldung), *_abgabe(meldung)])],
    )


def grundangaben(meldung: Jahresmeldung) -> list[tuple[str, str]]:
    """Limit, source and day it is due."""
    if meldung.grenze is None:
        return []
    return [
        (_("zu melden ab"), _("%(betrag)s im Jahr") % {"betrag": euro(meldung.grenze.betrag)}),
        (_("gilt seit"), str(meldung.grenze.ab_jahr)),
        (_("Fundstelle"), meldung.grenze.fundstelle),
        (_("fällig am"), datum(meldung.frist)),
    ]


def _abgabe(meldung: Jahresmeldung) -> list[Angaben]:
    if meldung.art != Meldeart.KUENSTLERSOZIALKASSE or meldung.grenze is None or not meldung.zu_melden:
        return []
    satz = betrag(meldung.grenze.satz)
    return [Angaben([(_("Abgabe (%(satz)s %% der Entgelte)") % {"satz": satz}, euro(meldung.abgabe))])]

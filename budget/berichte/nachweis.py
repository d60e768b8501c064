"""The proof of use: Sachbericht, numerical proof, receipt list, other income apart (§ 46 LHO, ANBest-P number 6)."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from budget.berichte.kopf import beschluss_in_worten, zweck_in_worten
from budget.models import Bereitstellung, Verwendungsnachweis
from budget.queries.nachweis import Belegzeile, Herkunftszeile, Nachweiszahlen
from budget.queries.stand import NULL
from konferenz import uhr
from konferenz.ausfuhr import Zelle
from konferenz.bericht import Abschnitt, Angaben, Bericht, Spalte, Tabelle, Text
from konferenz.formate import datum, euro


def nachweisbericht(
    bereitstellung: Bereitstellung, nachweis: Verwendungsnachweis | None, zahlen: Nachweiszahlen
) -> Bericht:
    """The whole proof; `nachweis` is None until somebody has begun the Sachbericht."""
    stand = _stand(nachweis, zahlen)
    return Bericht(
        titel=_("Verwendungsnachweis: %(konferenz)s") % {"konferenz": bereitstellung.konferenz},
        unterzeile=str(bereitstellung.punkt.drucksache),
        angaben=[
            (_("Beschluss"), beschluss_in_worten(bereitstellung)),
            (_("Zweck"), zweck_in_worten(bereitstellung)),
            (_("Stand"), stand),
        ],
        marke=stand,
        abschnitte=[
            Abschnitt(
                _("Sachbericht"), [Text((nachweis and nachweis.sachbericht) or _("Noch nicht geschrieben."))]
            ),
            Abschnitt(
                _("Zahlenmäßiger Nachweis"),
                [sollist(zahlen), *_je_jahr(zahlen), herkuenfte(zahlen), _rest(zahlen)],
            ),
            Abschnitt(_("Sonstige Einnahmen"), [einnahmen(zahlen)]),
            Abschnitt(_("Belegliste"), [belegliste(zahlen), *_weitere_belege(zahlen)]),
        ],
    )


def _stand(nachweis: Verwendungsnachweis | None, zahlen: Nachweiszahlen) -> str:
    if nachweis and nachweis.eingereicht_am:
        muster, tag = _("Eingereicht am %(tag)s, Buchungen bis Nummer %(lfd)d"), nachweis.eingereicht_am
    else:
        muster, tag = _("Entwurf vom %(tag)s, Buchungen bis Nummer %(lfd)d"), uhr.heute()
    return muster % {"tag": datum(tag), "lfd": zahlen.lfd}


def sollist(zahlen: Nachweiszahlen) -> Tabelle:
    """Planned and spent by cost position."""
    plan = (
        _("Plan: Fassung %(fassung)d") % {"fassung": zahlen.plan.fassung} if zahlen.plan else _("kein Plan")
    )
    return Tabelle(
        _("Soll und Ist nach Kostenpositionen, in Euro (brutto), %(plan)s") % {"plan": plan},
        _("Soll und Ist"),
        [
            Spalte(_("Kostenposition"), 36),
            Spalte(_("Soll"), ist_zahl=True),
            Spalte(_("Ist"), ist_zahl=True),
            Spalte(_("Abweichung"), ist_zahl=True),
        ],
        [[zeile.name, zeile.soll, zeile.ist, zeile.abweichung] for zeile in zahlen.positionen],
        [[_("Summe"), zahlen.soll, zahlen.ausgaben, zahlen.ausgaben - zahlen.soll]],
        leer=_("Es gibt weder einen Kostenplan noch Zahlungen."),
    )


def _je_jahr(zahlen: Nachweiszahlen) -> list[Tabelle]:
    """Spent by cost position and origin; nothing to split where nothing was spent."""
    if not zahlen.herkuenfte:
        return []
    summen = [zeile.ausgaben for zeile in zahlen.herkuenfte]
    tabelle = Tabelle(
        _("Ist nach Kostenpositionen und Herkunft, in Euro (brutto)"),
        _("Ist nach Jahren"),
        [
            Spalte(_("Kostenposition"), 36),
            *(Spalte(zeile.herkunft.kurz, ist_zahl=True) for zeile in zahlen.herkuenfte),
            Spalte(_("zusammen"), ist_zahl=True),
        ],
        [
            [zeile.name, *zeile.je_herkunft, zeile.ist]
            for zeile in zahlen.positionen
            if any(zeile.je_herkunft)
        ],
        [[_("Summe"), *summen, sum(summen, NULL)]],
    )
    return [tabelle]


def herkuenfte(zahlen: Nachweiszahlen) -> Tabelle:
    """Paid and come back by year and origin."""
    return Tabelle(
        _("Ausgaben nach Haushaltsjahr und Herkunft, in Euro (brutto)"),
        _("Ausgaben nach Herkunft"),
        _geldspalten(_("Mittel")),
        [_geldzeile(zeile) for zeile in zahlen.herkuenfte],
        [_geldsumme(zahlen.herkuenfte)],
        leer=_("Noch ist nichts gezahlt."),
    )


def einnahmen(zahlen: Nachweiszahlen) -> Tabelle:
    """Other income, outside the ceiling (F14)."""
    return Tabelle(
        _("Ausgaben aus sonstigen Einnahmen, in Euro (brutto)"),
        _("Sonstige Einnahmen"),
        _geldspalten(_("Geber und Jahr")),
        [_geldzeile(zeile) for zeile in zahlen.einnahmen],
        [_geldsumme(zahlen.einnahmen)] if zahlen.einnahmen else [],
        leer=_("Aus sonstigen Einnahmen ist nichts gezahlt."),
    )


def _geldspalten(erste: str) -> list[Spalte]:
    zahlen = (_("gezahlt"), _("zurückgeflossen"), _("Ausgaben"))
    return [Spalte(erste, 36), *(Spalte(titel, ist_zahl=True) for titel in zahlen)]


def _geldzeile(zeile: Herkunftszeile) -> list[Zelle]:
    return [zeile.herkunft.name, zeile.gezahlt, zeile.zurueck, zeile.ausgaben]


def _geldsumme(zeilen: Iterable[Herkunftszeile]) -> list[Zelle]:
    liste = list(zeilen)
    return [
        _("Summe"),
        sum((zeile.gezahlt for zeile in liste), NULL),
        sum((zeile.zurueck for zeile in liste), NULL),
        sum((zeile.ausgaben for zeile in liste), NULL),
    ]


def _rest(zahlen: Nachweiszahlen) -> Angaben:
    return Angaben(
        [
            (_("Ausgaben aus Mitteln des Beschlusses"), euro(zahlen.ausgaben)),
            (_("gebunden und noch nicht gezahlt"), euro(zahlen.offen.offen)),
            (_("noch reserviert"), euro(zahlen.offen.reserviert)),
        ]
    )


def belegliste(zahlen: Nachweiszahlen) -> Tabelle:
    """Every movement of the resolution's money under its running number."""
    return Tabelle(
        _("Belege zu Mitteln des Beschlusses, in Euro (brutto)"),
        _("Belegliste"),
        _belegspalten(),
        [_belegzeile(zeile) for zeile in zahlen.zeilen],
        [_belegsumme(zahlen.zeilen)],
        leer=_("Noch ist nichts gezahlt."),
    )


def _weitere_belege(zahlen: Nachweiszahlen) -> list[Tabelle]:
    if not zahlen.sonstige:
        return []
    tabelle = Tabelle(
        _("Belege zu sonstigen Einnahmen, in Euro (brutto)"),
        _("Belege sonstige Einnahmen"),
        _belegspalten(),
        [_belegzeile(zeile) for zeile in zahlen.sonstige],
        [_belegsumme(zahlen.sonstige)],
    )
    return [tabelle]


def _belegspalten() -> list[Spalte]:
    return [
        Spalte(_("Nr."), 5),
        Spalte(_("Beleg"), 8),
        Spalte(_("Datum"), 11),
        Spalte(_("Empfänger"), 26),
        Spalte(_("Grund"), 38),
        Spalte(_("Kostenposition"), 26),
        Spalte(_("Mittel"), 14),
        Spalte(_("Betrag"), ist_zahl=True),
    ]


def _belegzeile(zeile: Belegzeile) -> list[Zelle]:
    return [
        zeile.nummer,
        zeile.beleg,
        zeile.buchung.wertstellung,
        zeile.empfaenger.name if zeile.empfaenger else "",
        zeile.grund,
        zeile.position.bezeichnung if zeile.position else "",
        zeile.herkunft.kurz,
        zeile.betrag,
    ]


def _belegsumme(zeilen: list[Belegzeile]) -> list[Zelle]:
    return [_("Summe"), "", "", "", "", "", "", sum((zeile.betrag for zeile in zeilen), NULL)]

"""How much is left, in which year, and what is due next: the first page of the money of a conference."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from budget.models import Bereitstellung
from budget.queries.beschluss import Beschlusslage, beschlusslage
from budget.queries.fristen import Frist, fristen
from budget.queries.stand import NULL, Lage, Quellenstand, lage
from konferenz import uhr
from konferenz.diagramm import Balken, balken
from konferenz.formate import Stand, datum_kurz, euro


@dataclass(frozen=True)
class Quellenzeile:
    """One source as the page shows it; amounts in EUR, `nutzbar` is None where nobody has confirmed anything."""

    stand: Quellenstand
    nutzbar: Decimal | None
    abzeichen: Stand
    satz: str
    bild: Balken


@dataclass(frozen=True)
class Uebersicht:
    """The state of the money today. `hoechstens` is set where the sources could give more than the ceiling leaves."""

    lage: Lage
    beschluss: Beschlusslage
    ampel: Stand
    bild: Balken
    quellen: list[Quellenzeile]
    sonstige: list[Quellenzeile]
    hoechstens: Decimal | None
    fristen: list[Frist]


def uebersicht(bereitstellung: Bereitstellung) -> Uebersicht:
    """Everything the page shows; the number of statements does not depend on the number of bookings."""
    heute, stand = uhr.heute(), lage(bereitstellung)
    nutzbar = stand.verfuegbar(heute)
    return Uebersicht(
        lage=stand,
        beschluss=beschlusslage(bereitstellung.punkt.drucksache),
        ampel=_ampel(stand, heute),
        bild=_bild(stand),
        quellen=[_zeile(eine, heute) for eine in stand.des_beschlusses],
        sonstige=[_zeile(eine, heute) for eine in stand.sonstige],
        hoechstens=stand.frei if nutzbar > stand.frei else None,
        fristen=fristen(bereitstellung, stand),
    )


def _ampel(stand: Lage, heute: date) -> Stand:
    """The traffic light in words; a source whose last day is over needs no confirmation any more."""
    if any(eine.ueberbucht for eine in stand.quellen):
        return Stand("danger", _("überbucht"))
    bindbar = [eine for eine in stand.des_beschlusses if heute <= eine.quelle.bindung_bis]
    if any(eine.bestaetigung is None for eine in bindbar):
        return Stand("warning", _("Verfügbarkeit nicht bestätigt"))
    if stand.frei == NULL:
        return Stand("neutral", _("ganz verteilt"))
    return Stand("success", _("im Rahmen der Obergrenze"))


def _bild(stand: Lage) -> Balken:
    summen = stand.summen
    offen = summen.gebunden - summen.zahlung
    return balken(
        (name, betrag, euro(betrag))
        for name, betrag in (
            (_("gezahlt"), summen.gezahlt),
            (_("festgelegt, offen"), offen),
            (_("reserviert"), summen.reserviert),
            (_("frei"), stand.frei),
        )
    )


def _zeile(stand: Quellenstand, heute: date) -> Quellenzeile:
    nutzbar = None if stand.bestaetigung is None else stand.verfuegbar(heute)
    gezahlt, offen = stand.summen.gezahlt, stand.summen.offen
    bild = balken(
        [
            (_("gezahlt"), gezahlt, euro(gezahlt)),
            (_("festgelegt, offen"), offen, euro(offen)),
            (_("noch nutzbar"), nutzbar or NULL, _("unbekannt") if nutzbar is None else euro(nutzbar)),
        ]
    )
    return Quellenzeile(stand, nutzbar, _abzeichen(stand, heute), _satz(stand), bild)


def _abzeichen(stand: Quellenstand, heute: date) -> Stand:
    quelle = stand.quelle
    if quelle.haushaltsjahr.ist_abgeschlossen:
        return Stand("neutral", _("Jahr abgeschlossen"))
    if quelle.ist_gesperrt:
        return Stand("danger", _("gesperrt"))
    if stand.bestaetigung is None:
        return Stand("warning", _("unbekannt, nicht bestätigt"))
    if stand.ueberbucht:
        return Stand("danger", _("überbucht um %(betrag)s") % {"betrag": euro(stand.ueberbucht)})
    if heute < quelle.bindung_ab:
        return Stand("info", _("bindbar ab %(tag)s") % {"tag": datum_kurz(quelle.bindung_ab)})
    if heute > quelle.bindung_bis:
        return Stand("neutral", _("nicht mehr bindbar"))
    if stand.verfuegbar(heute) == NULL:
        return Stand("success", _("ganz gebunden"))
    return Stand("warning", _("handeln bis %(tag)s") % {"tag": datum_kurz(quelle.bindung_bis)})


def _satz(stand: Quellenstand) -> str:
    if stand.bestaetigung is None:
        return _("Rang %(rang)s. Wie viel da ist, hat noch niemand bestätigt.") % {"rang": stand.quelle.rang}
    return _("Rang %(rang)s. Am %(tag)s bestätigt: %(betrag)s.") % {
        "rang": stand.quelle.rang,
        "tag": datum_kurz(stand.bestaetigung.stichtag),
        "betrag": euro(stand.bestaetigung.betrag),
    }

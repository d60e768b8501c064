"""How much is left, in which year, and what is due next: the first page of the money of a conference, today or as of
any past day.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from budget.models import Bereitstellung
from budget.queries.beschluss import Beschlusslage, beschlusslage
from budget.queries.frist import Frist
from budget.queries.fristen import fristen
from budget.queries.stand import NULL, Lage, Quellenstand, lage
from konferenz import uhr
from konferenz.diagramm import Balken, balken
from konferenz.formate import Stand, datum_kurz, euro


@dataclass(frozen=True)
class Quellenzeile:
    """One source as the page shows it; amounts in EUR, `nutzbar` is None where nobody has confirmed anything.

    The bars of all sources have one scale.
    """

    stand: Quellenstand
    nutzbar: Decimal | None
    abzeichen: Stand
    satz: str
    bild: Balken


@dataclass(frozen=True)
class Uebersicht:
    """The state of the money on `tag`. `hoechstens` is set where the sources could give more than the ceiling leaves;
    deadlines are those of today.
    """

    tag: date
    lage: Lage
    beschluss: Beschlusslage
    ampel: Stand
    bild: Balken
    frei_aus: str
    quellen: list[Quellenzeile]
    sonstige: list[Quellenzeile]
    hoechstens: Decimal | None
    fristen: list[Frist]

    @property
    def nutzbar(self) -> Decimal:
        """What can be committed on that day, all sources and the ceiling considered."""
        return min(self.lage.verfuegbar(self.tag), self.lage.frei)


def uebersicht(bereitstellung: Bereitstellung, zum: date | None = None) -> Uebersicht:
    """Everything the page shows; the number of statements does not depend on the number of bookings."""
    tag, stand = zum or uhr.heute(), lage(bereitstellung, zum)
    voll = max((_laenge(eine, tag) for eine in stand.quellen), default=NULL)
    return Uebersicht(
        tag=tag,
        lage=stand,
        beschluss=beschlusslage(bereitstellung.punkt.drucksache),
        ampel=ampel(stand, tag),
        bild=bild(stand),
        frei_aus=_frei_aus(stand, tag),
        quellen=[_zeile(eine, tag, voll) for eine in stand.des_beschlusses],
        sonstige=[_zeile(eine, tag, voll) for eine in stand.sonstige],
        hoechstens=stand.frei if stand.verfuegbar(tag) > stand.frei else None,
        fristen=[] if zum else fristen(bereitstellung, stand),
    )


def ampel(stand: Lage, tag: date) -> Stand:
    """The traffic light in words; a source whose last day is over needs no confirmation any more."""
    if any(eine.ueberbucht for eine in stand.quellen):
        return Stand("danger", _("überbucht"))
    bindbar = [eine for eine in stand.des_beschlusses if tag <= eine.quelle.bindung_bis]
    if any(eine.bestaetigung is None for eine in bindbar):
        return Stand("warning", _("Verfügbarkeit nicht bestätigt"))
    if stand.frei == NULL:
        return Stand("neutral", _("ganz verteilt"))
    return Stand("success", _("im Rahmen der Obergrenze"))


def bild(stand: Lage) -> Balken:
    """The ceiling as a bar, from paid to free."""
    summen = stand.summen
    teile = (
        (_("gezahlt"), summen.gezahlt),
        (_("festgelegt, offen"), summen.offen),
        (_("reserviert"), summen.reserviert),
        (_("frei"), max(stand.frei, NULL)),
    )
    return balken((name, betrag, euro(betrag)) for name, betrag in teile)


def _frei_aus(stand: Lage, tag: date) -> str:
    """In which years the free amount can be committed; empty where nothing is free."""
    if not stand.frei:
        return ""
    jahre = sorted({eine.quelle.haushaltsjahr_id for eine in stand.des_beschlusses if eine.verfuegbar(tag)})
    if not jahre:
        return _("aber keine Quelle gibt heute etwas her")
    return ngettext("alle aus dem Jahr %(jahre)s", "aus den Jahren %(jahre)s", len(jahre)) % {
        "jahre": _(" und ").join(map(str, jahre))
    }


def _teile(stand: Quellenstand, tag: date) -> tuple[Decimal, ...]:
    """Paid, committed and open, reserved with this source in mind (F19), and what else it can give."""
    nutzbar = stand.verfuegbar(tag)
    reserviert = min(stand.summen.reserviert, nutzbar)
    return stand.summen.gezahlt, stand.summen.offen, reserviert, nutzbar - reserviert


def _laenge(stand: Quellenstand, tag: date) -> Decimal:
    return sum(_teile(stand, tag), NULL)


def _zeile(stand: Quellenstand, tag: date, voll: Decimal) -> Quellenzeile:
    nutzbar = None if stand.bestaetigung is None else stand.verfuegbar(tag)
    namen = (_("gezahlt"), _("festgelegt, offen"), _("dafür reserviert"), _("noch nutzbar"))
    teile = [(name, betrag, euro(betrag)) for name, betrag in zip(namen, _teile(stand, tag), strict=True)]
    if nutzbar is None:
        teile[-1] = (teile[-1][0], NULL, _("unbekannt"))
    return Quellenzeile(stand, nutzbar, _abzeichen(stand, tag), _satz(stand), balken(teile, voll))


def _abzeichen(stand: Quellenstand, tag: date) -> Stand:
    quelle = stand.quelle
    ist_vorbei = tag > quelle.bindung_bis
    if ist_vorbei and quelle.haushaltsjahr.buchungsschluss < tag:
        return Stand("neutral", _("Jahr abgeschlossen"))
    if quelle.ist_gesperrt:
        return Stand("danger", _("gesperrt"))
    if stand.bestaetigung is None:
        return Stand("warning", _("unbekannt, nicht bestätigt"))
    if stand.ueberbucht:
        return Stand("danger", _("überbucht um %(betrag)s") % {"betrag": euro(stand.ueberbucht)})
    if tag < quelle.bindung_ab:
        return Stand("info", _("bindbar ab %(tag)s") % {"tag": datum_kurz(quelle.bindung_ab)})
    if ist_vorbei:
        return Stand("neutral", _("nicht mehr bindbar"))
    if stand.verfuegbar(tag) == NULL:
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

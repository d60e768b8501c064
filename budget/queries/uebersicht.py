"""How much is left, in which year, and what is due next: the first page of the money of a conference."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from budget.models import Bereitstellung, Buchung, Haushaltsjahr
from budget.queries.beschluss import Beschlusslage, beschlusslage
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
class Frist:
    """Something that is due: what, why, until when."""

    titel: str
    satz: str
    bis: date

    @property
    def ist_vorbei(self) -> bool:
        return self.bis < uhr.heute()


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
        fristen=sorted(_fristen(bereitstellung, stand, heute), key=lambda frist: frist.bis),
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


def _fristen(bereitstellung: Bereitstellung, stand: Lage, heute: date) -> list[Frist]:
    """Reservations that end, last days of binding, and commitments that must be paid before the books close."""
    return [
        *_endende_reservierungen(bereitstellung),
        *(frist for eine in stand.quellen for frist in _fristen_der_quelle(eine, heute)),
    ]


def _endende_reservierungen(bereitstellung: Bereitstellung) -> list[Frist]:
    reihe = Buchung.objects.laufende_reservierungen().filter(
        bereitstellung=bereitstellung, endet_am__isnull=False
    )
    return [
        Frist(
            _("Reservierung festlegen: %(zweck)s") % {"zweck": eine.vorgang.zweck},
            _("%(betrag)s, danach ist das Geld wieder frei") % {"betrag": euro(eine.betrag)},
            eine.endet_am,
        )
        for eine in reihe.select_related("vorgang")
        if eine.endet_am is not None
    ]


def _fristen_der_quelle(stand: Quellenstand, heute: date) -> list[Frist]:
    quelle, jahr = stand.quelle, stand.quelle.haushaltsjahr
    fristen = []
    if stand.verfuegbar(heute) > NULL:
        satz = _("Was bis dahin nicht festgelegt ist, verfällt: heute noch nutzbar %(betrag)s")
        fristen.append(
            Frist(
                _("Letzter Tag der Mittelbindung: %(quelle)s") % {"quelle": quelle},
                satz % {"betrag": euro(stand.verfuegbar(heute))},
                quelle.bindung_bis,
            )
        )
    if stand.summen.offen > NULL:
        fristen.append(_offene_bindung(jahr, stand.summen.offen))
    return fristen


def _offene_bindung(jahr: Haushaltsjahr, betrag: Decimal) -> Frist:
    """Committed and not paid: pay before the books close, afterwards one of the other ways out."""
    if jahr.ist_abgeschlossen:
        titel = _("Offene Festlegungen aus %(jahr)s klären")
        satz = _(
            "Nicht gezahlt: %(betrag)s. Freigeben, Übertrag beantragen oder aus dem nächsten Jahr decken."
        )
    else:
        titel, satz = _("Buchungsschluss %(jahr)s"), _("Festgelegt und noch nicht gezahlt: %(betrag)s")
    return Frist(titel % {"jahr": jahr.jahr}, satz % {"betrag": euro(betrag)}, jahr.buchungsschluss)

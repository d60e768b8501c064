"""What a row would change, before it is written: headroom and what its source can give, in sentences."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import cast

from django.utils.translation import gettext as _

from budget.models import Buchung, Deckungsquelle, Haushaltsjahr
from budget.queries.deckung import Deckung, auffuellen
from budget.queries.stand import NULL, Lage, Quellenstand
from konferenz import uhr
from konferenz.formate import Stand, datum_kurz, euro

Art = Buchung.Art


def nach_freigabe(lage: Lage, festlegung: Buchung, betrag: Decimal) -> Lage:
    """The state after a part (EUR) was set free today: the source only if its cut-off is not over (F7, F8)."""
    quelle = _quelle(festlegung)
    waechst = betrag if uhr.heute() <= quelle.bindung_bis else NULL
    frei = replace(lage.summen, freigabe=lage.summen.freigabe + _im_rahmen(quelle, betrag))
    quellen = [_mit_rest(stand, waechst) if stand.quelle.pk == quelle.pk else stand for stand in lage.quellen]
    return replace(lage, summen=frei, quellen=quellen)


def _im_rahmen(quelle: Deckungsquelle, betrag: Decimal) -> Decimal:
    """What counts in the ceiling: nothing of other income (F14)."""
    return NULL if quelle.art == Deckungsquelle.Art.SONSTIGE else betrag


def _mit_rest(stand: Quellenstand, waechst: Decimal) -> Quellenstand:
    return replace(stand, rest=None if stand.rest is None else stand.rest + waechst)


def _quelle(buchung: Buchung) -> Deckungsquelle:
    return cast(Deckungsquelle, buchung.quelle)  # a constraint: only reservations may have none


def der_reihe_nach(lage: Lage, festlegung: Buchung, betrag: Decimal) -> Deckung:
    """What the order of ranks would take if an open part were covered anew today, the old source included (F4)."""
    return auffuellen(nach_freigabe(lage, festlegung, betrag), betrag, uhr.heute())


def folgen_des_endes(lage: Lage, reservierung: Buchung) -> list[Stand]:
    """Headroom if a reservation ends; no source changes, it bound none (F19)."""
    if reservierung.vorgang.ist_sonstige:
        return [_neben_der_obergrenze()]
    ende = lage.summen.reservierungsende + reservierung.betrag
    danach = replace(lage, summen=replace(lage.summen, reservierungsende=ende))
    return [_frei(lage, danach)]


def folgen_der_freigabe(lage: Lage, festlegung: Buchung, betrag: Decimal) -> list[Stand]:
    """Headroom and source if all of `betrag` (EUR) is released."""
    danach = nach_freigabe(lage, festlegung, betrag)
    quelle = _quelle(festlegung)
    return [*_obergrenze(lage, danach, quelle), _bei_der_quelle(lage, danach, quelle)]


def _obergrenze(vorher: Lage, nachher: Lage, quelle: Deckungsquelle) -> Iterator[Stand]:
    if quelle.art == Deckungsquelle.Art.SONSTIGE:
        yield _neben_der_obergrenze()
    else:
        yield _frei(vorher, nachher)


def _neben_der_obergrenze() -> Stand:
    return Stand("info", _("Zählt nicht zur Obergrenze: bezahlt aus einer sonstigen Einnahme"))


def _frei(vorher: Lage, nachher: Lage) -> Stand:
    werte = {"vorher": euro(vorher.frei), "nachher": euro(nachher.frei)}
    return Stand("success", _("Über alle Jahre frei: jetzt %(vorher)s, danach %(nachher)s") % werte)


def _bei_der_quelle(vorher: Lage, nachher: Lage, quelle: Deckungsquelle) -> Stand:
    heute = uhr.heute()
    werte = {
        "quelle": quelle,
        "tag": datum_kurz(quelle.bindung_bis),
        "vorher": euro(vorher.zu(quelle).verfuegbar(heute)),
        "nachher": euro(nachher.zu(quelle).verfuegbar(heute)),
    }
    if heute > quelle.bindung_bis:
        satz = _(
            "%(quelle)s wird nicht wieder nutzbar, die Bindung endete am %(tag)s. "
            "Neu festlegen geht aus einer späteren Quelle oder nach einem bewilligten Übertrag."
        )
        return Stand("info", satz % werte)
    satz = _(
        "%(quelle)s: jetzt nutzbar %(vorher)s, danach %(nachher)s. Die nächste Festlegung nimmt zuerst dieses Geld; "
        "was schon aus einem späteren Jahr festgelegt ist, bleibt dort, bis Sie es umdecken."
    )
    return Stand("success", satz % werte)


def folgen_der_wiederverwendung(lage: Lage, rueckfluss: Buchung) -> list[Stand]:
    """Headroom, and the source if the money came before its cut-off (F13)."""
    quelle = _quelle(rueckfluss)
    wieder = _im_rahmen(quelle, rueckfluss.betrag)
    danach = replace(
        lage, summen=replace(lage.summen, wiederverwendung=lage.summen.wiederverwendung + wieder)
    )
    werte = {
        "quelle": quelle,
        "betrag": euro(rueckfluss.betrag),
        "tag": datum_kurz(rueckfluss.wertstellung),
        "bis": datum_kurz(quelle.bindung_bis),
    }
    if rueckfluss.wertstellung <= quelle.bindung_bis:
        satz = _("Eingang am %(tag)s, vor dem %(bis)s: %(quelle)s kann %(betrag)s mehr geben.")
        return [*_obergrenze(lage, danach, quelle), Stand("success", satz % werte)]
    satz = _(
        "Eingang am %(tag)s, nach dem %(bis)s: Das Geld gehört ins Jahr des Eingangs. Wieder verwenden lässt es sich "
        "nur mit Bestätigung der Ressourcensteuerung; %(quelle)s wird nicht wieder nutzbar."
    )
    return [*_obergrenze(lage, danach, quelle), Stand("warning", satz % werte)]


def folgen_des_stornos(buchung: Buchung) -> list[Stand]:
    """What is undone, and where the counter-row is booked (F20)."""
    saetze = {
        Art.RESERVIERUNG: _("Die Reservierung gilt als nie gebucht; der Betrag ist wieder frei."),
        Art.RESERVIERUNGSENDE: _("Die Reservierung läuft weiter; der Betrag ist nicht mehr frei."),
        Art.FESTLEGUNG: _("Die Festlegung gilt als nie gebucht; der Betrag ist wieder frei."),
        Art.FREIGABE: _("Der Betrag ist wieder festgelegt und nicht mehr frei."),
        Art.ZAHLUNG: _("Die Zahlung gilt als nie geleistet; der Betrag ist wieder offen, ihre Rechnung auch."),
        Art.RUECKFLUSS: _("Der Rückfluss gilt als nie eingegangen."),
        Art.WIEDERVERWENDUNG: _("Der Rückfluss kann nicht mehr neu ausgegeben werden, bis es neu entschieden ist."),
    }  # fmt: skip
    folgen = [Stand("info", saetze[Art(buchung.art)])]
    if Haushaltsjahr.objects.filter(jahr=buchung.haushaltsjahr, buchungsschluss__lt=uhr.heute()).exists():
        satz = _(
            "Das Jahr %(jahr)d ist abgeschlossen: Die Gegenbuchung steht im Jahr %(heute)d. "
            "Die Obergrenze folgt, die alte Quelle wird nicht wieder nutzbar."
        )
        folgen.append(Stand("warning", satz % {"jahr": buchung.haushaltsjahr, "heute": uhr.heute().year}))
    return folgen

"""What the rules looked at before an amount is committed, each as one sentence with a sign."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from budget.queries.stand import NULL, Quellenstand
from budget.queries.vorschlag import Vorschlag
from konferenz import uhr
from konferenz.formate import Stand, datum_kurz, euro


def pruefliste(vorschlag: Vorschlag) -> list[Stand]:
    """Resolution, ceiling, and for every source that gives something its confirmation and its days of binding."""
    genutzt = [zeile.stand for zeile in vorschlag.zeilen if zeile.betrag]
    return [
        Stand("success" if vorschlag.beschluss.darf_festlegen else "warning", vorschlag.beschluss.satz),
        *_nacherfasst(vorschlag),
        *_obergrenze(vorschlag),
        *(satz for stand in genutzt for satz in _quelle(stand, vorschlag)),
    ]


def _nacherfasst(vorschlag: Vorschlag) -> Iterator[Stand]:
    if vorschlag.tag < uhr.heute():
        werte = {"tag": datum_kurz(vorschlag.tag), "heute": datum_kurz(uhr.heute())}
        yield Stand("info", _("Nacherfasst: gilt vom %(tag)s an, eingetragen am %(heute)s") % werte)


def _obergrenze(vorschlag: Vorschlag) -> Iterator[Stand]:
    if vorschlag.vorgang.ist_sonstige:
        yield Stand("info", _("Zählt nicht zur Obergrenze: bezahlt aus einer sonstigen Einnahme"))
    elif vorschlag.frei_danach >= NULL:
        frei = {"frei": euro(vorschlag.frei_danach)}
        yield Stand("success", _("Obergrenze eingehalten, danach %(frei)s frei") % frei)
    else:
        fehlt = {"fehlt": euro(-vorschlag.frei_danach)}
        yield Stand("danger", _("Obergrenze überschritten, es fehlen %(fehlt)s") % fehlt)


def _quelle(stand: Quellenstand, vorschlag: Vorschlag) -> Iterator[Stand]:
    yield from _bestaetigung(stand, vorschlag)
    quelle = stand.quelle
    tage = {
        "quelle": quelle,
        "ab": datum_kurz(quelle.bindung_ab),
        "bis": datum_kurz(quelle.bindung_bis),
        "az": quelle.bindung_ab_aktenzeichen,
    }
    if quelle.bindung_ab_aktenzeichen:
        yield Stand(
            "success",
            _("%(quelle)s: bindbar %(ab)s bis %(bis)s (Verpflichtungsermächtigung, Az. %(az)s)") % tage,
        )
    else:
        yield Stand("success", _("%(quelle)s: bindbar %(ab)s bis %(bis)s") % tage)


def _bestaetigung(stand: Quellenstand, vorschlag: Vorschlag) -> Iterator[Stand]:
    bestaetigung = stand.bestaetigung
    if bestaetigung is None or bestaetigung.gegengezeichnet_von is None:
        return
    tage = vorschlag.lage.bereitstellung.bestaetigung_gilt_tage
    werte = {
        "quelle": stand.quelle,
        "tag": datum_kurz(bestaetigung.stichtag),
        "eins": bestaetigung.bestaetigt_von.name,
        "zwei": bestaetigung.gegengezeichnet_von.name,
        "tage": tage,
    }
    satz = _("%(quelle)s: bestätigt am %(tag)s von zwei Personen, %(eins)s und %(zwei)s") % werte
    if stand.ist_frisch(vorschlag.tag, tage):
        yield Stand("success", satz)
    elif bestaetigung.stichtag > vorschlag.tag:
        yield Stand("info", satz)
    else:
        yield Stand(
            "info", satz + _(". Das ist mehr als %(tage)s Tage her: bitte neu bestätigen lassen.") % werte
        )

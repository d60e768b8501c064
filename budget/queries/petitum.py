"""What the money knows about the point that asks for it: from which years it comes and why (F1, F11)."""

from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _

from budget.models import Bereitstellung, Deckungsquelle, Ermaechtigungsuebertrag
from budget.queries.stand import NULL, Lage, Quellenstand, lage
from konferenz.beitraege import Nachweis
from konferenz.formate import datum_kurz, euro
from konferenz.models import Konferenz, Petitumspunkt

SEHEN = "budget.sehen"


def nachweise(punkt: Petitumspunkt, konferenz: Konferenz) -> list[Nachweis]:
    """Contribution `petitum_nachweis`: what is confirmed of the sum, that an earlier year is used up, what was carried
    over."""
    if punkt.art != Petitumspunkt.Art.MITTEL:
        return []
    bereitstellung = Bereitstellung.objects.filter(konferenz=konferenz).first()
    if bereitstellung is None:
        return [Nachweis("offen", _("Im Budget sind noch keine Mittel bereitgestellt."))]
    stand = lage(bereitstellung)
    return [_bestaetigt(stand), *_ausweichen(stand), *_uebertraege(bereitstellung)]


def _bestaetigt(stand: Lage) -> Nachweis:
    je_quelle = [(einer, _gibt(einer)) for einer in stand.des_beschlusses if einer.bestaetigung]
    verfuegbar = sum((betrag for _einer, betrag in je_quelle), NULL)
    seite = reverse("budget:uebersicht", args=[stand.bereitstellung.konferenz.kennung])
    grenze = stand.obergrenze.betrag
    teile = ", ".join(
        _("%(betrag)s aus %(quelle)s") % {"betrag": euro(betrag), "quelle": einer.quelle}
        for einer, betrag in je_quelle
    )
    if not je_quelle:
        satz = _("Von %(grenze)s ist noch nichts bestätigt.") % {"grenze": euro(grenze)}
    elif verfuegbar < grenze:
        worte = {"summe": euro(verfuegbar), "grenze": euro(grenze), "teile": teile}
        satz = _("Bestätigt sind bisher %(summe)s von %(grenze)s: %(teile)s.") % worte
    else:
        satz = _("%(grenze)s sind bereitgestellt, bestätigt sind: %(teile)s.") % {
            "grenze": euro(grenze),
            "teile": teile,
        }
    return Nachweis("erfuellt" if je_quelle and verfuegbar >= grenze else "offen", satz, seite, SEHEN)


def _gibt(einer: Quellenstand) -> Decimal:
    """What a source gives in all (EUR): what is committed from it and what is confirmed and still there.

    A rest that was carried over counts once, where it is now.
    """
    return einer.summen.gebunden + max(einer.rest or NULL, NULL)


def _ausweichen(stand: Lage) -> list[Nachweis]:
    """For each source before the last one that gave something: that it could not give all, by its confirmation."""
    gebend = [einer for einer in stand.des_beschlusses if einer.bestaetigung and einer.bestaetigung.betrag]
    if not gebend:
        return []
    fruehere = [
        einer
        for einer in stand.des_beschlusses
        if einer.quelle.rang < gebend[-1].quelle.rang and einer.quelle.art == Deckungsquelle.Art.HAUSHALT
    ]
    return [_nicht_genug(einer, stand) for einer in fruehere if not _reicht(einer, stand)]


def _reicht(einer: Quellenstand, stand: Lage) -> bool:
    return einer.bestaetigung is not None and einer.bestaetigung.betrag >= stand.obergrenze.betrag


def _nicht_genug(einer: Quellenstand, stand: Lage) -> Nachweis:
    if einer.bestaetigung is None:
        satz = _("Für %(quelle)s fehlt die Bestätigung, dass das Geld nicht reicht.")
        return Nachweis("offen", satz % {"quelle": einer.quelle})
    satz = _("%(quelle)s reicht nachweislich nicht: Bestätigung vom %(tag)s, Az. %(az)s.")
    worte = {
        "quelle": einer.quelle,
        "tag": datum_kurz(einer.bestaetigung.stichtag),
        "az": einer.bestaetigung.aktenzeichen,
    }
    return Nachweis("erfuellt", satz % worte)


def _uebertraege(bereitstellung: Bereitstellung) -> list[Nachweis]:
    bewilligt = Ermaechtigungsuebertrag.objects.filter(
        quelle__bereitstellung=bereitstellung, stand=Ermaechtigungsuebertrag.Stand.BEWILLIGT
    )
    satz = _("Aus %(quelle)s wurden %(betrag)s am %(tag)s ins nächste Jahr übertragen.")
    return [
        Nachweis(
            "hinweis",
            satz
            % {
                "quelle": einer.quelle,
                "betrag": euro(einer.bewilligt),
                "tag": datum_kurz(einer.entschieden_am),
            },
        )
        for einer in bewilligt.select_related("quelle__topf", "quelle__haushaltsjahr").order_by("pk")
    ]

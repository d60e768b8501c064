"""Which sources cover an amount: by rank, none skipped without proof, all or nothing (F1–F3, F5)."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from budget.models import Bereitstellung, Deckungsquelle
from budget.queries.stand import NULL, Lage, Quellenstand
from konferenz.formate import datum_kurz, euro

Regel = Bereitstellung.Regel


@dataclass(frozen=True)
class Deckungsteil:
    """What one source gives: usable before, taken now (EUR)."""

    stand: Quellenstand
    verfuegbar: Decimal
    betrag: Decimal

    @property
    def quelle(self) -> Deckungsquelle:
        return self.stand.quelle

    @property
    def bleibt(self) -> Decimal:
        return self.verfuegbar - self.betrag


@dataclass(frozen=True)
class Deckung:
    """A proposal: parts by rank, and why it does not work if it does not (`fehler`).

    `fehler.code` tells the way out: `unbestaetigt` and `veraltet` ask for a confirmation of `params["quelle"]`,
    `reicht_nicht` names the missing amount.
    """

    regel: str
    teile: list[Deckungsteil] = field(default_factory=list)
    fehler: ValidationError | None = None

    @property
    def ist_geteilt(self) -> bool:
        return len(self.belegte) > 1

    @property
    def belegte(self) -> list[Deckungsteil]:
        """The parts that are booked."""
        return [teil for teil in self.teile if teil.betrag]

    @property
    def quellen(self) -> list[Deckungsquelle]:
        """The sources that give something."""
        return [teil.quelle for teil in self.belegte]


def auffuellen(lage: Lage, betrag: Decimal, tag: date) -> Deckung:
    """Fill the sources by rank with min(usable, rest) for a commitment of the legal date `tag` (F1, F3)."""
    rest = betrag
    teile: list[Deckungsteil] = []
    for stand in lage.des_beschlusses:
        if not rest:
            break
        if _faellt_aus(stand.quelle, tag):
            continue
        if fehler := _unbekannt(stand, tag):
            return Deckung(Regel.AUFFUELLEN, teile, fehler)
        verfuegbar = stand.verfuegbar(tag)
        nimmt = min(verfuegbar, rest)
        if nimmt < rest and not stand.ist_frisch(tag, lage.bereitstellung.bestaetigung_gilt_tage):
            return Deckung(Regel.AUFFUELLEN, teile, _veraltet(stand, tag))
        teile.append(Deckungsteil(stand, verfuegbar, nimmt))
        rest -= nimmt
    return Deckung(Regel.AUFFUELLEN, teile, _reicht_nicht(rest) if rest else None)


def ganz_aus(lage: Lage, quelle: Deckungsquelle, betrag: Decimal, tag: date) -> Deckung:
    """Everything from one later source: only if it alone suffices and what stands before it is known (F3)."""
    gewaehlt = lage.zu(quelle)
    for stand in lage.des_beschlusses:
        if stand.quelle.rang > quelle.rang or _faellt_aus(stand.quelle, tag):
            continue
        if fehler := _unbekannt(stand, tag):
            return Deckung(Regel.GANZ_SPAETER, [], fehler)
    verfuegbar = gewaehlt.verfuegbar(tag)
    if verfuegbar < betrag:
        return Deckung(Regel.GANZ_SPAETER, [], _reicht_nicht(betrag - verfuegbar))
    return Deckung(Regel.GANZ_SPAETER, [Deckungsteil(gewaehlt, verfuegbar, betrag)])


def spaetere(lage: Lage, betrag: Decimal, tag: date) -> list[tuple[Quellenstand, Deckung]]:
    """The choices "ganz aus …": each later source that is open on `tag`, with why it may not work."""
    erste = next((s for s in lage.des_beschlusses if not _faellt_aus(s.quelle, tag)), None)
    return [
        (stand, ganz_aus(lage, stand.quelle, betrag, tag))
        for stand in lage.des_beschlusses
        if erste and stand.quelle.rang > erste.quelle.rang and not _faellt_aus(stand.quelle, tag)
    ]


def aus_einnahme(lage: Lage, quelle: Deckungsquelle | None, betrag: Decimal, tag: date) -> Deckung:
    """Other income covers only what is committed from it by name, outside the ceiling (F14)."""
    if quelle is None or quelle.art != Deckungsquelle.Art.SONSTIGE:
        satz = _("Bitte wählen Sie die Einnahme, aus der gezahlt werden soll.")
        return Deckung(Regel.AUFFUELLEN, [], ValidationError({"quelle": satz}))
    stand = lage.zu(quelle)
    verfuegbar = stand.verfuegbar(tag)
    if verfuegbar < betrag:
        satz = _("Aus dieser Einnahme fehlen %(fehlt)s. Es wurde nichts gebucht.")
        werte = {"fehlt": euro(betrag - verfuegbar)}
        return Deckung(Regel.AUFFUELLEN, [], ValidationError(satz, code="reicht_nicht", params=werte))
    return Deckung(Regel.AUFFUELLEN, [Deckungsteil(stand, verfuegbar, betrag)])


def _faellt_aus(quelle: Deckungsquelle, tag: date) -> bool:
    """Passed over without a word: its cut-off is over or it is locked (F1)."""
    return quelle.ist_gesperrt or tag > quelle.bindung_bis


def _unbekannt(stand: Quellenstand, tag: date) -> ValidationError | None:
    """Unknown is not used up: without a confirmation, or before its first day, nothing falls through (F1, S8)."""
    if stand.bestaetigung is None:
        text = _(
            "Verfügbarkeit %(jahr)s ist nicht bestätigt. Bitte lassen Sie zuerst bestätigen, was %(name)s hergibt."
        )
        return _fehler(text, "unbestaetigt", stand.quelle)
    if tag < stand.quelle.bindung_ab:
        return _fehler(_("%(name)s kann erst ab dem %(tag)s gebunden werden."), "zu_frueh", stand.quelle)
    return None


def _veraltet(stand: Quellenstand, tag: date) -> ValidationError:
    stichtag: date = stand.bestaetigung.stichtag  # type: ignore[union-attr]
    text = _(
        "Die Bestätigung für %(name)s vom %(stichtag)s ist zu alt, um zu belegen, dass die Mittel aufgebraucht sind. "
        "Bitte lassen Sie sie erneuern."
    )
    if stichtag > tag:
        text = _(
            "Die Bestätigung für %(name)s vom %(stichtag)s sagt nichts über den %(am)s. "
            "Bitte lassen Sie den Stand dieses Tages bestätigen."
        )
    return _fehler(text, "veraltet", stand.quelle, stichtag=datum_kurz(stichtag), am=datum_kurz(tag))


def _reicht_nicht(fehlt: Decimal) -> ValidationError:
    return ValidationError(
        _("Die bestätigten Mittel reichen nicht: Es fehlen %(fehlt)s. Es wurde nichts gebucht."),
        code="reicht_nicht",
        params={"fehlt": euro(fehlt)},
    )


def _fehler(text: object, code: str, quelle: Deckungsquelle, **angaben: object) -> ValidationError:
    werte = {
        "name": str(quelle),
        "jahr": quelle.haushaltsjahr_id,
        "tag": datum_kurz(quelle.bindung_ab),
        "quelle": quelle.pk,
        **angaben,
    }
    return ValidationError(text, code=code, params=werte)  # type: ignore[arg-type]


__all__ = ["NULL", "Deckung", "Deckungsteil", "auffuellen", "ganz_aus", "spaetere"]

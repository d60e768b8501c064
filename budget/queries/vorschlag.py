"""What would happen if an amount were committed: ways to cover it, and what stays in which year. Changes nothing."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from budget.models import Bereitstellung, Deckungsquelle, Vorgang
from budget.queries.beschluss import Beschlusslage, beschlusslage
from budget.queries.deckung import Deckung, auffuellen, aus_einnahme, spaetere
from budget.queries.stand import NULL, Lage, Quellenstand, lage
from konferenz.diagramm import Balken, balken
from konferenz.formate import datum_kurz, euro

Regel = Bereitstellung.Regel


@dataclass(frozen=True)
class Wahl:
    """One way to cover the amount: its value in the form, its name, and a sentence that says what it takes or why it
    does not work. `quelle` is the one that has to suffice alone.
    """

    wert: str
    titel: str
    satz: str
    deckung: Deckung
    quelle: Deckungsquelle | None = None

    @property
    def geht(self) -> bool:
        return self.deckung.fehler is None


@dataclass(frozen=True)
class Quellenzeile:
    """One source before and after (EUR); `hinweis` says why it gives nothing where it cannot."""

    stand: Quellenstand
    verfuegbar: Decimal
    betrag: Decimal
    hinweis: str

    @property
    def bleibt(self) -> Decimal:
        return self.verfuegbar - self.betrag


@dataclass(frozen=True)
class Vorschlag:
    """The answer to "what if". `eigene` is what a reservation gives back that is redeemed with it (F19)."""

    vorgang: Vorgang
    betrag: Decimal
    tag: date
    lage: Lage
    beschluss: Beschlusslage
    wahlen: list[Wahl]
    eigene: Decimal

    @property
    def moegliche(self) -> list[Wahl]:
        return [wahl for wahl in self.wahlen if wahl.geht]

    @cached_property
    def empfohlen(self) -> Wahl | None:
        """The choice that is ticked first: the usual one of the provision, else the first that works."""
        regel = self.lage.bereitstellung.regel
        uebliche = [wahl for wahl in self.moegliche if wahl.deckung.regel == regel]
        return next(iter([*uebliche, *self.moegliche]), None)

    @property
    def frei_danach(self) -> Decimal:
        """Headroom afterwards; other income does not touch it (F14)."""
        if self.vorgang.ist_sonstige:
            return self.lage.frei
        return self.lage.frei + self.eigene - self.betrag

    @cached_property
    def zeilen(self) -> list[Quellenzeile]:
        """Every source with what the recommended choice takes from it."""
        gewaehlt = self.empfohlen or self.wahlen[0]
        je = {teil.quelle.pk: teil.betrag for teil in gewaehlt.deckung.teile if gewaehlt.geht}
        if self.vorgang.ist_sonstige:
            quellen = [eine for eine in self.lage.sonstige if eine.quelle.pk in je]
        else:
            quellen = self.lage.des_beschlusses
        return [
            Quellenzeile(
                eine, eine.verfuegbar(self.tag), je.get(eine.quelle.pk, NULL), _warum_nichts(eine, self.tag)
            )
            for eine in quellen
        ]

    @property
    def zusammen(self) -> tuple[Decimal, Decimal, Decimal] | None:
        """What all sources give, what is taken now, what stays; None for a single one."""
        if len(self.zeilen) < 2:
            return None
        verfuegbar = sum((zeile.verfuegbar for zeile in self.zeilen), NULL)
        jetzt = sum((zeile.betrag for zeile in self.zeilen), NULL)
        return verfuegbar, jetzt, verfuegbar - jetzt

    @property
    def warum(self) -> str:
        """Why a source is not enough, where the amount is split; else what is taken from where."""
        if self.empfohlen is None or not self.empfohlen.deckung.ist_geteilt:
            return self.empfohlen.satz if self.empfohlen else ""
        erste, *weitere = self.empfohlen.deckung.belegte
        return _(
            "%(jahr)s gibt noch %(verfuegbar)s her. Das reicht nicht für %(betrag)s. Der Rest kommt aus %(weitere)s."
        ) % {
            "jahr": _jahr(erste.quelle),
            "verfuegbar": euro(erste.verfuegbar),
            "betrag": euro(self.betrag),
            "weitere": _(" und ").join(_jahr(teil.quelle) for teil in weitere),
        }

    @property
    def nur_hoechstens(self) -> bool:
        """Whether the sources would still give more than the ceiling leaves."""
        bleibt = sum((zeile.bleibt for zeile in self.zeilen), NULL)
        return not self.vorgang.ist_sonstige and bleibt > self.frei_danach

    @property
    def bild(self) -> Balken:
        """The ceiling as it would be afterwards."""
        summen = self.lage.summen
        neu = NULL if self.vorgang.ist_sonstige else self.betrag
        werte = (
            (_("gezahlt"), summen.gezahlt),
            (_("dann festgelegt"), summen.gebunden - summen.zahlung + neu),
            (_("reserviert"), summen.reserviert - self.eigene),
            (_("dann noch frei"), self.frei_danach),
        )
        return balken((name, max(betrag, NULL), euro(betrag)) for name, betrag in werte)

    @property
    def ausweg(self) -> Deckungsquelle | None:
        """The source whose confirmation is missing or too old, if that is what stands against the cover (F1)."""
        for wahl in self.wahlen:
            if (fehler := wahl.deckung.fehler) and fehler.code in ("unbestaetigt", "veraltet"):
                gemeint = (fehler.params or {}).get("quelle")
                return next((s.quelle for s in self.lage.quellen if s.quelle.pk == gemeint), None)
        return None

    @property
    def wahlen_aus_frueherem_jahr(self) -> list[Wahl]:
        """The choices that would take money of a year before the service and need a note (F6)."""
        ende = self.vorgang.leistung_bis or self.vorgang.leistung_von
        if self.vorgang.form == Vorgang.Form.ZUWENDUNG or ende is None:
            return []
        return [
            wahl
            for wahl in self.moegliche
            if any(ende.year > teil.quelle.letztes_jahr for teil in wahl.deckung.belegte)
        ]

    def wahl(self, wert: str) -> Wahl | None:
        return next((wahl for wahl in self.wahlen if wahl.wert == wert), None)


def vorschlag(
    vorgang: Vorgang,
    betrag: Decimal,
    tag: date,
    *,
    einnahme: Deckungsquelle | None = None,
    eigene: Decimal = NULL,
) -> Vorschlag:
    """The choices for an amount (EUR gross) with the legal date `tag`. `einnahme` pays a case outside the ceiling
    (F14), `eigene` is held by the reservation that would be redeemed.
    """
    stand = lage(vorgang.bereitstellung)
    beschluss = beschlusslage(stand.obergrenze.punkt.drucksache)
    if vorgang.ist_sonstige:
        wahlen = [_einnahme(stand, einnahme, betrag, tag)]
    else:
        wahlen = [_auffuellen(stand, betrag, tag), *_ganz_aus(stand, betrag, tag)]
    return Vorschlag(vorgang, betrag, tag, stand, beschluss, wahlen, eigene)


def _einnahme(stand: Lage, einnahme: Deckungsquelle | None, betrag: Decimal, tag: date) -> Wahl:
    deckung = aus_einnahme(stand, einnahme, betrag, tag)
    return Wahl(
        "einnahme",
        _("Aus der Einnahme: %(quelle)s") % {"quelle": einnahme},
        _satz(deckung),
        deckung,
        einnahme,
    )


def _auffuellen(stand: Lage, betrag: Decimal, tag: date) -> Wahl:
    deckung = auffuellen(stand, betrag, tag)
    jahre = [teil.quelle for teil in deckung.belegte] if deckung.fehler is None else []
    if len(jahre) > 1:
        titel = _("%(erste)s auffüllen, Rest aus %(weitere)s") % {
            "erste": _jahr(jahre[0]),
            "weitere": _(" und ").join(_jahr(quelle) for quelle in jahre[1:]),
        }
    elif jahre:
        titel = _("Aus %(jahr)s") % {"jahr": _jahr(jahre[0])}
    else:
        titel = _("Der Reihe nach: altes Geld zuerst")
    return Wahl("auffuellen", titel, _satz(deckung), deckung)


def _ganz_aus(stand: Lage, betrag: Decimal, tag: date) -> list[Wahl]:
    """The later sources, except where the order by rank leads to the same."""
    der_reihe_nach = auffuellen(stand, betrag, tag)
    allein = der_reihe_nach.belegte[0].quelle.pk if _ist_allein(der_reihe_nach) else None
    return [
        Wahl(
            f"ganz-{eine.quelle.pk}",
            _("Ganz aus %(jahr)s") % {"jahr": _jahr(eine.quelle)},
            _satz(deckung),
            deckung,
            eine.quelle,
        )
        for eine, deckung in spaetere(stand, betrag, tag)
        if eine.quelle.pk != allein
    ]


def _ist_allein(deckung: Deckung) -> bool:
    return deckung.fehler is None and len(deckung.belegte) == 1


def _jahr(quelle: Deckungsquelle) -> str:
    """The year of a source; of a carried-over rest with the year it comes from."""
    if quelle.art == Deckungsquelle.Art.UEBERTRAG:
        return _("%(jahr)s aus %(von)s") % {"jahr": quelle.haushaltsjahr_id, "von": quelle.herkunftsjahr}
    return str(quelle.haushaltsjahr_id)


def _satz(deckung: Deckung) -> str:
    """What the choice takes from where, or why it does not work."""
    if deckung.fehler:
        return _("Geht hier nicht: %(grund)s") % {"grund": in_worten(deckung)}
    return in_worten(deckung)


def in_worten(deckung: Deckung) -> str:
    """What is taken from where, or why it does not work."""
    if deckung.fehler:
        return " ".join(deckung.fehler.messages)
    teile = ", ".join(
        _("%(betrag)s aus %(jahr)s") % {"betrag": euro(teil.betrag), "jahr": _jahr(teil.quelle)}
        for teil in deckung.belegte
    )
    return _("%(teile)s, ein Vorgang.") % {"teile": teile} if deckung.ist_geteilt else f"{teile}."


def _warum_nichts(stand: Quellenstand, tag: date) -> str:
    """Why a source gives nothing; empty if it is only used up or has something."""
    quelle = stand.quelle
    if quelle.ist_gesperrt:
        return _("gesperrt")
    if tag > quelle.bindung_bis:
        return _("nicht mehr bindbar seit dem %(tag)s") % {"tag": datum_kurz(quelle.bindung_bis)}
    if stand.bestaetigung is None:
        return _("nicht bestätigt")
    if tag < quelle.bindung_ab:
        return _("bindbar erst ab %(tag)s") % {"tag": datum_kurz(quelle.bindung_ab)}
    return ""

"""One case in full: sums by source, every row, what may be done with it, and who decided on the cover."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from budget.models import (
    Buchung,
    Deckungsentscheidung,
    Deckungsquelle,
    Verfuegbarkeitsbestaetigung,
    Vorgang,
)
from budget.queries.stand import NULL, Summen, offen_je_festlegung, summen_je
from budget.queries.uebertrag import beantragt_je_festlegung
from budget.queries.vorgangsstand import Lebenslage, lebenslage
from konferenz.formate import Stand
from konferenz.models import Benutzer

Art = Buchung.Art


@dataclass(frozen=True)
class Tat:
    """Something the state of a row allows: the page it is done on, its word, the right it needs."""

    name: str
    wort: str
    recht: str

    def ist_fuer(self, benutzer: Benutzer, vorgang: Vorgang) -> bool:
        return benutzer.has_perm(self.recht, vorgang)


@dataclass(frozen=True)
class Zeile:
    """One row of the ledger. `offen` (EUR): of a commitment what is neither paid nor released, of a payment what did
    not come back; `beantragt` is the part of it that an application asks for.
    """

    buchung: Buchung
    offen: Decimal
    beantragt: Decimal
    ist_storniert: bool
    hat_folgende: bool

    @property
    def frei(self) -> Decimal:
        """What can be released or covered anew."""
        return self.offen - self.beantragt

    @property
    def laeuft(self) -> bool:
        """Whether it is a reservation that nobody redeemed or ended."""
        return self.buchung.art == Art.RESERVIERUNG and not (self.ist_storniert or self.hat_folgende)

    @property
    def taten(self) -> list[Tat]:
        """What its state allows; a row that was taken back, or takes one back, allows nothing."""
        vorgang = self.buchung.vorgang
        if self.ist_storniert or self.buchung.art == Art.STORNO or vorgang.art != Vorgang.Art.MITTEL:
            return []
        return [*self._eigene(), *self._storno()]

    def _eigene(self) -> list[Tat]:
        if self.laeuft:
            return [
                Tat("vorgang-festlegen", _("Festlegen"), "budget.festlegen"),
                Tat("reservierung-beenden", _("Beenden"), "budget.reservieren"),
            ]
        if self.buchung.art == Art.FESTLEGUNG and self.frei:
            return [
                Tat("freigeben", _("Freigeben"), "budget.freigeben"),
                Tat("umdecken", _("Umdecken"), "budget.umdecken"),
            ]
        if self.buchung.art == Art.ZAHLUNG and self.offen:
            return [Tat("rueckfluss", _("Rückfluss eintragen"), "budget.rueckfluss_erfassen")]
        if self.buchung.art == Art.RUECKFLUSS and not self.hat_folgende:
            return [Tat("wiederverwenden", _("Wieder verwenden"), "budget.rueckfluss_erfassen")]
        return []

    def _storno(self) -> list[Tat]:
        return [] if self.hat_folgende else [Tat("stornieren", _("Stornieren"), "budget.stornieren")]


@dataclass(frozen=True)
class Entscheidung:
    """Who covered what by which rule, and the confirmations in force at that moment (F2, F3)."""

    entscheidung: Deckungsentscheidung
    teile: list[Buchung]
    bestaetigungen: list[Verfuegbarkeitsbestaetigung]


@dataclass(frozen=True)
class Vorgangsblatt:
    """Everything the page of a case shows."""

    vorgang: Vorgang
    je_quelle: list[tuple[Deckungsquelle, Summen]]
    ohne_quelle: Summen
    zeilen: list[Zeile]
    entscheidungen: list[Entscheidung]

    @cached_property
    def summen(self) -> Summen:
        return sum((summen for _quelle, summen in self.je_quelle), self.ohne_quelle)

    @property
    def lebenslage(self) -> Lebenslage:
        return lebenslage(self.summen)

    @property
    def stand(self) -> Stand:
        return self.lebenslage.stand

    @property
    def reservierung(self) -> Zeile | None:
        """The reservation that still runs."""
        return next((zeile for zeile in self.zeilen if zeile.laeuft), None)

    @property
    def offene_rueckfluesse(self) -> list[Zeile]:
        """Money that came back and about which nobody has decided (F13)."""
        return [
            zeile
            for zeile in self.zeilen
            if zeile.buchung.art == Art.RUECKFLUSS and not (zeile.ist_storniert or zeile.hat_folgende)
        ]


def vorgangsblatt(vorgang: Vorgang) -> Vorgangsblatt:
    """One case; the number of statements does not depend on the number of its rows."""
    buchungen = list(
        vorgang.buchungen.select_related(
            "quelle__topf", "quelle__haushaltsjahr", "bezug", "erfasst_von", "nachweis"
        ).order_by("lfd")
    )
    for eine in buchungen:
        eine.vorgang = vorgang
    je = summen_je(vorgang.buchungen.all(), "quelle")
    quellen = {eine.quelle.pk: eine.quelle for eine in buchungen if eine.quelle}
    reihe = sorted(quellen.values(), key=lambda quelle: quelle.rang)
    return Vorgangsblatt(
        vorgang,
        [(quelle, je.get(quelle.pk, Summen())) for quelle in reihe],
        je.get(None, Summen()),
        _zeilen(buchungen),
        _entscheidungen(vorgang, buchungen),
    )


def _zeilen(buchungen: list[Buchung]) -> list[Zeile]:
    festlegungen = [eine for eine in buchungen if eine.art == Art.FESTLEGUNG]
    offen = offen_je_festlegung(festlegungen) | _nicht_zurueckgekommen(buchungen)
    beantragt = beantragt_je_festlegung(festlegungen)
    storniert = {eine.bezug_id for eine in buchungen if eine.art == Art.STORNO}
    bezogen = {eine.bezug_id for eine in buchungen if eine.art != Art.STORNO and eine.pk not in storniert}
    return [
        Zeile(
            eine,
            NULL if eine.pk in storniert else offen.get(eine.pk, NULL),
            beantragt.get(eine.pk, NULL),
            eine.pk in storniert,
            eine.pk in bezogen,
        )
        for eine in buchungen
    ]


def _nicht_zurueckgekommen(buchungen: Iterable[Buchung]) -> dict[int, Decimal]:
    """What of each payment has not flowed back."""
    liste = list(buchungen)
    storniert = {eine.bezug_id for eine in liste if eine.art == Art.STORNO}
    rest = {eine.pk: eine.betrag for eine in liste if eine.art == Art.ZAHLUNG}
    for eine in liste:
        if eine.art == Art.RUECKFLUSS and eine.pk not in storniert and eine.bezug_id in rest:
            rest[eine.bezug_id] -= eine.betrag
    return rest


def _entscheidungen(vorgang: Vorgang, buchungen: list[Buchung]) -> list[Entscheidung]:
    entscheidungen = list(vorgang.entscheidungen.select_related("person"))
    alle = list(
        Verfuegbarkeitsbestaetigung.objects.in_kraft()
        .filter(quelle__bereitstellung=vorgang.bereitstellung_id)
        .select_related("quelle__topf", "bestaetigt_von", "gegengezeichnet_von")
        .order_by("quelle__rang", "-gegengezeichnet_am", "-id")
    )
    return [_entscheidung(eine, buchungen, alle) for eine in entscheidungen]


def _entscheidung(
    entscheidung: Deckungsentscheidung, buchungen: list[Buchung], alle: list[Verfuegbarkeitsbestaetigung]
) -> Entscheidung:
    """The confirmations that were in force when it was made, of the sources up to the last one it used."""
    teile = [eine for eine in buchungen if eine.entscheidung_id == entscheidung.pk]
    tag = max((teil.wertstellung for teil in teile), default=date.min)
    letzter = max((teil.quelle.rang for teil in teile if teil.quelle), default=0)
    damals: dict[int, Verfuegbarkeitsbestaetigung] = {}
    for eine in alle:
        if eine.gegengezeichnet_am and eine.gegengezeichnet_am <= entscheidung.am:
            damals.setdefault(eine.quelle_id, eine)
    return Entscheidung(
        entscheidung,
        teile,
        [eine for eine in damals.values() if eine.quelle.rang <= letzter and eine.quelle.bindung_bis >= tag],
    )

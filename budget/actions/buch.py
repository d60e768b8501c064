"""The ledger: its lock, its numbers and its walls. Every other action books through here.

The lock is the row of `Bereitstellung`, then its sources by rank, `FOR NO KEY UPDATE` (F17). Taken after all validation
and just before the sums: `aufschlagen` reads them under the lock, `Hauptbuch.schliessen` checks what must never be
broken and stores the counters.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import pghistory
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models import Max, Model
from django.utils.translation import gettext_lazy as _

from budget.actions.waende import haushaltsjahr, offenes_jahr, pruefe_bleibt_getrennt, pruefe_getrennt
from budget.models import (
    Bereitstellung,
    Buchung,
    Deckungsquelle,
    Ermaechtigungsuebertrag,
    Haushaltsjahr,
    Vorgang,
)
from budget.queries.beschluss import VERLOREN, beschlossen_am
from budget.queries.stand import NULL, Lage, lage
from konferenz import uhr
from konferenz.actions.formularschluessel import einloesen, ergebnis_merken
from konferenz.formate import datum_kurz, euro
from konferenz.models import Benutzer

Art = Buchung.Art
MIT_BELEGNUMMER = (Art.ZAHLUNG, Art.RUECKFLUSS)
"""Money moves: these rows, and what takes them back, get a voucher number."""


def handelt(person: Benutzer | None) -> pghistory.context:
    """Context of the audit trail; a page has told it the person already, a job or a story has not."""
    return pghistory.context(**({"person": person.pk} if person else {}))


@dataclass
class Hauptbuch:
    """The opened ledger of one conference: the state under the lock, and who books."""

    bereitstellung: Bereitstellung
    lage: Lage
    person: Benutzer | None

    def numeriere(self, vorgang: Vorgang) -> Vorgang:
        """Store a new case under the next number; one that has rows stays with the kind of money they are of (F14)."""
        if vorgang.pk is not None:
            pruefe_bleibt_getrennt(vorgang)
        else:
            vorgang.bereitstellung = self.bereitstellung
            vorgang.nummer = self.bereitstellung.naechste_vorgangsnummer
            vorgang.angelegt_von = self.person
            vorgang.trage_bescheid_ein(vorgang.bescheid_am)
            vorgang.full_clean(exclude={"angelegt_von"})
            vorgang.save()
            self.bereitstellung.naechste_vorgangsnummer += 1
        return vorgang

    def buche(
        self,
        art: str,
        *,
        vorgang: Vorgang,
        betrag: Decimal,
        quelle: Deckungsquelle | None = None,
        wertstellung: date | None = None,
        **angaben: Any,
    ) -> Buchung:
        """Write one row. `wertstellung` is today unless the law says another day; voucher numbers are drawn here."""
        pruefe_getrennt(vorgang, quelle)
        tag = wertstellung or uhr.heute()
        jahr = offenes_jahr(haushaltsjahr(art, quelle, tag, angaben.get("bezug")))
        braucht_beleg = art in MIT_BELEGNUMMER or (
            art == Art.STORNO and angaben["bezug"].art in MIT_BELEGNUMMER
        )
        buchung = Buchung(
            bereitstellung=self.bereitstellung,
            lfd=self.bereitstellung.naechste_lfd,
            art=art,
            vorgang=vorgang,
            quelle=quelle,
            haushaltsjahr=jahr,
            betrag=betrag,
            wertstellung=tag,
            erfasst_von=self.person,
            belegnummer=self._belegnummer(jahr) if braucht_beleg else None,
            **angaben,
        )
        buchung.save(force_insert=True)
        self.bereitstellung.naechste_lfd += 1
        return buchung

    def _belegnummer(self, jahr: int) -> int:
        belege = Buchung.objects.filter(bereitstellung=self.bereitstellung, haushaltsjahr=jahr)
        return (belege.aggregate(letzte=Max("belegnummer"))["letzte"] or 0) + 1

    def schliessen(self) -> None:
        """Check the walls after all rows are written and store the counters. Raises ValidationError: all is undone."""
        danach = lage(self.bereitstellung)
        if danach.frei < NULL and danach.frei < self.lage.frei:
            raise grenze_ueberschritten(self.lage, -danach.frei)
        vorher = {stand.quelle.pk: stand.ueberbucht for stand in self.lage.quellen}
        for nachher in danach.quellen:
            if nachher.ueberbucht > vorher.get(nachher.quelle.pk, NULL):
                raise ValidationError(
                    _("Für %(quelle)s würden %(betrag)s mehr gebunden, als bestätigt sind."),
                    code="ueberbucht",
                    params={"quelle": nachher.quelle, "betrag": euro(nachher.ueberbucht)},
                )
        self.bereitstellung.save(update_fields=["naechste_lfd", "naechste_vorgangsnummer"])


def aufschlagen(bereitstellung: Bereitstellung, person: Benutzer | None) -> Hauptbuch:
    """Lock the ledger until the end of the transaction and read its state; take it as late as possible."""
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("aufschlagen() needs a transaction")
    gesperrt = (
        Bereitstellung.objects.select_for_update(no_key=True, of=("self",))
        .select_related("konferenz")
        .get(pk=bereitstellung.pk)
    )
    list(
        Deckungsquelle.objects.select_for_update(no_key=True)
        .filter(bereitstellung=gesperrt)
        .order_by("rang")
        .values_list("pk")
    )
    return Hauptbuch(gesperrt, lage(gesperrt), person)


def pruefe_betrag(betrag: Decimal) -> None:
    """An amount is above zero and has whole cents."""
    if betrag <= 0:
        raise ValidationError({"betrag": _("Der Betrag muss größer als null sein.")})
    if betrag != betrag.quantize(Decimal("0.01")):
        raise ValidationError({"betrag": _("Der Betrag hat höchstens zwei Stellen nach dem Komma.")})


def pruefe_beschluss(stand: Lage, tag: date, *, nur_reservierung: bool = False) -> None:
    """F16: reservations from the motion on, commitments from the day of an effective resolution, nothing once it is
    objected to, rejected or annulled.
    """
    drucksache = stand.obergrenze.punkt.drucksache
    if drucksache.stand in VERLOREN:
        raise ValidationError(
            _("%(drucksache)s ist %(stand)s. Mittel können jetzt weder reserviert noch festgelegt werden."),
            code="kein_beschluss",
            params={"drucksache": drucksache, "stand": drucksache.get_stand_display()},
        )
    if nur_reservierung:
        return
    am = beschlossen_am(drucksache)
    if not drucksache.ist_wirksam or am is None:
        raise ValidationError(
            _("Kein wirksamer Beschluss: Die Drucksache ist %(stand)s. Eine Reservierung ist möglich."),
            code="kein_beschluss",
            params={"stand": drucksache.get_stand_display()},
        )
    if tag < am:
        raise ValidationError(
            _("Der Beschluss gilt ab dem %(tag)s. Vorher kann nichts festgelegt werden."),
            code="kein_beschluss",
            params={"tag": datum_kurz(am)},
        )


def pruefe_obergrenze(stand: Lage, betrag: Decimal, eigene: Decimal = NULL) -> None:
    """The amount fits into the headroom and `eigene`, a reservation that is redeemed with it (F19)."""
    if betrag > stand.frei + eigene:
        raise grenze_ueberschritten(stand, betrag - stand.frei - eigene)


def grenze_ueberschritten(stand: Lage, um: Decimal) -> ValidationError:
    """Says by how much and how much is free; names applications that hold released money (F8, F19)."""
    satz = _("Obergrenze %(grenze)s EUR überschritten um %(um)s EUR. Frei sind jetzt %(frei)s.")
    antraege = _haltende_antraege(stand.bereitstellung)
    werte: dict[str, Any] = {
        "grenze": _zahl(stand.obergrenze.betrag),
        "um": _zahl(um),
        "frei": euro(max(stand.frei, NULL)),
        "antraege": ", ".join(
            str(_("Teil des Übertragsantrags vom %s") % datum_kurz(tag)) for tag in antraege
        ),
    }
    if antraege:
        satz = _(
            "Obergrenze %(grenze)s EUR überschritten um %(um)s EUR. Frei sind jetzt %(frei)s. "
            "Reserviert ist auch: %(antraege)s."
        )
    return ValidationError(satz, code="obergrenze", params=werte)


def _zahl(betrag: Decimal) -> str:
    return euro(betrag)[:-2]


def _haltende_antraege(bereitstellung: Bereitstellung) -> list[date]:
    """Days of the applications over released money that are still undecided."""
    antraege = Ermaechtigungsuebertrag.objects.filter(
        quelle__bereitstellung=bereitstellung,
        stand=Ermaechtigungsuebertrag.Stand.BEANTRAGT,
        posten__ist_freigegeben=True,
    )
    return list(antraege.values_list("beantragt_am", flat=True).distinct())


def jahr_oder_fehler(jahr: int) -> Haushaltsjahr:
    """The fiscal year, or a sentence that says what is missing."""
    gefunden = Haushaltsjahr.objects.filter(jahr=jahr).first()
    if gefunden is None:
        raise ValidationError(
            _("Das Haushaltsjahr %(jahr)d ist nicht angelegt. Bitte tragen Sie seinen Buchungsschluss ein."),
            code="jahr_fehlt",
            params={"jahr": jahr},
        )
    return gefunden


def erstes_ergebnis(schluessel: UUID | None, was: str, *inhalt: object) -> str:
    """Id of the row that a form sent twice made the first time; empty the first time and without a key (I17)."""
    erste = einloesen(schluessel, {was: list(inhalt)}) if schluessel else None
    return erste.ergebnis if erste else ""


def merke_ergebnis(schluessel: UUID | None, zeile: Model) -> None:
    """Store which row a form made."""
    if schluessel is not None:
        ergebnis_merken(schluessel, str(zeile.pk))


def angaben(vorgang: Vorgang) -> list[object]:
    """What a form says about a case, new or stored; part of what its key stands for."""
    return [
        vorgang.pk,
        vorgang.zweck,
        vorgang.form,
        vorgang.empfaenger_id,
        vorgang.position_id,
        vorgang.leistung_von,
        vorgang.leistung_bis,
        vorgang.bescheid_am,
        vorgang.leistungsjahr_vermerk,
        vorgang.ist_sonstige,
    ]


def schon_gebucht(schluessel: UUID | None, was: str, *inhalt: object) -> list[Buchung]:
    """The rows that a form sent twice led to the first time; empty the first time and without a key (I17).

    `inhalt` is all that was said; of stored rows their id counts.
    """
    if schluessel is None:
        return []
    werte = [wert.pk if isinstance(wert, Model) else wert for wert in inhalt]
    erste = einloesen(schluessel, {was: werte})
    if erste is None:
        return []
    nummern = [int(nummer) for nummer in erste.ergebnis.split(",")]
    return list(Buchung.objects.filter(pk__in=nummern).order_by("lfd"))


def merke(schluessel: UUID | None, buchungen: list[Buchung]) -> None:
    """Store which rows a form led to."""
    if schluessel is not None:
        ergebnis_merken(schluessel, ",".join(str(buchung.pk) for buchung in buchungen))

"""Commit money because a legal duty exists (F1–F6)."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from budget.actions.buch import (
    Hauptbuch,
    angaben,
    aufschlagen,
    handelt,
    jahr_oder_fehler,
    merke,
    pruefe_beschluss,
    pruefe_betrag,
    pruefe_obergrenze,
    schon_gebucht,
)
from budget.actions.reservieren import beende, pruefe_kein_antrag
from budget.models import Beleg, Bereitstellung, Buchung, Deckungsentscheidung, Deckungsquelle, Vorgang
from budget.queries.deckung import Deckung, auffuellen, aus_einnahme, ganz_aus
from budget.queries.stand import NULL
from konferenz import uhr
from konferenz.formate import datum_kurz
from konferenz.models import Benutzer

Art = Buchung.Art
Regel = Bereitstellung.Regel


@transaction.atomic
def festlegen(
    *,
    vorgang: Vorgang,
    betrag: Decimal,
    festgelegt_am: date | None = None,
    regel: str = Regel.AUFFUELLEN,
    quelle: Deckungsquelle | None = None,
    begruendung: str = "",
    reservierung: Buchung | None = None,
    nachweis: Beleg | None = None,
    person: Benutzer | None,
    schluessel: UUID | None = None,
) -> list[Buchung]:
    """Commit an amount (EUR gross) because a legal duty exists; all parts are booked or none (F1–F6, F16).

    `festgelegt_am` is the legal date, today if not given; an earlier one is a late entry and needs the signed order or
    notice as `nachweis`, until the closing of the books (F5; the right is the view's question). `regel` GANZ_SPAETER
    takes everything from `quelle` and needs `begruendung`. With `reservierung` that is redeemed. A further amount for a
    stored case is a Nachfestlegung (F12). Raises ValidationError, by field where there is one.
    """
    inhalt = (betrag, festgelegt_am, regel, quelle, begruendung, reservierung, nachweis)
    if erste := schon_gebucht(schluessel, "festlegen", angaben(vorgang), *inhalt):
        return erste
    pruefe_betrag(betrag)
    tag = festgelegt_am or uhr.heute()
    pruefe_tag(tag, nachweis)
    if regel == Regel.GANZ_SPAETER and not begruendung.strip():
        raise ValidationError({"begruendung": _("Wer vom Vorschlag abweicht, nennt den Grund.")})
    with handelt(person):
        buch = aufschlagen(vorgang.bereitstellung, person)
        eigene = _offene_reservierung(reservierung, vorgang)
        _pruefe_rahmen(buch, vorgang, betrag, tag, eigene)
        deckung = decke(buch, vorgang, betrag, tag, regel, quelle)
        pruefe_leistungsjahr(vorgang, deckung.quellen)
        vorgang = buch.numeriere(vorgang)
        if reservierung is not None:
            beende(buch, reservierung, str(_("eingelöst durch Festlegung")))
        buchungen = schreibe_festlegung(
            buch, vorgang, deckung, tag, begruendung=begruendung.strip(), nachweis=nachweis
        )
        buch.schliessen()
    merke(schluessel, buchungen)
    return buchungen


def pruefe_tag(tag: date, nachweis: Beleg | None) -> None:
    """F5: no date to come; an earlier one only as late entry."""
    if tag > uhr.heute():
        raise ValidationError({"festgelegt_am": _("Der Tag liegt in der Zukunft.")})
    if tag == uhr.heute():
        return
    if nachweis is None:
        raise ValidationError(
            {
                "festgelegt_am": ValidationError(
                    _(
                        "Rückdatieren geht nicht. Die Rolle Haushalt kann nacherfassen, "
                        "wenn der unterschriebene Auftrag oder Bescheid beiliegt."
                    ),
                    code="rueckdatiert",
                )
            }
        )
    jahr = jahr_oder_fehler(tag.year)
    if jahr.ist_abgeschlossen:
        raise ValidationError(
            {
                "festgelegt_am": ValidationError(
                    _("Das Jahr %(jahr)s ist seit dem %(tag)s abgeschlossen. Nacherfassen geht nicht mehr."),
                    code="abgeschlossen",
                    params={"jahr": str(jahr), "tag": datum_kurz(jahr.buchungsschluss)},
                )
            }
        )


def _pruefe_rahmen(buch: Hauptbuch, vorgang: Vorgang, betrag: Decimal, tag: date, eigene: Decimal) -> None:
    pruefe_beschluss(buch.lage, tag)
    if not vorgang.ist_sonstige:
        pruefe_obergrenze(buch.lage, betrag, eigene)


def _offene_reservierung(reservierung: Buchung | None, vorgang: Vorgang) -> Decimal:
    """What a reservation of the same case still holds; zero if none is redeemed. One that ended, or that somebody else
    has redeemed in the meantime, is refused: else the same need would be committed twice.
    """
    if reservierung is None:
        return NULL
    pruefe_kein_antrag(reservierung.vorgang)
    if reservierung.vorgang_id != vorgang.pk:
        raise ValidationError(_("Diese Reservierung gehört nicht zu diesem Vorgang."), code="anderer_vorgang")
    if not Buchung.objects.laufende_reservierungen().filter(pk=reservierung.pk).exists():
        raise ValidationError(
            _("Diese Reservierung ist inzwischen eingelöst oder beendet."), code="reservierung"
        )
    return reservierung.betrag


def decke(
    buch: Hauptbuch,
    vorgang: Vorgang,
    betrag: Decimal,
    tag: date,
    regel: str,
    quelle: Deckungsquelle | None,
) -> Deckung:
    """The sources that cover an amount, under the lock; raises what the proposal says is wrong."""
    if vorgang.ist_sonstige:
        deckung = aus_einnahme(buch.lage, quelle, betrag, tag)
    elif regel == Regel.GANZ_SPAETER and quelle is not None:
        deckung = ganz_aus(buch.lage, quelle, betrag, tag)
    else:
        deckung = auffuellen(buch.lage, betrag, tag)
    if deckung.fehler:
        raise deckung.fehler
    return deckung


def pruefe_leistungsjahr(vorgang: Vorgang, quellen: Iterable[Deckungsquelle]) -> None:
    """F6: for own events the service belongs into the year of the money; going on needs a note."""
    if vorgang.form == Vorgang.Form.ZUWENDUNG or vorgang.leistungsjahr_vermerk.strip():
        return
    ende = vorgang.leistung_bis or vorgang.leistung_von
    if ende and any(ende.year > quelle.letztes_jahr for quelle in quellen):
        raise ValidationError(
            {
                "leistungsjahr_vermerk": ValidationError(
                    _(
                        "Kosten entstehen im Leistungsjahr; Deckung nur mit Übertrag oder nach Bestätigung der "
                        "Ressourcensteuerung. Wenn es trotzdem richtig ist, schreiben Sie bitte einen Vermerk."
                    ),
                    code="leistungsjahr",
                )
            }
        )


def schreibe_festlegung(
    buch: Hauptbuch, vorgang: Vorgang, deckung: Deckung, tag: date, *, begruendung: str = "", **weitere: Any
) -> list[Buchung]:
    """The decision on the cover and one row for each source; the caller closes the book."""
    entscheidung = Deckungsentscheidung.objects.create(
        vorgang=vorgang, regel=deckung.regel, begruendung=begruendung, person=buch.person
    )
    return [
        buch.buche(
            Art.FESTLEGUNG,
            vorgang=vorgang,
            betrag=teil.betrag,
            quelle=teil.quelle,
            wertstellung=tag,
            entscheidung=entscheidung,
            **weitere,
        )
        for teil in deckung.belegte
    ]

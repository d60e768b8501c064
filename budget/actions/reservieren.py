"""Keep an amount free for a while, and end that (F19)."""

from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from budget.actions.buch import (
    Hauptbuch,
    angaben,
    aufschlagen,
    handelt,
    merke,
    pruefe_beschluss,
    pruefe_betrag,
    pruefe_obergrenze,
    schon_gebucht,
)
from budget.actions.waende import pruefe_lebt
from budget.models import Buchung, Deckungsquelle, Vorgang
from konferenz import uhr
from konferenz.models import Benutzer

Art = Buchung.Art


@transaction.atomic
def reservieren(
    *,
    vorgang: Vorgang,
    betrag: Decimal,
    quelle: Deckungsquelle | None = None,
    endet_am: date | None = None,
    person: Benutzer | None,
    schluessel: UUID | None = None,
) -> Buchung:
    """Keep an amount free: lowers the headroom, binds no source (F19). `vorgang` may be new.

    Without `endet_am` it ends after the days of the setting. Raises ValidationError beyond the ceiling, for a lost
    resolution (F16) or an end in the past.
    """
    if erste := schon_gebucht(schluessel, "reservieren", angaben(vorgang), betrag, quelle, endet_am):
        return erste[0]
    pruefe_betrag(betrag)
    if endet_am and endet_am < uhr.heute():
        raise ValidationError({"endet_am": _("Das Ende liegt in der Vergangenheit.")})
    with handelt(person):
        buch = aufschlagen(vorgang.bereitstellung, person)
        pruefe_beschluss(buch.lage, uhr.heute(), nur_reservierung=True)
        if vorgang.ist_sonstige:
            _pruefe_einnahme(quelle)
        else:
            pruefe_obergrenze(buch.lage, betrag)
        ende = endet_am or uhr.heute() + timedelta(days=buch.bereitstellung.reservierung_gilt_tage)
        buchung = buch.buche(
            Art.RESERVIERUNG,
            vorgang=buch.numeriere(vorgang),
            betrag=betrag,
            quelle=quelle,
            endet_am=ende,
        )
        buch.schliessen()
    merke(schluessel, [buchung])
    return buchung


def _pruefe_einnahme(quelle: Deckungsquelle | None) -> None:
    """F14: outside the ceiling only if the row names the income it is meant for."""
    if quelle is None or quelle.art != Deckungsquelle.Art.SONSTIGE:
        raise ValidationError({"quelle": _("Bitte wählen Sie die Einnahme, aus der gezahlt werden soll.")})


@transaction.atomic
def reservierung_beenden(
    *, reservierung: Buchung, grund: str, person: Benutzer | None, schluessel: UUID | None = None
) -> Buchung:
    """End a reservation that nobody redeemed; the amount is free again. Ending twice changes nothing.

    Raises ValidationError for any other row, one that was taken back, and what an application for a carry-over holds.
    """
    if erste := schon_gebucht(schluessel, "reservierung_beenden", reservierung, grund):
        return erste[0]
    pruefe_kein_antrag(reservierung.vorgang)
    with handelt(person):
        buch = aufschlagen(reservierung.bereitstellung, person)
        pruefe_lebt(reservierung, Art.RESERVIERUNG)
        beendet = reservierung.folgende.filter(art=Art.RESERVIERUNGSENDE).ohne_storno().first()
        ende = beendet or beende(buch, reservierung, grund)
        buch.schliessen()
    merke(schluessel, [ende])
    return ende


def pruefe_kein_antrag(vorgang: Vorgang) -> None:
    """What an application holds is free only once it is reduced, refused or granted: the same euro is not used twice
    (F8).
    """
    if vorgang.art == Vorgang.Art.UEBERTRAGSANTRAG:
        raise ValidationError(
            _("Diese Reservierung gehört zu einem Übertragsantrag. Bitte kürzen Sie den Antrag."),
            code="uebertragsantrag",
        )


def beende(buch: Hauptbuch, reservierung: Buchung, grund: str) -> Buchung:
    """Write the end inside an open book; the caller closes it."""
    return buch.buche(
        Art.RESERVIERUNGSENDE,
        vorgang=reservierung.vorgang,
        betrag=reservierung.betrag,
        quelle=reservierung.quelle,
        bezug=reservierung,
        grund=grund,
    )

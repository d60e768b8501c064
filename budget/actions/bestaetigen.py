"""What is available, said by two people; and its withdrawal before it counts."""

from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from budget.actions.buch import aufschlagen, handelt
from budget.models import Deckungsquelle, Verfuegbarkeitsbestaetigung
from konferenz import uhr
from konferenz.models import Benutzer


@transaction.atomic
def verfuegbarkeit_bestaetigen(
    *,
    quelle: Deckungsquelle,
    betrag: Decimal,
    stichtag: date,
    aktenzeichen: str,
    lfd: int | None = None,
    person: Benutzer,
) -> Verfuegbarkeitsbestaetigung:
    """State what a source still gives (EUR, zero is an answer) as of `stichtag`; it counts once it is countersigned.

    `lfd` is the last row of our ledger that the amount already takes into account, the latest one if not given. An
    earlier statement that waits for its countersign is withdrawn. Raises ValidationError for a day to come, a number
    the ledger does not have, or without a file reference.
    """
    if stichtag > uhr.heute():
        raise ValidationError({"stichtag": _("Der Stichtag liegt in der Zukunft.")})
    with handelt(person):
        buch = aufschlagen(quelle.bereitstellung, person)
        letzte = buch.bereitstellung.naechste_lfd - 1
        if lfd is not None and not 0 <= lfd <= letzte:
            raise ValidationError(
                {
                    "lfd": ValidationError(
                        _("Die letzte Buchung hat die Nummer %(lfd)d."), params={"lfd": letzte}
                    )
                }
            )
        quelle.bestaetigungen.offen().update(zurueckgezogen_am=uhr.jetzt())
        bestaetigung = Verfuegbarkeitsbestaetigung(
            quelle=quelle,
            betrag=betrag,
            stichtag=stichtag,
            aktenzeichen=aktenzeichen.strip(),
            lfd=letzte if lfd is None else lfd,
            bestaetigt_von=person,
        )
        bestaetigung.full_clean()
        bestaetigung.save()
    return bestaetigung


@transaction.atomic
def gegenzeichnen(
    *, bestaetigung: Verfuegbarkeitsbestaetigung, person: Benutzer
) -> Verfuegbarkeitsbestaetigung:
    """The second person signs: from now on the statement is in force. Signing twice changes nothing.

    Raises ValidationError for the person who made it, and for one that was withdrawn.
    """
    with handelt(person):
        aufschlagen(bestaetigung.quelle.bereitstellung, person)
        bestaetigung.refresh_from_db()
        if bestaetigung.gegengezeichnet_am:
            return bestaetigung
        if bestaetigung.zurueckgezogen_am:
            raise ValidationError(_("Diese Bestätigung wurde durch eine neue ersetzt."), code="ersetzt")
        if bestaetigung.bestaetigt_von_id == person.pk:
            raise ValidationError(_("Gegenzeichnen muss eine andere Person."), code="dieselbe_person")
        bestaetigung.gegengezeichnet_von = person
        bestaetigung.gegengezeichnet_am = uhr.jetzt()
        bestaetigung.save(update_fields=["gegengezeichnet_von", "gegengezeichnet_am"])
    return bestaetigung


@transaction.atomic
def bestaetigung_zurueckziehen(
    *, bestaetigung: Verfuegbarkeitsbestaetigung, person: Benutzer
) -> Verfuegbarkeitsbestaetigung:
    """Take back a statement that nobody has countersigned."""
    with handelt(person):
        aufschlagen(bestaetigung.quelle.bereitstellung, person)
        bestaetigung.refresh_from_db()
        if bestaetigung.gegengezeichnet_am:
            raise ValidationError(
                _("Diese Bestätigung ist gegengezeichnet. Bitte geben Sie eine neue ab."), code="gilt"
            )
        bestaetigung.zurueckgezogen_am = bestaetigung.zurueckgezogen_am or uhr.jetzt()
        bestaetigung.save(update_fields=["zurueckgezogen_am"])
    return bestaetigung

"""What is available, said by two people; and its withdrawal before it counts."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from budget.actions.buch import Hauptbuch, aufschlagen, erstes_ergebnis, handelt, merke_ergebnis
from budget.models import Deckungsquelle, Verfuegbarkeitsbestaetigung
from budget.queries.stand import letzte_nummer_am
from konferenz import uhr
from konferenz.formate import euro
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
    schluessel: UUID | None = None,
) -> Verfuegbarkeitsbestaetigung:
    """State what a source still gives (EUR, zero is an answer) as of `stichtag`; it counts once it is countersigned.

    `lfd` is the last row of our ledger that the amount already takes into account; if not given, the last one entered
    until the evening of `stichtag`. An earlier statement that waits for its countersign is withdrawn. Raises
    ValidationError for a day to come, a number the ledger does not have, more than was granted of a carried-over rest,
    or without a file reference.
    """
    if stichtag > uhr.heute():
        raise ValidationError({"stichtag": _("Der Stichtag liegt in der Zukunft.")})
    if erste := erstes_ergebnis(
        schluessel, "bestaetigen", quelle.pk, betrag, stichtag, aktenzeichen.strip(), lfd
    ):
        return Verfuegbarkeitsbestaetigung.objects.get(pk=erste)
    with handelt(person):
        buch = aufschlagen(quelle.bereitstellung, person)
        _pruefe_bewilligung(quelle, betrag)
        bestaetigung = Verfuegbarkeitsbestaetigung(
            quelle=quelle,
            betrag=betrag,
            stichtag=stichtag,
            aktenzeichen=aktenzeichen.strip(),
            lfd=_bis_nummer(buch, lfd, stichtag),
            altert=quelle.art != Deckungsquelle.Art.UEBERTRAG,
            bestaetigt_von=person,
        )
        bestaetigung.full_clean()
        quelle.bestaetigungen.offen().update(zurueckgezogen_am=uhr.jetzt())
        bestaetigung.save()
    merke_ergebnis(schluessel, bestaetigung)
    return bestaetigung


def _bis_nummer(buch: Hauptbuch, lfd: int | None, stichtag: date) -> int:
    """Number of the last row the statement knows: by number, not by legal date (budget rules 2.2)."""
    letzte = buch.bereitstellung.naechste_lfd - 1
    if lfd is None:
        return letzte_nummer_am(buch.bereitstellung, stichtag)
    if not 0 <= lfd <= letzte:
        raise ValidationError(
            {"lfd": ValidationError(_("Die letzte Buchung hat die Nummer %(lfd)d."), params={"lfd": letzte})}
        )
    return lfd


def _pruefe_bewilligung(quelle: Deckungsquelle, betrag: Decimal) -> None:
    """A carried-over rest never gives more than was granted (F11)."""
    if quelle.art != Deckungsquelle.Art.UEBERTRAG:
        return
    bewilligt = quelle.aus_uebertrag.bewilligt
    if betrag > bewilligt:
        raise ValidationError(
            {
                "betrag": ValidationError(
                    _("Bewilligt sind nur %(bewilligt)s."),
                    code="bewilligt",
                    params={"bewilligt": euro(bewilligt)},
                )
            }
        )


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
            raise ValidationError(
                _("Diese Bestätigung wurde zurückgezogen oder durch eine neue ersetzt."), code="ersetzt"
            )
        if bestaetigung.bestaetigt_von_id == person.pk:
            raise ValidationError(_("Gegenzeichnen muss eine andere Person."), code="dieselbe_person")
        bestaetigung.gegengezeichnet_von = person
        bestaetigung.gegengezeichnet_am = uhr.jetzt()
        bestaetigung.save(update_fields=["gegengezeichnet_von", "gegengezeichnet_am"])
    return bestaetigung


@transaction.atomic
def nicht_zeichnen(
    *, bestaetigung: Verfuegbarkeitsbestaetigung, grund: str, person: Benutzer
) -> Verfuegbarkeitsbestaetigung:
    """The second person does not sign and says why: the statement is off, whoever made it reads the reason.

    Declining twice changes nothing. Raises ValidationError without a reason, for the person who made the statement
    (she withdraws it), and for one that is signed, withdrawn or replaced.
    """
    if not grund.strip():
        raise ValidationError({"grund": _("Bitte nennen Sie den Grund.")})
    with handelt(person):
        aufschlagen(bestaetigung.quelle.bereitstellung, person)
        bestaetigung.refresh_from_db()
        if bestaetigung.abgelehnt_von_id == person.pk:
            return bestaetigung
        _pruefe_ablehnbar(bestaetigung, person)
        bestaetigung.abgelehnt_von = person
        bestaetigung.ablehnungsgrund = grund.strip()
        bestaetigung.zurueckgezogen_am = uhr.jetzt()
        bestaetigung.save(update_fields=["abgelehnt_von", "ablehnungsgrund", "zurueckgezogen_am"])
    return bestaetigung


def _pruefe_ablehnbar(bestaetigung: Verfuegbarkeitsbestaetigung, person: Benutzer) -> None:
    if bestaetigung.gegengezeichnet_am:
        raise ValidationError(
            _("Diese Bestätigung ist gegengezeichnet. Bitte geben Sie eine neue ab."), code="gilt"
        )
    if bestaetigung.zurueckgezogen_am:
        raise ValidationError(
            _("Diese Bestätigung wurde zurückgezogen oder durch eine neue ersetzt."), code="ersetzt"
        )
    if bestaetigung.bestaetigt_von_id == person.pk:
        raise ValidationError(
            _("Sie haben diese Bestätigung selbst abgegeben. Sie können sie zurückziehen."),
            code="dieselbe_person",
        )


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

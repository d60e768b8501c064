"""Limits of the yearly lists, and the note that a year was reported."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from budget.actions.buch import handelt
from budget.models import Meldeart, Meldegrenze, Meldung
from budget.queries.meldungen import jahresmeldungen
from konferenz import uhr
from konferenz.models import Benutzer


@transaction.atomic
def meldegrenze_speichern(*, grenze: Meldegrenze, person: Benutzer | None) -> Meldegrenze:
    """Store a limit, a new one or a corrected one; years before it keep theirs."""
    with handelt(person):
        grenze.full_clean()
        grenze.save()
    return grenze


@transaction.atomic
def meldung_eintragen(*, art: Meldeart, jahr: int, abgegeben_am: date, person: Benutzer) -> Meldung:
    """Note that the list of a year was sent, with what it said; a second time returns the first note.

    Raises ValidationError for a day outside of "after the year, until today", and while something is missing.
    """
    if vorhanden := Meldung.objects.filter(art=art, jahr=jahr).first():
        return vorhanden
    if not date(jahr, 12, 31) < abgegeben_am <= uhr.heute():
        raise ValidationError(
            {"abgegeben_am": _("Gemeldet wird nach dem Ende des Jahres und spätestens heute.")}
        )
    liste = next(eine for eine in jahresmeldungen(jahr) if eine.art == art)
    if liste.fehlt:
        raise ValidationError(liste.fehlt, code="unvollstaendig")
    with handelt(person):
        meldung = Meldung(
            art=art,
            jahr=jahr,
            abgegeben_am=abgegeben_am,
            summe=liste.summe,
            anzahl=len(liste.zu_melden),
            person=person,
        )
        meldung.full_clean()
        meldung.save()
    return meldung

"""Answers to an invitation: by the person herself or, after a call, entered by staff."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from beirat.models import Person
from konferenz import uhr
from konferenz.models import Benutzer
from planung.actions.sitzung import sperre
from planung.fristen import tag_der
from planung.models import Sitzung, Teilnahme
from planung.queries.mitglieder import eingeladene


@transaction.atomic
def antworten(
    *, sitzung: Sitzung, mensch: Person, antwort: str, bemerkung: str = "", person: Benutzer | None
) -> Teilnahme:
    """Store what `mensch` answers; a second answer replaces the first. `person` is the account that enters it.

    Raises ValidationError unless the meeting is invited to and has not begun, and for somebody who does not belong to
    the body on the day of the meeting.
    """
    sitzung = sperre(sitzung)
    if sitzung.stand != Sitzung.Stand.EINGELADEN or sitzung.hat_begonnen:
        raise ValidationError(_("Auf diese Einladung kann niemand mehr antworten."), code="stand")
    if mensch not in eingeladene(sitzung.gremium, tag_der(sitzung)):
        raise ValidationError(_("Diese Person ist zu der Sitzung nicht eingeladen."), code="fremd")
    teilnahme = Teilnahme.objects.filter(sitzung=sitzung, person=mensch).first()
    teilnahme = teilnahme or Teilnahme(sitzung=sitzung, person=mensch)
    teilnahme.antwort, teilnahme.bemerkung = antwort, bemerkung.strip()
    teilnahme.generation, teilnahme.geantwortet_am = sitzung.generation, uhr.jetzt()
    teilnahme.eingetragen_von = person
    teilnahme.full_clean()
    teilnahme.save()
    return teilnahme

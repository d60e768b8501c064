"""What a private calendar shows: meetings to which people are invited, of the bodies the person belongs to today."""

from datetime import timedelta

from django.db.models import QuerySet

from beirat.models import Mitgliedschaft, Person
from konferenz import uhr
from planung.models import Sitzung

RUECKSCHAU = timedelta(days=90)


def sitzungen_von(person: Person) -> QuerySet[Sitzung]:
    """Meetings of the last months and ahead; what was cancelled stays in it as cancelled."""
    gremien = Mitgliedschaft.objects.gueltig(uhr.heute()).filter(person=person).values("sitz__gremium")
    alle = Sitzung.objects.mit_rahmen().filter(gremium__in=gremien, beginn__gt=uhr.jetzt() - RUECKSCHAU)
    return alle.exclude(stand=Sitzung.Stand.GEPLANT).order_by("beginn")

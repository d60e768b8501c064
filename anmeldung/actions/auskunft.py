"""Hand out a person's own data."""

from typing import Any

from django.db import transaction

from anmeldung.auskunft import auskunft, gegenstand
from anmeldung.models import Anmeldung
from konferenz.models import Zugriff


@transaction.atomic
def daten_herunterladen(*, anmeldung: Anmeldung) -> dict[str, Any]:
    """Everything stored about a registration, as a file would hold it; the log of accesses gets a row."""
    Zugriff.objects.create(art=Zugriff.Art.DATENAUSKUNFT, benutzer=None, gegenstand=gegenstand(anmeldung))
    return auskunft(anmeldung)

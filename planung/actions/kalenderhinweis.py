"""Days that staff should mind: entered, changed, taken out by the administration."""

from django.db import transaction

from konferenz.models import Benutzer
from planung.models import Kalenderhinweis


@transaction.atomic
def hinweis_speichern(*, hinweis: Kalenderhinweis, person: Benutzer | None) -> Kalenderhinweis:
    """Store a new or changed one. Raises ValidationError for an end before the beginning and for one that is there."""
    hinweis.full_clean()
    hinweis.save()
    return hinweis


@transaction.atomic
def hinweis_loeschen(*, hinweis: Kalenderhinweis, person: Benutzer | None) -> None:
    """Take one out; nothing depends on it."""
    hinweis.delete()

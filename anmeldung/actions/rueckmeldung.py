"""Taking an anonymous answer."""

from datetime import timedelta
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anmeldung.models import Rueckmeldung
from konferenz import uhr
from konferenz.actions.formularschluessel import einloesen
from konferenz.models import Konferenz

TAGE = 30
"""So long after the conference answers are taken."""


def ist_offen(konferenz: Konferenz) -> bool:
    """From the beginning of the conference until thirty days after its end."""
    beginn, ende = konferenz.beginn, konferenz.ende
    return beginn is not None and ende is not None and beginn <= uhr.jetzt() <= ende + timedelta(days=TAGE)


@transaction.atomic
def rueckmelden(*, rueckmeldung: Rueckmeldung, schluessel: UUID) -> None:
    """Store an answer; the same form sent twice is one. Raises ValidationError outside the time for it.

    The key remembers a hash of the content and no person.
    """
    if not ist_offen(rueckmeldung.konferenz):
        raise ValidationError(_("Rückmeldungen sind jetzt nicht möglich."), code="zeit")
    inhalt = [rueckmeldung.konferenz_id, rueckmeldung.note, rueckmeldung.gut, rueckmeldung.besser]
    if einloesen(schluessel, {"rueckmeldung": inhalt}) is None:
        rueckmeldung.full_clean()
        rueckmeldung.save()

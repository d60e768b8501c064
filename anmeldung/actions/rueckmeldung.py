"""Taking an anonymous answer."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anmeldung.models import Rueckmeldung
from anmeldung.rueckmeldungen import ist_offen
from konferenz.actions.formularschluessel import einloesen


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

"""What staff do for somebody who called or wrote, beyond what the person can do with the own link."""

import pghistory
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anmeldung.actions import briefe
from anmeldung.actions.stand import absagen
from anmeldung.models import Anmeldung
from konferenz import uhr


def fuer_jemanden_absagen(*, anmeldung: Anmeldung, grund: str = "") -> Anmeldung:
    """Cancel for somebody. `grund` is a key of a fixed list and stands in the context of the audit trail, never free text."""
    with pghistory.context(**({"grund": grund} if grund else {})):
        return absagen(anmeldung=anmeldung)


@transaction.atomic
def link_zusenden(*, anmeldung: Anmeldung) -> None:
    """Send the personal link again to the address of this registration.

    Raises ValidationError without an address, for an ended registration and after three letters in a day.
    """
    if not anmeldung.email:
        raise ValidationError(_("Ohne E-Mail-Adresse können wir keinen Link schicken."), code="ohne_adresse")
    if not anmeldung.ist_aktiv:
        raise ValidationError(_("Diese Anmeldung ist abgesagt oder verfallen."), code="beendet")
    if briefe.erinnere_an_bestehende(anmeldung, uhr.heute()) is None:
        raise ValidationError(_("Heute haben wir den Link schon dreimal geschickt. Bitte rufen Sie an."), code="zu_oft")

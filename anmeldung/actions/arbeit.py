"""What staff do beyond what a person can do with the own link: act for somebody who called, set the seats."""

import pghistory
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anmeldung.actions import briefe
from anmeldung.actions.plaetze import plaetze_aendern, sperre
from anmeldung.actions.stand import absagen
from anmeldung.models import Anmeldung, Kontingent
from konferenz import uhr
from konferenz.models import Konferenz

ABSAGEGRUENDE = {
    "telefon": _("hat am Telefon abgesagt"),
    "schriftlich": _("hat geschrieben"),
    "doppelt": _("war doppelt angemeldet"),
    "irrtum": _("war ein Irrtum beim Erfassen"),
}
"""Why staff cancel for somebody: fixed choices, so that no free text about a person is written anywhere."""


def fuer_jemanden_absagen(*, anmeldung: Anmeldung, grund: str = "") -> Anmeldung:
    """Cancel for somebody; `grund`, a key of `ABSAGEGRUENDE` or empty, stands in the context of the audit trail."""
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
        raise ValidationError(
            _("Heute haben wir den Link schon dreimal geschickt. Bitte rufen Sie an."), code="zu_oft"
        )


@transaction.atomic
def plaetze_festlegen(*, konferenz: Konferenz, plaetze: int, bisher: int) -> Kontingent:
    """Set the capacity that somebody saw the consequences of; `bisher` is the capacity they were compared with.

    Doing it again changes nothing. Raises ValidationError if somebody else set another number meanwhile.
    """
    kontingent = sperre(konferenz)
    if kontingent.plaetze == plaetze:
        return kontingent
    if kontingent.plaetze != bisher:
        text = _(
            "Inzwischen wurde die Zahl geändert: Es gibt jetzt %(zahl)d Plätze. Bitte prüfen Sie die Folgen neu."
        )
        raise ValidationError(text, code="ueberholt", params={"zahl": kontingent.plaetze})
    return plaetze_aendern(konferenz=konferenz, plaetze=plaetze)

"""In which state a meeting and its minutes may be written to."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from konferenz import uhr
from planung.actions.sitzung import sperre
from planung.fristen import tag_der
from planung.models import Protokoll, Sitzung


def offene_sitzung(sitzung: Sitzung) -> Sitzung:
    """The locked meeting whose course is still being written down: it runs, or its minutes are a draft.

    Raises ValidationError before the opening and once the minutes are agreed.
    """
    sitzung = sperre(sitzung)
    if sitzung.stand not in (Sitzung.Stand.LAEUFT, Sitzung.Stand.BEENDET):
        raise ValidationError(_("Die Sitzung ist noch nicht eröffnet."), code="stand")
    if Protokoll.objects.filter(sitzung=sitzung).exclude(stand=Protokoll.Stand.ENTWURF).exists():
        raise ValidationError(
            _("Die Niederschrift ist kein Entwurf mehr. Der Verlauf der Sitzung steht fest."), code="fest"
        )
    return sitzung


def zeit_der(sitzung: Sitzung) -> datetime:
    """The moment something happens in a meeting: now, or its opening if it is only written down on a later day."""
    jetzt = uhr.jetzt()
    return jetzt if uhr.heute() == tag_der(sitzung) else sitzung.eroeffnet_am or jetzt

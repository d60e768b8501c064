"""In which state a meeting and its minutes may be written to."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from planung.actions.sitzung import sperre
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

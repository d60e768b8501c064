"""Times around a meeting: the notice period, and when a reminder is due. Local time is Europe/Berlin."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

from konferenz import uhr
from planung.models import Erinnerung, Sitzung


def volle_tage(versand: date, sitzung: date) -> int:
    """Full days between the day of dispatch and the day of the meeting; neither of both counts."""
    return (sitzung - versand).days - 1


def letzter_versandtag(sitzung: Sitzung) -> date:
    """The last day on which an invitation keeps the notice period of the body (S35)."""
    return tag_der(sitzung) - timedelta(days=sitzung.gremium.ladungsfrist_tage + 1)


def tag_der(sitzung: Sitzung) -> date:
    """The local day of a meeting."""
    return timezone.localdate(sitzung.beginn)


def faellig_am(erinnerung: Erinnerung, beginn: datetime) -> datetime:
    """When a reminder is due for a meeting that begins then.

    Days keep the wall-clock hour, hours are real ones: around a change of the clocks they differ by an hour.
    """
    if erinnerung.einheit == Erinnerung.Einheit.STUNDEN:
        return beginn - timedelta(hours=erinnerung.anzahl)
    zone = ZoneInfo(settings.TIME_ZONE)
    wanduhr = beginn.astimezone(zone).replace(tzinfo=None) - timedelta(days=erinnerung.anzahl)
    return wanduhr.replace(tzinfo=zone).astimezone(beginn.tzinfo)


def zeit_der(sitzung: Sitzung) -> datetime:
    """The moment something happens in a meeting: now, or its opening if it is only written down on a later day."""
    jetzt = uhr.jetzt()
    return jetzt if uhr.heute() == tag_der(sitzung) else sitzung.eroeffnet_am or jetzt

"""The one clock of the project.

Whatever a person would call a date or a deadline asks here: entries of the ledger, consents, 72 h and 48 h periods,
expiry of
personal links, due times of letters. Sessions, login codes, rate limits, leases, retries and the time stamps of the
audit trail
run on the real clock (`django.utils.timezone.now`).

In the demonstration the clock is ahead of or behind real time by a difference that is stored once, when the data
are filled, and
read by every process; it moves at normal speed and never jumps back on a restart.
"""

from calendar import monthrange
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from functools import cache

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone

_gestellt: list[datetime | timedelta] = []


def jetzt() -> datetime:
    """Now, with time zone."""
    if _gestellt:
        oben = _gestellt[-1]
        return oben if isinstance(oben, datetime) else timezone.now() + oben
    return timezone.now() + versatz()


def heute() -> date:
    """Today in local time (Europe/Berlin)."""
    return timezone.localdate(jetzt())


def in_tagen(tage: int) -> date:
    """The day so many days from today."""
    return heute() + timedelta(days=tage)


def tagesbeginn(tag: date) -> datetime:
    """Midnight of `tag` in local time."""
    return timezone.make_aware(datetime.combine(tag, time.min))


def monate_spaeter(tag: date, monate: int) -> date:
    """The same day some months later, the last of the month where it is shorter."""
    jahr, monat = divmod(tag.year * 12 + tag.month - 1 + monate, 12)
    return date(jahr, monat + 1, min(tag.day, monthrange(jahr, monat + 1)[1]))


@cache
def versatz() -> timedelta:
    """Stored difference to real time; outside the demonstration always zero, without a query."""
    if not settings.VORFUEHRUNG:
        return timedelta(0)
    from konferenz.models import Uhr

    return Uhr.objects.values_list("versatz", flat=True).first() or timedelta(0)


@contextmanager
def gestellt(zeit: datetime | timedelta) -> Iterator[None]:
    """Show another time in this process: a moment stands still, a difference runs on. For tests and for filling the
    story."""
    _gestellt.append(zeit)
    try:
        yield
    finally:
        _gestellt.pop()


def pruefe() -> None:
    """Refuse to run for real with a moved clock: deadlines would lie. Called where a server process starts."""
    from konferenz.models import Uhr

    if not settings.VORFUEHRUNG and Uhr.objects.exclude(versatz=timedelta(0)).exists():
        raise ImproperlyConfigured(
            "Die Uhr dieser Datenbank ist verstellt; sie gehört zu einer Vorführung "
            "und darf nicht im Betrieb laufen. / "
            "The clock of this database is moved; it belongs to a demonstration and must not run in production."
        )

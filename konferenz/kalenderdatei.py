"""What all calendar files share (RFC 5545): the envelope, and text that no sign can break out of."""

from collections.abc import Iterable
from datetime import date
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import get_language
from icalendar import Calendar, Component, vText

PRODID = "-//integrationskonferenz//{app}//DE"


def kalender(app: str, eintraege: Iterable[Component], methode: str = "PUBLISH") -> bytes:
    """A calendar with these entries and the time zones that they use, for the years that they lie in: some programs
    take the first rule they find for a zone."""
    einer = Calendar()
    einer.add("prodid", PRODID.format(app=app))
    einer.add("version", "2.0")
    einer.add("method", methode)
    jahre = []
    for eintrag in eintraege:
        einer.add_component(eintrag)
        jahre.append(eintrag.decoded("dtstart").year)
    if jahre:
        einer.add_missing_timezones(first_date=date(min(jahre), 1, 1), last_date=date(max(jahre) + 1, 1, 1))
    return einer.to_ical()


def kennung(was: str) -> str:
    """The UID of an entry: the same for ever, of this house only."""
    return f"{was}@{urlsplit(settings.BASIS_URL).hostname}"


def ohne_steuerzeichen(wert: str) -> str:
    """Line ends are kept, other signs without a picture are dropped."""
    return "".join(zeichen for zeichen in wert if zeichen == "\n" or zeichen.isprintable())


def textwert(wert: str) -> vText:
    """A text value with its language; icalendar escapes separators and folds the line by octets."""
    return vText(ohne_steuerzeichen(wert), params={"LANGUAGE": get_language() or "de"})

"""Contributions of an invented upper app: what it says of letters whose reason begins with `test.`."""

from konferenz.beitraege import Anlage

HINFAELLIG: set[str] = set()
"""Objects whose letters make no sense any more."""
GIFT: set[str] = set()
"""Objects whose attachment cannot be made."""


def nachricht_gilt(nachricht):
    return nachricht.bezug not in HINFAELLIG


def anlagen(nachricht):
    if nachricht.bezug in GIFT:
        raise ZeroDivisionError(f"{nachricht.an} must not reach a log")
    if nachricht.anlass != "test.anlage":
        return []
    inhalt = b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"
    return [Anlage("termin.ics", "text/calendar; charset=utf-8; method=PUBLISH", inhalt)]


def zugaenge():
    return {
        "test.meine": lambda objekt: f"/meine/{objekt}/" if objekt != "weg" else None,
        "test.bis": lambda objekt: "/bis/",
        "test.einmal": lambda objekt: "/einmal/",
    }

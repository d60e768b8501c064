"""A meeting as a calendar entry (RFC 5545, RFC 5546): REQUEST while it stands, CANCEL when it was cancelled.

No incoming mail is read: the only attendee is the recipient, and no answer is asked for by mail (RSVP=FALSE). Titles of
items are never in it.
"""

from collections.abc import Iterable
from datetime import date
from email.utils import parseaddr
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vCalAddress, vText

from beirat.models import Person
from konferenz import uhr
from konferenz.beitraege import Anlage
from planung.models import Sitzung, Teilnahme

PRODID = "-//integrationskonferenz//planung//DE"
_PARTSTAT = {
    Teilnahme.Antwort.ZUGESAGT: "ACCEPTED",
    Teilnahme.Antwort.VIELLEICHT: "TENTATIVE",
    Teilnahme.Antwort.ABGESAGT: "DECLINED",
}


def anlage(sitzung: Sitzung, person: Person, antwort: str | None, sprache: str) -> Anlage:
    """The calendar file for one person in `sprache`; `antwort` is what she has answered for the present time."""
    methode = "CANCEL" if sitzung.stand == Sitzung.Stand.ABGESAGT else "REQUEST"
    with override(sprache):
        kalender = Calendar()
        kalender.add("prodid", PRODID)
        kalender.add("version", "2.0")
        kalender.add("method", methode)
        eintrag = termin(sitzung)
        eintrag.add("organizer", vCalAddress(f"MAILTO:{parseaddr(settings.DEFAULT_FROM_EMAIL)[1]}"))
        eintrag.add("attendee", _teilnehmer(person, antwort), encode=False)
        kalender.add_component(eintrag)
        jahr = sitzung.beginn.year
        kalender.add_missing_timezones(first_date=date(jahr, 1, 1), last_date=date(jahr + 1, 1, 1))
        return Anlage("sitzung.ics", f"text/calendar; charset=utf-8; method={methode}", kalender.to_ical())


def datei(sitzungen: Iterable[Sitzung]) -> bytes:
    """Time and place of meetings as a calendar to subscribe to or to save: nobody is asked to answer (PUBLISH)."""
    kalender = Calendar()
    kalender.add("prodid", PRODID)
    kalender.add("version", "2.0")
    kalender.add("method", "PUBLISH")
    for sitzung in sitzungen:
        kalender.add_component(termin(sitzung))
    kalender.add_missing_timezones()
    return kalender.to_ical()


def termin(sitzung: Sitzung) -> Event:
    """Time and place of a meeting in the active language; UID for ever, SEQUENCE rises with each change."""
    zone = ZoneInfo(settings.TIME_ZONE)
    eintrag = Event()
    eintrag.add("uid", f"sitzung-{sitzung.uid}@{urlsplit(settings.BASIS_URL).hostname}")
    eintrag.add("sequence", sitzung.sequenz)
    eintrag.add("dtstamp", uhr.jetzt().replace(microsecond=0))
    eintrag.add("dtstart", sitzung.beginn.astimezone(zone))
    eintrag.add("dtend", sitzung.ende.astimezone(zone))
    eintrag["summary"] = _text(f"{sitzung} – {sitzung.gremium.name}")
    if ort(sitzung):
        eintrag["location"] = _text(ort(sitzung))
    if sitzung.zugangshinweis:
        eintrag["description"] = _text(sitzung.zugangshinweis)
    abgesagt = sitzung.stand == Sitzung.Stand.ABGESAGT
    eintrag.add("status", "CANCELLED" if abgesagt else "CONFIRMED")
    eintrag.add("transp", "TRANSPARENT" if abgesagt else "OPAQUE")
    return eintrag


def ort(sitzung: Sitzung) -> str:
    """Place, room and "online" in one line."""
    haus = [sitzung.ort.name, sitzung.ort.anschrift, sitzung.raum] if sitzung.ort else [sitzung.raum]
    online = [_("online")] if sitzung.form != Sitzung.Form.PRAESENZ else []
    return ", ".join(filter(None, [*haus, *online]))


def _teilnehmer(person: Person, antwort: str | None) -> vCalAddress:
    adresse = vCalAddress(f"MAILTO:{person.email}")
    adresse.params["CN"] = vText(_ohne_steuerzeichen(person.anzeigename).replace('"', "'"))
    adresse.params["PARTSTAT"] = vText(_PARTSTAT.get(antwort, "NEEDS-ACTION"))  # type: ignore[call-overload]
    adresse.params["ROLE"] = vText("REQ-PARTICIPANT")
    adresse.params["RSVP"] = vText("FALSE")
    return adresse


def _text(wert: str) -> vText:
    return vText(_ohne_steuerzeichen(wert), params={"LANGUAGE": get_language() or "de"})


def _ohne_steuerzeichen(wert: str) -> str:
    return "".join(zeichen for zeichen in wert if zeichen == "\n" or zeichen.isprintable())

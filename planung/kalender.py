"""A meeting as a calendar entry (RFC 5545, RFC 5546): REQUEST while it stands, CANCEL when it was cancelled.

No incoming mail is read: the only attendee is the recipient, and no answer is asked for by mail (RSVP=FALSE). Titles of
items are never in it.
"""

from collections.abc import Iterable
from email.utils import parseaddr
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override
from icalendar import Event, vCalAddress, vText

from beirat.models import Person
from konferenz import uhr
from konferenz.beitraege import Anlage
from konferenz.kalenderdatei import kalender, kennung, ohne_steuerzeichen, textwert
from planung.models import Sitzung, Teilnahme

_PARTSTAT = {
    Teilnahme.Antwort.ZUGESAGT: "ACCEPTED",
    Teilnahme.Antwort.VIELLEICHT: "TENTATIVE",
    Teilnahme.Antwort.ABGESAGT: "DECLINED",
}


def anlage(sitzung: Sitzung, person: Person, antwort: str | None, sprache: str) -> Anlage:
    """The calendar file for one person in `sprache`; `antwort` is what she has answered for the present time."""
    methode = "CANCEL" if sitzung.stand == Sitzung.Stand.ABGESAGT else "REQUEST"
    with override(sprache):
        eintrag = termin(sitzung)
        eintrag.add("organizer", vCalAddress(f"MAILTO:{parseaddr(settings.DEFAULT_FROM_EMAIL)[1]}"))
        eintrag.add("attendee", _teilnehmer(person, antwort), encode=False)
        typ = f"text/calendar; charset=utf-8; method={methode}"
        return Anlage("sitzung.ics", typ, kalender("planung", [eintrag], methode))


def datei(sitzungen: Iterable[Sitzung]) -> bytes:
    """Time and place of meetings as a calendar to subscribe to or to save: nobody is asked to answer (PUBLISH)."""
    return kalender("planung", map(termin, sitzungen))


def termin(sitzung: Sitzung) -> Event:
    """Time and place of a meeting in the active language; UID for ever, SEQUENCE rises with each change."""
    zone = ZoneInfo(settings.TIME_ZONE)
    eintrag = Event()
    eintrag.add("uid", kennung(f"sitzung-{sitzung.uid}"))
    eintrag.add("sequence", sitzung.sequenz)
    eintrag.add("dtstamp", uhr.jetzt().replace(microsecond=0))
    eintrag.add("dtstart", sitzung.beginn.astimezone(zone))
    eintrag.add("dtend", sitzung.ende.astimezone(zone))
    eintrag["summary"] = textwert(f"{sitzung} – {sitzung.gremium.name}")
    if ort(sitzung):
        eintrag["location"] = textwert(ort(sitzung))
    if sitzung.zugangshinweis:
        eintrag["description"] = textwert(sitzung.zugangshinweis)
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
    adresse.params["CN"] = vText(ohne_steuerzeichen(person.anzeigename).replace('"', "'"))
    adresse.params["PARTSTAT"] = vText(_PARTSTAT.get(antwort, "NEEDS-ACTION"))  # type: ignore[call-overload]
    adresse.params["ROLE"] = vText("REQ-PARTICIPANT")
    adresse.params["RSVP"] = vText("FALSE")
    return adresse

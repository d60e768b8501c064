"""The released programme as a calendar (RFC 5545), in the active language."""

from collections.abc import Iterable
from zoneinfo import ZoneInfo

from django.conf import settings
from icalendar import Event

from konferenz.kalenderdatei import kalender, kennung, textwert
from konferenz.models import Konferenz
from programm.models import Programmfassung
from programm.namen import adresse_des_punkts, besonderes, name_des_punkts
from programm.queries.oeffentlich import Punkt


def datei(konferenz: Konferenz, fassung: Programmfassung, punkte: Iterable[Punkt]) -> bytes:
    """These items to subscribe to or to save. The UID of an item stays; SEQUENCE rises with each version."""
    return kalender("programm", (_eintrag(konferenz, fassung, punkt) for punkt in punkte))


def _eintrag(konferenz: Konferenz, fassung: Programmfassung, punkt: Punkt) -> Event:
    zone = ZoneInfo(settings.TIME_ZONE)
    eintrag = Event()
    eintrag.add("uid", kennung(f"programmpunkt-{punkt.nummer}"))
    eintrag.add("sequence", fassung.nummer)
    eintrag.add("dtstamp", fassung.freigegeben_am.replace(microsecond=0))
    eintrag.add("dtstart", punkt.beginn.astimezone(zone))
    eintrag.add("dtend", punkt.ende.astimezone(zone))
    eintrag["summary"] = textwert(name_des_punkts(punkt))
    if wo := ort(konferenz, punkt):
        eintrag["location"] = textwert(wo)
    if was := "\n\n".join(filter(None, [str(punkt.text).strip(), besonderes(punkt)])):
        eintrag["description"] = textwert(was)
    eintrag.add("url", settings.BASIS_URL + adresse_des_punkts(konferenz, punkt))
    eintrag.add("status", "CONFIRMED")
    eintrag.add("transp", "TRANSPARENT" if punkt.ist_pause else "OPAQUE")
    return eintrag


def ort(konferenz: Konferenz, punkt: Punkt) -> str:
    """Room and house in one line."""
    haus = [konferenz.ort.name, konferenz.ort.anschrift] if konferenz.ort else []
    return ", ".join(filter(None, [punkt.raum.name if punkt.raum else "", *haus]))

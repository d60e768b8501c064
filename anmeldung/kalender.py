"""The calendar file of a conference (RFC 5545)."""

from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import override
from icalendar import Event

from anmeldung.models import Anmeldung
from konferenz import uhr
from konferenz.beitraege import Anlage
from konferenz.kalenderdatei import kalender, kennung, textwert
from konferenz.models import Konferenz

TYP = "text/calendar; charset=utf-8; method=PUBLISH"


def kalenderdatei(konferenz: Konferenz) -> Anlage:
    """The event as a file for any calendar program, in the active language.

    The UID stays the same for ever, so a second import replaces the first. Raises ValidationError without a date.
    """
    if konferenz.beginn is None or konferenz.ende is None:
        raise ValidationError(_("Der Termin steht noch nicht fest."))
    return Anlage(
        f"konferenz-{slugify(konferenz.kennung)}.ics", TYP, kalender("anmeldung", [_termin(konferenz)])
    )


def anlage(anmeldung: Anmeldung, sprache: str) -> Anlage:
    """The file as an attachment of a letter in `sprache`."""
    with override(sprache):
        return kalenderdatei(anmeldung.konferenz)


def _termin(konferenz: Konferenz) -> Event:
    zone = ZoneInfo(settings.TIME_ZONE)
    termin = Event()
    termin.add("uid", kennung(f"konferenz-{konferenz.kennung}"))
    termin.add("sequence", konferenz.terminfolge)
    termin.add("dtstamp", uhr.jetzt().replace(microsecond=0))
    termin.add("dtstart", konferenz.beginn.astimezone(zone))  # type: ignore[union-attr]
    termin.add("dtend", konferenz.ende.astimezone(zone))  # type: ignore[union-attr]
    termin["summary"] = textwert(str(konferenz.titel))
    termin["location"] = textwert(_ort(konferenz))
    termin["description"] = textwert(_beschreibung(konferenz))
    termin.add("url", settings.BASIS_URL + konferenz.get_absolute_url())
    termin.add("status", "CONFIRMED")
    termin.add("transp", "OPAQUE")
    return termin


def _ort(konferenz: Konferenz) -> str:
    if konferenz.ort is None:
        return ""
    return ", ".join(filter(None, [konferenz.ort.name, konferenz.ort.anschrift]))


def _beschreibung(konferenz: Konferenz) -> str:
    """Admission, way and access, as far as they are known."""
    zeilen = []
    if konferenz.einlass_ab:
        zeit = konferenz.einlass_ab.astimezone(ZoneInfo(settings.TIME_ZONE))
        zeilen.append(_("Einlass ab %(zeit)s Uhr") % {"zeit": f"{zeit:%H:%M}"})
    if konferenz.ort:
        zeilen += [str(konferenz.ort.anfahrt or ""), str(konferenz.ort.zugang or "")]
    return "\n\n".join(zeile.strip() for zeile in zeilen if zeile.strip())

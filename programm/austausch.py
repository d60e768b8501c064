"""The released programme for conference apps: the format of frab's `schedule.xml` and `schedule.json`, in the active
language."""

from collections.abc import Iterator
from datetime import datetime
from itertools import groupby
from typing import Any
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree as ET  # nosec B405  # writes only

from django.conf import settings
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import get_language

from konferenz.kalenderdatei import ohne_steuerzeichen
from konferenz.models import Konferenz
from programm.namen import adresse_des_punkts, besonderes, name_des_punkts
from programm.queries.oeffentlich import Programm, Punkt

RASTER_MINUTEN = 5
Daten = dict[str, Any]


def als_daten(konferenz: Konferenz, programm: Programm) -> Daten:
    """The content of `schedule.json`. Times are local with their offset, durations are HH:MM."""
    tage = list(_tage(konferenz, programm))
    konferenzdaten = {
        "acronym": konferenz.kennung,
        "title": str(konferenz.titel),
        "start": tage[0]["date"],
        "end": tage[-1]["date"],
        "daysCount": len(tage),
        "timeslot_duration": f"00:{RASTER_MINUTEN:02d}",
        "time_zone_name": settings.TIME_ZONE,
        "rooms": [
            {"name": raum.name, "guid": _guid(f"raum-{raum.nummer}"), "capacity": raum.plaetze}
            for raum in programm.raeume
        ],
        "tracks": [],
        "days": tage,
    }
    return {
        "schedule": {
            "version": str(programm.fassung.nummer),
            "base_url": settings.BASIS_URL,
            "conference": konferenzdaten,
        }
    }


def _tage(konferenz: Konferenz, programm: Programm) -> Iterator[Daten]:
    je_tag = groupby(programm.punkte, key=lambda punkt: timezone.localtime(punkt.beginn).date())
    for nummer, (tag, gruppe) in enumerate(je_tag, start=1):
        punkte = list(gruppe)
        raeume: dict[str, list[Daten]] = {}
        for punkt in punkte:
            raeume.setdefault(_raum(konferenz, punkt), []).append(_ereignis(konferenz, punkt))
        yield {
            "index": nummer,
            "date": tag.isoformat(),
            "day_start": _ortszeit(min(punkt.beginn for punkt in punkte)),
            "day_end": _ortszeit(max(punkt.ende for punkt in punkte)),
            "rooms": raeume,
        }


def _raum(konferenz: Konferenz, punkt: Punkt) -> str:
    """What happens in no certain room happens in the house."""
    return punkt.raum.name if punkt.raum else str(konferenz.ort or "–")


def _ereignis(konferenz: Konferenz, punkt: Punkt) -> Daten:
    beginn = timezone.localtime(punkt.beginn)
    return {
        "id": punkt.nummer,
        "guid": _guid(f"programmpunkt-{punkt.nummer}"),
        "url": settings.BASIS_URL + adresse_des_punkts(konferenz, punkt),
        "date": _ortszeit(punkt.beginn),
        "start": f"{beginn:%H:%M}",
        "duration": _dauer(punkt),
        "room": _raum(konferenz, punkt),
        "slug": f"{konferenz.kennung}-{punkt.nummer}-{slugify(name_des_punkts(punkt))[:60]}".rstrip("-"),
        "title": name_des_punkts(punkt),
        "subtitle": "",
        "track": None,
        "type": punkt.art,
        "language": punkt.gruppe.sprache if punkt.gruppe else "de",
        "abstract": str(punkt.gruppe.ziele if punkt.gruppe else punkt.text),
        "description": besonderes(punkt),
        "do_not_record": True,
        "persons": [{"id": einer.nummer, "public_name": einer.name} for einer in punkt.auftritte],
        "links": [],
        "attachments": [],
    }


def _ortszeit(zeit: datetime) -> str:
    return timezone.localtime(zeit).isoformat()


def _dauer(punkt: Punkt) -> str:
    stunden, minuten = divmod(int((punkt.ende - punkt.beginn).total_seconds()) // 60, 60)
    return f"{stunden:02d}:{minuten:02d}"


def _guid(was: str) -> str:
    return str(uuid5(NAMESPACE_URL, f"{settings.BASIS_URL}/{was}"))


def als_xml(konferenz: Konferenz, programm: Programm) -> bytes:
    """The content of `schedule.xml`: the same facts."""
    daten = als_daten(konferenz, programm)["schedule"]
    wurzel = ET.Element("schedule", {"xml:lang": get_language() or "de"})
    _kind(wurzel, "version", daten["version"])
    kopf = ET.SubElement(wurzel, "conference")
    for name in ("acronym", "title", "start", "end", "timeslot_duration", "time_zone_name"):
        _kind(kopf, name, daten["conference"][name])
    _kind(kopf, "days", daten["conference"]["daysCount"])
    _kind(kopf, "base_url", daten["base_url"])
    for tag in daten["conference"]["days"]:
        teil = ET.SubElement(
            wurzel,
            "day",
            {
                "index": str(tag["index"]),
                "date": tag["date"],
                "start": tag["day_start"],
                "end": tag["day_end"],
            },
        )
        for name, ereignisse in tag["rooms"].items():
            raum = ET.SubElement(teil, "room", {"name": ohne_steuerzeichen(name)})
            for ereignis in ereignisse:
                _ereignis_xml(raum, ereignis)
    return ET.tostring(wurzel, encoding="utf-8", xml_declaration=True)


FELDER = (
    "date", "start", "duration", "room", "slug", "url", "title", "subtitle", "type", "language", "abstract",
    "description",
)  # fmt: skip


def _ereignis_xml(raum: ET.Element, daten: Daten) -> None:
    teil = ET.SubElement(raum, "event", {"id": str(daten["id"]), "guid": daten["guid"]})
    for name in FELDER:
        _kind(teil, name, daten[name])
    _kind(teil, "track", "")
    _kind(ET.SubElement(teil, "recording"), "optout", "true")
    personen = ET.SubElement(teil, "persons")
    for person in daten["persons"]:
        _kind(personen, "person", person["public_name"], id=str(person["id"]))
    ET.SubElement(teil, "links")
    ET.SubElement(teil, "attachments")


def _kind(eltern: ET.Element, name: str, wert: object, **attribute: str) -> None:
    ET.SubElement(eltern, name, attribute).text = ohne_steuerzeichen(str(wert))

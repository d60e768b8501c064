"""The fixed world of the tests: the conference of Drs. 22-4292 on 16.11.2024, open for registration on 2.9.2024."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from itertools import count
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from anmeldung import actions
from anmeldung.models import Anmeldung
from konferenz import uhr
from konferenz.models import Bezirk, Konferenz, Ort

BERLIN = ZoneInfo("Europe/Berlin")
MONTAG = datetime(2024, 9, 2, 9, 14, tzinfo=BERLIN)
"""The day of the demonstration."""
_nummern = count(1)


def am(tag: str, zeit: str = "09:00") -> datetime:
    """A moment in local time: `am("2024-11-16", "10:00")`."""
    return datetime.fromisoformat(f"{tag}T{zeit}").replace(tzinfo=BERLIN)


@contextmanager
def zeit(tag: str, uhrzeit: str = "09:00") -> Iterator[None]:
    """The project's clock stands at this moment."""
    with uhr.gestellt(am(tag, uhrzeit)):
        yield


def bezirk(**felder: Any) -> Bezirk:
    """The authority of an invented district."""
    angaben = {
        "behoerde": "Bezirksamt Musterstadt-Nord",
        "bezirk": "Musterstadt-Nord",
        "koerperschaft": "Freie Stadt Musterstadt",
        "fachamt": "Fachamt Zusammenleben",
        "strasse": "Rathausweg 1",
        "plz": "12345",
        "ort": "Musterstadt",
        "leitung": "Dr. Maria Beispiel",
        "email": "integration@bezirk.example",
        "telefon": "0123 456-0",
        "telefonzeiten": {"de": "montags bis freitags 9 bis 15 Uhr", "en": "Monday to Friday, 9 am to 3 pm"},
        "telefonsprachen": ["de", "en", "tr"],
        "redaktion": "Pressestelle",
        "sprachen": ["de", "de-simple", "en", "ar", "tr"],
    }
    return Bezirk.objects.update_or_create(id=1, defaults={**angaben, **felder})[0]


def konferenz(plaetze: int = 120, **felder: Any) -> Konferenz:
    """A published conference with its seats, a Saturday in November."""
    ort = Ort.objects.create(
        name="Bürgerhaus", strasse="Am Markt 1", plz="12345", ort="Musterstadt", stadtteil="Altstadt",
        anfahrt={"de": "Mit der S-Bahn bis Markt."}, zugang={"de": "Ohne Stufen."},
    )  # fmt: skip
    angaben = {
        "kennung": "2024",
        "titel": {"de": "Integrationskonferenz 2024", "en": "Integration conference 2024"},
        "leitthema": "Zusammen besser werden",
        "vorspann": {"de": "Reden Sie mit."},
        "warum": {"de": "Weil es alle angeht."},
        "ort": ort,
        "beginn": am("2024-11-16", "10:00"),
        "ende": am("2024-11-16", "17:00"),
        "einlass_ab": am("2024-11-16", "09:15"),
        "anmeldung_von": am("2024-08-05", "08:00"),
        "anmeldung_bis": am("2024-11-08", "23:59"),
        "bedarf_bis": date(2024, 10, 26),
        "dolmetschsprachen": ["ar", "fa-af", "tr", "ru", "uk"],
        "ist_veroeffentlicht": True,
    }
    ergebnis = Konferenz.objects.create(**{**angaben, **felder})
    ergebnis.refresh_from_db()  # texts in several languages are strings only once they were read
    kontingent = actions.kontingent_anlegen(ergebnis)
    kontingent.plaetze = plaetze
    kontingent.save()
    return ergebnis


def angaben(**felder: Any) -> actions.Angaben:
    """What a person writes into the form, each time another address."""
    nummer = next(_nummern)
    vorgabe = {"name": f"Gül Şahin {nummer}", "email": f"gast{nummer}@example.org"}
    return actions.Angaben(**{**vorgabe, **felder})


def unbestaetigt(veranstaltung: Konferenz, **felder: Any) -> Anmeldung:
    """Somebody who registered online and has not confirmed yet."""
    eingabe = angaben(**felder)
    actions.anmelden(konferenz=veranstaltung, angaben=eingabe, schluessel=uuid4())
    return Anmeldung.objects.select_related("konferenz").get(konferenz=veranstaltung, email=eingabe.email)


def bestaetigt(veranstaltung: Konferenz, **felder: Any) -> Anmeldung:
    """Somebody who registered online and confirmed: seated or waiting."""
    return actions.bestaetigen(anmeldung=unbestaetigt(veranstaltung, **felder))

"""How tests open pages of meetings: as somebody of the group, read as text."""

from typing import Any
from uuid import uuid4

from django.test import Client

from konferenz.models import Benutzer
from planung.models import Sitzung
from tests.planung.fuellung import Fuellung

URL = "/arbeit/sitzungen/"


def als(benutzer: Benutzer) -> Client:
    client = Client()
    client.force_login(benutzer)
    return client


def text(antwort: Any) -> str:
    return antwort.content.decode().replace("\N{NO-BREAK SPACE}", " ")


def lies(haus: Fuellung, konto: str, pfad: str = "") -> str:
    antwort = als(haus.konten[konto]).get(URL + pfad)
    assert antwort.status_code == 200
    return text(antwort)


def sende(haus: Fuellung, konto: str, pfad: str, **daten: object) -> Any:
    return als(haus.konten[konto]).post(URL + pfad, daten, follow=True)


def titel(sitzung: Sitzung) -> list[str]:
    return [punkt.titel for punkt in sitzung.punkte.in_ordnung()]


def punktangaben(**andere: object) -> dict[str, object]:
    return {
        "schluessel": str(uuid4()), "titel": "Kinderbetreuung", "art": "sache", "minuten": "15",
        "ist_oeffentlich": "on", **andere,
    }  # fmt: skip

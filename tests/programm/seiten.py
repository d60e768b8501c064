"""How tests open pages of the programme, and what a form sends."""

from typing import Any
from uuid import uuid4

from django.test import Client

from konferenz.models import Benutzer
from tests.lesen import text

URL = "/arbeit/2024/programm/"


def lies(benutzer: Benutzer, pfad: str = "", status: int = 200) -> str:
    client = Client()
    client.force_login(benutzer)
    antwort = client.get(URL + pfad)
    assert antwort.status_code == status, antwort
    return text(antwort)


def sende(benutzer: Benutzer, pfad: str, **daten: object) -> Any:
    """The text of the page after the form, with a key of its own unless one is given."""
    client = Client()
    client.force_login(benutzer)
    antwort = client.post(URL + pfad, {"schluessel": str(uuid4()), **daten}, follow=True)
    return text(antwort)

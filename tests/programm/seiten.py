"""How tests open pages of the programme, and what a form sends."""

import re
from typing import Any
from uuid import uuid4

from django.test import Client

from konferenz.models import Benutzer

URL = "/arbeit/2024/programm/"


def _text(antwort: Any) -> str:
    """As it is, but for what a reader does not see inside a sentence."""
    return re.sub(r"</?bdi[^>]*>", "", antwort.content.decode().replace("\N{NO-BREAK SPACE}", " "))


def lies(benutzer: Benutzer, pfad: str = "", status: int = 200) -> str:
    client = Client()
    client.force_login(benutzer)
    antwort = client.get(URL + pfad)
    assert antwort.status_code == status, antwort
    return _text(antwort)


def sende(benutzer: Benutzer, pfad: str, **daten: object) -> Any:
    """The text of the page after the form, with a key of its own unless one is given."""
    client = Client()
    client.force_login(benutzer)
    antwort = client.post(URL + pfad, {"schluessel": str(uuid4()), **daten}, follow=True)
    return _text(antwort)

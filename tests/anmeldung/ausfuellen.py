"""Fill in the public forms as a browser does, and open personal links."""

import re
import time
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.test import Client

from anmeldung.models import Anmeldung
from konferenz import uhr
from konferenz.actions.zugang import zugangslink_ausstellen
from konferenz.forms.gegen_automaten import _unterschrift

FORMULAR = "/2024/anmeldung/"
MEINE = "/2024/meine-anmeldung/"


def zeitmarke(sekunden: float = 10) -> str:
    """The mark of a form that was shown so many seconds ago."""
    return _unterschrift.sign(str(int(time.time() - sekunden)))


def eingaben(**felder: Any) -> dict[str, Any]:
    """What a person sends who took ten seconds; every call is another form."""
    vorgabe = {
        "name": "İpek Gül-Şahin",
        "email": "ipek@example.org",
        "sprache": "de",
        "schluessel": str(uuid4()),
        "zeitmarke": zeitmarke(),
    }
    return {**vorgabe, **felder}


def versteckte(inhalt: str) -> dict[str, str]:
    """Names and values of the hidden fields of a page."""
    felder = re.findall(r"<input[^>]*type=\"hidden\"[^>]*>", inhalt)
    return {re.search(r'name="([^"]*)"', f)[1]: re.search(r'value="([^"]*)"', f)[1] for f in felder}  # type: ignore[index]


def oeffne_link(client: Client, anmeldung: Anmeldung, zweck: str = "anmeldung.meine", tage: int = 3) -> Any:
    """Open a personal link as it stands in a letter; returns the page it leads to."""
    bis = uhr.jetzt() + timedelta(days=tage)
    geheimnis = zugangslink_ausstellen(zweck=zweck, objekt=str(anmeldung.pk), gueltig_bis=bis)
    return client.get(f"/z/{geheimnis}/", follow=True)

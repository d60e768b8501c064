"""What each role is shown leads somewhere: every link and every button of the staff area, followed from its start
page, opens for the person who sees it.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import date
from typing import Any
from urllib.parse import urljoin

import pytest
from lxml import html

from konferenz.actions.rechtstext import rechtstext_speichern
from konferenz.models import Rechtstext
from tests.test_rechte import ALLE, OHNE_ROLLE, Haus

ANFANG = "/arbeit/"
EIGENES = ("/arbeit/", "/konto/")
"""Public pages have no roles."""
BEENDET = "/konto/logout/"
"""Would end the session that walks on."""


def _haus_mit_rechtstexten() -> Haus:
    haus = Haus()
    for art in Rechtstext.Art:
        rechtstext_speichern(art=art, text={"de": "Text"}, stand=date(2024, 8, 1))
    return haus


@pytest.fixture(scope="module")
def bestehendes(bestand: Callable[..., AbstractContextManager[Haus]]) -> Iterator[Haus]:
    with bestand(_haus_mit_rechtstexten) as haus:
        yield haus


@pytest.fixture
def haus(bestehendes: Haus, db: None, settings: Any) -> Haus:
    settings.ACCOUNT_RATE_LIMITS = False
    return bestehendes


def wege(seite: str, inhalt: bytes) -> Iterator[tuple[str, str]]:
    """Method and address of every link and every button of a page."""
    baum = html.fromstring(inhalt)
    for link in baum.iter("a"):
        yield "GET", urljoin(seite, link.get("href", "")).partition("#")[0]
    for formular in baum.iter("form"):
        ziele = [formular.get("action"), *(knopf.get("formaction") for knopf in formular.iter("button"))]
        methode = formular.get("method", "get").upper()
        yield from ((methode, urljoin(seite, ziel)) for ziel in ziele if ziel)


def geh(haus: Haus, rolle: str) -> dict[tuple[str, str], tuple[int, str]]:
    """Walk everything a role can reach: status of each answer, and the page that led there."""
    offen, gesehen = [("GET", ANFANG, "")], {}
    while offen:
        methode, adresse, von = offen.pop()
        if (methode, adresse) in gesehen or not adresse.startswith(EIGENES) or adresse == BEENDET:
            continue
        antwort = haus.frage(methode, adresse, rolle)
        gesehen[methode, adresse] = antwort.status_code, von
        if methode == "GET" and antwort.status_code == 200 and "html" in antwort["Content-Type"]:
            offen += [(*weg, adresse) for weg in wege(adresse, antwort.content)]
    return gesehen


@pytest.mark.parametrize("rolle", [*sorted(ALLE), OHNE_ROLLE])
def test_wer_einen_weg_sieht_darf_ihn_gehen(haus: Haus, rolle: str) -> None:
    gegangen = geh(haus, rolle)

    assert ("GET", "/arbeit/rechte/") in gegangen
    assert [(*weg, *was) for weg, was in gegangen.items() if was[0] >= 400] == []

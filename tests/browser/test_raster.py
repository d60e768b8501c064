"""Planning the grid in a real browser: by keyboard, without a script, and by dragging."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.browser.seiten import erschaffe


@pytest.mark.django_db(transaction=True)
def test_mit_der_tastatur_und_durch_ziehen_kommt_dasselbe_heraus(
    neue_seite: Callable[..., Page], live_server: Any
) -> None:
    """S60 in kind: the market of possibilities gets its place by buttons, another one by dragging, none of it
    anywhere that is taken."""
    welt = erschaffe()
    p = welt.programm
    raster = reverse("programm:raster", args=[p.konferenz.kennung])

    def blatt(**wuensche: Any) -> Page:
        seite = neue_seite(**wuensche)
        kennung = welt.sitzung("sachbearbeitung")
        seite.context.add_cookies([{"name": "sessionid", "value": kennung, "url": live_server.url}])
        seite.goto(raster)
        return seite

    def platz() -> tuple[Any, Any]:
        p.wartend.refresh_from_db()
        return p.wartend.zeitfenster, p.wartend.raum

    ohne_skript = blatt(java_script_enabled=False)
    ohne_skript.get_by_role("link", name=re.compile("Einplanen ?: Markt")).press("Enter")
    expect(ohne_skript.get_by_role("heading", name="Wohin mit „Markt der Möglichkeiten“?")).to_be_visible()
    ohne_skript.get_by_role("button", name=re.compile("Hierher ?: 12:45 Uhr, Großer Saal")).press("Enter")
    ohne_skript.wait_for_url(f"**#punkt-{p.wartend.pk}")
    assert platz() == (p.fenster[2], p.raeume["Großer Saal"])

    mit_maus = blatt()

    def zelle(fenster: int, raum: str) -> str:
        return f'td[data-zeitfenster="{p.fenster[fenster].pk}"][data-raum="{p.raeume[raum].pk}"]'

    mit_maus.drag_and_drop(f"#punkt-{p.wartend.pk}", zelle(1, "Raum 1.12"))  # taken: nothing happens
    mit_maus.drag_and_drop(f"#punkt-{p.wartend.pk}", zelle(1, "Großer Saal"))
    mit_maus.wait_for_url(f"**#punkt-{p.wartend.pk}")
    assert platz() == (p.fenster[1], p.raeume["Großer Saal"])

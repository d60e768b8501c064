"""Ranking topics without a mouse."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from planung.models import Punktevergabe
from tests.browser.seiten import erschaffe


@pytest.mark.django_db(transaction=True)
def test_punkte_mit_der_tastatur_und_der_sechste_geht_nicht(
    neue_seite: Callable[..., Page], live_server: Any
) -> None:
    """S45: buttons more/less by keyboard, a status message says the new rank, focus stays, a sixth point is refused."""
    welt = erschaffe()
    runde, wohnen = welt.planung.runde, welt.planung.thema
    blatt = neue_seite(java_script_enabled=True)
    kennung = welt.sitzung("bezirksversammlung")
    blatt.context.add_cookies([{"name": "sessionid", "value": kennung, "url": live_server.url}])
    blatt.goto(runde.get_absolute_url())
    mehr = blatt.locator(f"#mehr-{wohnen.pk}")
    while not mehr.evaluate("knopf => knopf === document.activeElement"):
        blatt.keyboard.press("Tab")
    for punkte in range(1, 6):
        blatt.keyboard.press("Enter")
        wort = "Punkt" if punkte == 1 else "Punkte"
        satz = f"{wohnen.titel}: {punkte} {wort}, Platz 1 bei Ihnen, noch {5 - punkte} zu vergeben."
        expect(blatt.get_by_role("status")).to_contain_text(satz)
        expect(mehr).to_be_focused()
    blatt.keyboard.press("Enter")
    expect(blatt.get_by_text("Sie haben alle 5 Punkte vergeben.")).to_be_visible()
    expect(mehr).to_be_focused()
    blatt.keyboard.press("Tab")
    blatt.keyboard.press("Enter")
    expect(blatt.get_by_role("status")).to_contain_text("4 Punkte")
    assert Punktevergabe.objects.get(runde=runde).punkte == 4

"""Ordering an agenda in a real browser: by dragging, and by the buttons where no script runs."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from tests.browser.seiten import Welt, erschaffe


@pytest.mark.django_db(transaction=True)
def test_ziehen_und_knoepfe_ordnen_gleich(neue_seite: Callable[..., Page], live_server: Any) -> None:
    """S60 in kind: what dragging does the keyboard can do, with and without a script."""
    welt: Welt = erschaffe()
    sitzung = welt.planung.geplant
    erster, zweiter = sitzung.punkte.in_ordnung()

    def blatt(**wuensche: Any) -> Page:
        seite = neue_seite(**wuensche)
        kennung = welt.sitzung("vorsitz")
        seite.context.add_cookies([{"name": "sessionid", "value": kennung, "url": live_server.url}])
        seite.goto(reverse("planung:tagesordnung", args=[sitzung.pk]))
        return seite

    mit_maus = blatt()
    mit_maus.drag_and_drop(f"#punkt-{zweiter.pk}", f"#punkt-{erster.pk}")
    mit_maus.wait_for_url(f"**#punkt-{zweiter.pk}")
    assert [punkt.pk for punkt in sitzung.punkte.in_ordnung()] == [zweiter.pk, erster.pk]

    ohne_skript = blatt(java_script_enabled=False)
    ohne_skript.get_by_role("button", name=f"Nach oben: {erster.titel}").press("Enter")
    ohne_skript.wait_for_url(f"**#punkt-{erster.pk}")
    assert [punkt.pk for punkt in sitzung.punkte.in_ordnung()] == [erster.pk, zweiter.pk]

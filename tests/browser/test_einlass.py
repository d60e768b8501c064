"""A desk on the day in a real browser, by keyboard and without a script."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect

from anmeldung.models import Anwesenheit
from tests import welt
from tests.browser.pruefung import axe_maengel, ueberlauf
from tests.personen import person
from tests.programm.welt import programm


@pytest.mark.django_db(transaction=True)
def test_einlassen_mit_der_tastatur_und_was_dabei_herauskommt(
    neue_seite: Callable[..., Page], live_server: Any
) -> None:
    """S60 in kind: number and Enter let in and a status says so; a part of a name asks; every answer can be read."""
    p = programm()
    ipek, karin = welt.bestaetigt(p.konferenz, name="İpek"), welt.bestaetigt(p.konferenz, name="Karin")
    blatt = neue_seite(java_script_enabled=True, viewport={"width": 390, "height": 800})
    kennung = _sitzung()
    blatt.context.add_cookies([{"name": "sessionid", "value": kennung, "url": live_server.url}])
    blatt.goto(reverse("einlass:einlass", args=[p.konferenz.kennung]))

    def tippe(was: str, erwartet: str) -> None:
        feld = blatt.get_by_label("Nummer oder Name")
        feld.fill(was)
        feld.press("Enter")
        expect(blatt.get_by_role("status")).to_contain_text(erwartet)
        assert axe_maengel(blatt) + ueberlauf(blatt) == []

    tippe(ipek.nummer, "jetzt eingelassen")
    tippe(ipek.nummer, "schon da seit")
    tippe("Kar", "1 Person passt.")
    blatt.get_by_role("button", name="Einlassen : Karin").or_(
        blatt.get_by_role("button", name="Einlassen: Karin")
    ).press("Enter")
    expect(blatt.get_by_role("status")).to_contain_text("jetzt eingelassen")
    tippe("Niemand", "Niemand passt.")
    assert set(Anwesenheit.objects.values_list("anmeldung", flat=True)) == {ipek.pk, karin.pk}


def _sitzung() -> str:
    """A session of somebody at the desk."""
    client = Client()
    client.force_login(person("einlass", name="Emil Schulz", email="emil@bezirk.example"))
    return client.cookies["sessionid"].value

"""The whole life of the money in a browser: three people, every form filled and sent on its page."""

from collections.abc import Callable

import pytest
from django.test import Client
from playwright.sync_api import Page

from tests.browser.kunde import ImBrowser
from tests.budget.test_ganzes_leben import SCHRITTE, Leben


class LebenImBrowser(Leben):
    """The same people at three browsers."""

    def __init__(self, neue_seite: Callable[..., Page]) -> None:
        super().__init__()
        self.amira = ImBrowser(neue_seite(), self.kasse.amira)
        self.bernd = ImBrowser(neue_seite(), self.kasse.bernd)
        self.carla = ImBrowser(neue_seite(), self.kasse.carla)

    def lade(self, client: Client, ort: str) -> bytes:
        assert isinstance(client, ImBrowser)
        return client.lade(ort)


@pytest.mark.langsam
@pytest.mark.django_db(transaction=True)
def test_von_der_bestaetigung_bis_zum_geprueften_nachweis_im_browser(neue_seite: Callable[..., Page]) -> None:
    """S10, S15, S21: from December 2023 to February 2025, as in `tests/budget/test_ganzes_leben.py`."""
    leben = LebenImBrowser(neue_seite)
    for schritt in SCHRITTE:
        schritt(leben)

"""The complete matrix: every page × language × colour × width (`make test-alles`)."""

from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.pruefung import Betrachter
from tests.browser.seiten import BREITEN, FARBEN, GRUPPEN, SPRACHEN, Ansicht, erschaffe


@pytest.mark.langsam
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("sprache", SPRACHEN)
@pytest.mark.parametrize("gruppe", GRUPPEN)
def test_alle_ansichten(gruppe: str, sprache: str, neue_seite: Callable[..., Page], tmp_path: Path) -> None:
    """S60 in every combination."""
    betrachter = Betrachter(neue_seite, erschaffe(), tmp_path)
    seiten = [seite for seite in GRUPPEN[gruppe] if sprache == "de" or seite.hat_sprachen]
    for seite, farbe, breite in product(seiten, FARBEN, BREITEN):
        betrachter.sieh_an(seite, Ansicht(sprache, farbe, breite))
    betrachter.pruefe_html()
    assert betrachter.maengel == []

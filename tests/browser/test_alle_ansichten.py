"""The complete matrix: every page × language × colour × width (`make test-alles`)."""

from collections.abc import Callable
from itertools import product, starmap

import pytest
from playwright.sync_api import Page

from tests.browser.pruefung import Betrachter, Htmlpruefer
from tests.browser.seiten import BREITEN, FARBEN, GRUPPEN, PORTION, PORTIONEN, SPRACHEN, Ansicht, erschaffe


@pytest.mark.langsam
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("gruppe", "ab"), PORTIONEN)
def test_alle_ansichten(
    gruppe: str, ab: int, neue_seite: Callable[..., Page], htmlpruefer: Htmlpruefer
) -> None:
    """S60 in every combination."""
    betrachter = Betrachter(neue_seite, erschaffe(), htmlpruefer)
    for seite in GRUPPEN[gruppe][ab : ab + PORTION]:
        sprachen = SPRACHEN if seite.hat_sprachen else ("de",)
        betrachter.sieh_an(seite, *starmap(Ansicht, product(sprachen, FARBEN, BREITEN)))
    assert betrachter.maengel == []

"""The complete matrix: every page × language × colour × width (`make test-alles`)."""

from collections.abc import Callable
from itertools import product, starmap

import pytest
from playwright.sync_api import Page

from tests.browser.pruefung import Betrachter, Htmlpruefer
from tests.browser.seiten import BREITEN, FARBEN, GRUPPEN, PORTIONEN, SPRACHEN, Ansicht, Portion, erschaffe


@pytest.mark.langsam
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("portion", PORTIONEN, ids=str)
def test_alle_ansichten(portion: Portion, neue_seite: Callable[..., Page], htmlpruefer: Htmlpruefer) -> None:
    """S60 in every combination."""
    betrachter = Betrachter(neue_seite, erschaffe(), htmlpruefer)
    for gruppe, nummer in portion.seiten:
        seite = GRUPPEN[gruppe][nummer]
        sprachen = SPRACHEN if seite.hat_sprachen else ("de",)
        betrachter.sieh_an(seite, *starmap(Ansicht, product(sprachen, FARBEN, BREITEN)))
    assert betrachter.maengel == []

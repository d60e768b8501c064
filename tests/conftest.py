"""What every test starts with: Monday, 2 September 2024, by the project's clock, in German; the real clock is real."""

from collections.abc import Iterator

import pytest
from django.core.cache import caches
from django.utils.translation import override

from konferenz import uhr
from tests import welt


@pytest.fixture(autouse=True)
def montag() -> Iterator[None]:
    """The project's clock stands until `welt.zeit` moves it; the language is German, whatever a page before left."""
    caches["seiten"].clear()
    with uhr.gestellt(welt.MONTAG), override("de"):
        yield

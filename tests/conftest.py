"""What every test starts with: Monday, 2 September 2024, by the project's clock; the real clock is real."""

from collections.abc import Iterator

import pytest
from django.core.cache import caches

from konferenz import uhr
from tests import welt


@pytest.fixture(autouse=True)
def montag() -> Iterator[None]:
    """The project's clock stands; a test moves it with `welt.zeit`."""
    caches["seiten"].clear()
    with uhr.gestellt(welt.MONTAG):
        yield

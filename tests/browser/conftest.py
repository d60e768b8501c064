"""What the page tests of one process share."""

from collections.abc import Iterator

import pytest

from tests.browser.pruefung import Htmlpruefer


@pytest.fixture(scope="session")
def htmlpruefer() -> Iterator[Htmlpruefer]:
    """One validator for all pages."""
    pruefer = Htmlpruefer()
    yield pruefer
    pruefer.beenden()

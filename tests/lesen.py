"""How tests read an answer, and count what it costs."""

import re
from collections.abc import Callable
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext


def text(antwort: Any) -> str:
    """A page as it is, but for what a reader does not see inside a sentence: `bdi`, and spaces that do not break."""
    return re.sub(r"</?bdi[^>]*>", "", antwort.content.decode().replace("\N{NO-BREAK SPACE}", " "))


def anweisungen(*taten: Callable[[], Any]) -> list[int]:
    """How many SQL statements each of them takes."""
    zahlen = []
    for tat in taten:
        with CaptureQueriesContext(connection) as gefangen:
            tat()
        zahlen.append(len(gefangen))
    return zahlen

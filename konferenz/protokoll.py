"""What a log line may not hold: secrets and what people wrote.

A personal link is a secret, so its path is cut wherever an address is logged. The text of an exception may quote an
entry ("Key (email)=(…) already exists"), so a log names its kind and its way through the code instead.
"""

import logging
import re
import traceback
from collections.abc import Iterator
from typing import Any

_ZUGANG = re.compile(r"/z/[^\s\"'?#]+")


class OhneZugang(logging.Filter):
    """Replaces the secret part of personal links in message and arguments, and the text of a failed task's error."""

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.args, dict) and "exc" in record.args:
            record.args = {**record.args, **_ohne_wortlaut(record)}
        text = record.getMessage()
        if "/z/" in text:
            record.msg, record.args = _ZUGANG.sub("/z/…", text), ()
        return True


def _ohne_wortlaut(record: logging.LogRecord) -> dict[str, str]:
    """What Celery says about an exception, without its text."""
    fehler = record.exc_info[1] if record.exc_info else None
    return {"exc": _art(fehler) if fehler else "–", "traceback": ""}


class OhneWortlaut(logging.Formatter):
    """Writes an exception as its way through the code and its kind, never its text."""

    def formatException(self, ei: Any) -> str:  # noqa: N802 - the name is logging's
        kette = reversed(list(_ursachen(ei[1])))
        return "\n".join(
            f"{''.join(traceback.format_tb(fehler.__traceback__))}{_art(fehler)}" for fehler in kette
        )


def _ursachen(fehler: BaseException | None) -> Iterator[BaseException]:
    """An exception and what it came from, the last one first."""
    gesehen: set[int] = set()
    while fehler is not None and id(fehler) not in gesehen:
        gesehen.add(id(fehler))
        yield fehler
        fehler = fehler.__cause__ or (None if fehler.__suppress_context__ else fehler.__context__)


def _art(fehler: BaseException) -> str:
    """Kind of an exception; of one from the database also its code and the constraint."""
    angaben = getattr(fehler, "diag", None)
    zusatz = [getattr(angaben, name, None) for name in ("sqlstate", "constraint_name")]
    art = f"{type(fehler).__module__}.{type(fehler).__qualname__}"
    return " ".join([art, *filter(None, zusatz)])

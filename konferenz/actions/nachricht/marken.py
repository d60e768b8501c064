"""Markers in rendered letters: where a personal link or a code will stand once the letter is handed over.

While a template renders, a marker is text around a random number of this rendering; nobody whose name or remark is
printed can know it. Afterwards the text is cut there, and markers are stored as objects among strings.
"""

import re
from secrets import token_hex
from typing import Any

from konferenz import geheim

MARKEN = "_marken"
"""Name of the `Marken` object in the context of a text template."""

Teil = str | dict[str, Any]

_VERWEIS = re.compile(r"(?<=\w)([.@])(?=\w)|(:)(?=//)")
_UNDRUCKBAR = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_TRENNER = "\u200b"


class Marken:
    """The markers of one rendering."""

    def __init__(self) -> None:
        self._nonce = token_hex(16)
        self._gesetzt: list[dict[str, Any]] = []

    def setze(self, marke: dict[str, Any]) -> str:
        """Remember a marker; returns the text that holds its place."""
        self._gesetzt.append(marke)
        return f"\x02{self._nonce}:{len(self._gesetzt) - 1}\x03"

    def zerlege(self, text: str) -> list[Teil]:
        """Strings and markers in the order of the text."""
        stuecke = re.split(f"\x02{self._nonce}:([0-9]+)\x03", text)
        teile: list[Teil] = [self._gesetzt[int(s)] if i % 2 else _sauber(s) for i, s in enumerate(stuecke)]
        return [teil for teil in teile if teil != ""]


def _sauber(text: str) -> str:
    """Without control characters and halves of characters: no mail prints them, no database stores them."""
    return _UNDRUCKBAR.sub("", text.replace("\r\n", "\n"))


def verschluessele(teile: list[Teil]) -> list[Teil]:
    """The parts with their codes encrypted by the key outside the database."""
    return [
        {"geheim": geheim.verschluessele(teil["geheim"]).decode()}
        if isinstance(teil, dict) and "geheim" in teil
        else teil
        for teil in teile
    ]


def entschaerfe(text: str) -> str:
    """Break, invisibly, what a mail program would turn into a link: addresses in what people typed."""
    return _VERWEIS.sub(lambda fund: f"{fund.group()}{_TRENNER}", text)

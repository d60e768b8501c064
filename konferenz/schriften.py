"""The fonts of printed pages, read from the installed packages, and the characters they can draw.

They are the Noto fonts of `package.json` (OFL): Latin, Greek, Cyrillic; Arabic; Ethiopic. None lies in the repository.
"""

import re
import struct
from functools import cache
from pathlib import Path
from unicodedata import category

from django.conf import settings

FAMILIEN = ("Noto Sans", "Noto Sans Arabic", "Noto Sans Ethiopic")
"""In the order in which a character is looked for."""

ERSATZ = "\N{REPLACEMENT CHARACTER}"
_PAKETE = ("noto-sans", "noto-sans-arabic", "noto-sans-ethiopic")
_SCHNITTE = ("400Regular", "700Bold")
_ZEILENENDE = re.compile("\r\n|[\r\u2028\u2029]")


def schriftdateien() -> list[Path]:
    """Every font file, regular and bold of each family; those that are not installed are left out."""
    ort = Path(settings.SCHRIFTEN_DIR)
    return [
        datei
        for paket in _PAKETE
        for schnitt in _SCHNITTE
        for datei in sorted((ort / paket / schnitt).glob("*.ttf"))
    ]


@cache
def _zeichenvorrat(dateien: tuple[Path, ...]) -> frozenset[int]:
    return frozenset().union(*(zeichen_der_schrift(datei.read_bytes()) for datei in dateien))


def druckbar(text: str) -> str:
    """`text` with a sign in the place of every character that no font has: a PDF/A must not show an empty box.

    Line ends and tabs stay, other control characters go.
    """
    vorrat = _zeichenvorrat(tuple(schriftdateien()))
    return "".join(_druckbares(zeichen, vorrat) for zeichen in _ZEILENENDE.sub("\n", text))


def _druckbares(zeichen: str, vorrat: frozenset[int]) -> str:
    if zeichen in "\n\t":
        return zeichen
    if category(zeichen) == "Cc":  # fonts map some of them, no PDF/A may hold one
        return ""
    if ord(zeichen) in vorrat:
        return zeichen
    return ERSATZ if zeichen.isprintable() else ""


def zeichen_der_schrift(daten: bytes) -> set[int]:
    """Code points that a TrueType font maps to a glyph (its `cmap`, formats 4 and 12; OpenType 1.9, chapter cmap)."""
    anzahl = struct.unpack_from(">H", daten, 4)[0]
    tabellen = (struct.unpack_from(">4sLLL", daten, 12 + 16 * nummer) for nummer in range(anzahl))
    anfang = next(ort for name, _summe, ort, _laenge in tabellen if name == b"cmap")
    unterzahl = struct.unpack_from(">H", daten, anfang + 2)[0]
    gefunden: set[int] = set()
    for nummer in range(unterzahl):
        ort = anfang + struct.unpack_from(">HHL", daten, anfang + 4 + 8 * nummer)[2]
        format = struct.unpack_from(">H", daten, ort)[0]
        if format in _LESER:
            gefunden |= _LESER[format](daten, ort)
    return gefunden


def _format4(daten: bytes, ort: int) -> set[int]:
    zahl = struct.unpack_from(">H", daten, ort + 6)[0] // 2
    enden = struct.unpack_from(f">{zahl}H", daten, ort + 14)
    anfaenge = struct.unpack_from(f">{zahl}H", daten, ort + 16 + 2 * zahl)
    return {punkt for von, bis in zip(anfaenge, enden, strict=True) for punkt in range(von, bis + 1)} - {
        0xFFFF
    }


def _format12(daten: bytes, ort: int) -> set[int]:
    zahl = struct.unpack_from(">L", daten, ort + 12)[0]
    gruppen = (struct.unpack_from(">LLL", daten, ort + 16 + 12 * nummer) for nummer in range(zahl))
    return {punkt for von, bis, _glyph in gruppen for punkt in range(von, bis + 1)}


_LESER = {4: _format4, 12: _format12}

"""Names of people in any script: cleaned without rewriting them, sorted as a German directory does."""

import re
import unicodedata

_VERBINDER = "\u200c\u200d"
"""Zero-width (non-)joiners shape Persian and Indic names and stay; every other invisible character goes."""

_EIGENE = str.maketrans(
    {
        "ä": "ae",
        "ö": "oe",
        "ü": "ue",
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ø": "oe",
        "đ": "d",
        "ð": "d",
        "ł": "l",
        "ı": "i",
        "þ": "th",
    }
)


def _bleibt(zeichen: str) -> bool:
    return zeichen in _VERBINDER or unicodedata.category(zeichen) not in ("Cc", "Cf", "Cs", "Co", "Cn")


def bereinige(name: str) -> str:
    """NFC, single spaces, no control, direction or private-use characters; letters and their case are never changed."""
    in_zeile = re.sub(r"\s", " ", name)
    sichtbar = "".join(zeichen for zeichen in in_zeile if _bleibt(zeichen))
    return unicodedata.normalize("NFC", re.sub(r" +", " ", sichtbar)).strip()


def sortierschluessel(name: str) -> str:
    """Stored sort key by DIN 5007-2 (ä as ae); marks and punctuation do not count, other scripts follow Latin by
    their order in Unicode."""
    klein = unicodedata.normalize("NFC", name).replace("İ", "i").casefold().translate(_EIGENE)
    zerlegt = unicodedata.normalize("NFKD", klein)
    buchstaben = (
        z if z.isalnum() else " "
        for z in zerlegt
        if not unicodedata.combining(z) and _bleibt(z) and z not in _VERBINDER
    )
    return re.sub(r"\s+", " ", "".join(buchstaben)).strip()[:400]

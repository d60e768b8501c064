"""Translation catalogues, compiled without the gettext tools.

Needs no settings: the start and the tests use it before Django is there.
"""

import os
from pathlib import Path

import polib


def po_dateien(wurzel: Path) -> list[Path]:
    """All text catalogues below a locale folder."""
    return sorted(wurzel.glob("*/LC_MESSAGES/*.po"))


def ist_veraltet(po: Path) -> bool:
    """Whether the compiled file is missing or older than its source."""
    mo = po.with_suffix(".mo")
    return not mo.exists() or mo.stat().st_mtime_ns < po.stat().st_mtime_ns


def kompiliere(wurzel: Path) -> list[Path]:
    """Compile what is out of date; returns the sources that were compiled. A reader never sees half a file."""
    veraltet = [po for po in po_dateien(wurzel) if ist_veraltet(po)]
    for po in veraltet:
        neu = po.with_suffix(f".{os.getpid()}.neu")
        polib.pofile(str(po)).save_as_mofile(str(neu))
        neu.replace(po.with_suffix(".mo"))
    return veraltet


def ohne_vermutungen(po: Path) -> int:
    """Empty the translations that gettext only guessed from similar texts ("fuzzy"); returns how many."""
    katalog = polib.pofile(str(po), wrapwidth=0)
    vermutet = [eintrag for eintrag in katalog if "fuzzy" in eintrag.flags]
    for eintrag in vermutet:
        eintrag.flags.remove("fuzzy")
        eintrag.msgstr = ""
        eintrag.msgstr_plural = dict.fromkeys(eintrag.msgstr_plural, "")
        eintrag.previous_msgid = eintrag.previous_msgid_plural = None
    if vermutet:
        katalog.save()
    return len(vermutet)

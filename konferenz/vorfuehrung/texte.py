"""Texts of the story: short ones from `texte.toml`, legal ones from `rechtstexte/<kind>.<language>.md`."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from i18nfield.strings import LazyI18nString

ORDNER = Path(__file__).parent


@cache
def _alle() -> dict[str, Any]:
    with (ORDNER / "texte.toml").open("rb") as quelle:
        return tomllib.load(quelle)


def text(gruppe: str, name: str) -> LazyI18nString:
    """One text in all its languages."""
    return LazyI18nString(dict(_alle()[gruppe][name]))


def angebote() -> list[dict[str, Any]]:
    """The offers in their order: name of the sign, title and text."""
    return [
        {
            "zeichen": angebot["zeichen"],
            "titel": LazyI18nString(dict(angebot["titel"])),
            "text": LazyI18nString(dict(angebot["text"])),
        }
        for angebot in _alle()["angebote"]
    ]


def rechtstext(art: str) -> dict[str, str]:
    """A legal text in Markdown, by language."""
    dateien = sorted((ORDNER / "rechtstexte").glob(f"{art}.*.md"))
    return {datei.name.split(".")[1]: datei.read_text(encoding="utf-8") for datei in dateien}


def drucksache() -> str:
    """The motion in our own words, in the shape in which the council information system shows one."""
    return (ORDNER / "drucksache.txt").read_text(encoding="utf-8")

"""The names of the movers of a motion, as printed."""

import re

from .gliedern import einzeilig

_TRENNER = re.compile(r"\s*[,;]\s*(?:und\s|sowie\s)?|\s(?:und|sowie)\s", re.IGNORECASE)
# Small letters only: "Die Linke" has its article in its name.
_VORSPANN = re.compile(r"(?:(?:der|des|den|die|von)\s+)+")
_SAMMELWORT = re.compile(r"(Fraktionen|(?:Bezirks)?Abgeordneten?|Mitglied(?:er|s))\s+", re.IGNORECASE)
_GRUNDWORT = re.compile(r"[- ](Fraktion|Gruppe)(?:en|n)?$", re.IGNORECASE)
_LAENGSTER_NAME = 200


def antragsteller_aus(text: str) -> tuple[str, ...]:
    """Split "der SPD-, CDU- und FDP-Fraktion" into the full name of each mover, as printed otherwise."""
    namen: list[str] = []
    vorwort = ""
    for stueck in _TRENNER.split(einzeilig(text)):
        name = (
            _VORSPANN.sub("", stueck.strip(" .:"), count=1)
            if _VORSPANN.match(stueck)
            else stueck.strip(" .:")
        )
        if sammel := _SAMMELWORT.match(name):
            vorwort = "Fraktion " if sammel[1].lower() == "fraktionen" else ""
            name = _ohne_artikel(name[sammel.end() :])
        if name and len(name) <= _LAENGSTER_NAME:
            namen.append(name if _hat_grundwort(name) else vorwort + name)
    return _ergaenze_grundwort(namen)


def _ohne_artikel(name: str) -> str:
    artikel = _VORSPANN.match(name)
    return name[artikel.end() :] if artikel else name


def _hat_grundwort(name: str) -> bool:
    return _GRUNDWORT.search(name) is not None or name.endswith("-") or name.lower().startswith("fraktion ")


def _ergaenze_grundwort(namen: list[str]) -> tuple[str, ...]:
    """Complete "SPD-" with the noun of the next full name ("FDP-Fraktion")."""
    ganz: list[str] = []
    grundwort = ""
    for name in reversed(namen):
        if fund := _GRUNDWORT.search(name):
            grundwort = fund[1]
            ganz.append(name[: fund.end(1)])
        elif name.endswith("-"):
            ganz.append(name + grundwort if grundwort else name[:-1])
        else:
            ganz.append(name)
    return tuple(dict.fromkeys(reversed(ganz)))

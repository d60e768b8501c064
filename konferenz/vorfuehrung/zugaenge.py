"""Passwords of the demonstration's accounts: made once, kept in a file only its owner can read."""

import json
import os
import secrets
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings

ZEICHEN = "abcdefghijkmnpqrstuvwxyz23456789"
"""Letters and digits that nobody mixes up."""


@dataclass(frozen=True)
class Zugang:
    """How to log in as one person of the story."""

    name: str
    email: str
    rolle: str
    passwort: str


def neues_passwort() -> str:
    """Three groups of five random signs: 74 bits, easy to type."""
    return "-".join("".join(secrets.choice(ZEICHEN) for _ in range(5)) for _ in range(3))


def datei() -> Path:
    """Where the accounts are kept."""
    return Path(settings.VAR_DIR) / "zugaenge.json"


def schreibe(zugaenge: Iterable[Zugang]) -> None:
    """Replace the file, readable for its owner only, all or nothing."""
    neu = datei().with_suffix(".neu")
    neu.unlink(missing_ok=True)
    with os.fdopen(
        os.open(neu, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w", encoding="utf-8"
    ) as ausgabe:
        json.dump([asdict(zugang) for zugang in zugaenge], ausgabe, ensure_ascii=False, indent=1)
    neu.replace(datei())


def lies() -> list[Zugang]:
    """The accounts in the order of the story; none if the file is missing."""
    if not datei().exists():
        return []
    return [Zugang(**angaben) for angaben in json.loads(datei().read_text(encoding="utf-8"))]


def tabelle(zugaenge: Iterable[Zugang]) -> str:
    """The accounts as text in columns."""
    zeilen = [("Name", "E-Mail-Adresse", "Passwort", "Rolle")]
    zeilen += [(z.name, z.email, z.passwort, z.rolle) for z in zugaenge]
    breiten = [max(map(len, spalte)) for spalte in zip(*zeilen, strict=True)]
    return "\n".join(
        "  ".join(wert.ljust(breite) for wert, breite in zip(zeile, breiten, strict=True)).rstrip()
        for zeile in zeilen
    )

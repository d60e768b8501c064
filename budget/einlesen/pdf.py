"""A PDF from outside: whether it is taken, and the invoice embedded in it (ZUGFeRD, Factur-X)."""

import base64
import json
import subprocess  # the only program it starts is the one beside this module
import sys
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

PROGRAMM = Path(__file__).with_name("pdf_auszug.py")
FRIST = 12
"""Seconds after which the reading is given up."""

SAETZE = {
    "kaputt": _("Das PDF ist beschädigt und lässt sich nicht lesen. Bitte lassen Sie es sich noch einmal schicken."),
    "leer": _("Das PDF hat keine Seite."),
    "verschluesselt": _("Das PDF ist verschlüsselt. Bitte speichern Sie es ohne Kennwort."),
    "aktiv": _(
        "Das PDF enthält Programme oder ausfüllbare Formulare. Bitte drucken Sie es neu als PDF und laden Sie das hoch."
    ),
    "anlage": _("Das PDF enthält Anlagen, die keine Rechnung braucht. Bitte lassen Sie es sich ohne sie schicken."),
    "zu_gross": _("Das PDF ist zu umfangreich aufgebaut. Bitte drucken Sie es neu als PDF und laden Sie das hoch."),
}  # fmt: skip


def eingebettete_rechnung(inhalt: bytes) -> bytes | None:
    """The embedded XML of a PDF that may be stored; None if it holds none. Raises ValidationError with the reason."""
    antwort = _befrage(inhalt)
    if fehler := antwort.get("fehler"):
        raise ValidationError(SAETZE.get(fehler, SAETZE["kaputt"]), code=f"pdf_{fehler}")
    xml = antwort.get("xml")
    return None if xml is None else base64.b64decode(xml)


def _befrage(inhalt: bytes) -> dict[str, Any]:
    """What the program beside this module says; a program that was stopped says "too large"."""
    befehl = [sys.executable, "-I", str(PROGRAMM)]
    try:
        lauf = subprocess.run(
            befehl, input=inhalt, capture_output=True, timeout=FRIST, check=True, env={}, cwd="/"
        )
        antwort = json.loads(lauf.stdout)
    except (subprocess.SubprocessError, ValueError):
        return {"fehler": "zu_gross"}
    return antwort if isinstance(antwort, dict) else {"fehler": "kaputt"}

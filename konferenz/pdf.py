"""Printed pages: accessible, archivable PDF (PDF/UA-1, PDF/A-2a) from a template below `templates/pdf/` and data.

A template is typst source of ours; what people wrote reaches it as JSON only, so text is text. `rahmen.typ` is the
frame of all: language and direction, letterhead of the authority, page numbers. Nothing is fetched: no system font, no
package.
"""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from konferenz import uhr
from konferenz.formate import datum_mit_tag
from konferenz.models import Bezirk
from konferenz.schriften import FAMILIEN, druckbar, schriftdateien
from konferenz.sprachen import sprache

NORMEN = ["ua-1", "a-2a"]


class PdfNichtMoeglich(Exception):
    """No PDF can be made here; the text says to operators what is missing."""


def setze(
    vorlage: str,
    *,
    titel: str,
    inhalt: Mapping[str, Any],
    bezirk: Bezirk | None = None,
    code: str = "de",
    marke: str = "",
) -> bytes:
    """The PDF of a template (`nachweis` for `templates/pdf/nachweis.typ`) with the data it needs.

    `titel` is the title of the document, `bezirk` the authority of the letterhead, `code` the language, `marke` stands
    in the foot of each page (without one the day). Raises PdfNichtMoeglich if typst or a font is not installed.
    """
    angaben = auftrag(vorlage, titel=titel, inhalt=inhalt, bezirk=bezirk, code=code, marke=marke)
    ergebnis: bytes = _typst().compile(**angaben, format="pdf", pdf_standards=NORMEN)
    return ergebnis


def auftrag(
    vorlage: str, *, titel: str, inhalt: Mapping[str, Any], bezirk: Bezirk | None, code: str, marke: str
) -> dict[str, Any]:
    """What typst gets: our source, our fonts, the data as one JSON text."""
    ort = Path(settings.BASE_DIR) / "templates" / "pdf"
    with override(code):
        daten = {
            "titel": titel,
            "sprache": code.partition("-")[0],
            "richtung": sprache(code).richtung,
            "schriften": FAMILIEN,
            "kopf": briefkopf(bezirk) if bezirk else None,
            "seite": _("Seite {seite} von {gesamt}"),
            "marke": marke or datum_mit_tag(uhr.heute()),
            "inhalt": inhalt,
        }
    return {
        "input": str(ort / f"{vorlage}.typ"),
        "root": str(ort),
        "font_paths": _schriften(),
        "ignore_system_fonts": True,
        "sys_inputs": {"daten": json.dumps(_druckbar(daten), default=str)},
        "timestamp": int(uhr.jetzt().timestamp()),
    }


def briefkopf(bezirk: Bezirk) -> dict[str, Any]:
    """The letterhead: who writes, from where, how to reach them; the sign as its bytes."""
    return {
        "behoerde": bezirk.behoerde,
        "fachamt": bezirk.fachamt,
        "zeilen": [bezirk.anschrift, bezirk.telefon, bezirk.email],
        "zeichen": list(bezirk.logo.read()) if bezirk.logo else None,
    }


def _druckbar(wert: Any) -> Any:
    """The data with every text made printable."""
    if isinstance(wert, str):
        return druckbar(wert)
    if isinstance(wert, Mapping):
        return {name: _druckbar(inhalt) for name, inhalt in wert.items()}
    if isinstance(wert, list | tuple):
        return wert if wert and isinstance(wert[0], int) else [_druckbar(eins) for eins in wert]
    return wert


def _typst() -> Any:
    try:
        import typst
    except ImportError as fehler:
        raise PdfNichtMoeglich(
            "Das Paket „typst“ fehlt. Es steht in requirements/laufzeit.txt. / "
            'The package "typst" of requirements/laufzeit.txt is not installed.'
        ) from fehler
    return typst


@cache
def _geladen(dateien: tuple[Path, ...]) -> Any:
    return _typst().Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(ordner) for ordner in dict.fromkeys(datei.parent for datei in dateien)],
    )


def _schriften() -> Any:
    schriften = _geladen(tuple(schriftdateien()))
    if fehlend := [name for name in FAMILIEN if name not in schriften.families()]:
        raise PdfNichtMoeglich(
            f"Diese Schriften fehlen: {', '.join(fehlend)}. Sie kommen mit „npm ci“ nach {settings.SCHRIFTEN_DIR}. / "
            'These fonts are missing; "npm ci" installs them.'
        )
    return schriften

"""Name badges to print: any script, and a code that says nothing about the person."""

import io
from collections.abc import Iterable
from typing import Any

import segno

from anmeldung.actions.einlass import codes_zu
from anmeldung.einlasslage import erwartete
from anmeldung.models import Anmeldung
from konferenz import pdf
from konferenz.models import Bezirk, Konferenz


def als_pdf(
    konferenz: Konferenz, bezirk: Bezirk | None, *, nur: Anmeldung | None = None
) -> tuple[bytes, int]:
    """Badges of everybody with a sure seat by name, or of one; and how many they are. Raises `pdf.PdfNichtMoeglich`."""
    reihe = erwartete(konferenz)
    leute = list(reihe.filter(pk=nur.pk) if nur else reihe)
    inhalt = {"schilder": list(_schilder(konferenz, leute)), "codename": "Code"}
    datei = pdf.setze("namensschilder", titel="Namensschilder", inhalt=inhalt, bezirk=bezirk)
    return datei, len(leute)


def _schilder(konferenz: Konferenz, leute: list[Any]) -> Iterable[dict[str, Any]]:
    codes = codes_zu(leute)
    for eine in leute:
        yield {
            "konferenz": str(konferenz.titel),
            "name": eine.name,
            "lateinisch": eine.name_lateinisch,
            "organisation": eine.organisation,
            "nummer": eine.nummer,
            "gruppen": [str(platz.kontingent.arbeitsgruppe) for platz in eine.gruppenplaetze],
            "code": _als_svg(codes[eine.pk]),
        }


def _als_svg(code: str) -> str:
    bild = io.BytesIO()
    segno.make(code, error="m", micro=False).save(bild, kind="svg", border=2, xmldecl=False, svgns=True)
    return bild.getvalue().decode()

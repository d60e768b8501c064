"""Looks into a PDF from outside, as a program of its own: the PDF comes on stdin, one line of JSON goes to stdout.

A PDF can make any reader loop or swell. Therefore this runs in a process without settings and without environment,
with a limit on time and memory, and imports nothing of the project. `budget.einlesen.pdf` starts it.

Answer: `{"fehler": code}` or `{"seiten": number, "xml": base64 or null}`; codes are the keys of `pdf.SAETZE`.
"""

import base64
import json
import resource
import sys
from io import BytesIO
from typing import Any

from pypdf import PdfReader, apply_configuration
from pypdf.errors import LimitReachedError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

SEKUNDEN = 8
SPEICHER = 768_000_000
_ENTPACKT = 20_000_000
GRENZEN: dict[str, Any] = {
    "maximum_declared_stream_length": _ENTPACKT,
    "array_based_stream_maximum_output_length": _ENTPACKT,
    "lzw_maximum_output_length": _ENTPACKT,
    "run_length_maximum_output_length": _ENTPACKT,
    "zlib_maximum_output_length": _ENTPACKT,
    "brotli_maximum_output_length": _ENTPACKT,
    "jbig2dec_binary": None,
}
"""Bytes that one stream may unfold to, whatever it is packed with; and no other program is started."""
OBJEKTE = 20_000
XML_NAMEN = frozenset({"factur-x.xml", "xrechnung.xml", "zugferd-invoice.xml"})
"""Names under which ZUGFeRD and Factur-X embed the invoice, in small letters."""
ANLAGEN = (".xml", ".pdf", ".png", ".jpg", ".jpeg", ".csv", ".xlsx", ".ods")
"""Attachments that EN 16931 allows beside the invoice (BT-125)."""
AKTIV = frozenset({"/JS", "/JavaScript", "/XFA", "/RichMedia"})
AKTIONEN = frozenset({"/Launch", "/JavaScript", "/SubmitForm", "/ImportData", "/GoToE"})


class Abgelehnt(Exception):
    """The PDF is not taken; the text is the code of the reason."""


def auszug(inhalt: bytes) -> dict[str, Any]:
    """Number of pages and the embedded invoice. Never raises for bad content."""
    try:
        with apply_configuration(**GRENZEN):
            return _lies(inhalt)
    except Abgelehnt as grund:
        return {"fehler": str(grund)}
    except (MemoryError, LimitReachedError):
        return {"fehler": "zu_gross"}
    except Exception:  # whatever a broken file makes the reader raise, the person gets one sentence
        return {"fehler": "kaputt"}


def _lies(inhalt: bytes) -> dict[str, Any]:
    leser = PdfReader(BytesIO(inhalt))
    if leser.is_encrypted:
        raise Abgelehnt("verschluesselt")
    seiten = len(leser.pages)
    if not seiten:
        raise Abgelehnt("leer")
    _pruefe_objekte(leser)
    xml = _eingebettet(leser)
    return {"seiten": seiten, "xml": base64.b64encode(xml).decode() if xml is not None else None}


def _pruefe_objekte(leser: PdfReader) -> None:
    """No object runs, starts, fetches or sends anything."""
    nummern = [(nummer, stufe) for stufe, tabelle in leser.xref.items() for nummer in tabelle]
    nummern += [(nummer, 0) for nummer in leser.xref_objStm]
    if len(nummern) > OBJEKTE:
        raise Abgelehnt("zu_gross")
    for nummer, stufe in nummern:
        if nummer:
            _pruefe_wert(leser.get_object(IndirectObject(nummer, stufe, leser)))


def _pruefe_wert(wert: Any) -> None:
    """Looks through one object; what it points to is looked at in its own turn."""
    offen = [wert]
    while offen:
        teil = offen.pop()
        if isinstance(teil, DictionaryObject):
            if AKTIV & teil.keys() or str(teil.raw_get("/S") if "/S" in teil else "") in AKTIONEN:
                raise Abgelehnt("aktiv")
            offen.extend(teil.raw_get(name) for name in teil)
        elif isinstance(teil, ArrayObject):
            offen.extend(list.__iter__(teil))


def _eingebettet(leser: PdfReader) -> bytes | None:
    """The embedded invoice, of the first attachment with one of the agreed names."""
    gefunden = None
    for anlage in leser.attachment_list:
        name = (anlage.name or "").lower()
        if not name.endswith(ANLAGEN):
            raise Abgelehnt("anlage")
        if gefunden is None and name in XML_NAMEN:
            gefunden = anlage.content
    return gefunden


def _begrenze() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (SEKUNDEN, SEKUNDEN + 1))
    resource.setrlimit(resource.RLIMIT_AS, (SPEICHER, SPEICHER))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))  # writes no file


if __name__ == "__main__":
    _begrenze()
    sys.stdout.write(json.dumps(auszug(sys.stdin.buffer.read())))

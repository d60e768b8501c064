"""From the bytes of an upload to text, and the check that a text is readable at all."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

#: Largest motion accepted, in bytes of a file and in characters of a pasted text.
HOECHSTENS = 1_000_000

_ANDERE_FORMATE = (
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0",
    b"{\\rtf",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
)
_WEBSEITE = re.compile(rb"\s*<(?:!doctype html|html|\?xml)", re.IGNORECASE)
# UTF-8 read as Windows-1252 leaves pairs as in "fÃ¼r" or "â€ž"; DOS text leaves quotes inside words.
_FALSCH_GELESEN = re.compile("\ufffd|Ã[\u0080-\u00bf„œŸ–“”ŒžŽ]|â€|[a-zß][„”Ÿ][a-zß]")
_STEUERZEICHEN = re.compile("[\x01-\x08\x0e-\x1f\x7f]")


def dekodiere(daten: bytes) -> str:
    """Return the text of an uploaded file: UTF-8, UTF-16 with byte order mark, else Windows-1252.

    Raises ValidationError for an empty or too large file, PDF, other formats and undecodable text.
    """
    if not daten.strip():
        raise ValidationError(_("Die Datei ist leer. Es fehlt der Text der Drucksache."), code="leer")
    _pruefe_format(daten)
    if len(daten) > HOECHSTENS:
        raise _zu_gross()
    text = _als_text(daten)
    pruefe_lesbar(text)
    return text


def pruefe_lesbar(text: str) -> None:
    """Raise ValidationError if the text is empty, too long, binary or was decoded wrongly before."""
    if len(text) > HOECHSTENS:
        raise _zu_gross()
    if not text.strip():
        raise ValidationError(_("Der Text ist leer. Es fehlt der Text der Drucksache."), code="leer")
    if text.lstrip().startswith("%PDF-"):
        raise _pdf()
    if "\0" in text or len(_STEUERZEICHEN.findall(text)) * 20 > len(text):
        raise _kein_text()
    if _FALSCH_GELESEN.search(text) or not _ist_unicode(text):
        raise _falsche_kodierung()


def _pruefe_format(daten: bytes) -> None:
    if b"%PDF-" in daten[:1024]:
        raise _pdf()
    if daten.startswith(_ANDERE_FORMATE):
        raise _kein_text()
    if _WEBSEITE.match(daten):
        raise ValidationError(
            _("Das ist eine Internetseite. Bitte kopieren Sie nur den sichtbaren Text der Drucksache."),
            code="webseite",
        )


def _als_text(daten: bytes) -> str:
    if daten.startswith((b"\xff\xfe", b"\xfe\xff")):
        kodierungen = ["utf-16"]
    elif b"\0" in daten:
        raise _kein_text()
    else:
        kodierungen = ["utf-8-sig", "cp1252"]
    for kodierung in kodierungen:
        try:
            return daten.decode(kodierung)
        except UnicodeDecodeError:
            continue
    raise _falsche_kodierung()


def _ist_unicode(text: str) -> bool:
    # A lone surrogate is a valid Python string that no database takes.
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _zu_gross() -> ValidationError:
    return ValidationError(_("Der Text ist zu groß. Erlaubt ist höchstens 1 MB."), code="zu_gross")


def _pdf() -> ValidationError:
    return ValidationError(
        _("Das ist eine PDF-Datei. Bitte kopieren Sie den Text der Drucksache und fügen Sie ihn ein."),
        code="pdf",
    )


def _kein_text() -> ValidationError:
    return ValidationError(
        _("Das ist keine reine Textdatei. Bitte kopieren Sie den Text der Drucksache und fügen Sie ihn ein."),
        code="kein_text",
    )


def _falsche_kodierung() -> ValidationError:
    return ValidationError(
        _("Die Umlaute in diesem Text sind nicht lesbar. Bitte speichern Sie die Datei als Text in UTF-8."),
        code="kodierung",
    )

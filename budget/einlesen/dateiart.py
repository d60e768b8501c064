"""Tells by its content what a file is, and whether it may be stored as a receipt: PDF, JPEG, PNG or the XML of an
e-invoice. Name and media type that a browser sends count for nothing.
"""

from dataclasses import dataclass, replace
from io import BytesIO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from PIL import Image, UnidentifiedImageError

from budget.einlesen.erechnung import Erechnung, Kein, lies
from budget.einlesen.pdf import eingebettete_rechnung

HOECHSTENS_BYTES = 10_000_000
HOECHSTENS_PUNKTE = 40_000_000
"""Pixels of a picture: what a telephone takes, and no more than 160 MB unfolded."""
_LAGE = 0x0112
"""EXIF tag that says which side of a photo is up."""
_BOM = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True)
class Datei:
    """A file that may be stored: its kind, the content to store, and the invoice in it if it can be read.

    `hinweis` says why an invoice that is embedded in a PDF could not be read.
    """

    typ: str
    endung: str
    inhalt: bytes
    erechnung: Erechnung | None = None
    hinweis: str = ""


def pruefe(inhalt: bytes) -> Datei:
    """Raises ValidationError with one sentence for every file that is not taken."""
    if not inhalt:
        raise ValidationError(_("Die Datei ist leer."), code="leer")
    if len(inhalt) > HOECHSTENS_BYTES:
        raise zu_gross()
    if inhalt.startswith(b"%PDF-"):
        return _pdf(inhalt)
    if inhalt.startswith(b"\xff\xd8\xff"):
        return Datei("image/jpeg", "jpg", _neu_gezeichnet(inhalt, "JPEG"))
    if inhalt.startswith(b"\x89PNG\r\n\x1a\n"):
        return Datei("image/png", "png", _neu_gezeichnet(inhalt, "PNG"))
    if _sieht_aus_wie_xml(inhalt):
        return Datei("application/xml", "xml", inhalt, lies(inhalt))
    raise ValidationError(
        _("Diese Art von Datei wird nicht angenommen. Möglich sind PDF, JPEG, PNG und E-Rechnungen in XML."),
        code="art",
    )


def zu_gross() -> ValidationError:
    return ValidationError(_("Die Datei ist zu groß. Möglich sind 10 MB."), code="zu_gross")


def _sieht_aus_wie_xml(inhalt: bytes) -> bool:
    return inhalt.startswith(_BOM) or inhalt.lstrip()[:1] == b"<"


def _pdf(inhalt: bytes) -> Datei:
    """A PDF with an invoice that cannot be read is still a receipt: a person types it in."""
    xml = eingebettete_rechnung(inhalt)
    datei = Datei("application/pdf", "pdf", inhalt)
    if xml is None:
        return datei
    try:
        return replace(datei, erechnung=replace(lies(xml), format="zugferd"))
    except Kein as grund:
        return replace(datei, hinweis=" ".join(grund.messages))


def _neu_gezeichnet(inhalt: bytes, art: str) -> bytes:
    """The picture without metadata: nothing hides behind it, and a photo does not tell where it was taken."""
    try:
        with Image.open(BytesIO(inhalt), formats=[art]) as bild:
            if bild.width * bild.height > HOECHSTENS_PUNKTE:
                raise ValidationError(
                    _("Das Bild hat zu viele Bildpunkte. Bitte verkleinern Sie es."), code="zu_viele_punkte"
                )
            bild.load()
            return _gespeichert(bild, art)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError) as fehler:
        raise ValidationError(
            _("Das Bild ist beschädigt und lässt sich nicht lesen."), code="bild"
        ) from fehler


def _gespeichert(bild: Image.Image, art: str) -> bytes:
    ausgabe = BytesIO()
    if art == "PNG":
        bild.info.clear()
        bild.save(ausgabe, "PNG")
        return ausgabe.getvalue()
    exif = Image.Exif()
    if oben := bild.getexif().get(_LAGE):
        exif[_LAGE] = oben
    guete = "keep" if bild.format == "JPEG" else 95  # some telephones store two pictures in one file (MPO)
    bild.save(ausgabe, "JPEG", quality=guete, exif=exif, icc_profile=None, comment=b"")
    return ausgabe.getvalue()

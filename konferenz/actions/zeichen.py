"""The authority's sign: an image that is drawn anew before it is stored, so that nothing hides in it."""

from hashlib import sha256
from io import BytesIO
from typing import IO

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from PIL import Image, UnidentifiedImageError

from konferenz.models import Bezirk

HOECHSTENS_BYTES = 1_000_000
HOECHSTENS_PUNKTE = 4000 * 4000
GROESSE = 400
"""Longest side of the stored picture in pixels; on the page it is 48 wide."""


def zeichen_speichern(*, bezirk: Bezirk, datei: IO[bytes]) -> Bezirk:
    """Take over a PNG or JPEG, told by its content, as PNG without its metadata. Raises ValidationError for
    anything else."""
    inhalt = datei.read(HOECHSTENS_BYTES + 1)
    if len(inhalt) > HOECHSTENS_BYTES:
        raise ValidationError(
            _("Das Bild ist zu groß. Bitte nehmen Sie eines mit höchstens 1 MB."), code="zu_gross"
        )
    neu = _gezeichnet(inhalt)
    alt = bezirk.logo.name or ""
    with transaction.atomic():
        bezirk.logo.save(f"zeichen-{sha256(neu).hexdigest()[:16]}.png", ContentFile(neu), save=False)
        bezirk.save(update_fields=["logo"])
        transaction.on_commit(lambda: _raeume_weg(bezirk, alt))
    return bezirk


@transaction.atomic
def zeichen_entfernen(*, bezirk: Bezirk) -> Bezirk:
    """Go back to the product's own sign."""
    alt = bezirk.logo.name or ""
    bezirk.logo = ""
    bezirk.save(update_fields=["logo"])
    transaction.on_commit(lambda: _raeume_weg(bezirk, alt))
    return bezirk


def _gezeichnet(inhalt: bytes) -> bytes:
    try:
        with Image.open(BytesIO(inhalt), formats=["PNG", "JPEG"]) as bild:
            if bild.width * bild.height > HOECHSTENS_PUNKTE:
                raise ValidationError(
                    _("Das Bild hat zu viele Bildpunkte. Bitte verkleinern Sie es."), code="zu_gross"
                )
            farbig = bild.convert("RGBA")
    except (UnidentifiedImageError, OSError, SyntaxError, Image.DecompressionBombError) as fehler:
        raise ValidationError(_("Das ist kein Bild in PNG oder JPEG."), code="kein_bild") from fehler
    farbig.thumbnail((GROESSE, GROESSE))
    ausgabe = BytesIO()
    farbig.save(ausgabe, "PNG", optimize=True)
    return ausgabe.getvalue()


def _raeume_weg(bezirk: Bezirk, name: str) -> None:
    if name and name != bezirk.logo.name:
        bezirk.logo.storage.delete(name)

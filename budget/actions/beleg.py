"""Uploaded files: looked at, stored outside of everything a web server shows, thrown away if nobody needs them."""

from hashlib import sha256
from typing import IO

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from budget.actions.buch import handelt
from budget.einlesen.dateiart import HOECHSTENS_BYTES, pruefe, zu_gross
from budget.models import Beleg, Bereitstellung
from budget.queries.beleg import wartende_belege
from konferenz.models import Benutzer


def beleg_ablegen(
    *, bereitstellung: Bereitstellung, datei: IO[bytes], name: str, person: Benutzer | None
) -> Beleg:
    """Store a PDF, JPEG, PNG or the XML of an e-invoice. The same file that still waits to be used is not stored twice.

    Raises ValidationError with one sentence for anything else. The file is written before its row: a row without a file
    would be a promise, a file without a row is only space, and it is taken away again.
    """
    inhalt = datei.read(HOECHSTENS_BYTES + 1)
    if len(inhalt) > HOECHSTENS_BYTES:
        raise zu_gross()
    gepruefte = pruefe(inhalt)
    summe = sha256(gepruefte.inhalt).hexdigest()
    if vorhanden := wartende_belege(bereitstellung).filter(sha256=summe).first():
        return vorhanden
    beleg = Beleg(
        bereitstellung=bereitstellung,
        typ=gepruefte.typ,
        name=anzeigename(name, gepruefte.endung),
        groesse=len(gepruefte.inhalt),
        sha256=summe,
        gelesen=gepruefte.erechnung.als_json() if gepruefte.erechnung else {},
        hinweis=gepruefte.hinweis[:200],
        hochgeladen_von=person,
    )
    _speichere(beleg, gepruefte.inhalt, person)
    return beleg


def anzeigename(name: str, endung: str) -> str:
    """What people read: the last part of the browser's name, printable, with the ending of the content."""
    letzter = name.replace("\\", "/").rpartition("/")[2]
    stamm = "".join(
        z for z in letzter.rpartition(".")[0] or letzter if z.isprintable() and z not in '"<>:|?*'
    )
    return f"{stamm.strip(' .')[:150] or 'beleg'}.{endung}"


def _speichere(beleg: Beleg, inhalt: bytes, person: Benutzer | None) -> None:
    try:
        beleg.datei.save(beleg.name, ContentFile(inhalt), save=False)
    except OSError as fehler:
        raise ValidationError(
            _("Die Datei lässt sich gerade nicht speichern. Bitte sagen Sie der Administration Bescheid."),
            code="speicher",
        ) from fehler
    try:
        with transaction.atomic(), handelt(person):
            beleg.full_clean(exclude={"hochgeladen_von"})
            beleg.save()
    except BaseException:
        beleg.datei.storage.delete(str(beleg.datei.name))
        raise


@transaction.atomic
def beleg_verwerfen(*, beleg: Beleg, person: Benutzer | None) -> None:
    """Throw away a file that was uploaded by mistake. Raises ValidationError once something refers to it."""
    with handelt(person):
        gesperrt = Beleg.objects.select_for_update().get(pk=beleg.pk)
        if not wartende_belege(gesperrt.bereitstellung).filter(pk=gesperrt.pk).exists():
            raise ValidationError(
                _("Diese Datei gehört schon zu einem Eintrag und bleibt."), code="verwendet"
            )
        speicher, name = gesperrt.datei.storage, gesperrt.datei.name
        gesperrt.delete()
        transaction.on_commit(lambda: speicher.delete(str(name)))

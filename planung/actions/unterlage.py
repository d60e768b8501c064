"""Papers come to an item and go again."""

from hashlib import sha256
from typing import IO

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from budget.einlesen.dateiart import HOECHSTENS_BYTES, Datei, pruefe, zu_gross
from konferenz.models import Benutzer
from planung.actions.sitzung import sperre
from planung.models import Sitzung, Unterlage

ANFAENGE = (b"%PDF-", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")
"""First bytes of what can be a paper; receipts may also be XML."""


@transaction.atomic
def unterlage_ablegen(*, unterlage: Unterlage, datei: IO[bytes], person: Benutzer | None) -> Unterlage:
    """Store a PDF, JPEG or PNG with an item, before the meeting or as "Tischvorlage" while it runs. Under the title of
    a paper that is there it becomes the next version.

    Raises ValidationError with one sentence for anything else, for the same file twice, and once the meeting is over.
    The file is written before its row: a row without a file would be a promise.
    """
    _pruefe_stand(unterlage)
    gelesen = _lies(datei)
    unterlage.typ, unterlage.groesse = gelesen.typ, len(gelesen.inhalt)
    unterlage.sha256, unterlage.hochgeladen_von = sha256(gelesen.inhalt).hexdigest(), person
    fruehere = Unterlage.objects.filter(punkt=unterlage.punkt, titel=unterlage.titel)
    unterlage.fassung = (fruehere.aggregate(letzte=Max("fassung"))["letzte"] or 0) + 1
    unterlage.full_clean(exclude={"datei", "punkt"})
    try:
        unterlage.datei.save(unterlage.dateiname, ContentFile(gelesen.inhalt), save=False)
    except OSError as fehler:
        raise ValidationError(
            _("Die Datei lässt sich gerade nicht speichern. Bitte sagen Sie der Administration Bescheid."),
            code="speicher",
        ) from fehler
    try:
        with transaction.atomic():
            unterlage.save()
    except BaseException:
        unterlage.datei.storage.delete(str(unterlage.datei.name))
        raise
    return unterlage


def _pruefe_stand(unterlage: Unterlage) -> None:
    sitzung = sperre(unterlage.punkt.sitzung)
    if sitzung.stand in (Sitzung.Stand.BEENDET, Sitzung.Stand.ABGESAGT):
        raise ValidationError(_("Die Unterlagen dieser Sitzung stehen fest."), code="stand")


def _lies(datei: IO[bytes]) -> Datei:
    inhalt = datei.read(HOECHSTENS_BYTES + 1)
    if len(inhalt) > HOECHSTENS_BYTES:
        raise zu_gross()
    if inhalt and not inhalt.startswith(ANFAENGE):
        raise ValidationError(
            _("Diese Art von Datei wird nicht angenommen. Möglich sind PDF, JPEG und PNG."), code="art"
        )
    return pruefe(inhalt)


@transaction.atomic
def unterlage_entfernen(*, unterlage: Unterlage, person: Benutzer | None) -> None:
    """Take a paper away; the file goes once that is certain. Raises ValidationError once the meeting is over."""
    _pruefe_stand(unterlage)
    speicher, name = unterlage.datei.storage, str(unterlage.datei.name)
    unterlage.delete()
    transaction.on_commit(lambda: speicher.delete(name))

"""Bodies and their seats."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from beirat.models import Entsendungsrecht, Gremium, Sitz
from konferenz.models import Benutzer


@transaction.atomic
def gremium_speichern(*, gremium: Gremium, stellen: Iterable[Gremium], person: Benutzer | None) -> Gremium:
    """Store a body and which others send members into it.

    Raises ValidationError if a body of whose members some sit here would no longer send any.
    """
    gremium.full_clean()
    gremium.save()
    gewollt = {stelle.pk for stelle in stellen}
    entfallen = gremium.entsendungsrechte.exclude(stelle__in=gewollt)
    _pruefe_niemand_entsandt(gremium, [recht.stelle_id for recht in entfallen])
    entfallen.delete()
    vorhanden = set(gremium.entsendungsrechte.values_list("stelle", flat=True))
    for stelle in sorted(gewollt - vorhanden):
        recht = Entsendungsrecht(gremium=gremium, stelle_id=stelle)
        recht.full_clean()
        recht.save()
    return gremium


def _pruefe_niemand_entsandt(gremium: Gremium, stellen: list[int]) -> None:
    besetzt = Gremium.objects.filter(pk__in=stellen, entsendungen__sitz__gremium=gremium).distinct()
    if namen := ", ".join(besetzt.order_by("name").values_list("name", flat=True)):
        raise ValidationError(
            {
                "stellen": ValidationError(
                    _("Aus dieser Stelle gibt oder gab es Mitglieder, sie bleibt: %(namen)s."),
                    code="entsandt",
                    params={"namen": namen},
                )
            }
        )


@transaction.atomic
def sitz_speichern(*, sitz: Sitz, person: Benutzer | None) -> Sitz:
    """Store a seat; a new one is vacant ("N.N.")."""
    sitz.full_clean()
    sitz.save()
    return sitz


@transaction.atomic
def sitz_entfernen(*, sitz: Sitz, person: Benutzer | None) -> None:
    """Delete a seat on which nobody has ever sat. Raises ValidationError else: who sat there stays on record."""
    sitz = Sitz.objects.select_for_update().get(pk=sitz.pk)
    if sitz.mitgliedschaften.exists():
        raise ValidationError(
            _("Auf diesem Sitz sitzt oder saß jemand. Er bleibt, damit frühere Sitzungen stimmen."),
            code="besetzt",
        )
    sitz.delete()

"""What new meetings of a body begin with: lines of the agenda, reminders. Meetings that exist keep their own."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from beirat.models import Gremium
from konferenz.models import Benutzer
from planung.actions.sitzung import ERINNERUNGEN, TAGESORDNUNG
from planung.models import Erinnerungsvorlage, Vorlagenpunkt


@transaction.atomic
def vorlage_beginnen(*, gremium: Gremium, person: Benutzer | None) -> None:
    """Give the body its own copy of the usual agenda and reminders to change; what it has stays as it is."""
    Gremium.objects.select_for_update(no_key=True).get(pk=gremium.pk)
    if not gremium.vorlagenpunkte.exists():
        Vorlagenpunkt.objects.bulk_create(
            Vorlagenpunkt(gremium=gremium, position=n, art=art, titel=str(art.label), minuten=minuten)
            for n, (art, minuten) in enumerate(TAGESORDNUNG, start=1)
        )
    if not gremium.erinnerungsvorlagen.exists():
        Erinnerungsvorlage.objects.bulk_create(
            Erinnerungsvorlage(gremium=gremium, anzahl=zahl, einheit=einheit)
            for zahl, einheit in ERINNERUNGEN
        )


@transaction.atomic
def vorlagenpunkt_speichern(*, punkt: Vorlagenpunkt, person: Benutzer | None) -> Vorlagenpunkt:
    """Store a line; a new one stands at the end."""
    if punkt.position is None:
        Gremium.objects.select_for_update(no_key=True).get(pk=punkt.gremium_id)
        letzter = punkt.gremium.vorlagenpunkte.aggregate(letzter=Max("position"))["letzter"] or 0
        punkt.position = letzter + 1
    punkt.full_clean()
    punkt.save()
    return punkt


@transaction.atomic
def vorlagenpunkt_verschieben(*, punkt: Vorlagenpunkt, schritte: int, person: Benutzer | None) -> None:
    """Move a line up (negative) or down; at the end it stays."""
    Gremium.objects.select_for_update(no_key=True).get(pk=punkt.gremium_id)
    reihe = list(punkt.gremium.vorlagenpunkte.all())
    stelle = next(n for n, einer in enumerate(reihe) if einer.pk == punkt.pk)
    reihe.insert(max(0, min(len(reihe) - 1, stelle + schritte)), reihe.pop(stelle))
    for position, einer in enumerate(reihe, start=1):
        einer.position = position
    Vorlagenpunkt.objects.bulk_update(reihe, ["position"])


@transaction.atomic
def vorlagenpunkt_entfernen(*, punkt: Vorlagenpunkt, person: Benutzer | None) -> None:
    """Take a line out. Raises ValidationError for the last one: without any the usual agenda would come back."""
    Gremium.objects.select_for_update(no_key=True).get(pk=punkt.gremium_id)
    if punkt.gremium.vorlagenpunkte.count() == 1:
        raise ValidationError(_("Ein Punkt muss stehen bleiben."), code="letzter")
    punkt.delete()


def erinnerungsvorlage_speichern(
    *, vorlage: Erinnerungsvorlage, person: Benutzer | None
) -> Erinnerungsvorlage:
    """Store a lead time of the body."""
    vorlage.full_clean()
    vorlage.save()
    return vorlage


@transaction.atomic
def erinnerungsvorlage_entfernen(*, vorlage: Erinnerungsvorlage, person: Benutzer | None) -> None:
    """Take a lead time out. Raises ValidationError for the last one: without any the usual ones would come back."""
    Gremium.objects.select_for_update(no_key=True).get(pk=vorlage.gremium_id)
    if vorlage.gremium.erinnerungsvorlagen.count() == 1:
        raise ValidationError(_("Eine Erinnerung muss stehen bleiben."), code="letzte")
    vorlage.delete()

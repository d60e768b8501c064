"""Working groups: creating them, also from a topic, changing and cancelling them."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _
from i18nfield.strings import LazyI18nString

from konferenz import beitraege, uhr
from konferenz.models import Benutzer, Konferenz
from planung.models import Thema
from programm.models import Arbeitsgruppe


@transaction.atomic
def gruppe_anlegen(*, gruppe: Arbeitsgruppe, person: Benutzer | None) -> Arbeitsgruppe:
    """Store a new working group under the next number of its conference."""
    konferenz = Konferenz.objects.select_for_update(of=("self",), no_key=True).get(pk=gruppe.konferenz_id)
    letzte = konferenz.arbeitsgruppen.aggregate(letzte=Max("nummer"))["letzte"] or 0
    gruppe.nummer = letzte + 1
    gruppe.full_clean()
    gruppe.save()
    list(beitraege.rufe("arbeitsgruppen_geaendert", konferenz))
    return gruppe


@transaction.atomic
def gruppe_aus_thema(*, thema: Thema, person: Benutzer | None) -> Arbeitsgruppe:
    """Make a working group of a chosen topic; the group it already has is returned unchanged.

    Raises ValidationError for a topic that was not chosen.
    """
    thema = Thema.objects.select_for_update(of=("self",), no_key=True).get(pk=thema.pk)
    if bestehende := Arbeitsgruppe.objects.filter(thema=thema).first():
        return bestehende
    if thema.stand != Thema.Stand.GEWAEHLT:
        raise ValidationError(_("Dieses Thema ist nicht gewählt."), code="stand")
    gruppe = Arbeitsgruppe(
        konferenz=thema.konferenz,
        titel=LazyI18nString({"de": thema.titel}),
        ziele=LazyI18nString({"de": thema.beschreibung}),
        thema=thema,
    )
    return gruppe_anlegen(gruppe=gruppe, person=person)


@transaction.atomic
def gruppe_aendern(*, gruppe: Arbeitsgruppe, person: Benutzer | None) -> Arbeitsgruppe:
    """Store changed data; a new number of seats reaches those who wait. Raises ValidationError for a cancelled one."""
    stand = Arbeitsgruppe.objects.select_for_update(no_key=True).get(pk=gruppe.pk)
    _nicht_abgesagt(stand)
    gruppe.full_clean()
    gruppe.save()
    list(beitraege.rufe("arbeitsgruppen_geaendert", gruppe.konferenz))
    return gruppe


@transaction.atomic
def gruppe_absagen(*, gruppe: Arbeitsgruppe, person: Benutzer | None) -> Arbeitsgruppe:
    """Cancel a working group: it leaves the grid and keeps its number, so nobody takes another one for it."""
    gruppe = Arbeitsgruppe.objects.select_for_update(no_key=True).get(pk=gruppe.pk)
    _nicht_abgesagt(gruppe)
    gruppe.abgesagt_am = uhr.jetzt()
    gruppe.save(update_fields=["abgesagt_am"])
    gruppe.programmpunkte.update(zeitfenster=None, raum=None)
    list(beitraege.rufe("arbeitsgruppen_geaendert", gruppe.konferenz))
    return gruppe


def _nicht_abgesagt(gruppe: Arbeitsgruppe) -> None:
    if gruppe.ist_abgesagt:
        raise ValidationError(_("Diese Arbeitsgruppe ist abgesagt."), code="abgesagt")

"""Rooms, slots and what stands in them."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from konferenz import beitraege
from konferenz.models import Benutzer, Konferenz
from programm.models import Programmpunkt, Raum, Zeitfenster


@transaction.atomic
def raum_speichern(*, raum: Raum, person: Benutzer | None) -> Raum:
    """Store a new or changed room."""
    raum.full_clean()
    raum.save()
    return raum


@transaction.atomic
def raum_loeschen(*, raum: Raum, person: Benutzer | None) -> None:
    """Delete a room in which nothing is planned; raises ValidationError otherwise."""
    if zahl := raum.programmpunkte.count():
        raise ValidationError(
            ngettext_lazy(
                "In diesem Raum ist noch %(zahl)s Programmpunkt geplant.",
                "In diesem Raum sind noch %(zahl)s Programmpunkte geplant.",
                zahl,
            ),
            code="belegt",
            params={"zahl": zahl},
        )
    raum.delete()


@transaction.atomic
def zeitfenster_speichern(*, zeitfenster: Zeitfenster, person: Benutzer | None) -> Zeitfenster:
    """Store a new or changed slot; what stands in it moves along.

    Raises ValidationError outside the conference's time and where another slot lies.
    """
    konferenz = zeitfenster.konferenz
    if zeitfenster.ende <= zeitfenster.beginn:  # before full_clean: such a range is an error of its own there
        raise ValidationError({"ende": _("Das Ende liegt vor dem Beginn.")}, code="reihenfolge")
    zeitfenster.full_clean()
    if konferenz.beginn and konferenz.ende:
        frueh = min(konferenz.beginn, konferenz.einlass_ab or konferenz.beginn)
        if zeitfenster.beginn < frueh or zeitfenster.ende > konferenz.ende:
            raise ValidationError(_("Das liegt außerhalb der Zeit der Konferenz."), code="ausserhalb")
    zeitfenster.save()
    _melde_gruppen(konferenz)
    return zeitfenster


@transaction.atomic
def zeitfenster_loeschen(*, zeitfenster: Zeitfenster, person: Benutzer | None) -> None:
    """Delete a slot; its items lose time and room and wait beside the grid."""
    zeitfenster.programmpunkte.update(zeitfenster=None, raum=None)
    _melde_gruppen(zeitfenster.konferenz)  # before the slot goes: whoever sits in it has to leave it first
    zeitfenster.delete()


@transaction.atomic
def punkt_speichern(*, punkt: Programmpunkt, person: Benutzer | None) -> Programmpunkt:
    """Store a new or changed item. Raises ValidationError where the room or the group is taken at that time, for
    a cancelled group, and for a room or slot that belongs to another venue or conference. Two who plan at once wait
    for each other: the second sees what the first has put there."""
    Konferenz.objects.select_for_update(of=("self",), no_key=True).get(pk=punkt.konferenz_id)
    _pruefe_zugehoerigkeit(punkt)
    if (
        not punkt.arbeitsgruppe and not str(punkt.titel).strip()
    ):  # empty in every language is not empty to the database
        raise ValidationError({"titel": _("Nennen Sie einen Titel oder eine Arbeitsgruppe.")}, code="titel")
    punkt.full_clean()
    punkt.save()
    if punkt.arbeitsgruppe_id:
        _melde_gruppen(punkt.konferenz)
    return punkt


def _pruefe_zugehoerigkeit(punkt: Programmpunkt) -> None:
    if punkt.zeitfenster and punkt.zeitfenster.konferenz_id != punkt.konferenz_id:
        raise ValidationError({"zeitfenster": _("Dieses Zeitfenster gehört zu einer anderen Konferenz.")})
    if punkt.raum and punkt.raum.ort_id != punkt.konferenz.ort_id:
        raise ValidationError({"raum": _("Dieser Raum liegt an einem anderen Ort.")})
    gruppe = punkt.arbeitsgruppe
    if gruppe and gruppe.konferenz_id != punkt.konferenz_id:
        raise ValidationError({"arbeitsgruppe": _("Diese Arbeitsgruppe gehört zu einer anderen Konferenz.")})
    if gruppe and gruppe.ist_abgesagt:
        raise ValidationError({"arbeitsgruppe": _("Diese Arbeitsgruppe ist abgesagt.")})


@transaction.atomic
def einplanen(
    *, punkt: Programmpunkt, zeitfenster: Zeitfenster, raum: Raum | None, person: Benutzer | None
) -> Programmpunkt:
    """Put an item into a cell of the grid; breaks and things for all may go without a room."""
    punkt = Programmpunkt.objects.select_for_update(of=("self",), no_key=True).get(pk=punkt.pk)
    punkt.zeitfenster, punkt.raum = zeitfenster, raum
    return punkt_speichern(punkt=punkt, person=person)


@transaction.atomic
def ausplanen(*, punkt: Programmpunkt, person: Benutzer | None) -> Programmpunkt:
    """Take an item out of the grid; it waits beside it."""
    punkt.zeitfenster, punkt.raum = None, None
    return punkt_speichern(punkt=punkt, person=person)


@transaction.atomic
def punkt_loeschen(*, punkt: Programmpunkt, person: Benutzer | None) -> None:
    """Delete an item; released versions keep it."""
    punkt.delete()
    if punkt.arbeitsgruppe_id:
        _melde_gruppen(punkt.konferenz)


def ziehe_mit(konferenz: Konferenz, vorher: datetime | None) -> None:
    """Contribution `termin_geaendert`: the whole grid follows the conference from its former to its new beginning, by
    the clock on the wall: what began at ten begins at ten, on either side of a change of clocks.

    At another venue the items lose their rooms. A grid that no longer fits into the new times keeps its lengths: the
    warnings name what lies outside.
    """
    if konferenz.beginn and vorher:
        fenster = list(konferenz.zeitfenster.all())
        for eines in fenster:
            eines.beginn = verschoben(eines.beginn, konferenz.beginn, vorher)
            eines.ende = verschoben(eines.ende, konferenz.beginn, vorher)
        Zeitfenster.objects.bulk_update(fenster, ["beginn", "ende"])
    konferenz.programmpunkte.exclude(raum__ort=konferenz.ort_id).update(raum=None)
    _melde_gruppen(konferenz)


def verschoben(zeit: datetime, nach: datetime, vorher: datetime) -> datetime:
    """Where a moment lies when what began at `vorher` begins at `nach`, by the clock on the wall."""
    return timezone.make_aware(_wanduhr(zeit) + (_wanduhr(nach) - _wanduhr(vorher)))


def _wanduhr(zeit: datetime) -> datetime:
    return timezone.localtime(zeit).replace(tzinfo=None)


def _melde_gruppen(konferenz: Konferenz) -> None:
    """Tell the apps above that times of working groups may have changed; whoever cannot follow refuses."""
    list(beitraege.rufe("arbeitsgruppen_geaendert", konferenz))

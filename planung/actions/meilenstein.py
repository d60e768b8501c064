"""Milestones: steps on the way to the conference, their days computed back from its date."""

from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from konferenz import uhr
from konferenz.models import Benutzer, Konferenz
from planung.models import Meilenstein

VORLAGE = (
    ("Vorbereitungsgruppe eingesetzt", 300),
    ("Leitthema und Arbeitsgruppen beschlossen", 180),
    ("Ort und Termin fest", 150),
    ("Mitwirkende angefragt", 120),
    ("Anmeldung geöffnet", 100),
    ("Dolmetschen und Kinderbetreuung beauftragt", 60),
    ("Programm gedruckt", 30),
    ("Ablaufplan und Einlass besprochen", 7),
)
"""What a conference of a district usually needs, and how many days before it."""


def tag_vor(konferenz: Konferenz, tage: int) -> date | None:
    """The day that lies so many days before the conference; None while it has no date."""
    return konferenz.tag - timedelta(days=tage) if konferenz.tag else None


@transaction.atomic
def meilensteine_vorschlagen(*, konferenz: Konferenz, person: Benutzer | None) -> list[Meilenstein]:
    """Add the usual milestones that are still missing; the conference needs a date to count back from."""
    if konferenz.tag is None:
        raise ValidationError(_("Legen Sie zuerst den Tag der Konferenz fest."), code="ohne_tag")
    vorhanden = set(konferenz.meilensteine.values_list("titel", flat=True))
    neue = [
        Meilenstein(
            konferenz=konferenz, titel=titel, tage_vorher=tage, soll_am=konferenz.tag - timedelta(days=tage)
        )
        for titel, tage in VORLAGE
        if titel not in vorhanden
    ]
    return Meilenstein.objects.bulk_create(neue)


@transaction.atomic
def meilenstein_speichern(*, meilenstein: Meilenstein, person: Benutzer | None) -> Meilenstein:
    """Store a milestone: with `tage_vorher` its day follows the conference, without it stands by itself."""
    if meilenstein.tage_vorher is not None:
        tag = tag_vor(meilenstein.konferenz, meilenstein.tage_vorher)
        if tag is None:
            raise ValidationError(
                {"tage_vorher": _("Die Konferenz hat noch keinen Tag. Nennen Sie ein Datum.")},
                code="ohne_tag",
            )
        meilenstein.soll_am = tag
    if meilenstein.ist_am and meilenstein.ist_am > uhr.heute():
        raise ValidationError({"ist_am": _("Dieser Tag liegt in der Zukunft.")}, code="zukunft")
    meilenstein.full_clean()
    meilenstein.save()
    return meilenstein


@transaction.atomic
def meilenstein_erreicht(*, meilenstein: Meilenstein, person: Benutzer | None) -> Meilenstein:
    """Reached today; reached before stays as it is."""
    if meilenstein.ist_am is None:
        meilenstein.ist_am = uhr.heute()
        meilenstein.save(update_fields=["ist_am"])
    return meilenstein


@transaction.atomic
def meilenstein_entfernen(*, meilenstein: Meilenstein, person: Benutzer | None) -> None:
    """Not needed on the way of this conference."""
    meilenstein.delete()


def termin_geaendert(konferenz: Konferenz, vorher: datetime | None) -> None:
    """Contribution: the conference has moved, and with it the milestones ahead that are counted back from it."""
    if konferenz.tag is None:
        return
    for eines in konferenz.meilensteine.filter(tage_vorher__isnull=False, ist_am=None):
        eines.soll_am = konferenz.tag - timedelta(days=eines.tage_vorher or 0)
        eines.save(update_fields=["soll_am"])

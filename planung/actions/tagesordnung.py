"""The agenda: adding, ordering, numbering. Before dispatch numbers follow the order, afterwards they stay."""

from string import ascii_lowercase
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy as _

from konferenz.actions.formularschluessel import einloesen
from konferenz.models import Benutzer
from planung.actions.sitzung import sperre
from planung.models import Sitzung, Tagesordnungspunkt
from planung.queries.tagesordnung import nummern

Stand = Tagesordnungspunkt.Stand
VOR_DER_SITZUNG = (Sitzung.Stand.GEPLANT, Sitzung.Stand.EINGELADEN)


@transaction.atomic
def punkt_hinzufuegen(
    *,
    punkt: Tagesordnungspunkt,
    nach: Tagesordnungspunkt | None = None,
    person: Benutzer | None,
    schluessel: UUID | None = None,
) -> Tagesordnungspunkt:
    """Add an item behind `nach` (None: at the end of its level). `schluessel` is the key of the form.

    After dispatch it gets the number of the item before it and a letter (3a); nothing else is renumbered. Raises
    ValidationError for a sub-item of a sub-item or a meeting that is over.
    """
    sitzung = _oeffne(punkt.sitzung)
    if schluessel and einloesen(schluessel, {"punkt": [sitzung.pk, punkt.titel, punkt.uebergeordnet_id]}):
        return punkt
    if punkt.uebergeordnet is not None and punkt.uebergeordnet.uebergeordnet_id is not None:
        raise ValidationError(
            {"uebergeordnet": _("Ein Unterpunkt kann keine weiteren Unterpunkte haben.")}, code="tiefe"
        )
    ebene = _ebene(punkt)
    punkt.position = nach.position + 1 if nach else ebene.count() + 1
    ebene.filter(position__gte=punkt.position).update(position=F("position") + 1)
    if sitzung.stand != Sitzung.Stand.GEPLANT:
        punkt.nummer = _eingeschobene_nummer(punkt)
    punkt.full_clean(exclude={"sitzung"})
    punkt.save()
    return punkt


def _oeffne(sitzung: Sitzung) -> Sitzung:
    sitzung = sperre(sitzung)
    if sitzung.stand in (Sitzung.Stand.BEENDET, Sitzung.Stand.ABGESAGT):
        raise ValidationError(_("Die Tagesordnung dieser Sitzung steht fest."), code="stand")
    return sitzung


def _ebene(punkt: Tagesordnungspunkt) -> QuerySet[Tagesordnungspunkt]:
    """The items beside this one."""
    return Tagesordnungspunkt.objects.filter(sitzung=punkt.sitzung, uebergeordnet=punkt.uebergeordnet)


def _eingeschobene_nummer(punkt: Tagesordnungspunkt) -> str:
    """The number of the item before it, without its letter, and the first free letter."""
    davor = _ebene(punkt).filter(position__lt=punkt.position).order_by("position").last()
    if davor is not None:
        stamm = davor.nummer.rstrip(ascii_lowercase)
    else:
        stamm = f"{punkt.uebergeordnet.nummer}.0" if punkt.uebergeordnet else "0"
    vergeben = set(punkt.sitzung.punkte.values_list("nummer", flat=True))
    frei = (f"{stamm}{buchstabe}" for buchstabe in ascii_lowercase)
    return next(nummer for nummer in frei if nummer not in vergeben)


@transaction.atomic
def punkt_verschieben(
    *, punkt: Tagesordnungspunkt, schritte: int, person: Benutzer | None
) -> Tagesordnungspunkt:
    """Move an item up (negative) or down on its level, before the invitation goes out; at the end it stays.

    After dispatch the order stands in the hands of the members: the meeting itself takes items earlier
    (`behandelt_als`).
    """
    sitzung = _oeffne(punkt.sitzung)
    if sitzung.stand != Sitzung.Stand.GEPLANT:
        raise ValidationError(
            _("Die Tagesordnung ist versandt. In der Sitzung kann ein Punkt vorgezogen werden."),
            code="versandt",
        )
    reihe = list(_ebene(punkt).order_by("position", "id"))
    stelle = next(n for n, einer in enumerate(reihe) if einer.pk == punkt.pk)
    reihe.insert(max(0, min(len(reihe) - 1, stelle + schritte)), reihe.pop(stelle))
    for position, einer in enumerate(reihe, start=1):
        einer.position = position
    Tagesordnungspunkt.objects.bulk_update(reihe, ["position"])
    punkt.refresh_from_db()
    return punkt


@transaction.atomic
def punkt_entfernen(*, punkt: Tagesordnungspunkt, person: Benutzer | None) -> None:
    """Delete an item before dispatch; afterwards it stays in its place as "von der Tagesordnung genommen"."""
    sitzung = _oeffne(punkt.sitzung)
    if sitzung.stand != Sitzung.Stand.GEPLANT:
        Tagesordnungspunkt.objects.filter(pk=punkt.pk).update(stand=Stand.ABGESETZT)
        return
    _ebene(punkt).filter(position__gt=punkt.position).update(position=F("position") - 1)
    punkt.delete()


def numeriere(sitzung: Sitzung) -> list[Tagesordnungspunkt]:
    """Fix the numbers 1, 2, 2.1, … of a meeting that is invited to for the first time; needs its lock."""
    punkte = list(sitzung.punkte.in_ordnung())
    for punkt, nummer in zip(punkte, nummern(punkte), strict=True):
        punkt.nummer = nummer
    Tagesordnungspunkt.objects.bulk_update(punkte, ["nummer"])
    return punkte


@transaction.atomic
def punkt_aendern(*, punkt: Tagesordnungspunkt, person: Benutzer | None) -> Tagesordnungspunkt:
    """Store changed data of an item; place and number stay. After dispatch a supplement tells the members."""
    _oeffne(punkt.sitzung)
    punkt.full_clean(exclude={"sitzung"})
    punkt.save()
    return punkt

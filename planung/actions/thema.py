"""Topics of a conference: proposed, moderated, merged, chosen; fields of action."""

from datetime import datetime, timedelta
from decimal import Decimal
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from beirat.models import Person
from budget.actions.bedarf import bedarf_reservieren
from konferenz import uhr
from konferenz.actions.formularschluessel import einloesen, ergebnis_merken
from konferenz.models import Benutzer, Konferenz
from planung.actions.briefe import schreibe_an
from planung.models import Handlungsfeld, Priorisierungsrunde, Thema, Themenkosten
from planung.queries.themen import nimmt_vorschlaege

Stand = Thema.Stand
EINSENDER_BLEIBEN = timedelta(days=90)
"""As long as registrations: then name and address of who proposed from outside go."""


@transaction.atomic
def thema_einbringen(
    *, thema: Thema, mensch: Person | None = None, person: Benutzer | None, schluessel: UUID | None = None
) -> Thema:
    """A proposal of `mensch`, or of the administration, is admitted at once. `schluessel` is the key of the form."""
    inhalt = [thema.konferenz_id, thema.titel, thema.beschreibung]
    if schluessel and (bekannt := einloesen(schluessel, {"thema": inhalt})):
        return Thema.objects.get(pk=bekannt.ergebnis)
    thema.stand, thema.eingebracht_von = Stand.ZUGELASSEN, mensch
    thema.full_clean()
    thema.save()
    if schluessel:
        ergebnis_merken(schluessel, str(thema.pk))
    return thema


@transaction.atomic
def thema_einreichen(*, thema: Thema, schluessel: UUID | None = None) -> Thema:
    """A proposal of the public; nobody sees it before it was admitted. Raises ValidationError unless proposals are
    open. `schluessel` is the key of the form.
    """
    if schluessel and (bekannt := einloesen(schluessel, {"thema": [thema.konferenz_id, thema.titel]})):
        return Thema.objects.get(pk=bekannt.ergebnis)
    if not nimmt_vorschlaege(thema.konferenz):
        raise ValidationError(_("Gerade können keine Themen vorgeschlagen werden."), code="zu")
    thema.stand = Stand.EINGEREICHT
    thema.full_clean()
    thema.save()
    if schluessel:
        ergebnis_merken(schluessel, str(thema.pk))
    return thema


@transaction.atomic
def vorschlaege_oeffnen(*, konferenz: Konferenz, bis: datetime | None, person: Benutzer | None) -> Konferenz:
    """Until when everybody may propose; None ends it. Raises ValidationError for a moment that is over."""
    if bis is not None and bis <= uhr.jetzt():
        raise ValidationError({"tag": _("Das Ende liegt in der Vergangenheit.")})
    konferenz = Konferenz.objects.select_for_update(no_key=True).get(pk=konferenz.pk)
    konferenz.themen_bis = bis
    konferenz.save(update_fields=["themen_bis"])
    return konferenz


def einsender_vergessen() -> int:
    """Erase name and address of the public 90 days after the conference; returns how many."""
    lange_her = Thema.objects.filter(konferenz__ende__lte=uhr.jetzt() - EINSENDER_BLEIBEN)
    bekannte = lange_her.exclude(einsender_name="", einsender_email="")
    return bekannte.update(einsender_name="", einsender_email="")


@transaction.atomic
def thema_aendern(*, thema: Thema, person: Benutzer | None) -> Thema:
    """Store new words or another field of action. Raises ValidationError for one that was merged into another."""
    if _sperre(thema).stand == Stand.VEREINT:
        raise ValidationError(_("Dieses Thema ist mit einem anderen vereint."), code="vereint")
    thema.full_clean()
    thema.save(update_fields=["titel", "beschreibung", "handlungsfeld"])
    return thema


@transaction.atomic
def thema_ablehnen(*, thema: Thema, grund: str, person: Benutzer | None) -> Thema:
    """Do not admit a topic, with the reason. Raises ValidationError for one that is chosen or merged."""
    thema = _sperre(thema)
    _pruefe_stand(thema, Stand.EINGEREICHT, Stand.ZUGELASSEN)
    thema.stand, thema.ablehnungsgrund = Stand.ABGELEHNT, grund.strip()
    thema.full_clean()
    thema.save()
    return thema


@transaction.atomic
def thema_zulassen(*, thema: Thema, person: Benutzer | None) -> Thema:
    """Admit a topic, also one that was refused. Twice is once."""
    thema = _sperre(thema)
    if thema.stand == Stand.ZUGELASSEN:
        return thema
    _pruefe_stand(thema, Stand.EINGEREICHT, Stand.ABGELEHNT)
    thema.stand, thema.ablehnungsgrund = Stand.ZUGELASSEN, ""
    thema.save()
    return thema


@transaction.atomic
def themen_vereinen(*, thema: Thema, mit: Thema, person: Benutzer | None) -> Thema:
    """`thema` becomes a part of `mit`; what was merged into it goes along, and both authors are told (S47).

    Points of closed rounds stay where they were given. Raises ValidationError while points are given, for topics of
    two conferences, for itself, and for topics that are not to be ranked.
    """
    erste, zweite = sorted((thema, mit), key=lambda eines: eines.pk)
    gesperrte = {eines.pk: _sperre(eines) for eines in (erste, zweite)}
    thema, mit = gesperrte[thema.pk], gesperrte[mit.pk]
    _pruefe_vereinbar(thema, mit)
    for eines in (thema, *thema.vereinte.all()):
        eines.stand, eines.vereint_in = Stand.VEREINT, mit
        eines.full_clean()
        eines.save()
    for mensch in {eines.eingebracht_von for eines in (thema, mit) if eines.eingebracht_von}:
        wofuer = f"{thema.pk}:{mit.pk}:{mensch.pk}:{uhr.jetzt().isoformat()}"
        schreibe_an(
            mensch, "vereint", wofuer, bezug=str(thema.pk), konferenz=thema.konferenz, thema=thema, mit=mit
        )
    return mit


def _pruefe_vereinbar(thema: Thema, mit: Thema) -> None:
    if thema.pk == mit.pk or thema.konferenz_id != mit.konferenz_id:
        raise ValidationError(_("Bitte wählen Sie ein anderes Thema dieser Konferenz."), code="fremd")
    _pruefe_stand(thema, Stand.ZUGELASSEN)
    _pruefe_stand(mit, Stand.ZUGELASSEN, Stand.GEWAEHLT)
    if Priorisierungsrunde.objects.filter(konferenz=thema.konferenz_id, stand="offen").exists():
        raise ValidationError(
            _("Gerade werden Punkte vergeben. Vereinen können Sie danach wieder."), code="runde"
        )


@transaction.atomic
def vereinigung_loesen(*, thema: Thema, person: Benutzer | None) -> Thema:
    """A merged topic stands for itself again. Twice is once."""
    thema = _sperre(thema)
    if thema.stand == Stand.VEREINT:
        thema.stand, thema.vereint_in = Stand.ZUGELASSEN, None
        thema.save()
    return thema


@transaction.atomic
def thema_waehlen(*, thema: Thema, person: Benutzer | None) -> Thema:
    """It will be dealt with at the conference. Twice is once."""
    thema = _sperre(thema)
    if thema.stand != Stand.GEWAEHLT:
        _pruefe_stand(thema, Stand.ZUGELASSEN)
        thema.stand = Stand.GEWAEHLT
        thema.save()
    return thema


@transaction.atomic
def wahl_zuruecknehmen(*, thema: Thema, person: Benutzer | None) -> Thema:
    """It will not; a working group that was made of it stays and is cancelled in the programme."""
    thema = _sperre(thema)
    if thema.stand == Stand.GEWAEHLT:
        thema.stand = Stand.ZUGELASSEN
        thema.save()
    return thema


@transaction.atomic
def kosten_reservieren(
    *,
    thema: Thema,
    betrag: Decimal,
    art: str,
    person: Benutzer,
    schluessel: UUID | None = None,
) -> Themenkosten:
    """Keep money (EUR gross) free for what a topic needs; `art` is a kind of cost. Sent twice it works once.

    Raises ValidationError for everything the budget refuses.
    """
    if schluessel and (bekannt := einloesen(schluessel, {"thema": [thema.pk, betrag, art]})):
        return Themenkosten.objects.get(pk=bekannt.ergebnis)
    thema = _sperre(thema)
    _pruefe_stand(thema, Stand.ZUGELASSEN, Stand.GEWAEHLT)
    zweck = f"{_('Thema')}: {thema.titel}"[:200]
    vorgang = bedarf_reservieren(
        konferenz=thema.konferenz, art=art, zweck=zweck, betrag=betrag, person=person
    )
    kosten = Themenkosten.objects.create(thema=thema, vorgang=vorgang)
    if schluessel:
        ergebnis_merken(schluessel, str(kosten.pk))
    return kosten


@transaction.atomic
def handlungsfeld_speichern(*, feld: Handlungsfeld, person: Benutzer | None) -> Handlungsfeld:
    """Store a new or renamed field of action. Raises ValidationError for a name that is there."""
    feld.full_clean()
    feld.save()
    return feld


@transaction.atomic
def handlungsfeld_loeschen(*, feld: Handlungsfeld, person: Benutzer | None) -> None:
    """Take a field of action out. Raises ValidationError while topics belong to it."""
    if feld.themen.exists():
        raise ValidationError(_("Zu diesem Handlungsfeld gehören noch Themen."), code="belegt")
    feld.delete()


def _sperre(thema: Thema) -> Thema:
    reihe = Thema.objects.select_for_update(of=("self",), no_key=True)
    return reihe.select_related("konferenz", "eingebracht_von").get(pk=thema.pk)


def _pruefe_stand(thema: Thema, *staende: str) -> None:
    if thema.stand not in staende:
        raise ValidationError(
            _("Das geht nicht: „%(titel)s“ ist %(stand)s."),
            code="stand",
            params={"titel": thema.titel, "stand": thema.get_stand_display()},
        )

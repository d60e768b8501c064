"""Ranking topics by points: a round begins, members give points, it is closed and only then has a result."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from beirat.models import Person
from konferenz import uhr
from konferenz.actions.formularschluessel import einloesen, ergebnis_merken
from konferenz.models import Benutzer
from planung.actions.briefe import schreibe_an
from planung.models import Priorisierungsrunde, Punktevergabe, Thema
from planung.queries.priorisierung import stimmberechtigte

Stand = Priorisierungsrunde.Stand


@transaction.atomic
def runde_beginnen(
    *, runde: Priorisierungsrunde, person: Benutzer | None, schluessel: UUID | None = None
) -> Priorisierungsrunde:
    """Ask the members of a body which topics matter most; one letter each.

    Raises ValidationError for an end in the past, fewer than two topics, a body without members, and while another
    round of the conference runs. `schluessel` is the key of the form.
    """
    inhalt = [runde.konferenz_id, runde.gremium_id, runde.titel, runde.punkte, runde.bis]
    if schluessel and (bekannt := einloesen(schluessel, {"runde": inhalt})):
        return Priorisierungsrunde.objects.get(pk=bekannt.ergebnis)
    if runde.bis <= uhr.jetzt():
        raise ValidationError({"bis": _("Das Ende liegt in der Vergangenheit.")})
    if runde.konferenz.themen.zur_wahl().count() < 2:
        raise ValidationError(_("Es braucht mindestens zwei zugelassene Themen."), code="themen")
    menschen = stimmberechtigte(runde)
    if not menschen:
        raise ValidationError(_("Dieses Gremium hat noch keine Mitglieder."), code="niemand")
    runde.stand, runde.angelegt_von = Stand.OFFEN, person
    runde.full_clean()
    runde.save()
    for mensch in menschen:
        schreibe_an(
            mensch,
            "priorisierung",
            f"{runde.pk}:{mensch.pk}",
            bezug=str(runde.pk),
            konferenz=runde.konferenz,
            runde=runde,
        )
    if schluessel:
        ergebnis_merken(schluessel, str(runde.pk))
    return runde


def _sperre(runde: Priorisierungsrunde) -> Priorisierungsrunde:
    reihe = Priorisierungsrunde.objects.select_for_update(of=("self",), no_key=True)
    return reihe.select_related("gremium", "konferenz").get(pk=runde.pk)


@transaction.atomic
def punkte_geben(*, runde: Priorisierungsrunde, thema: Thema, mensch: Person, aenderung: int) -> int:
    """Give a topic one point more (`aenderung` 1) or one less (-1); returns how many it has now from `mensch`.

    The body that sends the person is kept with the points. Raises ValidationError after the end, for somebody who
    does not belong to the body or is its guest, for a topic that is not to be ranked, beyond the points of the round
    (S45) and below zero.
    """
    runde = _sperre(runde)
    if not runde.nimmt_punkte:
        raise ValidationError(_("Diese Runde nimmt keine Punkte mehr an."), code="beendet")
    stellen = stimmberechtigte(runde)
    if mensch not in stellen:
        raise ValidationError(_("Sie geben in dieser Runde keine Punkte."), code="fremd")
    if not runde.konferenz.themen.zur_wahl().filter(pk=thema.pk).exists():
        raise ValidationError(_("Dieses Thema steht nicht zur Wahl."), code="thema")
    eigene = {eine.thema_id: eine for eine in runde.vergaben.filter(person=mensch)}
    if aenderung > 0 and sum(eine.punkte for eine in eigene.values()) >= runde.punkte:
        raise ValidationError(
            _("Sie haben alle %(punkte)d Punkte vergeben. Nehmen Sie zuerst einen zurück."),
            code="zu_viele",
            params={"punkte": runde.punkte},
        )
    eine = eigene.get(thema.pk) or Punktevergabe(runde=runde, person=mensch, thema=thema, punkte=0)
    return _setze(eine, eine.punkte + aenderung, stellen[mensch])


def _setze(eine: Punktevergabe, punkte: int, stelle: int | None) -> int:
    if punkte < 0:
        raise ValidationError(_("Dieses Thema hat von Ihnen keinen Punkt mehr."), code="null")
    if punkte == 0:
        eine.delete()
        return 0
    eine.punkte, eine.stelle_id = punkte, stelle
    eine.full_clean()
    eine.save()
    return punkte


@transaction.atomic
def runde_schliessen(*, runde: Priorisierungsrunde, person: Benutzer | None) -> Priorisierungsrunde:
    """End a round; only now its result can be seen. Twice is once."""
    runde = _sperre(runde)
    if runde.stand == Stand.OFFEN:
        runde.stand = Stand.GESCHLOSSEN
        runde.save(update_fields=["stand"])
    return runde


def runden_schliessen() -> int:
    """Close every round whose time is over; returns how many."""
    faellig = list(Priorisierungsrunde.objects.filter(stand=Stand.OFFEN, bis__lte=uhr.jetzt()))
    for runde in faellig:
        runde_schliessen(runde=runde, person=None)
    return len(faellig)

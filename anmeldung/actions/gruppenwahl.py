"""Choosing working groups by oneself, by wishes and an allocation, and the rules of both."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anmeldung.actions import briefe, plaetze
from anmeldung.actions.gruppen import gleichzeitige, gruppe_waehlen
from anmeldung.actions.stand import gesperrt
from anmeldung.models import Anmeldung, Gruppenwahl, Gruppenwunsch, Kontingent, Platz, Warteplatz
from anmeldung.models.gruppenwahl import WUENSCHE, Phase
from konferenz import uhr
from konferenz.models import Benutzer, Konferenz
from programm.models import Arbeitsgruppe

Ausgang = Gruppenwunsch.Ausgang
OHNE_WAHL = {
    Phase.ZU: _("Die Wahl der Arbeitsgruppen ist noch nicht geöffnet."),
    Phase.WUENSCHE: _("Zur Zeit sammeln wir Wünsche. Sagen Sie uns bitte Ihre Wünsche."),
    Phase.ZUTEILUNG: _("Die Plätze werden gerade zugeteilt. Wir schreiben Ihnen."),
    Phase.BITTE: _("Die Frist für Änderungen ist vorbei. Schreiben Sie uns oder rufen Sie uns an."),
    Phase.VORBEI: _("Die Konferenz hat schon begonnen. Fragen Sie bitte am Einlass."),
}


def wahl_zu(konferenz: Konferenz) -> Gruppenwahl:
    """The rules of a conference; until somebody sets them nothing is open."""
    wahl = Gruppenwahl.objects.filter(konferenz=konferenz).first() or Gruppenwahl(konferenz=konferenz)
    wahl.konferenz = konferenz
    return wahl


@transaction.atomic
def gruppenwahl_regeln(*, wahl: Gruppenwahl, person: Benutzer | None) -> Gruppenwahl:
    """Store how and when people choose. Raises ValidationError for another way of choosing after the allocation."""
    stand = Gruppenwahl.objects.select_for_update(no_key=True).filter(konferenz=wahl.konferenz_id).first()
    if stand and stand.zugeteilt_am and stand.modus != wahl.modus:
        raise ValidationError({"modus": _("Die Plätze sind schon zugeteilt.")}, code="zugeteilt")
    wahl.full_clean()
    wahl.save()
    return wahl


@transaction.atomic
def selbst_waehlen(
    *, anmeldung: Anmeldung, gruppe: Arbeitsgruppe, wechseln: bool = False
) -> Platz | Warteplatz:
    """`gruppe_waehlen`, while the person may do it without asking. Raises ValidationError at other times."""
    phase = wahl_zu(anmeldung.konferenz).phase(uhr.jetzt())
    if phase != Phase.OFFEN:
        raise ValidationError(OHNE_WAHL[phase], code="phase")
    return gruppe_waehlen(anmeldung=anmeldung, gruppe=gruppe, wechseln=wechseln)


@transaction.atomic
def wuensche_setzen(*, anmeldung: Anmeldung, gruppen: Sequence[Arbeitsgruppe]) -> list[Gruppenwunsch]:
    """Replace the wishes of a registration, the dearest first; an empty list withdraws them.

    Raises ValidationError outside the time for wishes, for more than three or one twice, for a cancelled or foreign
    group, and for a registration that has ended or is not confirmed.
    """
    _schloss, frisch = gesperrt(anmeldung)
    phase = wahl_zu(frisch.konferenz).phase(uhr.jetzt())
    if phase != Phase.WUENSCHE:
        raise ValidationError(OHNE_WAHL.get(phase, _("Wünsche sind nicht mehr möglich.")), code="phase")
    if not frisch.ist_aktiv or frisch.stand == Anmeldung.Stand.UNBESTAETIGT:
        raise ValidationError(_("Bestätigen Sie zuerst Ihre Anmeldung."), code="stand")
    if len(gruppen) > WUENSCHE or len(set(gruppen)) != len(gruppen):
        raise ValidationError(_("Wählen Sie höchstens drei verschiedene Arbeitsgruppen."), code="zahl")
    moeglich = set(Arbeitsgruppe.objects.lebend().filter(konferenz=frisch.konferenz))
    if not moeglich.issuperset(gruppen):
        raise ValidationError(_("Diese Arbeitsgruppe findet nicht statt."), code="abgesagt")
    frisch.gruppenwuensche.all().delete()
    neue = [
        Gruppenwunsch(anmeldung=frisch, arbeitsgruppe=gruppe, rang=rang)
        for rang, gruppe in enumerate(gruppen, start=1)
    ]
    for einer in neue:
        einer.save()
    return neue


@transaction.atomic
def zuteilen(*, konferenz: Konferenz, person: Benutzer | None) -> Gruppenwahl:
    """Give everybody with a sure seat the dearest wish that still has room, by the time of registration; who gets none
    waits for the dearest. One letter each, with the reason. Once done it changes nothing.

    Raises ValidationError before the end of the time for wishes and where seats are given first come, first served.
    """
    plaetze.sperre(konferenz)
    wahl = wahl_zu(konferenz)
    if wahl.zugeteilt_am:
        return wahl
    if wahl.modus != Gruppenwahl.Modus.WUENSCHE or wahl.phase(uhr.jetzt()) != Phase.ZUTEILUNG:
        raise ValidationError(_("Zugeteilt wird, wenn die Frist für Wünsche vorbei ist."), code="phase")
    kontingente = {eines.arbeitsgruppe_id: eines for eines in Kontingent.objects.der_gruppen(konferenz)}
    for anmeldung in _in_ihrer_reihe(konferenz):
        anmeldung.konferenz = konferenz
        wuensche = list(anmeldung.gruppenwuensche.all())
        _erfuelle(anmeldung, wuensche, kontingente)
        Gruppenwunsch.objects.bulk_update(wuensche, ["ausgang"])
        briefe.schreibe(anmeldung, "gruppe_zugeteilt", wuensche=wuensche)
    wahl.zugeteilt_am, wahl.zugeteilt_von = uhr.jetzt(), person
    wahl.save(update_fields=["zugeteilt_am", "zugeteilt_von"])
    return wahl


def _in_ihrer_reihe(konferenz: Konferenz) -> list[Anmeldung]:
    """Who has wishes and a sure seat, the earliest registration first; the number settles what came at one time."""
    reihe = Anmeldung.objects.filter(konferenz=konferenz, stand=Anmeldung.Stand.BESTAETIGT)
    reihe = reihe.filter(gruppenwuensche__isnull=False).distinct().order_by("eingegangen_am", "nummer")
    return list(reihe.prefetch_related("gruppenwuensche__arbeitsgruppe"))


def _erfuelle(
    anmeldung: Anmeldung, wuensche: list[Gruppenwunsch], kontingente: dict[int | None, Kontingent]
) -> None:
    """Write what becomes of each wish, and take the seat or the waiting number."""
    for wunsch in wuensche:
        kontingent = kontingente.get(wunsch.arbeitsgruppe_id)
        if any(einer.ausgang == Ausgang.PLATZ for einer in wuensche):
            wunsch.ausgang = Ausgang.NICHT_NOETIG
        elif kontingent is None:
            wunsch.ausgang = Ausgang.ABGESAGT
        elif gleichzeitige(anmeldung, wunsch.arbeitsgruppe):
            wunsch.ausgang = Ausgang.GLEICHZEITIG
        elif plaetze.ist_frei(kontingent):
            plaetze.setze_oder_warte(kontingent, anmeldung)
            wunsch.ausgang = Ausgang.PLATZ
        else:
            wunsch.ausgang = Ausgang.VOLL
    volle = [wunsch for wunsch in wuensche if wunsch.ausgang == Ausgang.VOLL]
    if volle and not any(wunsch.ausgang == Ausgang.PLATZ for wunsch in wuensche):
        plaetze.setze_oder_warte(kontingente[volle[0].arbeitsgruppe_id], anmeldung)
        volle[0].ausgang = Ausgang.WARTELISTE

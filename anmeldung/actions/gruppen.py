"""Seats in working groups: chosen, given back, offered."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anmeldung.actions import plaetze
from anmeldung.actions.stand import gesperrt
from anmeldung.models import Anmeldung, Kontingent, Platz, Warteplatz
from konferenz import uhr
from programm.models import Arbeitsgruppe


@transaction.atomic
def gruppe_waehlen(
    *, anmeldung: Anmeldung, gruppe: Arbeitsgruppe, wechseln: bool = False
) -> Platz | Warteplatz:
    """Take a seat in a working group, or the next waiting number. Choosing again changes nothing.

    Where a seat is free but the person sits elsewhere at that time, `wechseln` gives the other seat back and without
    it ValidationError is raised. Who has to wait keeps the other seat until she accepts an offer. Raises
    ValidationError for a cancelled group, without a confirmed seat at the conference, and once it has begun.
    """
    _schloss, frisch = gesperrt(anmeldung)
    kontingent = _offenes(frisch, gruppe)
    bisher = (
        kontingent.belegte.filter(anmeldung=frisch).first()
        or kontingent.wartende.filter(anmeldung=frisch).first()
    )
    if bisher is not None:
        return bisher
    if plaetze.ist_frei(kontingent):
        _mache_frei(frisch, gruppe, wechseln=wechseln)
    ergebnis = plaetze.setze_oder_warte(kontingent, frisch)
    plaetze.ruecke_nach(frisch.konferenz)
    return ergebnis


def _offenes(anmeldung: Anmeldung, gruppe: Arbeitsgruppe) -> Kontingent:
    """The seats of a group, if this registration may have one."""
    if anmeldung.konferenz.beginn and anmeldung.konferenz.beginn <= uhr.jetzt():
        raise ValidationError(
            _("Die Konferenz hat schon begonnen. Fragen Sie bitte am Einlass."), code="begonnen"
        )
    if anmeldung.stand != Anmeldung.Stand.BESTAETIGT:
        raise ValidationError(
            _("Eine Arbeitsgruppe können Sie wählen, sobald Ihr Platz auf der Konferenz sicher ist."),
            code="ohne_platz",
        )
    kontingent = Kontingent.objects.filter(
        arbeitsgruppe=gruppe, arbeitsgruppe__konferenz=anmeldung.konferenz, arbeitsgruppe__abgesagt_am=None
    ).first()
    if kontingent is None:
        raise ValidationError(_("Diese Arbeitsgruppe findet nicht statt."), code="abgesagt")
    return kontingent


def gleichzeitige(anmeldung: Anmeldung, gruppe: Arbeitsgruppe) -> list[Platz]:
    """The seats this person has in other groups at the time of this one."""
    zeiten = gruppe.programmpunkte.geplant().values("zeitfenster")
    sitze = Platz.objects.filter(belegungen__anmeldung=anmeldung, belegungen__zeitfenster__in=zeiten)
    return list(
        sitze.exclude(kontingent__arbeitsgruppe=gruppe).select_related("kontingent__arbeitsgruppe").distinct()
    )


def _mache_frei(anmeldung: Anmeldung, gruppe: Arbeitsgruppe, *, wechseln: bool) -> None:
    """Give back what lies at the same time. Needs the lock; the caller moves the others up."""
    sitze = gleichzeitige(anmeldung, gruppe)
    if sitze and not wechseln:
        text = _("Zur gleichen Zeit haben Sie schon einen Platz in „%(gruppe)s“.")
        andere = sitze[0].kontingent.arbeitsgruppe
        raise ValidationError(text, code="gleichzeitig", params={"gruppe": andere.titel if andere else ""})
    for sitz in sitze:
        sitz.delete()


@transaction.atomic
def gruppe_abgeben(*, anmeldung: Anmeldung, gruppe: Arbeitsgruppe) -> None:
    """Give a seat or waiting number back; the next one is asked in the same transaction. Again changes nothing."""
    _schloss, frisch = gesperrt(anmeldung)
    frisch.plaetze.filter(kontingent__arbeitsgruppe=gruppe).delete()
    frisch.warteplaetze.filter(kontingent__arbeitsgruppe=gruppe).delete()
    plaetze.ruecke_nach(frisch.konferenz)


@transaction.atomic
def gruppe_annehmen(*, anmeldung: Anmeldung, gruppe: Arbeitsgruppe) -> Platz:
    """Take the seat that is held in a group and give back what lies at the same time. Accepting again changes
    nothing; raises ValidationError when the offer is over."""
    _schloss, frisch = gesperrt(anmeldung)
    sitze = frisch.plaetze.filter(kontingent__arbeitsgruppe=gruppe)
    if angenommener := sitze.filter(angeboten_bis=None).first():
        return angenommener
    platz = sitze.filter(angeboten_bis__gt=uhr.jetzt()).first()
    if platz is None:
        raise ValidationError(_("Dieses Angebot ist leider abgelaufen."), code="abgelaufen")
    _mache_frei(frisch, gruppe, wechseln=True)
    platz.angeboten_bis = None
    platz.vergeben_am = uhr.jetzt()
    platz.save(update_fields=["angeboten_bis", "vergeben_am"])
    plaetze.ruecke_nach(frisch.konferenz)
    return platz


@transaction.atomic
def gruppe_ablehnen(*, anmeldung: Anmeldung, gruppe: Arbeitsgruppe) -> None:
    """Refuse the held seat: the next one is asked at once. Without an offer nothing changes: a page left open must
    not give back a seat that was accepted meanwhile."""
    _schloss, frisch = gesperrt(anmeldung)
    frisch.plaetze.filter(kontingent__arbeitsgruppe=gruppe, angeboten_bis__isnull=False).delete()
    plaetze.ruecke_nach(frisch.konferenz)

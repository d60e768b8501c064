"""What happens to a registration: confirmed, seat accepted or refused, changed, cancelled.

Every change of state holds the lock of the seats and looks at the state again under it.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anmeldung.actions import bedarfe, briefe, plaetze
from anmeldung.actions.anmelden import Angaben, nimm_auf, speichere_zusaetze
from anmeldung.models import Anmeldung, Bedarf, Einwilligung, Kontingent
from konferenz import uhr


def gesperrt(anmeldung: Anmeldung) -> tuple[Kontingent, Anmeldung]:
    """The lock (the seats of the conference), and the registration as it is now that nobody else can change it."""
    kontingent = plaetze.sperre(anmeldung.konferenz)
    frisch = Anmeldung.objects.filter(pk=anmeldung.pk).select_related("konferenz").first()
    if frisch is None:
        raise ValidationError(_("Diese Anmeldung gibt es nicht mehr."), code="weg")
    return kontingent, frisch


@transaction.atomic
def bestaetigen(*, anmeldung: Anmeldung) -> Anmeldung:
    """Confirm a registration: now it takes a seat or a waiting number. Confirming again changes nothing.

    Raises ValidationError if it was cancelled or has lapsed, or if the conference has begun.
    """
    _kontingent, frisch = gesperrt(anmeldung)
    if not frisch.ist_aktiv:
        raise ValidationError(
            _("Diese Anmeldung ist abgesagt oder verfallen. Bitte melden Sie sich neu an."), code="beendet"
        )
    if frisch.stand != Anmeldung.Stand.UNBESTAETIGT:
        return frisch
    if frisch.konferenz.beginn and frisch.konferenz.beginn <= uhr.jetzt():
        raise ValidationError(
            _("Die Konferenz hat schon begonnen. Kommen Sie gern an den Einlass."), code="begonnen"
        )
    nimm_auf(frisch)
    return frisch


@transaction.atomic
def angebot_annehmen(*, anmeldung: Anmeldung) -> Anmeldung:
    """Take the seat that is held. Accepting again changes nothing; raises ValidationError when the offer is over."""
    kontingent, frisch = gesperrt(anmeldung)
    if frisch.stand == Anmeldung.Stand.BESTAETIGT:
        return frisch
    platz = kontingent.belegte.filter(anmeldung=frisch, angeboten_bis__gt=uhr.jetzt()).first()
    if frisch.stand != Anmeldung.Stand.ANGEBOTEN or platz is None:
        raise ValidationError(_("Dieses Angebot ist leider abgelaufen."), code="abgelaufen")
    platz.angeboten_bis = None
    platz.vergeben_am = uhr.jetzt()
    platz.save(update_fields=["angeboten_bis", "vergeben_am"])
    frisch.stand = Anmeldung.Stand.BESTAETIGT
    frisch.save(update_fields=["stand"])
    briefe.schreibe(frisch, "bestaetigt", generation="nachgerueckt")
    return frisch


def beende(frisch: Anmeldung, stand: str) -> None:
    """End a registration under the lock: seat and waiting number go, needs go at once (retention table)."""
    plaetze.raeume(frisch)
    Bedarf.objects.filter(anmeldung=frisch).delete()
    frisch.einwilligungen.filter(zweck=Einwilligung.Zweck.BEDARF, widerrufen_am=None).update(
        widerrufen_am=uhr.jetzt()
    )
    frisch.stand = stand
    frisch.beendet_am = uhr.jetzt()
    frisch.save(update_fields=["stand", "beendet_am"])


@transaction.atomic
def absagen(*, anmeldung: Anmeldung) -> Anmeldung:
    """Cancel a registration; its seat is held for the next one in the same transaction. Cancelling again changes
    nothing."""
    _kontingent, frisch = gesperrt(anmeldung)
    if not frisch.ist_aktiv:
        return frisch
    beende(frisch, Anmeldung.Stand.ABGEMELDET)
    briefe.schreibe(frisch, "abgesagt")
    plaetze.ruecke_nach(frisch.konferenz)
    return frisch


@transaction.atomic
def angebot_ablehnen(*, anmeldung: Anmeldung) -> Anmeldung:
    """Refuse the offered seat: the registration is cancelled and the next one is asked at once.

    Without an offer nothing changes: a page left open must not cancel a seat that was accepted meanwhile.
    """
    _kontingent, frisch = gesperrt(anmeldung)
    return absagen(anmeldung=frisch) if frisch.stand == Anmeldung.Stand.ANGEBOTEN else frisch


@transaction.atomic
def angaben_aendern(*, anmeldung: Anmeldung, angaben: Angaben) -> Anmeldung:
    """Change what a registration says: name, organisation, language, phone, needs with their consent; seats stay.

    Needs None leave them as they are (who enters for others cannot read them); empty needs remove them and their
    consent.
    The address of a self-registration stays, because it proved who she is. Raises ValidationError on an ended
    registration.
    """
    felder = angaben.felder()
    gepruefte = angaben.gepruefte_bedarfe()
    _kontingent, frisch = gesperrt(anmeldung)
    if not frisch.ist_aktiv:
        raise ValidationError(
            _("Diese Anmeldung ist abgesagt oder verfallen. Bitte melden Sie sich neu an."), code="beendet"
        )
    if frisch.quelle == Anmeldung.Quelle.SELBST:
        felder.pop("email")
    for name, wert in felder.items():
        setattr(frisch, name, wert)
    frisch.save(update_fields=list(felder))
    if angaben.bedarfe is not None and not gepruefte:
        bedarfe.einwilligung_widerrufen(anmeldung=frisch, zweck=Einwilligung.Zweck.BEDARF)
    if not angaben.folgepost:
        bedarfe.einwilligung_widerrufen(anmeldung=frisch, zweck=Einwilligung.Zweck.FOLGEPOST)
    speichere_zusaetze(frisch, angaben, gepruefte)
    return frisch

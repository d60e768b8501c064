"""What time does to registrations: offers end, unconfirmed ones go, personal data are deleted on their day.

All by the project's clock; every function may run as often as one likes.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from anmeldung.actions import briefe, plaetze
from anmeldung.actions.loeschen import loeschen
from anmeldung.actions.stand import beende
from anmeldung.models import Anmeldung, Bedarf, Kontingent, Platz
from anmeldung.models.anmeldung import AnmeldungQuerySet
from konferenz import uhr
from konferenz.models import Konferenz

BESTAETIGUNGSFRIST = timedelta(hours=72)
BEDARFE_BLEIBEN = timedelta(days=14)
ABGESAGTE_BLEIBEN = timedelta(days=14)
WARTENDE_BLEIBEN = timedelta(days=14)
ANMELDUNGEN_BLEIBEN = timedelta(days=90)


@transaction.atomic
def _angebote_beenden(konferenz: Konferenz) -> int:
    plaetze.sperre(konferenz)
    abgelaufen = Platz.objects.filter(kontingent__in=Kontingent.objects.im_haus(konferenz)).abgelaufen()
    faellige = list(
        abgelaufen.select_related("anmeldung", "kontingent__arbeitsgruppe").order_by("angeboten_bis", "pk")
    )
    for platz in faellige:
        platz.anmeldung.konferenz = konferenz
        _angebot_beenden(platz, platz.anmeldung)
    plaetze.ruecke_nach(konferenz)
    return len(faellige)


def _angebot_beenden(platz: Platz, anmeldung: Anmeldung) -> None:
    """The offer of a seat at the conference ends the registration, one in a working group only itself."""
    gruppe, nummer = platz.kontingent.arbeitsgruppe, platz.pk
    if gruppe:
        platz.delete()
        briefe.schreibe(anmeldung, "gruppe_verfallen", nummer, gruppe=gruppe)
        return
    beende(anmeldung, Anmeldung.Stand.VERFALLEN)
    briefe.schreibe(anmeldung, "angebot_verfallen")


def fristen_pruefen() -> dict[str, int]:
    """End offers that ran out (the next one is asked in the same transaction) and remove what was not confirmed in
    72 h."""
    jetzt = uhr.jetzt()
    faellige = Konferenz.objects.filter(anmeldungen__plaetze__angeboten_bis__lte=jetzt).distinct()
    angebote = sum(_angebote_beenden(konferenz) for konferenz in faellige)
    unbestaetigte = Anmeldung.objects.unbestaetigt_seit(jetzt - BESTAETIGUNGSFRIST)
    return {"angebote": angebote, "unbestaetigte": _loesche_alle(unbestaetigte)}


def _loesche_alle(faellige: AnmeldungQuerySet) -> int:
    return sum(_loesche(eine, faellige) for eine in list(faellige.select_related("konferenz")))


@transaction.atomic
def _loesche(anmeldung: Anmeldung, faellige: AnmeldungQuerySet) -> bool:
    """Delete one that is still due under the lock: since they were listed somebody may have confirmed."""
    plaetze.sperre(anmeldung.konferenz)
    if not faellige.filter(pk=anmeldung.pk).exists():
        return False
    loeschen(anmeldung=anmeldung)
    return True


def _faellig(jetzt: datetime) -> Q:
    """Registrations whose day of deletion has come (retention table of the privacy notice)."""
    beendet = Q(
        stand__in=[Anmeldung.Stand.ABGEMELDET, Anmeldung.Stand.VERFALLEN],
        beendet_am__lte=jetzt - ABGESAGTE_BLEIBEN,
    )
    wartend = Q(
        stand__in=[Anmeldung.Stand.WARTELISTE, Anmeldung.Stand.ANGEBOTEN],
        konferenz__ende__lte=jetzt - WARTENDE_BLEIBEN,
    )
    return beendet | wartend | Q(konferenz__ende__lte=jetzt - ANMELDUNGEN_BLEIBEN)


def loeschfristen_anwenden() -> dict[str, int]:
    """Delete needs 14 days after the event, cancelled and waiting ones after 14 days, all others after 90 days;
    returns counts."""
    jetzt = uhr.jetzt()
    bedarfe, _je_modell = Bedarf.objects.filter(
        anmeldung__konferenz__ende__lte=jetzt - BEDARFE_BLEIBEN
    ).delete()
    anmeldungen = _loesche_alle(Anmeldung.objects.filter(_faellig(jetzt)))
    return {"bedarfe": bedarfe, "anmeldungen": anmeldungen}

"""What the Administration and the clerks set up once: authority, venues, offers of a conference."""

from django.db import transaction

from konferenz.models import Angebot, Bezirk, Konferenz, Ort


@transaction.atomic
def bezirk_speichern(*, bezirk: Bezirk) -> Bezirk:
    """Store the one row of the authority. Raises ValidationError if something demanded is missing."""
    bezirk.pk = 1
    bezirk.full_clean(validate_unique=False)
    bezirk.save()
    return bezirk


@transaction.atomic
def ort_speichern(*, ort: Ort) -> Ort:
    """Store a venue, new or changed."""
    ort.full_clean()
    ort.save()
    return ort


@transaction.atomic
def angebot_speichern(*, angebot: Angebot) -> Angebot:
    """Store an offer; a new one comes last."""
    konferenz = _gesperrt(angebot.konferenz_id)
    if angebot.pk is None:
        letztes = konferenz.angebote.order_by("rang").last()
        angebot.rang = letztes.rang + 1 if letztes else 1
    angebot.full_clean(validate_constraints=False)
    angebot.save()
    return angebot


@transaction.atomic
def angebot_loeschen(*, angebot: Angebot) -> None:
    """Take an offer away; the others keep their order."""
    _gesperrt(angebot.konferenz_id)
    angebot.delete()


@transaction.atomic
def angebot_vorziehen(*, angebot: Angebot) -> Angebot:
    """Let an offer change places with the one before it; the first one stays."""
    konferenz = _gesperrt(angebot.konferenz_id)
    angebot.refresh_from_db()
    davor = konferenz.angebote.filter(rang__lt=angebot.rang).order_by("rang").last()
    if davor:
        angebot.rang, davor.rang = davor.rang, angebot.rang
        angebot.save(update_fields=["rang"])
        davor.save(update_fields=["rang"])
    return angebot


def _gesperrt(konferenz_id: int) -> Konferenz:
    """The order of the offers is one thing: whoever changes it holds the row of the conference."""
    return Konferenz.objects.select_for_update(no_key=True).get(pk=konferenz_id)

"""What clerks do with letters: send again, note that it was settled another way or that it came back."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from konferenz import uhr
from konferenz.actions.nachricht.schreiben import neue_message_id, wecke_nach_commit
from konferenz.models import Nachricht

Stand = Nachricht.Stand
Weg = Nachricht.Weg

ERNEUT_AUS = frozenset({Stand.WARTEND, Stand.VERSANDT, Stand.GESCHEITERT})
ERLEDIGT_AUS = frozenset({Stand.WARTEND, Stand.GESCHEITERT})
ZURUECK_AUS = frozenset({Stand.VERSANDT, Stand.ERLEDIGT})

ZURUECKGEKOMMEN = "Der Brief ist zurückgekommen."


def kann_erneut(nachricht: Nachricht) -> bool:
    """A mail whose wording still exists and that is not on its way."""
    return nachricht.weg == Weg.MAIL and nachricht.stand in ERNEUT_AUS and bool(nachricht.teile)


def kann_erledigt_werden(nachricht: Nachricht) -> bool:
    return nachricht.stand in ERLEDIGT_AUS


def kann_zurueckkommen(nachricht: Nachricht) -> bool:
    """A letter that left the house, by mail or on paper; nobody's call comes back."""
    return nachricht.stand in ZURUECK_AUS and nachricht.weg != Weg.TELEFON


@transaction.atomic
def erneut_senden(*, nachricht: Nachricht) -> Nachricht:
    """Hand the letter over once more, now.

    One that a server took already gets a new Message-ID: mail programs swallow what they have seen.

    Raises ValidationError if it is on its way, settled, dropped, on paper, or if its wording is gone.
    """
    nachricht = _gesperrt(nachricht)
    _verlange(kann_erneut(nachricht), _("Dieser Brief lässt sich nicht noch einmal senden."))
    if nachricht.stand == Stand.VERSANDT:
        nachricht.message_id = neue_message_id()
    nachricht.stand = Stand.WARTEND
    nachricht.versandt_am = None
    nachricht.versuche = 0
    nachricht.fehler = ""
    nachricht.naechster_versuch = timezone.now()
    nachricht.save(
        update_fields=["message_id", "stand", "versandt_am", "versuche", "fehler", "naechster_versuch"]
    )
    wecke_nach_commit()
    return nachricht


@transaction.atomic
def anders_erledigen(*, nachricht: Nachricht, weg: str = "") -> Nachricht:
    """Note that the person was told another way (post, phone); nothing more is sent. The error stays readable.

    `weg` is that way, if it is known: then the letter counts as handed over on it, now. Raises ValidationError if the
    letter is on its way or needs nothing any more.
    """
    nachricht = _gesperrt(nachricht)
    _verlange(kann_erledigt_werden(nachricht), _("Bei diesem Brief ist nichts mehr zu erledigen."))
    if weg:
        nachricht.weg, nachricht.versandt_am = weg, uhr.jetzt()
        nachricht.save(update_fields=["weg", "versandt_am"])
    return _setze(nachricht, Stand.ERLEDIGT, nachricht.fehler)


@transaction.atomic
def zurueckgekommen(*, nachricht: Nachricht) -> Nachricht:
    """Note a late bounce: the letter counts as not delivered. Raises ValidationError if it never left the house."""
    nachricht = _gesperrt(nachricht)
    _verlange(kann_zurueckkommen(nachricht), _("Dieser Brief hat das Haus nicht verlassen."))
    return _setze(nachricht, Stand.GESCHEITERT, ZURUECKGEKOMMEN)


def _gesperrt(nachricht: Nachricht) -> Nachricht:
    return Nachricht.objects.select_for_update(no_key=True).get(pk=nachricht.pk)


def _verlange(bedingung: bool, satz: str | Promise) -> None:
    if not bedingung:
        raise ValidationError(str(satz))


def _setze(nachricht: Nachricht, stand: str, fehler: str) -> Nachricht:
    nachricht.stand, nachricht.fehler = stand, fehler
    nachricht.save(update_fields=["stand", "fehler"])
    return nachricht

"""Votes by circulation between meetings: until a deadline, and only if no member objects to the way."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from beirat.models import Person
from konferenz import uhr
from konferenz.models import Benutzer
from planung.actions.abstimmung import Ergebnis, ergebnis_aus
from planung.actions.briefe import schreibe_an
from planung.models import Umlaufbeschluss, Umlaufstimme
from planung.queries.beschlussfaehigkeit import Besetzung, Stimme
from planung.queries.umlauf import nimmt_stimmen, stimmberechtigte

Stand = Umlaufbeschluss.Stand
Wert = Umlaufstimme.Wert


@transaction.atomic
def umlauf_eroeffnen(*, umlauf: Umlaufbeschluss, person: Benutzer | None) -> Umlaufbeschluss:
    """Put a proposal to all members with a vote, one letter each. Raises ValidationError for a deadline in the past or
    a body without members."""
    if umlauf.frist and umlauf.frist <= uhr.jetzt():
        raise ValidationError({"frist": _("Die Frist liegt in der Vergangenheit.")}, code="frist")
    umlauf.angelegt_von, umlauf.stand = person, Stand.OFFEN
    umlauf.full_clean()
    umlauf.save()
    menschen = stimmberechtigte(umlauf)
    if not menschen:
        raise ValidationError(_("Dieses Gremium hat keine stimmberechtigten Mitglieder."), code="niemand")
    _benachrichtige(umlauf, "umlauf")
    return umlauf


def _sperre(umlauf: Umlaufbeschluss) -> Umlaufbeschluss:
    reihe = Umlaufbeschluss.objects.select_for_update(of=("self",), no_key=True).select_related(
        "gremium__konferenz"
    )
    return reihe.get(pk=umlauf.pk)


@transaction.atomic
def umlauf_stimmen(
    *, umlauf: Umlaufbeschluss, mensch: Person, wert: str, person: Benutzer | None
) -> Umlaufstimme:
    """The vote of a member; until the deadline it can be changed. An objection to the way ends it at once.

    Raises ValidationError after the end or for somebody without a vote.
    """
    umlauf = _sperre(umlauf)
    if not nimmt_stimmen(umlauf):
        raise ValidationError(_("Die Abstimmung im Umlauf ist beendet."), code="beendet")
    if mensch not in stimmberechtigte(umlauf):
        raise ValidationError(_("Sie haben in diesem Gremium keine Stimme."), code="stimme")
    stimme = Umlaufstimme.objects.filter(umlauf=umlauf, person=mensch).first()
    stimme = stimme or Umlaufstimme(umlauf=umlauf, person=mensch)
    stimme.wert, stimme.am = wert, uhr.jetzt()
    stimme.full_clean()
    stimme.save()
    if wert == Wert.WIDERSPRUCH:
        _beende(umlauf, Stand.WIDERSPROCHEN)
    return stimme


def umlaeufe_auswerten() -> int:
    """Decide every vote by circulation whose deadline is over; run each minute. Returns how many ended."""
    faellig = Umlaufbeschluss.objects.filter(stand=Stand.OFFEN, frist__lte=uhr.jetzt())
    return sum(_werte_aus(umlauf) for umlauf in faellig)


@transaction.atomic
def _werte_aus(umlauf: Umlaufbeschluss) -> int:
    umlauf = _sperre(umlauf)
    if umlauf.stand != Stand.OFFEN:
        return 0
    _beende(umlauf, _ergebnis(umlauf))
    return 1


def _ergebnis(umlauf: Umlaufbeschluss) -> str:
    """Who has answered counts as present; members who have left since do not."""
    besetzung = Besetzung.am(umlauf.gremium, uhr.heute())
    werte = dict(umlauf.stimmen.values_list("person", "wert"))
    stimmen = {
        sitz: Stimme(inhaber.person_id, inhaber.entsendet_durch_id)
        for sitz, inhaber in besetzung.inhaber.items()
        if inhaber is not None and inhaber.person_id in werte
    }
    if not stimmen or not besetzung.pruefe(stimmen).ist_gegeben:
        return Stand.OHNE_QUORUM
    gezaehlt = [werte[eine.person] for eine in stimmen.values()]
    angenommen = ergebnis_aus(gezaehlt.count(Wert.JA), gezaehlt.count(Wert.NEIN)) == Ergebnis.ANGENOMMEN
    return Stand.ANGENOMMEN if angenommen else Stand.ABGELEHNT


def _beende(umlauf: Umlaufbeschluss, stand: str) -> None:
    umlauf.stand, umlauf.beendet_am = stand, uhr.jetzt()
    umlauf.save(update_fields=["stand", "beendet_am"])
    _benachrichtige(umlauf, "umlauf_ergebnis")


def _benachrichtige(umlauf: Umlaufbeschluss, anlass: str) -> None:
    """One letter to each member with a vote, on paper where there is no address."""
    for mensch in stimmberechtigte(umlauf):
        schreibe_an(
            mensch, anlass, f"{umlauf.pk}:{mensch.pk}", bezug=str(umlauf.pk), konferenz=umlauf.gremium.konferenz,
            umlauf=umlauf,
        )  # fmt: skip

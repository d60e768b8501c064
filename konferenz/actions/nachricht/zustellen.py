"""Delivery: claim one letter in a short transaction, hand it over outside, mark it only if the claim still holds.

At least once, never lost: a worker that dies during the hand-over leaves a lease that runs out, and the double carries
the same Message-ID. One letter is claimed at a time, so a login code overtakes ten thousand circulars. Leases and
retries are on the real clock.
"""

from django.db import transaction

from konferenz import beitraege
from konferenz.actions.nachricht import ausgang
from konferenz.actions.nachricht.ausgang import Ausgang, Stoerung
from konferenz.actions.nachricht.leitung import Leitung
from konferenz.actions.nachricht.schreiben import neue_message_id
from konferenz.actions.nachricht.umschlag import fertige_mail
from konferenz.models import Bezirk, Nachricht
from konferenz.models.nachricht import neuer_lease

ABBRUECHE_HOECHSTENS = 3
"""Broken connections in one run; then the server is left alone until the next."""


def zustellen(*, hoechstens: int) -> int:
    """Hand over up to `hoechstens` due letters, the urgent lane first. Returns how many were tried.

    Less than `hoechstens` means: nothing is due any more, or the mail server is in trouble.
    """
    leitung = Leitung()
    bezirk = Bezirk.objects.first()
    try:
        return _folge(leitung, bezirk, hoechstens)
    finally:
        leitung.schliesse()


def _folge(leitung: Leitung, bezirk: Bezirk | None, hoechstens: int) -> int:
    versucht = abbrueche = 0
    while versucht < hoechstens and abbrueche < ABBRUECHE_HOECHSTENS:
        nachricht = beanspruche()
        if nachricht is None:
            break
        versucht += 1
        ergebnis = _uebergabe(nachricht, bezirk, leitung)
        vermerke(nachricht, ergebnis)
        if ergebnis.stoerung is Stoerung.SERVER_FEHLT:
            break
        if ergebnis.stoerung is Stoerung.ABBRUCH:
            leitung.schliesse()
            abbrueche += 1
    return versucht


@transaction.atomic
def beanspruche() -> Nachricht | None:
    """Claim the next due letter for two minutes: no other worker gets it, its Message-ID is stored from now on."""
    faellig = Nachricht.objects.zustellbar().order_by("spur", "id")
    nachricht = faellig.select_for_update(skip_locked=True, no_key=True).first()
    if nachricht is None:
        return None
    felder = {
        **neuer_lease(),
        "versuche": nachricht.versuche + 1,
        "message_id": nachricht.message_id or neue_message_id(),
    }
    for name, wert in felder.items():
        setattr(nachricht, name, wert)
    nachricht.save(update_fields=list(felder))
    return nachricht


def vermerke(nachricht: Nachricht, ergebnis: Ausgang) -> bool:
    """Store the outcome if the claim still holds; False if another worker or a clerk has taken the letter over."""
    eigene = Nachricht.objects.filter(
        pk=nachricht.pk, lease=nachricht.lease, stand=Nachricht.Stand.IN_ZUSTELLUNG
    )
    return eigene.update(**{"lease": None, "lease_bis": None, **ergebnis.felder}) == 1


def gilt_noch(nachricht: Nachricht) -> bool:
    """Whether no app says that the reason of the letter is gone."""
    return all(antwort is not False for antwort in beitraege.rufe("nachricht_gilt", nachricht))


def _uebergabe(nachricht: Nachricht, bezirk: Bezirk | None, leitung: Leitung) -> Ausgang:
    """Check the reason once more, build the mail, hand it over; whatever happens is an outcome of this row alone."""
    if nachricht.versuche > ausgang.VERSUCHE_HOECHSTENS:
        return ausgang.zu_oft(nachricht)
    try:
        if not gilt_noch(nachricht):
            return ausgang.verworfen()
        leitung.uebergib(fertige_mail(nachricht, bezirk))
    except Exception as problem:
        return ausgang.nach_fehler(nachricht, problem)
    return ausgang.versandt(nachricht)

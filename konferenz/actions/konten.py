"""Accounts: invite, accept, give and end roles, lock.

Two people for every right: nobody gives a role to himself; only the first account of an installation is made
without a second person, on the command line (`person=None`). At least one active account with the role
Administration always stays.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from uuid import uuid4

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from konferenz import uhr
from konferenz.actions.nachricht import nachricht_schreiben
from konferenz.actions.zugang import zugangslinks_verbrauchen, zugangslinks_widerrufen
from konferenz.models import Benutzer, Konferenz, Nachricht, Rolle, Rollenzuweisung
from konferenz.models.benutzer import MITGLIEDSROLLEN
from konferenz.namen import bereinige

EINLADUNG = "konto.einladung"
PASSWORT = "konto.passwort"  # nosec B105
"""Purposes of the personal links of an account."""

EINLADUNG_TAGE = 7
PASSWORT_TAGE = 1


@transaction.atomic
def konto_einladen(
    *, email: str, name: str, rollen: Iterable[str] = (), sprache: str = "de", person: Benutzer | None
) -> Benutzer:
    """Create an account that opens with an invitation by mail, and give it roles from today on.

    Until the invitation is accepted the account is inactive and has no password.
    Raises ValidationError for a known address or a role that nobody can assign.
    """
    benutzer = Benutzer(email=email.strip().lower(), name=bereinige(name), sprache=sprache, is_active=False)
    benutzer.set_password(None)
    benutzer.full_clean()
    benutzer.save()
    for rolle in rollen:
        rolle_geben(benutzer=benutzer, rolle=rolle, person=person)
    einladung_senden(benutzer=benutzer)
    return benutzer


@transaction.atomic
def einladung_senden(*, benutzer: Benutzer) -> Nachricht | None:
    """Send the invitation (again): earlier links end, the new one holds seven days of the project's clock."""
    _pruefe_eingeladen(benutzer)
    _links_beenden(benutzer, EINLADUNG)
    return nachricht_schreiben(
        schluessel=f"konto-einladung:{benutzer.pk}:{uuid4()}",
        anlass=EINLADUNG,
        bezug=str(benutzer.pk),
        vorlage="konferenz/post/konto_einladung",
        daten={"benutzer": benutzer, "tage": EINLADUNG_TAGE},
        an=benutzer.email,
        an_name=benutzer.name,
        sprache=benutzer.sprache,
        ist_verborgen=True,
    )


@transaction.atomic
def einladung_annehmen(*, benutzer: Benutzer, name: str, passwort: str) -> Benutzer:
    """Open an invited account with name and password; the invitation is spent.

    Raises ValidationError if the invitation was used, replaced or has expired, or if the password is too weak.
    """
    benutzer = Benutzer.objects.select_for_update(no_key=True).get(pk=benutzer.pk)
    _pruefe_eingeladen(benutzer)
    _links_einloesen(benutzer, EINLADUNG)
    benutzer.name = bereinige(name)
    benutzer.is_active = True
    _passwort_ablegen(benutzer, passwort)
    return benutzer


@transaction.atomic
def passwort_setzen(*, benutzer: Benutzer, passwort: str) -> Benutzer:
    """Replace a forgotten password; the link is spent and every open session of the account ends.

    Raises ValidationError if the link was used or has expired, or if the password is too weak.
    """
    benutzer = Benutzer.objects.select_for_update(no_key=True).get(pk=benutzer.pk)
    _links_einloesen(benutzer, PASSWORT)
    _passwort_ablegen(benutzer, passwort)
    return benutzer


@transaction.atomic
def rolle_geben(
    *,
    benutzer: Benutzer,
    rolle: str,
    von: date | None = None,
    bis: date | None = None,
    konferenz: Konferenz | None = None,
    person: Benutzer | None,
) -> Rollenzuweisung:
    """Assign a role from a day (today if not given) to a day (inclusive, empty = open); `person` is who gives
    it.

    Raises ValidationError if `person` means himself, if the role only follows from a membership, or if the
    account has it already.
    """
    if person is not None and person.pk == benutzer.pk:
        raise ValidationError(
            _(
                "Niemand gibt sich selbst eine Rolle. Bitten Sie eine zweite Person mit der Rolle Administration."
            )
        )
    if rolle in MITGLIEDSROLLEN:
        raise ValidationError(_("Diese Rolle folgt aus der Mitgliedschaft in einem Gremium."))
    zuweisung = Rollenzuweisung(
        benutzer=benutzer,
        rolle=rolle,
        von=von or uhr.heute(),
        bis=bis,
        konferenz=konferenz,
        vergeben_von=person,
    )
    zuweisung.full_clean()
    zuweisung.save()
    return zuweisung


@transaction.atomic
def rolle_beenden(
    *, zuweisung: Rollenzuweisung, letzter_tag: date | None = None, person: Benutzer | None
) -> None:
    """End a role after `letzter_tag`, at once if not given: the next request is refused.

    A role that has not begun by its last day leaves no row; the history keeps what was assigned.
    Raises ValidationError if nobody would be left with the role Administration.
    """
    _pruefe_administration_bleibt(ohne=zuweisung)
    bis = letzter_tag or uhr.heute() - timedelta(days=1)
    if bis < zuweisung.von:
        zuweisung.delete()
        return
    zuweisung.bis = bis
    zuweisung.full_clean()
    zuweisung.save()


@transaction.atomic
def konto_sperren(*, benutzer: Benutzer, person: Benutzer | None) -> Benutzer:
    """Lock an account: it can no longer log in, open sessions end with the next request, personal links of it
    stop working.

    Raises ValidationError if `person` means himself or if nobody would be left with the role Administration.
    """
    if person is not None and person.pk == benutzer.pk:
        raise ValidationError(_("Das eigene Konto kann niemand selbst sperren."))
    for zuweisung in benutzer.rollenzuweisungen.all():
        _pruefe_administration_bleibt(ohne=zuweisung)
    _links_beenden(benutzer, EINLADUNG, PASSWORT)
    benutzer.is_active = False
    benutzer.save(update_fields=["is_active"])
    return benutzer


@transaction.atomic
def konto_entsperren(*, benutzer: Benutzer) -> Benutzer:
    """Open a locked account again, with the password it had. Raises ValidationError for one whose invitation
    is still open.
    """
    if not benutzer.has_usable_password():
        raise ValidationError(_("Dieses Konto wurde noch nicht eröffnet. Senden Sie die Einladung erneut."))
    benutzer.is_active = True
    benutzer.save(update_fields=["is_active"])
    return benutzer


def ist_eingeladen(benutzer: Benutzer) -> bool:
    """Whether the account waits for its invitation to be accepted."""
    return not benutzer.is_active and not benutzer.has_usable_password()


def _pruefe_eingeladen(benutzer: Benutzer) -> None:
    if not ist_eingeladen(benutzer):
        raise ValidationError(_("Diese Einladung wurde schon angenommen. Bitte melden Sie sich an."))


def _passwort_ablegen(benutzer: Benutzer, passwort: str) -> None:
    validate_password(passwort, benutzer)
    benutzer.set_password(passwort)
    benutzer.full_clean(exclude=["password"])
    benutzer.save()


def _links_einloesen(benutzer: Benutzer, zweck: str) -> None:
    """Spend all links of a purpose; raises ValidationError if none of them was valid any more."""
    if not zugangslinks_verbrauchen(zweck=zweck, objekt=str(benutzer.pk)):
        raise ValidationError(_("Dieser Link wurde schon benutzt oder ist abgelaufen."))


def _links_beenden(benutzer: Benutzer, *zwecke: str) -> None:
    zugangslinks_widerrufen(zwecke=zwecke, objekt=str(benutzer.pk))


def _pruefe_administration_bleibt(*, ohne: Rollenzuweisung) -> None:
    """Another active account must hold the role Administration without an end; the locked rows settle who is
    the last one.
    """
    if ohne.rolle != Rolle.ADMINISTRATION:
        return
    heute = uhr.heute()
    offene = (
        Rollenzuweisung.objects.filter(rolle=Rolle.ADMINISTRATION)
        .order_by("pk")
        .select_for_update(no_key=True)
    )
    bleibende = [
        zuweisung
        for zuweisung in offene.select_related("benutzer")
        if zuweisung.von <= heute and zuweisung.bis is None and zuweisung.benutzer.is_active
    ]
    if not any(zuweisung.benutzer_id != ohne.benutzer_id for zuweisung in bleibende):
        raise ValidationError(_("Mindestens ein Konto mit der Rolle Administration muss bleiben."))

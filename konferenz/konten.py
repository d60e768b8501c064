"""How allauth fits into the house: closed sign-up, letters through the outbox; and what accounts contribute
to letters and links.
"""

from datetime import timedelta
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from konferenz import uhr
from konferenz.actions import anmeldebriefe
from konferenz.actions.konten import EINLADUNG, PASSWORT, ist_eingeladen
from konferenz.anmeldecode import neuer_anker
from konferenz.models import Benutzer, Nachricht

FRISCH = timedelta(minutes=5)


class Kontenadapter(DefaultAccountAdapter):
    """Accounts come from invitations only; every letter is a row of the outbox."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Whoever has just logged in need not do it again to set up the second factor."""
        zuletzt = self.request.user.last_login
        if zuletzt and timezone.now() - zuletzt < FRISCH:
            return False
        return super().is_reauthentication_required(app=app, **kwargs)

    def generate_login_code(self) -> str:
        """What allauth keeps in the session in place of a code; see `konferenz.anmeldecode`."""
        return neuer_anker()

    def get_reset_password_from_key_url(self, key: str) -> str:
        """allauth's own link is never sent: `anmeldebriefe` puts a personal link into the letter."""
        return ""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Hand a letter of allauth to the action that writes ours; an unknown one is a mistake and fails."""
        benutzer = Benutzer.objects.filter(email=email.lower(), is_active=True).first()
        if benutzer is None:
            anmeldebriefe.nichts_senden(email=email)
        elif template_prefix == "account/email/login_code":
            anmeldebriefe.code_senden(benutzer=benutzer, anker=context["code"])
        elif template_prefix == "account/email/password_reset_key":
            anmeldebriefe.passwort_link_senden(benutzer=benutzer)
        else:
            anmeldebriefe.hinweis_senden(benutzer=benutzer, was=anmeldebriefe.HINWEISE[template_prefix])


def zugaenge() -> dict[str, Any]:
    """Contribution: where the personal links of an account lead to."""
    return {
        EINLADUNG: lambda objekt: reverse("arbeit:einladung"),
        PASSWORT: lambda objekt: reverse("arbeit:passwort"),
    }


def nachricht_gilt(nachricht: Nachricht) -> bool:
    """Contribution: False for a letter about an account that was locked or opened meanwhile, or for a code
    that has expired.
    """
    if not nachricht.anlass.startswith("konto."):
        return True
    benutzer = Benutzer.objects.filter(pk=nachricht.bezug).first()
    if benutzer is None:
        return False
    if nachricht.anlass == EINLADUNG:
        return ist_eingeladen(benutzer)
    if nachricht.anlass == anmeldebriefe.CODE and _alter(nachricht) > timedelta(
        minutes=anmeldebriefe.CODE_MINUTEN
    ):
        return False
    return benutzer.is_active


def _alter(nachricht: Nachricht) -> timedelta:
    """How old a letter is; the project's clock moves at the speed of real time."""
    return uhr.jetzt() - nachricht.erstellt_am

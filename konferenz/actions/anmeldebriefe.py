"""Letters about logging in: code, new password, notice of a change. They go through the outbox, and nobody
can read them there.
"""

from typing import Any
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext_noop

from konferenz.actions.konten import PASSWORT, PASSWORT_TAGE
from konferenz.actions.nachricht import nachricht_schreiben
from konferenz.actions.nachricht.wecken import wecke
from konferenz.anmeldecode import code_zu
from konferenz.models import Benutzer, Nachricht

CODE = "konto.code"
HINWEIS = "konto.hinweis"
CODE_MINUTEN = 10

HINWEISE = {
    "account/email/password_changed": gettext_noop("Das Passwort Ihres Kontos wurde geändert."),
    "account/email/password_set": gettext_noop("Für Ihr Konto wurde ein Passwort gesetzt."),
    "account/email/password_reset": gettext_noop("Das Passwort Ihres Kontos wurde zurückgesetzt."),
    "mfa/email/totp_activated": gettext_noop(
        "Für Ihr Konto wurde eine zweite Bestätigung mit einer App eingerichtet."
    ),
    "mfa/email/totp_deactivated": gettext_noop("Die zweite Bestätigung mit einer App wurde abgeschaltet."),
    "mfa/email/webauthn_added": gettext_noop("Für Ihr Konto wurde ein Sicherheitsschlüssel eingerichtet."),
    "mfa/email/webauthn_removed": gettext_noop("Ein Sicherheitsschlüssel wurde von Ihrem Konto entfernt."),
    "mfa/email/recovery_codes_generated": gettext_noop("Für Ihr Konto wurden neue Ersatzcodes erzeugt."),
}
"""What the person is told after a change, by the name that allauth gives the letter."""


def code_senden(*, benutzer: Benutzer, anker: str) -> Nachricht | None:
    """Send the code that belongs to `anker`; it holds ten minutes of real time."""
    return _schreiben(
        benutzer, CODE, "konferenz/post/konto_code", {"code": code_zu(anker), "minuten": CODE_MINUTEN}
    )


def passwort_link_senden(*, benutzer: Benutzer) -> Nachricht | None:
    """Send a link for a new password; it works once and for one day of the project's clock."""
    return _schreiben(benutzer, PASSWORT, "konferenz/post/konto_passwort", {"tage": PASSWORT_TAGE})


def hinweis_senden(*, benutzer: Benutzer, was: str) -> Nachricht | None:
    """Tell the owner of an account what was changed; `was` is one of the sentences of `HINWEISE`."""
    return _schreiben(benutzer, HINWEIS, "konferenz/post/konto_hinweis", {"was": was})


@transaction.atomic
def nichts_senden(*, email: str) -> None:
    """Do for an unknown address what a known one costs, and leave nothing: the time of the answer must not
    tell them apart.
    """
    with transaction.atomic():
        _schreiben(
            Benutzer(email=email),
            CODE,
            "konferenz/post/konto_code",
            {"code": code_zu(""), "minuten": CODE_MINUTEN},
        )
        transaction.set_rollback(True)
    transaction.on_commit(wecke, robust=True)


def _schreiben(benutzer: Benutzer, anlass: str, vorlage: str, daten: dict[str, Any]) -> Nachricht | None:
    return nachricht_schreiben(
        schluessel=f"{anlass}:{benutzer.pk}:{uuid4()}",
        anlass=anlass,
        bezug=str(benutzer.pk),
        vorlage=vorlage,
        daten={"benutzer": benutzer, **daten},
        an=benutzer.email,
        an_name=benutzer.name,
        sprache=benutzer.sprache,
        ist_verborgen=True,
    )

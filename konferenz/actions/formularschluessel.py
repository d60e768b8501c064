"""Form keys: a form sent twice works once, also after a crash in which the browser saw no answer."""

import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext_lazy as _

from konferenz.models import Formularschluessel

_ABLEGEN = """
    INSERT INTO konferenz_formularschluessel (schluessel, inhalt, ergebnis, am) VALUES (%s, %s, '', %s)
    ON CONFLICT (schluessel) DO NOTHING
"""


def einloesen(schluessel: UUID, inhalt: Mapping[str, Any]) -> Formularschluessel | None:
    """Spend the key of a shown form; must run in the transaction of the effect.

    None: the first time, go on. Else the stored row: the effect is there already, show its first result. A second
    sender waits here until the first has committed or rolled back. Raises ValidationError if the key was used for
    other content.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("einloesen() needs the transaction of the effect")
    pruefsumme = _pruefsumme(inhalt)
    with connection.cursor() as zeiger:
        zeiger.execute(_ABLEGEN, [schluessel, pruefsumme, timezone.now()])
        if zeiger.rowcount == 1:
            return None
    gespeichert = Formularschluessel.objects.get(pk=schluessel)
    if not constant_time_compare(gespeichert.inhalt, pruefsumme):
        raise ValidationError(
            _(
                "Dieses Formular wurde schon einmal abgeschickt, aber mit anderen Angaben. Die ersten Angaben gelten. "
                "Bitte laden Sie die Seite neu, wenn Sie noch etwas eintragen möchten."
            ),
            code="schluessel_verbraucht",
        )
    return gespeichert


def ergebnis_merken(schluessel: UUID, ergebnis: str) -> None:
    """Store with the key which row the form led to, so that a second sending can show the same page."""
    Formularschluessel.objects.filter(pk=schluessel).update(ergebnis=ergebnis)


def _pruefsumme(inhalt: Mapping[str, Any]) -> str:
    """Keyed hash of what was sent: entries of people cannot be guessed from it."""
    werte = dict(inhalt.lists()) if hasattr(inhalt, "lists") else dict(inhalt)
    text = json.dumps(werte, sort_keys=True, default=str)
    return salted_hmac("konferenz.formularschluessel", text, algorithm="sha256").hexdigest()

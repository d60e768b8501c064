"""Codes for logging in: derived, never stored.

The session and the outbox hold only a random value (`anker`). The code follows from it with a key outside the
database, when the letter is handed over and when the code is typed in; a copy of the database opens no
account.
"""

import secrets

from django.utils.crypto import salted_hmac

_STELLEN = 8


def neuer_anker() -> str:
    """A random value that one code belongs to (128 bit)."""
    return secrets.token_urlsafe(16)


def code_zu(anker: str) -> str:
    """The code of `anker` as printed, for example `4711-0815`: digits, because every keyboard has them."""
    siegel = salted_hmac("konferenz.anmeldecode", anker, algorithm="sha256").digest()
    ziffern = f"{int.from_bytes(siegel, 'big') % 10**_STELLEN:0{_STELLEN}d}"
    return f"{ziffern[:4]}-{ziffern[4:]}"

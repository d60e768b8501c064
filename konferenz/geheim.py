"""Encryption of columns with keys that live outside the database and its backup."""

import json
from functools import cache
from typing import Any

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured


@cache
def _schluesselbund() -> MultiFernet:
    if not settings.FELD_SCHLUESSEL:
        raise ImproperlyConfigured("FELD_SCHLUESSEL fehlt. / FELD_SCHLUESSEL is missing.")
    return MultiFernet([Fernet(schluessel) for schluessel in settings.FELD_SCHLUESSEL])


def verschluessele(wert: Any) -> bytes:
    """A JSON value as a Fernet token under the newest key."""
    return _schluesselbund().encrypt(json.dumps(wert, ensure_ascii=False).encode())


def oeffne(geheimtext: bytes) -> Any:
    """The JSON value of a token under any of the keys; raises `cryptography.fernet.InvalidToken`."""
    return json.loads(_schluesselbund().decrypt(bytes(geheimtext)))

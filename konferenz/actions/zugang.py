"""Personal links: made when a letter is handed over, known to the database by their hash only."""

from collections.abc import Collection
from datetime import datetime
from hashlib import sha256
from secrets import token_urlsafe

from konferenz import uhr
from konferenz.models import Zugangslink

GEHEIMNIS_BYTES = 24
"""192 bits: nobody guesses one."""


def zugangslink_ausstellen(*, zweck: str, objekt: str, gueltig_bis: datetime) -> str:
    """Make a link that opens `objekt` for `zweck` until a moment of the project's clock; returns its secret.

    Earlier links of the same object stay valid.
    """
    geheimnis = token_urlsafe(GEHEIMNIS_BYTES)
    Zugangslink.objects.create(
        hash=sha256(geheimnis.encode()).hexdigest(), zweck=zweck, objekt=objekt, gueltig_bis=gueltig_bis
    )
    return geheimnis


def zugangslinks_widerrufen(*, zwecke: Collection[str], objekt: str) -> int:
    """Revoke the valid links of an object for some purposes; open sessions end with them. Returns how many."""
    links = Zugangslink.objects.filter(objekt=objekt, zweck__in=zwecke).gueltig()
    return links.update(widerrufen_am=uhr.jetzt())


def zugangslinks_verbrauchen(*, zweck: str, objekt: str) -> bool:
    """Spend the single use of a purpose together with its effect: all links of the object for it, one for each letter.

    False if it was spent or revoked or has expired meanwhile. Of two who spend it at once exactly one gets True.
    """
    links = Zugangslink.objects.filter(objekt=objekt, zweck=zweck).gueltig()
    return links.update(verbraucht_am=uhr.jetzt()) > 0

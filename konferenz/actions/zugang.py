"""Personal links: made when a letter is handed over, known to the database by their hash only."""

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


def zugangslinks_widerrufen(*, objekt: str, zwecke: list[str] | None = None) -> int:
    """Revoke all links of an object, or those for some purposes; open sessions end with them. Returns how many."""
    links = Zugangslink.objects.filter(objekt=objekt, widerrufen_am__isnull=True)
    if zwecke is not None:
        links = links.filter(zweck__in=zwecke)
    return links.update(widerrufen_am=uhr.jetzt())


def zugangslink_verbrauchen(*, link: int) -> bool:
    """Spend a single-use link together with its effect; False if it was spent, revoked or has expired meanwhile.

    Of two who spend it at once exactly one gets True.
    """
    return Zugangslink.objects.filter(pk=link).gueltig().update(verbraucht_am=uhr.jetzt()) == 1

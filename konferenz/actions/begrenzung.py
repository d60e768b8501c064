"""Limits that hold with Redis down: one row per window in PostgreSQL, on the real clock."""

import ipaddress
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db import connection
from django.utils import timezone
from django.utils.crypto import salted_hmac

_ZAEHLEN = """
    INSERT INTO konferenz_zaehler (schluessel, fenster, anzahl) VALUES (%s, %s, 1)
    ON CONFLICT (schluessel, fenster) DO UPDATE SET anzahl = konferenz_zaehler.anzahl + 1
    RETURNING anzahl
"""


def zaehle(art: str, merkmal: str, hoechstens: int, dauer: timedelta) -> bool:
    """Count one occurrence; True while there are at most `hoechstens` in the current window of length `dauer`.

    `merkmal` (an address, a client) is stored as a keyed hash only. Call it outside the transaction of the effect:
    a rollback would forget the count, and a long transaction would let others wait for the row.
    """
    schluessel = salted_hmac("konferenz.zaehler", f"{art}\0{merkmal}", algorithm="sha256").hexdigest()
    with connection.cursor() as zeiger:
        zeiger.execute(_ZAEHLEN, [schluessel, _fenster(dauer)])
        (anzahl,) = zeiger.fetchone()
    return anzahl <= hoechstens


def _fenster(dauer: timedelta) -> datetime:
    sekunden = int(dauer.total_seconds())
    beginn = int(timezone.now().timestamp()) // sekunden * sekunden
    return datetime.fromtimestamp(beginn, UTC)


def herkunft(meta: Mapping[str, str]) -> str:
    """Address of the client from `request.META`, as the configured proxies saw it; of IPv6 its /64 network.

    What stands left of the proxies' own entries in X-Forwarded-For was written by the client and counts for nothing.
    """
    stationen = [teil.strip() for teil in meta.get("HTTP_X_FORWARDED_FOR", "").split(",") if teil.strip()]
    anzahl = settings.PROXY_ANZAHL
    adresse = stationen[-anzahl] if 0 < anzahl <= len(stationen) else meta.get("REMOTE_ADDR", "")
    try:
        ip = ipaddress.ip_address(adresse)
    except ValueError:
        return "unbekannt"
    if isinstance(ip, ipaddress.IPv6Address):
        return str(ip.ipv4_mapped or ipaddress.ip_network(f"{ip}/64", strict=False))
    return str(ip)

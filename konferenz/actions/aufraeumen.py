"""What the running of the product leaves behind and nobody needs any more."""

from datetime import timedelta
from importlib import import_module

from django.conf import settings
from django.db import connection
from django.utils import timezone

from konferenz import uhr
from konferenz.models import Formularschluessel, Nachricht, Zaehler, Zugangslink

SCHLUESSEL_BLEIBEN = timedelta(days=1)
"""Real time in which a form sent twice is recognised."""
ZAEHLER_BLEIBEN = timedelta(days=2)
"""Real time; longer than the longest window of a limit."""
BRIEFE_BLEIBEN = timedelta(days=30)
"""How long letters of a conference stay after its end, on the project's clock."""
ZUGANGSBRIEFE_BLEIBEN = timedelta(days=1)
"""How long the row of a letter with access data stays; its wording went when it was handed over."""

_ABGESCHLOSSEN = (Nachricht.Stand.VERSANDT, Nachricht.Stand.VERWORFEN, Nachricht.Stand.ERLEDIGT)


def aufraeumen() -> dict[str, int]:
    """Delete what has expired; returns how many rows of each kind went. Running it again deletes nothing more."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
    jetzt, echt = uhr.jetzt(), timezone.now()
    zugangsbriefe = Nachricht.objects.filter(
        ist_verborgen=True, erstellt_am__lt=jetzt - ZUGANGSBRIEFE_BLEIBEN
    )
    faellig = {
        "formularschluessel": Formularschluessel.objects.filter(am__lt=echt - SCHLUESSEL_BLEIBEN),
        "zaehler": Zaehler.objects.filter(fenster__lt=echt - ZAEHLER_BLEIBEN),
        "zugangslinks": Zugangslink.objects.filter(gueltig_bis__lte=jetzt),
        "zugangsbriefe": zugangsbriefe.filter(stand__in=_ABGESCHLOSSEN),
        "briefe": Nachricht.objects.filter(konferenz__ende__lt=jetzt - BRIEFE_BLEIBEN),
    }
    zahlen = {name: menge.delete()[0] for name, menge in faellig.items()}
    return {**zahlen, "zwischenspeicher": _leere_zwischenspeicher()}


def _leere_zwischenspeicher() -> int:
    """The limits of the login are kept by client address; Django deletes expired ones only when the table is full."""
    with connection.cursor() as zeiger:
        zeiger.execute("DELETE FROM zwischenspeicher WHERE expires < %s", [timezone.now()])
        return zeiger.rowcount

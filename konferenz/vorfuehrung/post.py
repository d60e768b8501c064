"""The letters of the story: those of earlier days count as sent when they were written, one came back.

The letters of the last day are left to the real delivery, so that the demonstration's mail page has links to click.
"""

from datetime import timedelta

from django.db.models import F

from konferenz import uhr
from konferenz.models import Nachricht

NOCH_ZU_SENDEN = timedelta(days=1)
UNTERWEGS = timedelta(seconds=20)
FEHLER = "Das Postfach ist voll, oder der Brief ist zu groß. (552 5.2.2 mailbox full)"


def tage_spaeter() -> None:
    """Mark what became of the letters that the story has written up to now, by the project's clock."""
    Stand = Nachricht.Stand  # noqa: N806
    frueher = Nachricht.objects.filter(
        weg=Nachricht.Weg.MAIL, stand=Stand.WARTEND, erstellt_am__lt=uhr.jetzt() - NOCH_ZU_SENDEN
    )
    unzustellbar = frueher.filter(anlass="anmeldung.bestaetigt").order_by("-erstellt_am", "-pk").first()
    frueher.filter(ist_verborgen=True).update(teile=[])
    frueher.update(stand=Stand.VERSANDT, versandt_am=F("erstellt_am") + UNTERWEGS, versuche=1)
    if unzustellbar:
        Nachricht.objects.filter(pk=unzustellbar.pk).update(
            stand=Stand.GESCHEITERT, versandt_am=None, fehler=FEHLER
        )

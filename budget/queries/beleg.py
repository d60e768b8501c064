"""Uploaded files: which of them nothing refers to yet."""

from django.db.models import Exists, OuterRef, QuerySet

from budget.models import Angebot, Beleg, Bereitstellung, Buchung, Rechnung, Verwendungsnachweis


def wartende_belege(bereitstellung: Bereitstellung) -> QuerySet[Beleg]:
    """Files of a conference that were uploaded while the rest of the entry is still missing, the oldest first."""
    verwendet = (
        Exists(Rechnung.objects.filter(beleg=OuterRef("pk")))
        | Exists(Buchung.objects.filter(nachweis=OuterRef("pk")))
        | Exists(Angebot.objects.filter(beleg=OuterRef("pk")))
        | Exists(Verwendungsnachweis.objects.filter(beleg=OuterRef("pk")))
    )
    return Beleg.objects.filter(bereitstellung=bereitstellung).exclude(verwendet).order_by("id")

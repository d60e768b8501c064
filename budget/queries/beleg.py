"""Uploaded files: which of them nothing refers to yet."""

from django.db.models import Exists, OuterRef, QuerySet

from budget.models import Angebot, Beleg, Bereitstellung, Buchung, Rechnung, Verwendungsnachweis


def wartende_belege(bereitstellung: Bereitstellung) -> QuerySet[Beleg]:
    """Files of a conference that were uploaded while the rest of the entry is still missing, the oldest first."""
    verwendet = (
        Exists(Rechnung.objects.filter(beleg=OuterRef("pk")))
        | Exists(Buchung.objects.filter(nachweis=OuterRef("pk")))
        | Exists(Angebot.objects.filter(beleg=OuterRef("pk")))
    )
    eingang = Beleg.objects.filter(bereitstellung=bereitstellung, ist_ausgang=False)
    return eingang.exclude(verwendet).order_by("id")


def zurueckgenommene_nachweise(
    bereitstellung: Bereitstellung, nachweis: Verwendungsnachweis | None
) -> QuerySet[Beleg]:
    """Proofs of use that were handed in and taken back, the newest first; they stay what went out."""
    ausgang = Beleg.objects.filter(bereitstellung=bereitstellung, ist_ausgang=True)
    gilt = nachweis.beleg_id if nachweis else None
    return (ausgang.exclude(pk=gilt) if gilt else ausgang).order_by("-id")

"""The dispatch log of a meeting, out of the outbox."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from konferenz.formate import Stand
from konferenz.models import Nachricht
from planung.models import Sitzung

_ART = {
    Nachricht.Stand.VERSANDT: "success",
    Nachricht.Stand.ERLEDIGT: "success",
    Nachricht.Stand.GESCHEITERT: "danger",
    Nachricht.Stand.IN_ZUSTELLUNG: "info",
}
_WAS = {
    "planung.einladung": _("Einladung"),
    "planung.nachtrag": _("Nachtrag"),
    "planung.verlegt": _("Änderung"),
    "planung.abgesagt": _("Absage"),
    "planung.erinnerung": _("Erinnerung"),
}


@dataclass(frozen=True)
class Zeile:
    """One letter of the meeting."""

    brief: Nachricht

    @property
    def was(self) -> str:
        return str(_WAS[self.brief.anlass])

    @property
    def stand(self) -> Stand:
        return Stand(_ART.get(Nachricht.Stand(self.brief.stand), "neutral"), self.brief.get_stand_display())


def versand(sitzung: Sitzung) -> list[Zeile]:
    """Every letter about the meeting, the latest first; one statement."""
    briefe = Nachricht.objects.filter(anlass__in=_WAS, bezug__startswith=f"{sitzung.pk}:")
    return [Zeile(brief) for brief in briefe.order_by("-erstellt_am", "an_name")]


def gescheiterte(sitzung: Sitzung) -> int:
    """How many letters about the meeting did not arrive."""
    briefe = Nachricht.objects.gescheitert().filter(anlass__in=_WAS, bezug__startswith=f"{sitzung.pk}:")
    return briefe.count()

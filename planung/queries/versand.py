"""The dispatch log of a meeting, out of the outbox."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from konferenz.actions.nachricht.stand import kann_erledigt_werden, kann_zurueckkommen
from konferenz.bericht import Abschnitt, Bericht, Text
from konferenz.formate import Stand
from konferenz.models import Bezirk, Nachricht
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
    def kann_erledigt_werden(self) -> bool:
        """Paper that waits for somebody, and mail that did not arrive; other mail is on its way."""
        ist_dran = self.brief.weg == Nachricht.Weg.BRIEF or self.brief.stand == Nachricht.Stand.GESCHEITERT
        return ist_dran and kann_erledigt_werden(self.brief)

    @property
    def kann_zurueckkommen(self) -> bool:
        return kann_zurueckkommen(self.brief)

    @property
    def stand(self) -> Stand:
        return Stand(_ART.get(Nachricht.Stand(self.brief.stand), "neutral"), self.brief.get_stand_display())


def briefe(sitzung: Sitzung) -> QuerySet[Nachricht]:
    """Every letter about the meeting, the latest first."""
    alle = Nachricht.objects.filter(anlass__in=_WAS, bezug__startswith=f"{sitzung.pk}:")
    return alle.order_by("-erstellt_am", "an_name")


def versand(sitzung: Sitzung) -> list[Zeile]:
    """The log; one statement."""
    return [Zeile(brief) for brief in briefe(sitzung)]


def gescheiterte(sitzung: Sitzung) -> int:
    """How many letters about the meeting did not arrive."""
    return briefe(sitzung).filter(stand=Nachricht.Stand.GESCHEITERT).count()


def als_bericht(brief: Nachricht, bezirk: Bezirk | None) -> Bericht:
    """The letter for paper. In place of a personal link, which belongs into a mail only, stands our telephone."""
    telefon = _("Telefon %(nummer)s") % {"nummer": bezirk.telefon} if bezirk else ""
    text = "".join(teil if isinstance(teil, str) else str(telefon) for teil in brief.teile)
    return Bericht(titel=brief.betreff, unterzeile=brief.an_name, abschnitte=[Abschnitt("", [Text(text)])])

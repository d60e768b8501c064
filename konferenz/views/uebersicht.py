"""Where staff arrive: what to do next, what went wrong, one card for each part of the work; and what the
person may do.
"""

from typing import Any

from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from konferenz import beitraege, naechstes, uhr
from konferenz.models import Benutzer, Konferenz, Nachricht
from konferenz.views.schutz import Geschuetzt

MITTAG = 11
ABEND = 18


def gruss() -> str:
    """The greeting of the hour, by the project's clock."""
    stunde = timezone.localtime(uhr.jetzt()).hour
    if stunde < MITTAG:
        return _("Guten Morgen")
    return _("Guten Tag") if stunde < ABEND else _("Guten Abend")


def konferenz_der_arbeit() -> Konferenz | None:
    """The conference staff work on: the next one, published or not, one without a date last; else the latest."""
    reihe = Konferenz.objects.mit_rahmen()
    kommend = reihe.filter(Q(ende__gte=uhr.jetzt()) | Q(ende__isnull=True)).order_by(
        F("beginn").asc(nulls_last=True), "kennung"
    )
    return kommend.first() or reihe.order_by("-beginn").first()


def stoerung(benutzer: Benutzer) -> dict[str, Any] | None:
    """Letters that did not arrive: their number and the latest of them; None if there is none or the person
    may not see them.
    """
    if not benutzer.has_perm("konferenz.postausgang_sehen"):
        return None
    briefe = Nachricht.objects.gescheitert()
    if not (anzahl := briefe.count()):
        return None
    return {"anzahl": anzahl, "brief": briefe.order_by("-naechster_versuch").first()}


class Uebersicht(Geschuetzt, TemplateView):
    """`/arbeit/`: greeting, the next step, trouble of the outbox, cards of all apps."""

    recht = "konferenz.uebersicht"
    template_name = "konferenz/uebersicht.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        benutzer: Benutzer = self.request.user  # type: ignore[assignment]
        konferenz = self.request.konferenz = konferenz_der_arbeit()  # type: ignore[attr-defined]
        karten = sorted(beitraege.sammle("karten", benutzer, konferenz), key=lambda karte: karte.rang)
        return super().get_context_data(
            gruss=gruss(),
            tage=(konferenz.tag - uhr.heute()).days if konferenz and konferenz.tag else None,
            schritt=naechstes.naechster(benutzer, konferenz),
            termin=naechstes.naechster_termin(konferenz),
            stoerung=stoerung(benutzer),
            karten=karten,
            spalten=[karten[::2], karten[1::2]],
            **kwargs,
        )

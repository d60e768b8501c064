"""The private calendar: its page for members, and the feed behind its address."""

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext, gettext_lazy, override
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView

from beirat.mitwirkung import mitwirkung
from beirat.models import Person
from konferenz.actions.begrenzung import herkunft, zaehle
from konferenz.models import Zugangslink
from konferenz.views.seite import Aktionsknopf, Arbeitsseite
from konferenz.views.zugang import FEHLVERSUCHE, FENSTER
from planung.actions.kalender import KALENDER, adresse_erzeugen, adresse_widerrufen
from planung.kalender import datei
from planung.queries.kalender import sitzungen_von


class _Eigener(Arbeitsseite):
    """Of the account's own person; 404 for an account that takes part in no body."""

    recht = "planung.antworten"

    @cached_property
    def mensch(self) -> Person:
        person = mitwirkung(self.benutzer).person
        if person is None:
            raise Http404
        return Person.objects.get(pk=person)


class MeinKalender(_Eigener, TemplateView):
    """Subscribe to the meetings. The address is shown once, in the answer that makes it."""

    titel = gettext_lazy("Sitzungen im eigenen Kalender")
    template_name = "planung/kalender.html"

    def weg(self) -> list[tuple[str, str]]:
        return [(gettext("Sitzungen"), reverse("planung:sitzungen"))]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        pfad = reverse("mitwirken:kalender", kwargs={"geheimnis": adresse_erzeugen(mensch=self.mensch)})
        return self.render_to_response(self.get_context_data(adresse=settings.BASIS_URL + pfad))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        offen = Zugangslink.objects.gueltig().filter(zweck=KALENDER, objekt=str(self.mensch.pk))
        return super().get_context_data(
            gueltig_bis=offen.values_list("gueltig_bis", flat=True).first(), **kwargs
        )


class KalenderWiderrufen(_Eigener, Aktionsknopf):
    """The address ends at once."""

    erfolg = gettext_lazy("Die Adresse gilt nicht mehr.")

    def ausfuehren(self) -> None:
        adresse_widerrufen(mensch=self.mensch)

    def ziel(self) -> str:
        return reverse("planung:kalender")


@login_not_required
@require_safe
def feed(request: HttpRequest, geheimnis: str) -> HttpResponse:
    """The meetings as a calendar, for programs that fetch it again and again. Titles of items are never in it (S42)."""
    link = Zugangslink.objects.zu(geheimnis).gueltig().filter(zweck=KALENDER).first()
    person = Person.objects.filter(pk=link.objekt).first() if link else None
    if person is None:
        erlaubt = zaehle("zugang", herkunft(request.META), FEHLVERSUCHE, FENSTER)
        return _verschlossen(
            render(request, "konferenz/zugang_unbekannt.html", status=404 if erlaubt else 429)
        )
    with override(person.sprache):
        inhalt = datei(sitzungen_von(person))
    return _verschlossen(HttpResponse(inhalt, content_type="text/calendar; charset=utf-8"))


def _verschlossen(antwort: HttpResponse) -> HttpResponse:
    antwort["Referrer-Policy"], antwort["Cache-Control"] = "no-referrer", "no-store"
    return antwort

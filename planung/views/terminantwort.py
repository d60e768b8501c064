"""Without login: the answer to a date poll by personal link. A GET shows, a POST answers."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache

from konferenz import zugang
from konferenz.views.seite import uebertrage_fehler
from planung.actions.terminumfrage import umfrage_beantworten
from planung.forms.terminantwort import TerminantwortForm
from planung.models import Umfrageteilnahme
from planung.queries.zugaenge import UMFRAGE, befragt


@method_decorator([login_not_required, never_cache], name="dispatch")
class Umfrageantwort(View):
    """The page behind the link of a poll; without a valid one all answer alike."""

    teilnahme: Umfrageteilnahme

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        gefunden = befragt(zugang.objekt_aus(request, UMFRAGE))
        if gefunden is None:
            return render(request, "planung/oeffentlich/antwort_ohne.html", status=404)
        self.teilnahme = gefunden
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._zeige(TerminantwortForm(teilnahme=self.teilnahme))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = TerminantwortForm(request.POST, teilnahme=self.teilnahme)
        if not form.is_valid():
            return self._zeige(form)
        try:
            umfrage_beantworten(
                umfrage=self.teilnahme.umfrage,
                mensch=self.teilnahme.person,
                werte=form.werte(),
                bemerkung=form.cleaned_data["bemerkung"],
            )
        except ValidationError as fehler:
            uebertrage_fehler(form, fehler)
            return self._zeige(form)
        messages.success(request, _("Danke, Ihre Antwort ist gespeichert."))
        return redirect("mitwirken:umfrageantwort")

    def _zeige(self, form: TerminantwortForm) -> HttpResponse:
        daten = {"form": form, "umfrage": self.teilnahme.umfrage, "person": self.teilnahme.person}
        return render(self.request, "planung/oeffentlich/umfrage.html", daten)

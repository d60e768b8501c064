"""Without login: the answer to an invitation by personal link. A GET shows, a POST answers."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache

from konferenz import zugang
from konferenz.views.seite import uebertrage_fehler
from planung.actions.antworten import antworten
from planung.forms.antwort import EigeneAntwortForm
from planung.models import Teilnahme
from planung.queries.zugaenge import ANTWORT, Geladen, geladen


@method_decorator([login_not_required, never_cache], name="dispatch")
class Sitzungsantwort(View):
    """The page behind the link of an invitation; without a valid one all answer alike."""

    eingeladen: Geladen

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        gefunden = geladen(zugang.objekt_aus(request, ANTWORT))
        if gefunden is None:
            return render(request, "planung/oeffentlich/antwort_ohne.html", status=404)
        self.eingeladen = gefunden
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def bisher(self) -> Teilnahme | None:
        """What the person has answered for the present time of the meeting."""
        sitzung, person = self.eingeladen.sitzung, self.eingeladen.person
        return sitzung.teilnahmen.filter(person=person, generation=sitzung.generation).first()

    def get(self, request: HttpRequest) -> HttpResponse:
        anfang = {"antwort": self.bisher.antwort, "bemerkung": self.bisher.bemerkung} if self.bisher else {}
        return self._zeige(EigeneAntwortForm(initial=anfang))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = EigeneAntwortForm(request.POST)
        if not form.is_valid():
            return self._zeige(form)
        sitzung, person = self.eingeladen.sitzung, self.eingeladen.person
        try:
            antworten(sitzung=sitzung, mensch=person, person=None, **form.cleaned_data)
        except ValidationError as fehler:
            uebertrage_fehler(form, fehler)
            return self._zeige(form)
        messages.success(request, _("Danke, Ihre Antwort ist gespeichert."))
        return redirect("mitwirken:sitzungsantwort")

    def _zeige(self, form: EigeneAntwortForm) -> HttpResponse:
        daten = {"form": form, "sitzung": self.eingeladen.sitzung, "bisher": self.bisher}
        return render(
            self.request,
            "planung/oeffentlich/antwort.html",
            {**daten, "person": self.eingeladen.person, "ist_offen": self.eingeladen.ist_offen},
        )

"""Without login: topics of the conference, and a form to propose one while everybody may."""

from datetime import timedelta

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache

from konferenz.actions.begrenzung import herkunft, zaehle
from konferenz.models import Konferenz
from konferenz.queries import konferenz_zu
from konferenz.views.seite import uebertrage_fehler
from planung.actions.thema import thema_einreichen
from planung.forms.themenvorschlag import VorschlagForm
from planung.queries.themen import nimmt_vorschlaege

HOECHSTENS, FENSTER = 20, timedelta(hours=1)
"""Proposals from one client in an hour: advice centres share an address."""


@method_decorator([login_not_required, never_cache], name="dispatch")
class Themenvorschlag(View):
    """What is on the list; whoever proposes is told that it is looked at first."""

    http_method_names = ["get", "head", "post", "options"]

    def get(self, request: HttpRequest, kennung: str) -> HttpResponse:
        konferenz = konferenz_zu(request, kennung)
        return self._zeige(konferenz, VorschlagForm(konferenz=konferenz))

    def post(self, request: HttpRequest, kennung: str) -> HttpResponse:
        konferenz = konferenz_zu(request, kennung)
        form = VorschlagForm(request.POST, konferenz=konferenz)
        if not form.is_valid():
            return self._zeige(konferenz, form)
        if not zaehle("thema", herkunft(request.META), HOECHSTENS, FENSTER):
            satz = _(
                "Von Ihrem Anschluss kamen gerade sehr viele Vorschläge. Bitte versuchen Sie es in einer Stunde."
            )
            form.add_error(None, satz)
            return self._zeige(konferenz, form, status=429)
        try:
            thema_einreichen(thema=form.instance, schluessel=form.formularschluessel)
        except ValidationError as fehler:
            uebertrage_fehler(form, fehler)
            return self._zeige(konferenz, form)
        return render(request, "planung/oeffentlich/thema_eingereicht.html", {"konferenz": konferenz})

    def _zeige(self, konferenz: Konferenz, form: VorschlagForm, status: int = 200) -> HttpResponse:
        daten = {
            "konferenz": konferenz,
            "form": form,
            "ist_offen": nimmt_vorschlaege(konferenz),
            "themen": konferenz.themen.zur_wahl(),
        }
        return render(self.request, "planung/oeffentlich/themen.html", daten, status=status)

"""The anonymous answer after the conference. Nothing here asks who somebody is."""

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache

from anmeldung.actions.rueckmeldung import rueckmelden
from anmeldung.forms.rueckmeldung import Rueckmeldungsformular
from anmeldung.rueckmeldungen import ist_offen
from anmeldung.views.oeffentlich import ist_zu_viel
from konferenz.queries import konferenz_zu


@method_decorator([login_not_required, never_cache], name="dispatch")
class RueckmeldungView(View):
    """One page: the form, the thanks, or when it opens."""

    http_method_names = ["get", "head", "post", "options"]

    def get(self, request: HttpRequest, kennung: str) -> HttpResponse:
        konferenz = konferenz_zu(request, kennung)
        form = Rueckmeldungsformular() if ist_offen(konferenz) else None
        return self.seite(request, form)

    def post(self, request: HttpRequest, kennung: str) -> HttpResponse:
        konferenz = konferenz_zu(request, kennung)
        form = Rueckmeldungsformular(request.POST)
        if not form.is_valid():
            return self.seite(request, form)
        if ist_zu_viel(request, "rueckmeldung"):
            form.add_error(None, _("Von Ihrem Anschluss kamen gerade sehr viele Formulare."))
            return self.seite(request, form, status=429)
        antwort = form.rueckmeldung(konferenz=konferenz, sprache=get_language() or "de")
        try:
            rueckmelden(rueckmeldung=antwort, schluessel=form.formularschluessel)
        except ValidationError as fehler:
            form.add_error(None, fehler)
            return self.seite(request, form)
        return self.seite(request, None, ist_da=True)

    def seite(
        self,
        request: HttpRequest,
        form: Rueckmeldungsformular | None,
        status: int = 200,
        *,
        ist_da: bool = False,
    ) -> HttpResponse:
        daten = {"form": form, "ist_da": ist_da}
        return render(request, "anmeldung/rueckmeldung.html", daten, status=status)

"""Pages behind the personal links of an account: accept an invitation, choose a new password."""

from typing import Any

from allauth.account.utils import perform_login
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.generic import FormView

from konferenz import zugang
from konferenz.actions import konten as aktionen
from konferenz.forms.konten import EinladungForm, NeuesPasswortForm
from konferenz.models import Benutzer
from konferenz.views.seite import uebertrage_fehler


@method_decorator([login_not_required, never_cache], name="dispatch")
class _HinterLink(FormView):
    """The form a personal link leads to: without a valid link there is only a page that says so; POST spends
    the link and logs in.
    """

    zweck: str
    konto: Benutzer

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        nummer = zugang.objekt_aus(request, self.zweck)
        konto = Benutzer.objects.filter(pk=nummer).first() if nummer else None
        if konto is None:
            return render(request, "konferenz/benutzer_link_ungueltig.html", status=410)
        self.konto = konto
        return super().dispatch(request, *args, **kwargs)

    def ausfuehren(self, form: Any) -> Benutzer:
        """Call the action; may raise ValidationError."""
        raise NotImplementedError

    def form_valid(self, form: BaseForm) -> HttpResponse:
        try:
            konto = self.ausfuehren(form)
        except ValidationError as fehler:
            uebertrage_fehler(form, fehler)
            return self.form_invalid(form)
        return self._anmelden(konto)

    def _anmelden(self, konto: Benutzer) -> HttpResponse:
        """Log in the way everybody does, a second factor included; whoever was logged in before in this
        browser goes.
        """
        logout(self.request)
        return perform_login(self.request, konto, email=konto.email)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(konto=self.konto, **kwargs)


class Einladung(_HinterLink):
    """Accept an invitation with name and password."""

    zweck = aktionen.EINLADUNG
    template_name = "konferenz/benutzer_einladung.html"
    form_class = EinladungForm

    def get_initial(self) -> dict[str, Any]:
        return {"name": self.konto.name}

    def ausfuehren(self, form: EinladungForm) -> Benutzer:
        return aktionen.einladung_annehmen(benutzer=self.konto, **form.cleaned_data)


class NeuesPasswort(_HinterLink):
    """Choose a new password."""

    zweck = aktionen.PASSWORT
    template_name = "konferenz/benutzer_passwort.html"
    form_class = NeuesPasswortForm

    def ausfuehren(self, form: NeuesPasswortForm) -> Benutzer:
        return aktionen.passwort_setzen(benutzer=self.konto, **form.cleaned_data)

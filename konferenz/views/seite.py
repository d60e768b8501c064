"""What pages of the staff area have in common: title and way there, one form with one action, one button with
one action.
"""

from typing import Any

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, View

from konferenz.views.schutz import Geschuetzt


def uebertrage_fehler(form: BaseForm, fehler: ValidationError) -> None:
    """Show what an action refused: at the field if the form has it, else above the form."""
    je_feld = fehler.error_dict if hasattr(fehler, "error_dict") else {NON_FIELD_ERRORS: fehler.error_list}
    for name, liste in je_feld.items():
        form.add_error(name if name in form.fields else None, ValidationError(liste))


class Arbeitsseite(Geschuetzt):
    """A page of the staff area; its template shows `view.titel` as heading and `view.kruemel` as the way there."""

    titel: str | Promise = ""

    def weg(self) -> list[tuple[str, str]]:
        """Pages between the start page and this one: title, address."""
        return []

    @property
    def kruemel(self) -> list[tuple[str, str]]:
        """The whole way, this page last."""
        return [(_("Übersicht"), reverse("arbeit:uebersicht")), *self.weg(), (str(self.titel), "")]


class Formularseite(Arbeitsseite, FormView):
    """One form, one action: `ausfuehren` calls it; what it refuses is shown in the form, what it did in a message.

    `knopf` names the action on its button, `zurueck()` is where "Abbrechen" leads.
    """

    template_name = "konferenz/arbeit_formular.html"
    knopf: str | Promise = gettext_lazy("Speichern")
    erfolg: str | Promise = ""

    def zurueck(self) -> str:
        """Address of the page before: the last one of the way."""
        return self.kruemel[-2][1]

    def ausfuehren(self, form: Any) -> None:
        """Call the action with the cleaned form; may raise ValidationError."""
        raise NotImplementedError

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            self.ausfuehren(form)
        except ValidationError as fehler:
            uebertrage_fehler(form, fehler)
            return self.form_invalid(form)
        if self.erfolg:
            messages.success(self.request, str(self.erfolg))
        return HttpResponseRedirect(self.get_success_url())


class Aktionsknopf(Geschuetzt, View):
    """One button, one action, POST only; afterwards back to `ziel()` with what happened as a message."""

    http_method_names = ["post", "options"]
    erfolg: str | Promise = ""

    def ausfuehren(self) -> None:
        """Call the action; may raise ValidationError."""
        raise NotImplementedError

    def ziel(self) -> str:
        """Address to go on to."""
        raise NotImplementedError

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            self.ausfuehren()
        except ValidationError as fehler:
            messages.error(request, " ".join(fehler.messages))
        else:
            messages.success(request, str(self.erfolg))
        return HttpResponseRedirect(self.ziel())

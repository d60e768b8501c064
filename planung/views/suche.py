"""Searching the work of one's bodies."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy
from django.views.generic import TemplateView

from konferenz.views.seite import Arbeitsseite
from planung.forms.suche import SuchForm
from planung.queries.suche import suche


class Suche(Arbeitsseite, TemplateView):
    """Words in, hits out; without words only the field."""

    recht = "planung.sitzung_sehen"
    titel = gettext_lazy("Suche")
    template_name = "planung/suche.html"

    def weg(self) -> list[tuple[str, str]]:
        return [(gettext("Sitzungen"), reverse("planung:sitzungen"))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = SuchForm(self.request.GET or None)
        worte = form.cleaned_data["q"] if form.is_valid() else ""
        return super().get_context_data(
            formular=form, worte=worte, treffer=suche(self.benutzer, worte), **kwargs
        )

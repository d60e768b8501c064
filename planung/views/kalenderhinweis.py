"""School holidays, public and religious holidays: hints beside proposed days, edited by the administration."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext, gettext_lazy
from django.views.generic import TemplateView

from konferenz.views.seite import Aktionsknopf, Arbeitsseite, Formularseite
from planung.actions import kalenderhinweis as aktionen
from planung.forms.terminumfrage import KalenderhinweisForm
from planung.models import Kalenderhinweis


class _Hinweisseite(Arbeitsseite):
    recht = "planung.kalender_pflegen"
    kwargs: dict[str, Any]

    def weg(self) -> list[tuple[str, str]]:
        return [(gettext("Termine finden"), reverse("planung:umfragen"))]

    def zur_liste(self) -> str:
        return reverse("planung:kalenderhinweise")

    @cached_property
    def hinweis(self) -> Kalenderhinweis:
        """The one of the address, or a new one."""
        if "pk" not in self.kwargs:
            return Kalenderhinweis()
        return get_object_or_404(Kalenderhinweis, pk=self.kwargs["pk"])


class Kalenderhinweise(_Hinweisseite, TemplateView):
    """All of them, by day."""

    titel = gettext_lazy("Ferien und Feiertage")
    template_name = "planung/kalenderhinweise.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(hinweise=Kalenderhinweis.objects.order_by("-von", "name"), **kwargs)


class _Formular(_Hinweisseite, Formularseite):
    form_class = KalenderhinweisForm
    erfolg = gettext_lazy("Gespeichert.")

    def weg(self) -> list[tuple[str, str]]:
        return [*super().weg(), (gettext("Ferien und Feiertage"), self.zur_liste())]

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "instance": self.hinweis}

    def ausfuehren(self, form: KalenderhinweisForm) -> None:
        aktionen.hinweis_speichern(hinweis=form.instance, person=self.benutzer)

    def get_success_url(self) -> str:
        return self.zur_liste()


class HinweisNeu(_Formular):
    titel = gettext_lazy("Ferien oder Feiertag eintragen")
    knopf = gettext_lazy("Eintragen")


class HinweisAendern(_Formular):
    titel = gettext_lazy("Ferien oder Feiertag ändern")


class HinweisLoeschen(_Hinweisseite, Aktionsknopf):
    erfolg = gettext_lazy("Gelöscht.")

    def ausfuehren(self) -> None:
        aktionen.hinweis_loeschen(hinweis=self.hinweis, person=self.benutzer)

    def ziel(self) -> str:
        return self.zur_liste()

"""Thresholds of procurement: dated rows of the whole authority."""

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse, reverse_lazy
from django.utils.functional import cached_property
from django.utils.translation import gettext, gettext_lazy
from django.views.generic import ListView

from budget.actions.vergabe import wertgrenze_speichern
from budget.forms.vergabe import WertgrenzeForm
from budget.models import Wertgrenze
from budget.queries.vergabe import grenzen_am
from budget.views.seite import Hausseite
from konferenz import uhr
from konferenz.views.seite import Formularseite


class Wertgrenzen(Hausseite, ListView):
    """Every threshold, the newest first; which ones are in force today."""

    titel = gettext_lazy("Wertgrenzen der Vergabe")
    template_name = "budget/wertgrenzen.html"
    context_object_name = "grenzen"

    def get_queryset(self) -> QuerySet[Wertgrenze]:
        return Wertgrenze.objects.order_by("-gueltig_ab", "bis_netto")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            heute_gueltig=[eine.pk for eine in grenzen_am(self.object_list, uhr.heute())],
            heute=uhr.heute(),
            **kwargs,
        )


class WertgrenzeNeu(Hausseite, Formularseite):
    """A threshold more; the ones before it stay for orders of their time."""

    recht = "budget.grundlagen_pflegen"
    titel = gettext_lazy("Wertgrenze eintragen")
    form_class = WertgrenzeForm
    erfolg = gettext_lazy("Die Wertgrenze ist gespeichert.")
    success_url = reverse_lazy("budget:wertgrenzen")

    def weg(self) -> list[tuple[str, str]]:
        return [(gettext("Wertgrenzen"), reverse("budget:wertgrenzen"))]

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "instance": Wertgrenze()}

    def ausfuehren(self, form: WertgrenzeForm) -> None:
        wertgrenze_speichern(grenze=form.instance, person=self.benutzer)


class WertgrenzeAendern(WertgrenzeNeu):
    """Correct a threshold."""

    titel = gettext_lazy("Wertgrenze ändern")

    @cached_property
    def grenze(self) -> Wertgrenze:
        return get_object_or_404(Wertgrenze, pk=self.kwargs["pk"])

    def get_rechtobjekt(self) -> object:
        return self.grenze

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "instance": self.grenze}

"""Years and pots of the whole authority."""

from typing import Any

from django.db import transaction
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext, gettext_lazy
from django.views.generic import ListView

from budget.actions.haushalt import buchungsschluss_aendern, haushaltsjahr_anlegen, topf_speichern
from budget.forms.grundlagen import BuchungsschlussForm, HaushaltsjahrForm, TopfForm
from budget.models import Haushaltsjahr, Mitteltopf
from budget.views.seite import Hausseite
from konferenz.actions.formularschluessel import einloesen
from konferenz.views.seite import Formularseite


class Haushaltsjahre(Hausseite, ListView):
    """Fiscal years with their closing of the books."""

    titel = gettext_lazy("Haushaltsjahre")
    template_name = "budget/haushaltsjahre.html"
    queryset = Haushaltsjahr.objects.order_by("-jahr")
    context_object_name = "jahre"


class _JahrFormular(Hausseite, Formularseite):
    recht = "budget.grundlagen_pflegen"
    erfolg = gettext_lazy("Das Haushaltsjahr ist gespeichert.")

    def weg(self) -> list[tuple[str, str]]:
        return [(gettext("Haushaltsjahre"), self.get_success_url())]

    def get_success_url(self) -> str:
        return reverse("budget:haushaltsjahre")


class JahrAnlegen(_JahrFormular):
    titel = gettext_lazy("Haushaltsjahr anlegen")
    form_class = HaushaltsjahrForm

    @transaction.atomic
    def ausfuehren(self, form: HaushaltsjahrForm) -> None:
        angaben: dict[str, Any] = form.angaben()
        if einloesen(form.formularschluessel, angaben) is None:
            haushaltsjahr_anlegen(person=self.benutzer, **angaben)


class JahrAendern(_JahrFormular):
    form_class = BuchungsschlussForm

    @cached_property
    def jahr(self) -> Haushaltsjahr:
        return get_object_or_404(Haushaltsjahr, pk=self.kwargs["pk"])

    def get_rechtobjekt(self) -> object:
        return self.jahr

    @property
    def titel(self) -> str:  # type: ignore[override]
        return gettext("Buchungsschluss %(jahr)s") % {"jahr": self.jahr}

    def get_initial(self) -> dict[str, Any]:
        return {"buchungsschluss": self.jahr.buchungsschluss}

    def ausfuehren(self, form: BuchungsschlussForm) -> None:
        buchungsschluss_aendern(haushaltsjahr=self.jahr, person=self.benutzer, **form.cleaned_data)


class Toepfe(Hausseite, ListView):
    """Pots of the budget."""

    titel = gettext_lazy("Mitteltöpfe")
    template_name = "budget/toepfe.html"
    queryset = Mitteltopf.objects.order_by("name")
    context_object_name = "toepfe"


class TopfAnlegen(Hausseite, Formularseite):
    recht = "budget.grundlagen_pflegen"
    titel = gettext_lazy("Mitteltopf anlegen")
    form_class = TopfForm
    erfolg = gettext_lazy("Der Mitteltopf ist gespeichert.")

    def weg(self) -> list[tuple[str, str]]:
        return [(gettext("Mitteltöpfe"), self.get_success_url())]

    def get_success_url(self) -> str:
        return reverse("budget:toepfe")

    @transaction.atomic
    def ausfuehren(self, form: TopfForm) -> None:
        if einloesen(form.formularschluessel, form.angaben()) is None:
            topf_speichern(topf=form.instance, person=self.benutzer)


class TopfAendern(TopfAnlegen):
    @cached_property
    def topf(self) -> Mitteltopf:
        return get_object_or_404(Mitteltopf, pk=self.kwargs["pk"])

    def get_rechtobjekt(self) -> object:
        return self.topf

    @property
    def titel(self) -> str:  # type: ignore[override]
        return gettext("Mitteltopf: %(topf)s") % {"topf": self.topf}

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "instance": Mitteltopf.objects.get(pk=self.topf.pk)}

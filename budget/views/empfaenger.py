"""Payees of the whole authority: list with search, new, changed."""

from typing import Any

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse, reverse_lazy
from django.utils.functional import cached_property
from django.utils.translation import gettext, gettext_lazy
from django.views.generic import ListView

from budget.actions.empfaenger import empfaenger_speichern
from budget.forms.empfaenger import EmpfaengerForm
from budget.models import Zahlungsempfaenger
from budget.views.seite import Hausseite
from konferenz.views.seite import Formularseite


class Empfaengerliste(Hausseite, ListView):
    """Everybody who receives money, found by name, place or tax number."""

    titel = gettext_lazy("Zahlungsempfänger")
    template_name = "budget/empfaenger.html"
    context_object_name = "empfaenger"
    paginate_by = 25

    @property
    def suche(self) -> str:
        return self.request.GET.get("q", "").strip()[:200]

    def get_queryset(self) -> QuerySet[Zahlungsempfaenger]:
        reihe = Zahlungsempfaenger.objects.select_related("organisation", "person")
        for wort in self.suche.split():
            reihe = reihe.filter(
                Q(name__icontains=wort)
                | Q(ort__icontains=wort)
                | Q(umsatzsteuer_id__icontains=wort)
                | Q(organisation__name__icontains=wort)
            )
        return reihe


class EmpfaengerNeu(Hausseite, Formularseite):
    """A new payee."""

    recht = "budget.empfaenger_bearbeiten"
    titel = gettext_lazy("Zahlungsempfänger erfassen")
    form_class = EmpfaengerForm
    erfolg = gettext_lazy("Der Zahlungsempfänger ist gespeichert.")
    success_url = reverse_lazy("budget:empfaenger")

    def weg(self) -> list[tuple[str, str]]:
        return [(gettext("Zahlungsempfänger"), reverse("budget:empfaenger"))]

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "instance": self.empfaenger}

    @cached_property
    def empfaenger(self) -> Zahlungsempfaenger:
        """What the form fills."""
        return Zahlungsempfaenger()

    def ausfuehren(self, form: EmpfaengerForm) -> None:
        empfaenger_speichern(
            empfaenger=form.instance,
            organisation_name=form.cleaned_data["organisation_name"],
            person=self.benutzer,
            schluessel=form.formularschluessel,
        )


class EmpfaengerAendern(EmpfaengerNeu):
    """Correct a payee; if it is somebody else now, signatures on its open invoices are void (S24)."""

    titel = gettext_lazy("Zahlungsempfänger ändern")

    @cached_property
    def empfaenger(self) -> Zahlungsempfaenger:
        return get_object_or_404(Zahlungsempfaenger, pk=self.kwargs["pk"])

    def get_rechtobjekt(self) -> object:
        return self.empfaenger

"""Carry-over: what can be applied for, every application, and a new one."""

from typing import Any

from django.utils.translation import gettext, gettext_lazy
from django.views.generic import TemplateView

from budget.actions.uebertragen import uebertrag_beantragen
from budget.forms.uebertraege import AntragForm, alle_teile
from budget.models import Buchung
from budget.queries.stand import lage
from budget.queries.uebertraege import antragslagen, beantragbare_reste
from budget.queries.uebertrag import kandidaten
from budget.views.grundlagen import EinerQuelle
from budget.views.seite import Bereitstellungsseite
from konferenz.views.seite import Formularseite


class Uebertraege(Bereitstellungsseite, TemplateView):
    """What of closed years can be carried over, and every application with its state."""

    titel = gettext_lazy("Ermächtigungsüberträge")
    template_name = "budget/uebertraege.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        stand = lage(self.bereitstellung)
        return super().get_context_data(
            konferenz=self.konferenz,
            reste=beantragbare_reste(stand),
            antraege=antragslagen(self.bereitstellung, stand),
            **kwargs,
        )


class UebertragBeantragen(EinerQuelle, Formularseite):
    """An application over the rest of one source; `?teil=` names the one part to begin with."""

    recht = "budget.uebertragen"
    knopf = gettext_lazy("Übertrag beantragen")
    erfolg = gettext_lazy("Der Antrag ist eingetragen. Jetzt entscheidet die Finanzbehörde.")
    form_class = AntragForm
    template_name = "budget/uebertrag_beantragen.html"

    @property
    def titel(self) -> str:  # type: ignore[override]
        return gettext("Übertrag beantragen: %(quelle)s") % {"quelle": self.quelle}

    def weg(self) -> list[tuple[str, str]]:
        return [*super().weg(), (gettext("Ermächtigungsüberträge"), self.adresse("uebertraege"))]

    def get_form_kwargs(self) -> dict[str, Any]:
        festlegungen = self.quelle.buchungen.filter(art=Buchung.Art.FESTLEGUNG).select_related("vorgang")
        teile = kandidaten(self.quelle)
        if self.request.method == "POST":
            teile = alle_teile(list(festlegungen), teile, list(self.request.POST))
        return {
            **super().get_form_kwargs(),
            "kandidaten": teile,
            "nur": self.request.GET.get("teil", ""),
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(konferenz=self.konferenz, quelle=self.quelle, **kwargs)

    def ausfuehren(self, form: AntragForm) -> None:
        self.uebertrag = uebertrag_beantragen(
            quelle=self.quelle,
            posten=form.posten(),
            beantragt_am=form.cleaned_data["beantragt_am"],
            aktenzeichen=form.cleaned_data["aktenzeichen"],
            person=self.benutzer,
            schluessel=form.formularschluessel,
        )

    def get_success_url(self) -> str:
        return self.adresse("uebertrag", pk=self.uebertrag.pk)

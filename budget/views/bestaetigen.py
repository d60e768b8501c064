"""Confirmation of availability: one person says it, another countersigns."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext, gettext_lazy
from django.views.generic import TemplateView

from budget.actions.bestaetigen import (
    bestaetigung_zurueckziehen,
    gegenzeichnen,
    nicht_zeichnen,
    verfuegbarkeit_bestaetigen,
)
from budget.forms.freigeben import GrundForm
from budget.forms.grundlagen import BestaetigungForm
from budget.models import Verfuegbarkeitsbestaetigung
from budget.views.grundlagen import EinerQuelle
from budget.views.seite import Bereitstellungsseite
from konferenz.views.seite import Aktionsknopf, Formularseite


class Bestaetigen(EinerQuelle, Formularseite):
    """The first person says what is available."""

    recht = "budget.bestaetigen"
    knopf = gettext_lazy("Verfügbarkeit bestätigen")
    erfolg = gettext_lazy("Gespeichert. Es gilt, sobald eine zweite Person gegenzeichnet.")
    form_class = BestaetigungForm

    @property
    def titel(self) -> str:  # type: ignore[override]
        return gettext("Verfügbarkeit bestätigen: %(quelle)s") % {"quelle": self.quelle}

    def weg(self) -> list[tuple[str, str]]:
        return [*super().weg(), (gettext("Bereitstellung"), self.adresse("bereitstellung"))]

    def get_success_url(self) -> str:
        return self.adresse("bereitstellung")

    def ausfuehren(self, form: BestaetigungForm) -> None:
        angaben: dict[str, Any] = form.angaben()
        verfuegbarkeit_bestaetigen(
            quelle=self.quelle, person=self.benutzer, schluessel=form.formularschluessel, **angaben
        )


class _EinerBestaetigung(Bereitstellungsseite):
    @cached_property
    def bestaetigung(self) -> Verfuegbarkeitsbestaetigung:
        reihe = Verfuegbarkeitsbestaetigung.objects.filter(quelle__bereitstellung=self.bereitstellung)
        return get_object_or_404(
            reihe.select_related("quelle__topf", "quelle__bereitstellung", "bestaetigt_von", "abgelehnt_von"),
            pk=self.kwargs["pk"],
        )

    def get_rechtobjekt(self) -> object:
        return self.bestaetigung

    def ziel(self) -> str:
        return self.adresse("bereitstellung")


class Gegenzeichnen(_EinerBestaetigung, Aktionsknopf, TemplateView):
    """The second person sees what the first one said, and signs."""

    recht = "budget.gegenzeichnen"
    http_method_names = ["get", "post", "options"]
    template_name = "budget/gegenzeichnen.html"
    erfolg = gettext_lazy("Gegengezeichnet. Die Bestätigung gilt ab jetzt.")

    @property
    def titel(self) -> str:  # type: ignore[override]
        return gettext("Gegenzeichnen: %(quelle)s") % {"quelle": self.bestaetigung.quelle}

    def weg(self) -> list[tuple[str, str]]:
        return [*super().weg(), (gettext("Bereitstellung"), self.ziel())]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            bestaetigung=self.bestaetigung,
            konferenz=self.konferenz,
            ist_dieselbe=self.bestaetigung.bestaetigt_von_id == self.benutzer.pk,
            **kwargs,
        )

    def ausfuehren(self) -> None:
        gegenzeichnen(bestaetigung=self.bestaetigung, person=self.benutzer)


class NichtZeichnen(_EinerBestaetigung, Formularseite):
    """The second person sends it back and says why."""

    recht = "budget.gegenzeichnen"
    titel = gettext_lazy("Nicht zeichnen")
    knopf = gettext_lazy("Mit Grund zurückgeben")
    erfolg = gettext_lazy("Zurückgegeben. Die Bestätigung gilt nicht, der Grund steht bei der Quelle.")
    form_class = GrundForm
    template_name = "budget/nicht_zeichnen.html"

    def weg(self) -> list[tuple[str, str]]:
        return [*super().weg(), (gettext("Bereitstellung"), self.ziel())]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(bestaetigung=self.bestaetigung, **kwargs)

    def get_success_url(self) -> str:
        return self.ziel()

    def ausfuehren(self, form: GrundForm) -> None:
        nicht_zeichnen(bestaetigung=self.bestaetigung, grund=form.cleaned_data["grund"], person=self.benutzer)


class BestaetigungZurueckziehen(_EinerBestaetigung, Aktionsknopf):
    recht = "budget.bestaetigen"
    erfolg = gettext_lazy("Die Bestätigung ist zurückgezogen.")

    def ausfuehren(self) -> None:
        bestaetigung_zurueckziehen(bestaetigung=self.bestaetigung, person=self.benutzer)

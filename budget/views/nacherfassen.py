"""Enter late what was ordered or granted before: it begins with the signed paper, then the assistant asks the rest
(F5).
"""

from typing import Any

from django.utils.translation import gettext, gettext_lazy

from budget.forms.nacherfassen import NachweisForm
from budget.models import Haushaltsjahr
from budget.views.belege import lege_ab
from budget.views.seite import Bereitstellungsseite
from budget.views.vorgaenge import Vorgangsseite
from konferenz import uhr
from konferenz.views.seite import Formularseite


class Nacherfassen(Bereitstellungsseite, Formularseite):
    """The paper of a new case."""

    recht = "budget.nacherfassen"
    titel = gettext_lazy("Festlegung nacherfassen")
    knopf = gettext_lazy("Hochladen und weiter")
    form_class = NachweisForm
    template_name = "budget/nacherfassen.html"

    def assistent(self) -> str:
        """Address of the first step of the assistant."""
        return self.adresse("festlegen")

    def ausfuehren(self, form: NachweisForm) -> None:
        self.beleg = lege_ab(self.bereitstellung, form, self.benutzer)

    def get_success_url(self) -> str:
        return f"{self.assistent()}?nachweis={self.beleg.pk}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        heute = uhr.heute()
        offene = Haushaltsjahr.objects.filter(jahr__lte=heute.year, buchungsschluss__gte=heute)
        return super().get_context_data(konferenz=self.konferenz, jahre=offene.order_by("jahr"), **kwargs)


class VorgangNacherfassen(Vorgangsseite, Nacherfassen):
    """The paper of a stored case: its reservation is redeemed, or more is committed."""

    def weg(self) -> list[tuple[str, str]]:
        titel = gettext("Vorgang %(nummer)d") % {"nummer": self.vorgang.nummer}
        return [*super().weg(), (titel, self.zum_vorgang())]

    def assistent(self) -> str:
        return self.adresse("vorgang-festlegen", nummer=self.vorgang.nummer)

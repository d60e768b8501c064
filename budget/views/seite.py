"""What all staff pages of money share: the conference of the address and the money provided for it."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from budget.models import Bereitstellung
from konferenz.models import Konferenz
from konferenz.queries import konferenz_der_arbeit
from konferenz.views.seite import Arbeitsseite


class Mittelseite(Arbeitsseite):
    """A page below `/arbeit/<kennung>/mittel/`; also for a conference nobody has provided money for yet."""

    recht = "budget.sehen"
    kwargs: dict[str, Any]

    @cached_property
    def konferenz(self) -> Konferenz:
        return konferenz_der_arbeit(self.request, self.kwargs["kennung"])

    @cached_property
    def bereitstellung(self) -> Bereitstellung:
        """The money of the conference; Http404 while there is none."""
        reihe = Bereitstellung.objects.select_related("punkt__drucksache")
        gefunden = get_object_or_404(reihe, konferenz=self.konferenz)
        gefunden.konferenz = self.konferenz
        return gefunden

    def get_rechtobjekt(self) -> object:
        return self.konferenz

    def adresse(self, name: str, **teile: object) -> str:
        """Address of another page of the money of this conference."""
        return reverse(f"budget:{name}", kwargs={"kennung": self.konferenz.kennung, **teile})

    def weg(self) -> list[tuple[str, str]]:
        return [(_("Budget"), self.adresse("uebersicht"))]


class Bereitstellungsseite(Mittelseite):
    """A page that needs the money to be provided: 404 before."""

    def get_rechtobjekt(self) -> object:
        return self.bereitstellung


class Hausseite(Arbeitsseite):
    """A page of the whole authority, below `/arbeit/mittel/`."""

    recht = "budget.sehen"

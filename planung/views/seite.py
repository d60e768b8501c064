"""What all pages of one meeting share."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext

from konferenz.views.seite import Arbeitsseite
from planung.models import Sitzung
from planung.queries import sicht


class Sitzungsseite(Arbeitsseite):
    """A page of the meeting of the address; 404 for one the account does not see."""

    recht = "planung.sitzung_sehen"
    kwargs: dict[str, Any]

    @cached_property
    def sitzung(self) -> Sitzung:
        gefunden = get_object_or_404(sicht.sitzungen(self.benutzer), pk=self.kwargs["pk"])
        if gefunden.gremium.konferenz is not None:
            self.request.konferenz = gefunden.gremium.konferenz  # type: ignore[attr-defined]
        return gefunden

    def get_rechtobjekt(self) -> object:
        return self.sitzung

    def weg(self) -> list[tuple[str, str]]:
        return [
            (gettext("Sitzungen"), reverse("planung:sitzungen")),
            (str(self.sitzung), self.zur_sitzung()),
        ]

    def zur_sitzung(self) -> str:
        return self.sitzung.get_absolute_url()

    def adresse(self, name: str, **teile: object) -> str:
        """Address of another page of this meeting."""
        return reverse(f"planung:{name}", kwargs={"pk": self.sitzung.pk, **teile})

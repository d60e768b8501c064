"""Milestones of a conference: timeline and table, add, change, reached, remove."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext, gettext_lazy
from django.views.generic import TemplateView

from konferenz.models import Konferenz
from konferenz.queries import konferenz_der_arbeit
from konferenz.views.schutz import Geschuetzt
from konferenz.views.seite import Aktionsknopf, Arbeitsseite, Formularseite
from planung.actions import meilenstein as aktionen
from planung.forms.meilenstein import MeilensteinForm
from planung.models import Meilenstein
from planung.queries import meilensteine as abfragen


class _Konferenz(Geschuetzt):
    """Of the conference of the address; who plans them works in its preparation group."""

    recht = "planung.meilenstein_bearbeiten"
    kwargs: dict[str, Any]

    @cached_property
    def konferenz(self) -> Konferenz:
        return konferenz_der_arbeit(self.request, self.kwargs["kennung"])

    @cached_property
    def meilenstein(self) -> Meilenstein:
        eines = get_object_or_404(self.konferenz.meilensteine, pk=self.kwargs["pk"])
        eines.konferenz = self.konferenz
        return eines

    def get_rechtobjekt(self) -> object:
        """The preparation group; without one only the administration plans."""
        if "pk" in self.kwargs:
            get_object_or_404(self.konferenz.meilensteine, pk=self.kwargs["pk"])
        gruppe = abfragen.gruppe_der(self.konferenz)
        if gruppe is None and "sachbearbeitung" not in self.benutzer.rollen:
            raise PermissionDenied
        return gruppe

    def adresse(self, name: str, **teile: object) -> str:
        """Address of another page of the milestones of this conference."""
        return reverse(f"planung:{name}", kwargs={"kennung": self.konferenz.kennung, **teile})

    def ziel(self) -> str:
        return self.adresse("meilensteine")


class Meilensteine(_Konferenz, Arbeitsseite, TemplateView):
    """Where the preparation stands, as a drawing and as a table."""

    recht = "planung.sitzung_sehen"
    titel = gettext_lazy("Meilensteine")
    template_name = "planung/meilensteine.html"

    def get_rechtobjekt(self) -> object:
        """Every member of a body may see where the conference stands; 404 for a missing one."""
        konferenz_der_arbeit(self.request, self.kwargs["kennung"])
        return None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        reihe = abfragen.zeilen(self.konferenz)
        return super().get_context_data(
            konferenz=self.konferenz,
            zeilen=reihe,
            achse=abfragen.zeitachse(self.konferenz, reihe),
            darf=self.benutzer.has_perm(
                "planung.meilenstein_bearbeiten", abfragen.gruppe_der(self.konferenz)
            ),
            **kwargs,
        )


class _Formular(_Konferenz, Formularseite):
    form_class = MeilensteinForm
    erfolg = gettext_lazy("Der Meilenstein ist gespeichert.")

    def weg(self) -> list[tuple[str, str]]:
        return [(gettext("Meilensteine"), self.ziel())]

    def get_success_url(self) -> str:
        return self.ziel()

    def _speichere(self, eines: Meilenstein, form: MeilensteinForm) -> None:
        for name, wert in form.cleaned_data.items():
            setattr(eines, name, wert)
        aktionen.meilenstein_speichern(meilenstein=eines, person=self.benutzer)


class MeilensteinNeu(_Formular):
    """One more step."""

    titel = gettext_lazy("Meilenstein hinzufügen")

    def ausfuehren(self, form: MeilensteinForm) -> None:
        self._speichere(Meilenstein(konferenz=self.konferenz), form)


class MeilensteinAendern(_Formular):
    """Another day, other words, the day it was reached."""

    titel = gettext_lazy("Meilenstein ändern")
    template_name = "planung/meilenstein.html"

    def get_initial(self) -> dict[str, Any]:
        return {
            name: getattr(self.meilenstein, name) for name in ("titel", "tage_vorher", "soll_am", "ist_am")
        }

    def ausfuehren(self, form: MeilensteinForm) -> None:
        self._speichere(self.meilenstein, form)


class MeilensteinErreicht(_Konferenz, Aktionsknopf):
    """Reached today."""

    erfolg = gettext_lazy("Der Meilenstein ist erreicht.")

    def ausfuehren(self) -> None:
        aktionen.meilenstein_erreicht(meilenstein=self.meilenstein, person=self.benutzer)


class MeilensteinEntfernen(_Konferenz, Aktionsknopf):
    """Not needed for this conference."""

    erfolg = gettext_lazy("Der Meilenstein ist entfernt.")

    def ausfuehren(self) -> None:
        aktionen.meilenstein_entfernen(meilenstein=self.meilenstein, person=self.benutzer)


class MeilensteineVorschlagen(_Konferenz, Aktionsknopf):
    """The usual ones, counted back from the day of the conference."""

    erfolg = gettext_lazy("Die üblichen Meilensteine sind eingetragen. Passen Sie sie an Ihre Konferenz an.")

    def ausfuehren(self) -> None:
        aktionen.meilensteine_vorschlagen(konferenz=self.konferenz, person=self.benutzer)

"""The grid: what stands where, found a place for by buttons or by dragging; its items."""

from typing import Any

from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext, gettext_lazy
from django.views.generic import TemplateView

from konferenz.views.seite import Aktionsknopf, Arbeitsseite
from programm.actions import raster as aktionen
from programm.forms.punkt import PlatzForm, PunktForm, TreffenForm
from programm.models import Programmpunkt
from programm.queries.raster import raster
from programm.views.seite import DesProgramms, Objektformular


class Raster(DesProgramms, Arbeitsseite, TemplateView):
    """Slots × rooms. With `?punkt=` each free cell offers to take that item."""

    recht = "programm.sehen"
    titel = gettext_lazy("Programm planen")
    template_name = "programm/raster.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        darf = self.benutzer.has_perm("programm.planen", self.konferenz)
        gewaehlt = self.request.GET.get("punkt", "") if darf else ""
        nummer = int(gewaehlt) if gewaehlt.isdecimal() and len(gewaehlt) < 10 else None
        return super().get_context_data(
            konferenz=self.konferenz, raster=raster(self.konferenz, nummer), darf=darf, **kwargs
        )


class DesPunktes(DesProgramms):
    """About one item of this conference."""

    listentitel = gettext_lazy("Programm planen")

    @cached_property
    def objekt(self) -> Programmpunkt:
        reihe = self.konferenz.programmpunkte.select_related("arbeitsgruppe")
        eines = get_object_or_404(reihe, pk=self.kwargs["pk"])
        eines.konferenz = self.konferenz
        return eines

    def speichere(self, form: Any) -> None:
        """Store what a form of an item holds."""
        aktionen.punkt_speichern(punkt=form.instance, person=self.benutzer)


class _Neu(DesPunktes, Objektformular):
    """A new item: stored, it looks for its place in the grid."""

    gespeichert: Programmpunkt | None = None

    @cached_property
    def objekt(self) -> Programmpunkt:
        return Programmpunkt(konferenz=self.konferenz)

    def speichere(self, form: Any) -> None:
        super().speichere(form)
        self.gespeichert = form.instance

    def get_success_url(self) -> str:
        neu = self.gespeichert
        return f"{self.ziel()}?punkt={neu.pk}#wohin" if neu else self.ziel()


class PunktNeu(_Neu):
    """One more item for all, or a break; it waits beside the grid."""

    titel = gettext_lazy("Programmpunkt hinzufügen")
    form_class = PunktForm
    erfolg = gettext_lazy("Der Programmpunkt ist gespeichert. Wählen Sie jetzt Zeit und Raum.")


class TreffenNeu(_Neu):
    """One more meeting of a working group."""

    titel = gettext_lazy("Treffen einer Arbeitsgruppe hinzufügen")
    template_name = "programm/treffen_neu.html"
    form_class = TreffenForm
    erfolg = gettext_lazy("Das Treffen ist gespeichert. Wählen Sie jetzt Zeit und Raum.")

    def get_initial(self) -> dict[str, Any]:
        gruppe = self.request.GET.get("gruppe", "")
        return {"arbeitsgruppe": gruppe} if gruppe.isdecimal() else {}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        ohne_gruppe = not self.konferenz.arbeitsgruppen.lebend().exists()
        return super().get_context_data(ohne_gruppe=ohne_gruppe, **kwargs)


class PunktAendern(DesPunktes, Objektformular):
    """Other words or languages; time and room are changed in the grid."""

    template_name = "programm/punkt.html"
    erfolg = gettext_lazy("Der Programmpunkt ist gespeichert.")

    @property
    def titel(self) -> str:  # type: ignore[override]
        return gettext("Programmpunkt: %(titel)s") % {"titel": self.objekt}

    def get_form_class(self) -> type[PunktForm | TreffenForm]:
        return TreffenForm if self.objekt.arbeitsgruppe_id else PunktForm


class PunktLoeschen(DesPunktes, Aktionsknopf):
    """Released versions keep it."""

    erfolg = gettext_lazy(
        "Der Programmpunkt ist gelöscht. Fassungen, die schon freigegeben sind, behalten ihn."
    )

    def ausfuehren(self) -> None:
        aktionen.punkt_loeschen(punkt=self.objekt, person=self.benutzer)


class Einplanen(DesPunktes, Aktionsknopf):
    """Into a cell, by its button or by dragging."""

    erfolg = gettext_lazy("Der Programmpunkt steht im Raster.")

    def ausfuehren(self) -> None:
        form = PlatzForm(self.request.POST, konferenz=self.konferenz)
        if not form.is_valid():
            raise ValidationError(gettext("Diese Zeit oder diesen Raum gibt es nicht mehr."))
        aktionen.einplanen(punkt=self.objekt, person=self.benutzer, **form.cleaned_data)

    def ziel(self) -> str:
        return f"{super().ziel()}#punkt-{self.objekt.pk}"


class Ausplanen(DesPunktes, Aktionsknopf):
    """Out of the grid; it waits beside it."""

    erfolg = gettext_lazy("Der Programmpunkt wartet jetzt neben dem Raster.")

    def ausfuehren(self) -> None:
        aktionen.ausplanen(punkt=self.objekt, person=self.benutzer)

    def ziel(self) -> str:
        return f"{super().ziel()}#punkt-{self.objekt.pk}"

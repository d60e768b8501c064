"""Slots of the day."""

from typing import Any

from django.db.models import Count
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from konferenz.views.seite import Aktionsknopf, Arbeitsseite
from programm.actions import raster as aktionen
from programm.forms.raster import ZeitfensterForm
from programm.models import Zeitfenster
from programm.views.seite import DesProgramms, Objektformular


class DesZeitfensters(DesProgramms):
    """About one slot of this conference."""

    liste = "zeiten"
    listentitel = gettext_lazy("Zeitfenster")

    @cached_property
    def objekt(self) -> Zeitfenster:
        eines = get_object_or_404(self.konferenz.zeitfenster, pk=self.kwargs["pk"])
        eines.konferenz = self.konferenz
        return eines


class Zeiten(DesProgramms, Arbeitsseite, TemplateView):
    """All slots of the day in their order."""

    recht = "programm.sehen"
    titel = gettext_lazy("Zeitfenster")
    template_name = "programm/zeiten.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        fenster = self.konferenz.zeitfenster.annotate(geplant=Count("programmpunkte"))
        return super().get_context_data(konferenz=self.konferenz, fenster=fenster, **kwargs)


class _Formular(DesZeitfensters, Objektformular):
    form_class = ZeitfensterForm
    erfolg = gettext_lazy("Das Zeitfenster ist gespeichert.")

    def speichere(self, form: ZeitfensterForm) -> None:
        aktionen.zeitfenster_speichern(zeitfenster=form.instance, person=self.benutzer)


class ZeitfensterNeu(_Formular):
    """One more slot."""

    titel = gettext_lazy("Zeitfenster hinzufügen")

    @cached_property
    def objekt(self) -> Zeitfenster:
        """On the day of the conference; 404 as long as it has none."""
        if self.konferenz.tag is None:
            raise Http404
        return Zeitfenster(konferenz=self.konferenz)


class ZeitfensterAendern(_Formular):
    """Other times; what stands in the slot moves along."""

    titel = gettext_lazy("Zeitfenster ändern")
    template_name = "programm/zeitfenster.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(zahl=self.objekt.programmpunkte.count(), **kwargs)


class ZeitfensterLoeschen(DesZeitfensters, Aktionsknopf):
    """Its items lose time and room and wait beside the grid."""

    erfolg = gettext_lazy("Das Zeitfenster ist gelöscht. Was darin stand, wartet neben dem Raster.")

    def ausfuehren(self) -> None:
        aktionen.zeitfenster_loeschen(zeitfenster=self.objekt, person=self.benutzer)

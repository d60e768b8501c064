"""Rooms of the venue."""

from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext, gettext_lazy
from django.views.generic import TemplateView

from konferenz.views.seite import Aktionsknopf, Arbeitsseite
from programm.actions import raster as aktionen
from programm.forms.raster import RaumForm
from programm.models import Raum
from programm.views.seite import DesProgramms, Objektformular


class DesRaums(DesProgramms):
    """About one room of the venue of this conference; 404 for one of another venue."""

    liste = "raeume"
    listentitel = gettext_lazy("Räume")

    @property
    def raeume(self) -> QuerySet[Raum]:
        return Raum.objects.filter(ort=self.konferenz.ort_id)

    @cached_property
    def objekt(self) -> Raum:
        return get_object_or_404(self.raeume, pk=self.kwargs["pk"])


class Raeume(DesProgramms, Arbeitsseite, TemplateView):
    """All rooms, and what is planned in them."""

    recht = "programm.sehen"
    titel = gettext_lazy("Räume")
    template_name = "programm/raeume.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        geplant = Count("programmpunkte", filter=Q(programmpunkte__konferenz=self.konferenz))
        raeume = Raum.objects.filter(ort=self.konferenz.ort_id).annotate(geplant=geplant)
        return super().get_context_data(konferenz=self.konferenz, raeume=raeume, **kwargs)


class RaumNeu(DesRaums, Objektformular):
    """One more room."""

    titel = gettext_lazy("Raum hinzufügen")
    form_class = RaumForm
    erfolg = gettext_lazy("Der Raum ist gespeichert.")

    @cached_property
    def objekt(self) -> Raum:
        """Behind the others; 404 as long as the conference has no venue."""
        if self.konferenz.ort is None:
            raise Http404
        letzter = self.raeume.order_by("-position").first()
        return Raum(ort=self.konferenz.ort, position=letzter.position + 1 if letzter else 0)

    def speichere(self, form: RaumForm) -> None:
        aktionen.raum_speichern(raum=form.instance, person=self.benutzer)


class RaumAendern(DesRaums, Objektformular):
    """Change a room; in other conferences at this venue, too."""

    template_name = "programm/raum.html"
    form_class = RaumForm
    erfolg = gettext_lazy("Der Raum ist gespeichert.")

    @property
    def titel(self) -> str:  # type: ignore[override]
        return gettext("Raum: %(name)s") % {"name": self.objekt}

    def speichere(self, form: RaumForm) -> None:
        aktionen.raum_speichern(raum=form.instance, person=self.benutzer)


class RaumLoeschen(DesRaums, Aktionsknopf):
    """Only a room in which nothing is planned."""

    erfolg = gettext_lazy("Der Raum ist gelöscht.")

    def ausfuehren(self) -> None:
        aktionen.raum_loeschen(raum=self.objekt, person=self.benutzer)

"""Working groups: list, page of one, create, change, cancel."""

from typing import Any

from django import forms
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from konferenz import beitraege
from konferenz.sprachen import SPRACHEN
from konferenz.views.seite import Aktionsknopf, Arbeitsseite, Formularseite
from planung.models import Thema
from programm.actions import gruppe as aktionen
from programm.forms.gruppe import GruppeForm
from programm.models import Arbeitsgruppe
from programm.queries import gruppen as abfragen
from programm.queries.belegung import belegung
from programm.queries.warnungen import warnungen
from programm.views.seite import DesProgramms, Objektformular


class DerGruppe(DesProgramms):
    """About one working group of this conference."""

    liste = "gruppen"
    listentitel = gettext_lazy("Arbeitsgruppen")

    @cached_property
    def objekt(self) -> Arbeitsgruppe:
        reihe = self.konferenz.arbeitsgruppen.select_related("thema")
        eine = get_object_or_404(reihe, pk=self.kwargs["pk"])
        eine.konferenz = self.konferenz
        return eine

    def zur_gruppe(self) -> str:
        return self.adresse("gruppe", pk=self.objekt.pk)


class _InDerGruppe(DerGruppe):
    """Below the page of the group."""

    def weg(self) -> list[tuple[str, str]]:
        return [*super().weg(), (f"AG {self.objekt.nummer}", self.zur_gruppe())]

    def get_success_url(self) -> str:
        return self.zur_gruppe()


class Gruppen(DesProgramms, Arbeitsseite, TemplateView):
    """All working groups, for a leader the own ones."""

    recht = "programm.gruppe_sehen"
    titel = gettext_lazy("Arbeitsgruppen")
    template_name = "programm/gruppen.html"

    def get_rechtobjekt(self) -> object:
        self.konferenz  # noqa: B018  # 404 for a conference that is not there
        return None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        darf = self.benutzer.has_perm("programm.planen")
        return super().get_context_data(
            konferenz=self.konferenz,
            zeilen=abfragen.zeilen(self.konferenz, self.benutzer),
            themen=abfragen.gewaehlte_themen(self.konferenz) if darf else [],
            darf=darf,
            **kwargs,
        )


class Gruppe(DerGruppe, Arbeitsseite, TemplateView):
    """Everything about one working group."""

    recht = "programm.gruppe_sehen"
    template_name = "programm/gruppe.html"

    @property
    def titel(self) -> str:  # type: ignore[override]
        return str(self.objekt)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        gruppe = self.objekt
        return super().get_context_data(
            konferenz=self.konferenz,
            gruppe=gruppe,
            sprache=SPRACHEN[gruppe.sprache],
            treffen=gruppe.programmpunkte.geplant().in_ordnung(),
            mitwirkungen=gruppe.mitwirkungen.select_related("mitwirkende__person").order_by("rolle", "id"),
            angaben=beitraege.sammle("arbeitsgruppe", self.benutzer, gruppe),
            hinweise=self._hinweise(),
            **kwargs,
        )

    def _hinweise(self) -> list[Any]:
        if not self.benutzer.has_perm("programm.sehen"):
            return []
        eigene = (w for w in warnungen(self.konferenz) if w.punkt.arbeitsgruppe_id == self.objekt.pk)
        return list({warnung.satz: warnung for warnung in eigene}.values())  # the same at each meeting: once


class GruppeNeu(DerGruppe, Objektformular):
    """One more working group, under the next number."""

    titel = gettext_lazy("Arbeitsgruppe anlegen")
    form_class = GruppeForm
    erfolg = gettext_lazy("Die Arbeitsgruppe ist angelegt. Zeit und Raum bekommt sie im Raster.")

    @cached_property
    def objekt(self) -> Arbeitsgruppe:
        return Arbeitsgruppe(konferenz=self.konferenz)

    def speichere(self, form: GruppeForm) -> None:
        aktionen.gruppe_anlegen(gruppe=form.instance, person=self.benutzer)


class GruppeAusThema(DesProgramms, Aktionsknopf):
    """A working group of a chosen topic."""

    erfolg = gettext_lazy("Die Arbeitsgruppe ist angelegt. Zeit und Raum bekommt sie im Raster.")
    liste = "gruppen"

    @cached_property
    def objekt(self) -> Thema:
        return get_object_or_404(self.konferenz.themen, pk=self.kwargs["pk"])

    def ausfuehren(self) -> None:
        aktionen.gruppe_aus_thema(thema=self.objekt, person=self.benutzer)


class GruppeAendern(_InDerGruppe, Objektformular):
    """Other words, languages or seats."""

    titel = gettext_lazy("Arbeitsgruppe ändern")
    form_class = GruppeForm
    erfolg = gettext_lazy("Die Arbeitsgruppe ist gespeichert.")

    def speichere(self, form: GruppeForm) -> None:
        aktionen.gruppe_aendern(gruppe=form.instance, person=self.benutzer)


class GruppeAbsagen(_InDerGruppe, Formularseite):
    """What cancelling means, before it is done."""

    titel = gettext_lazy("Arbeitsgruppe absagen")
    template_name = "programm/gruppe_absagen.html"
    form_class = forms.Form
    knopf = gettext_lazy("Arbeitsgruppe absagen")
    erfolg = gettext_lazy("Die Arbeitsgruppe ist abgesagt.")

    def get(self, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.objekt.ist_abgesagt:
            return HttpResponseRedirect(self.zur_gruppe())
        return super().get(*args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        belegt = belegung(self.konferenz)[self.objekt.pk]
        return super().get_context_data(gruppe=self.objekt, belegt=belegt, **kwargs)

    def ausfuehren(self, form: Any) -> None:
        aktionen.gruppe_absagen(gruppe=self.objekt, person=self.benutzer)

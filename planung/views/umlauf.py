"""Votes by circulation: the list, one with its votes, a new one, my vote."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext, gettext_lazy
from django.views.generic import TemplateView

from konferenz.views.seite import Arbeitsseite, Formularseite
from planung.actions import umlauf as aktionen
from planung.forms.umlauf import StimmeForm, UmlaufForm
from planung.models import Umlaufbeschluss
from planung.queries import sicht
from planung.queries import umlauf as abfragen
from planung.queries.aufgaben import gremien_der_arbeit


class Umlaeufe(Arbeitsseite, TemplateView):
    """Votes by circulation of my bodies, the latest first."""

    recht = "planung.sitzung_sehen"
    titel = gettext_lazy("Beschlüsse im Umlauf")
    template_name = "planung/umlaeufe.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        zeilen = [(umlauf, abfragen.stand_des(umlauf)) for umlauf in sicht.umlaeufe(self.benutzer)]
        darf = self.benutzer.has_perm("planung.umlauf_bearbeiten")
        return super().get_context_data(zeilen=zeilen, darf=darf, **kwargs)


class _EinUmlauf(Arbeitsseite):
    """A page of one; 404 where the person does not see it."""

    recht = "planung.sitzung_sehen"
    kwargs: dict[str, Any]

    @cached_property
    def umlauf(self) -> Umlaufbeschluss:
        return get_object_or_404(sicht.umlaeufe(self.benutzer), pk=self.kwargs["pk"])

    def get_rechtobjekt(self) -> object:
        return self.umlauf

    def weg(self) -> list[tuple[str, str]]:
        return [(gettext("Beschlüsse im Umlauf"), reverse("planung:umlaeufe"))]


class EinUmlauf(_EinUmlauf, TemplateView):
    """The proposal, until when, what was voted by whom."""

    template_name = "planung/umlauf.html"

    @property
    def titel(self) -> str:  # type: ignore[override]
        return self.umlauf.gegenstand

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        offen = abfragen.nimmt_stimmen(self.umlauf)
        ergebnis = abfragen.ergebnis_des(self.umlauf)
        eigene = next(
            (eine for eine in ergebnis.stimmen if eine.person.benutzer_id == self.benutzer.pk), None
        )
        fehlt = any(mensch.benutzer_id == self.benutzer.pk for mensch in ergebnis.ohne)
        return super().get_context_data(
            umlauf=self.umlauf,
            stand=abfragen.stand_des(self.umlauf),
            ergebnis=ergebnis,
            eigene=eigene,
            kann_stimmen=offen and (eigene is not None or fehlt),
            zeigt_namen=self.benutzer.has_perm("planung.nichtoeffentlich_sehen", self.umlauf),
            **kwargs,
        )


class UmlaufNeu(Formularseite):
    """Put a proposal to all members with a vote."""

    recht = "planung.umlauf_bearbeiten"
    titel = gettext_lazy("Im Umlauf abstimmen lassen")
    knopf = gettext_lazy("Abstimmung beginnen")
    erfolg = gettext_lazy("Die Abstimmung läuft. Alle stimmberechtigten Mitglieder bekommen einen Brief.")
    form_class = UmlaufForm
    umlauf: Umlaufbeschluss

    def weg(self) -> list[tuple[str, str]]:
        return [(gettext("Beschlüsse im Umlauf"), reverse("planung:umlaeufe"))]

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "gremien": gremien_der_arbeit(self.benutzer)}

    def ausfuehren(self, form: UmlaufForm) -> None:
        self.umlauf = aktionen.umlauf_eroeffnen(umlauf=form.umlauf(), person=self.benutzer)

    def get_success_url(self) -> str:
        return self.umlauf.get_absolute_url()


class UmlaufStimme(_EinUmlauf, Formularseite):
    """My vote."""

    recht = "planung.umlauf_stimmen"
    titel = gettext_lazy("Ihre Stimme")
    knopf = gettext_lazy("Stimme abgeben")
    erfolg = gettext_lazy("Ihre Stimme ist gespeichert.")
    form_class = StimmeForm
    template_name = "planung/umlauf_stimme.html"

    def weg(self) -> list[tuple[str, str]]:
        return [*super().weg(), (self.umlauf.gegenstand, self.umlauf.get_absolute_url())]

    def get_initial(self) -> dict[str, Any]:
        eigene = self.umlauf.stimmen.filter(person__benutzer=self.benutzer).first()
        return {"wert": eigene.wert if eigene else None}

    def ausfuehren(self, form: StimmeForm) -> None:
        mensch = self.benutzer.person
        aktionen.umlauf_stimmen(
            umlauf=self.umlauf, mensch=mensch, wert=form.cleaned_data["wert"], person=self.benutzer
        )

    def get_success_url(self) -> str:
        return self.umlauf.get_absolute_url()

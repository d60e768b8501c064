"""Translating the programme: what is missing, and one object in all languages."""

from functools import cache
from typing import Any

from django import forms
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext, gettext_lazy
from django.views.generic import TemplateView

from konferenz.forms.mehrsprachig import MehrsprachigForm, angebotene_sprachen
from konferenz.views.seite import Arbeitsseite, Formularseite
from programm.actions.texte import texte_speichern
from programm.queries.texte import FELDER, objekte, textlagen
from programm.views.seite import DesProgramms


@cache
def formular_zu(art: str) -> type[MehrsprachigForm]:
    """The form with the texts of one kind of object and nothing else."""
    modell, felder = FELDER[art]
    meta = type("Meta", (), {"model": modell, "fields": ()})
    return type(
        f"{art.title()}Texte", (MehrsprachigForm,), {"mehrsprachig": felder, "zeilen": 4, "Meta": meta}
    )


class Texte(DesProgramms, Arbeitsseite, TemplateView):
    """What is not translated yet comes first."""

    recht = "programm.texte_bearbeiten"
    titel = gettext_lazy("Übersetzungen")
    template_name = "programm/texte.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        alle = textlagen(self.konferenz, angebotene_sprachen())
        return super().get_context_data(
            konferenz=self.konferenz,
            offene=[lage for lage in alle if lage.fehlt],
            fertige=[lage for lage in alle if not lage.fehlt],
            **kwargs,
        )


class Text(DesProgramms, Formularseite):
    """One object, German first, then the languages that the district offers."""

    recht = "programm.texte_bearbeiten"
    liste = "texte"
    listentitel = gettext_lazy("Übersetzungen")
    erfolg = gettext_lazy("Die Texte sind gespeichert.")

    @cached_property
    def objekt(self) -> Any:
        if self.kwargs["art"] not in FELDER:
            raise Http404
        return get_object_or_404(objekte(self.kwargs["art"], self.konferenz), pk=self.kwargs["pk"])

    @property
    def titel(self) -> str:  # type: ignore[override]
        return gettext("Texte: %(name)s") % {"name": self.objekt}

    def get_form_class(self) -> type[forms.BaseForm]:
        return formular_zu(self.kwargs["art"])

    def get_form_kwargs(self) -> dict[str, Any]:
        kopie = get_object_or_404(objekte(self.kwargs["art"], self.konferenz), pk=self.objekt.pk)
        return {**super().get_form_kwargs(), "instance": kopie}

    def get_success_url(self) -> str:
        return self.ziel()

    def ausfuehren(self, form: Any) -> None:
        texte_speichern(objekt=form.instance, felder=form.mehrsprachig, person=self.benutzer)

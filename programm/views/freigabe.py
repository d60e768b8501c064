"""Releasing a version: what changes, who is told, then the button."""

from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy

from konferenz import beitraege
from konferenz.forms.mehrsprachig import anordnung
from konferenz.views.seite import Formularseite
from programm.actions.freigeben import freigeben
from programm.models import Programmfassung
from programm.namen import aenderung_in_worten
from programm.queries.betroffene import betroffene_mitwirkende
from programm.queries.fassung import Aenderung, unveroeffentlichte_aenderungen
from programm.views.seite import DesProgramms


class FreigabeForm(forms.Form):
    """The number of the version that the page spoke of."""

    nummer = forms.IntegerField(min_value=1, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = anordnung("nummer")


class Freigabe(DesProgramms, Formularseite):
    """What a release would change and whom it tells; earlier versions below."""

    recht = "programm.freigeben"
    titel = gettext_lazy("Programm freigeben")
    listentitel = gettext_lazy("Programm planen")
    template_name = "programm/freigabe.html"
    form_class = FreigabeForm
    knopf = gettext_lazy("Diese Fassung freigeben")
    erfolg = gettext_lazy("Die Fassung ist freigegeben. Wen sie betrifft, der bekommt einen Brief.")

    @cached_property
    def fassungen(self) -> list[Programmfassung]:
        return list(self.konferenz.programmfassungen.defer("inhalt").select_related("freigegeben_von"))

    @cached_property
    def naechste(self) -> int:
        return self.fassungen[0].nummer + 1 if self.fassungen else 1

    def get_initial(self) -> dict[str, Any]:
        return {"nummer": self.naechste}

    def get_success_url(self) -> str:
        return self.adresse("freigabe")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        aenderungen = unveroeffentlichte_aenderungen(self.konferenz)
        return super().get_context_data(
            konferenz=self.konferenz,
            fassungen=self.fassungen,
            naechste=self.naechste,
            zeilen=[aenderung_in_worten(eine) for eine in aenderungen],
            mitwirkende=len(betroffene_mitwirkende(self.konferenz, aenderungen)),
            angemeldete=self._angemeldete(aenderungen),
            **kwargs,
        )

    def _angemeldete(self, aenderungen: list[Aenderung]) -> int:
        """The first version is news to nobody."""
        return (
            sum(beitraege.rufe("programm_betroffene", self.konferenz, aenderungen)) if self.fassungen else 0
        )

    def ausfuehren(self, form: FreigabeForm) -> None:
        freigeben(konferenz=self.konferenz, person=self.benutzer, nummer=form.cleaned_data["nummer"])

"""Input for working groups. Their German text stands here; other languages have pages of their own."""

from typing import Any

from crispy_forms.layout import Fieldset, Row
from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from konferenz.forms.einstellungen import sprachwahl
from konferenz.forms.mehrsprachig import MehrsprachigForm, anordnung
from konferenz.forms.schluessel import MitSchluessel
from konferenz.sprachen import AUSWAHL_DEUTSCH
from programm.models import Arbeitsgruppe

DOLMETSCHSPRACHEN = [paar for paar in AUSWAHL_DEUTSCH if paar[0] not in ("de", "de-simple")]


class GruppeForm(MitSchluessel, MehrsprachigForm):
    """A working group: what it is about, for whom, in which languages, for how many."""

    mehrsprachig = ("titel", "ziele", "leitfragen", "zielgruppe")
    zeilen = 4
    sprache = forms.ChoiceField(label=_("Gesprochen wird"), choices=AUSWAHL_DEUTSCH)
    dolmetschen = sprachwahl(label=_("Gedolmetscht wird in"), required=False)
    plaetze = forms.IntegerField(label=_("Plätze"), min_value=1, max_value=5000)

    class Meta:
        model = Arbeitsgruppe
        fields = ("sprache", "dolmetschen", "gebaerdensprache", "schriftdolmetschen", "plaetze")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, sprachen=["de"], **kwargs)
        self.fields["dolmetschen"].choices = DOLMETSCHSPRACHEN  # type: ignore[attr-defined]
        self.helper = anordnung(
            "schluessel",
            Fieldset(gettext("Worum es geht"), "titel__de", "ziele__de", "leitfragen__de", "zielgruppe__de"),
            Fieldset(gettext("Sprachen"), "sprache", "dolmetschen", "gebaerdensprache", "schriftdolmetschen"),
            Fieldset(gettext("Größe"), Row("plaetze")),
        )

"""Input for what stands in the grid, and for its place there."""

from typing import Any

from crispy_forms.layout import Fieldset
from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from konferenz.forms.einstellungen import sprachwahl
from konferenz.forms.mehrsprachig import MehrsprachigForm, anordnung
from konferenz.forms.schluessel import MitSchluessel
from konferenz.models import Konferenz
from programm.forms.gruppe import DOLMETSCHSPRACHEN
from programm.models import Programmpunkt, Raum, Zeitfenster

Art = Programmpunkt.Art
FUER_ALLE = [(Art.PLENUM.value, Art.PLENUM.label), (Art.PAUSE.value, Art.PAUSE.label)]


class PunktForm(MitSchluessel, MehrsprachigForm):
    """Something for all, or a break. Its German text stands here; other languages have pages of their own."""

    mehrsprachig = ("titel", "text")
    zeilen = 4
    art = forms.ChoiceField(label=_("Art"), choices=FUER_ALLE, widget=forms.RadioSelect)
    dolmetschen = sprachwahl(label=_("Gedolmetscht wird in"), required=False)

    class Meta:
        model = Programmpunkt
        fields = ("art", "dolmetschen", "gebaerdensprache", "schriftdolmetschen")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, sprachen=["de"], **kwargs)
        self.fields["titel__de"].required = True
        self.fields["dolmetschen"].choices = DOLMETSCHSPRACHEN  # type: ignore[attr-defined]
        self.helper = anordnung(
            "schluessel",
            Fieldset(gettext("Was geschieht?"), "art", "titel__de", "text__de"),
            Fieldset(gettext("Sprachen"), "dolmetschen", "gebaerdensprache", "schriftdolmetschen"),
        )


class TreffenForm(MitSchluessel, MehrsprachigForm):
    """One meeting of a working group; language and interpreting are the group's."""

    mehrsprachig = ("titel", "text")
    zeilen = 4

    class Meta:
        model = Programmpunkt
        fields = ("arbeitsgruppe",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, sprachen=["de"], **kwargs)
        self.instance.art = Art.ARBEITSGRUPPE
        gruppe: Any = self.fields["arbeitsgruppe"]
        gruppe.queryset = self.instance.konferenz.arbeitsgruppen.lebend()
        gruppe.required, gruppe.empty_label = True, _("bitte wählen")
        self.fields["titel__de"].help_text = _("Leer: der Titel der Arbeitsgruppe.")
        self.helper = anordnung(
            "schluessel", Fieldset(gettext("Welches Treffen?"), "arbeitsgruppe", "titel__de", "text__de")
        )


class PlatzForm(forms.Form):
    """A cell of the grid: one slot, and a room or none."""

    zeitfenster = forms.ModelChoiceField(queryset=Zeitfenster.objects.none())
    raum = forms.ModelChoiceField(queryset=Raum.objects.none(), required=False)

    def __init__(self, *args: Any, konferenz: Konferenz, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        felder: dict[str, Any] = self.fields
        felder["zeitfenster"].queryset = konferenz.zeitfenster.all()
        felder["raum"].queryset = Raum.objects.filter(ort=konferenz.ort_id)

"""Input at a desk on the day."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from konferenz.forms.mehrsprachig import anordnung
from konferenz.forms.schluessel import MitSchluessel
from konferenz.sprachen import AUSWAHL_DEUTSCH


class Suchform(forms.Form):
    """A number, a part of a name, or what a camera read."""

    wer = forms.CharField(
        label=_("Nummer oder Name"),
        max_length=200,
        help_text=_("Zum Beispiel K7-4M2 oder ein Teil des Namens"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "enterkeyhint": "go", "data-einlass": ""}),
    )


class TischForm(forms.Form):
    """Which desk this device stands at."""

    tisch = forms.CharField(
        label=_("Tisch"), max_length=20, required=False, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )


class TischzahlForm(forms.Form):
    """Into how many lists everybody is parted."""

    ohne_optional = True
    zahl = forms.TypedChoiceField(
        label=_("Zahl der Tische"), choices=[(n, n) for n in range(1, 7)], coerce=int, required=False
    )

    def tische(self) -> int:
        """The chosen number; one list without a choice."""
        return self.cleaned_data["zahl"] or 1 if self.is_valid() else 1


class OhneAnmeldungForm(MitSchluessel):
    """Somebody who came without registration: a name is enough."""

    name = forms.CharField(
        label=_("Name"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    sprache = forms.ChoiceField(label=_("Sprache"), choices=AUSWAHL_DEUTSCH, initial="de")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = anordnung("schluessel", "name", "sprache")


class NachtragenForm(forms.Form):
    """Numbers that were ticked on a paper list."""

    nummern = forms.CharField(
        label=_("Nummern"),
        help_text=_("Eine je Zeile, oder durch Leerzeichen oder Kommas getrennt."),
        widget=forms.Textarea(attrs={"rows": 8, "autocomplete": "off"}),
        max_length=20_000,
    )

    def liste(self) -> list[str]:
        """The numbers as they are stored: K7-4M2, however they were written."""
        teile = (
            re.sub(r"[^A-Z0-9]", "", teil)
            for teil in re.split(r"[\s,;]+", self.cleaned_data["nummern"].upper())
        )
        return [f"{teil[:2]}-{teil[2:]}" for teil in teile if teil]

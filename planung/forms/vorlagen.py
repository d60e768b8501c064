"""Input for what new meetings of a body begin with."""

from typing import Any

from crispy_forms.layout import Row
from django import forms
from django.utils.translation import gettext_lazy as _

from konferenz.forms.mehrsprachig import MehrsprachigForm, anordnung
from planung.models import Erinnerungsvorlage, Tagesordnungspunkt, Vorlagenpunkt


class VorlagenpunktForm(forms.ModelForm):
    """One line of the agenda."""

    art = forms.ChoiceField(label=_("Art"), choices=Tagesordnungspunkt.Art, initial="sache")

    class Meta:
        model = Vorlagenpunkt
        fields = ("titel", "art", "minuten", "ist_oeffentlich")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = anordnung("titel", Row("art", "minuten"), "ist_oeffentlich")


class ErinnerungsvorlageForm(MehrsprachigForm):
    """Lead time, who gets it, and a text of its own in each offered language."""

    mehrsprachig = ("text",)
    zeilen = 3

    class Meta:
        model = Erinnerungsvorlage
        fields = ("anzahl", "einheit", "nur_zusagen")

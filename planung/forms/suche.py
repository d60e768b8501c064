"""Input for the search."""

from django import forms
from django.utils.translation import gettext_lazy as _


class SuchForm(forms.Form):
    """Words to look for."""

    ohne_optional = True
    q = forms.CharField(
        label=_("Suche in Tagesordnungen, Unterlagen, Niederschriften und Aufgaben"),
        max_length=100,
        required=False,
    )

"""Input for the search."""

from django import forms
from django.utils.translation import gettext_lazy as _


class SuchForm(forms.Form):
    """Words to look for."""

    ohne_optional = True
    q = forms.CharField(
        label=_("Suchwort"),
        max_length=100,
        required=False,
        help_text=_("In Tagesordnungen, Unterlagen, Niederschriften und Aufgaben."),
    )

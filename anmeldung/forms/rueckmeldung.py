"""Input of the anonymous answer."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from anmeldung.models import Rueckmeldung
from konferenz.forms.gegen_automaten import GegenAutomaten
from konferenz.forms.schluessel import MitSchluessel


class Rueckmeldungsformular(GegenAutomaten, MitSchluessel):
    """How it was, in one click; words are welcome."""

    note = forms.TypedChoiceField(
        label=_("Wie war die Konferenz für Sie?"),
        choices=Rueckmeldung.Note.choices,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Bitte wählen Sie eine Antwort.")},
    )
    gut = forms.CharField(
        label=_("Was war gut?"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 4})
    )
    besser = forms.CharField(
        label=_("Was kann besser werden?"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def rueckmeldung(self, **angaben: Any) -> Rueckmeldung:
        """The answer, not stored yet."""
        return Rueckmeldung(
            **{name: self.cleaned_data[name] for name in ("note", "gut", "besser")}, **angaben
        )

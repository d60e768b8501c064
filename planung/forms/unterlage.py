"""Input for papers."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from konferenz.forms.mehrsprachig import anordnung
from planung.models import Tagesordnungspunkt, Unterlage

ANGENOMMEN = "application/pdf,image/jpeg,image/png"


class UnterlageForm(forms.Form):
    """A file with its title."""

    datei = forms.FileField(
        label=_("Datei"),
        help_text=_("PDF, JPEG oder PNG, höchstens 10 MB."),
        widget=forms.FileInput(attrs={"accept": ANGENOMMEN}),
    )
    titel = forms.CharField(
        label=_("Titel"),
        max_length=200,
        help_text=_("Derselbe Titel noch einmal wird eine neue Fassung; die alte bleibt lesbar."),
    )
    ist_tischvorlage = forms.BooleanField(
        label=_("Tischvorlage: wird erst in der Sitzung verteilt"), required=False
    )
    ist_oeffentlich = forms.BooleanField(
        label=_("Öffentlich"),
        required=False,
        initial=True,
        help_text=_("Nicht öffentliche Unterlagen lesen nur Mitglieder."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = anordnung(*self.fields)

    def fuelle(self, punkt: Tagesordnungspunkt) -> Unterlage:
        """The paper with the values of the valid form."""
        daten = {name: wert for name, wert in self.cleaned_data.items() if name != "datei"}
        return Unterlage(punkt=punkt, **daten)

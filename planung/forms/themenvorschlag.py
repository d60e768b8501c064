"""What everybody may propose, in the person's language."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from konferenz.forms.gegen_automaten import GegenAutomaten
from konferenz.forms.schluessel import MitSchluessel
from konferenz.models import Konferenz
from planung.models import Thema


class VorschlagForm(GegenAutomaten, MitSchluessel, forms.ModelForm):
    """A topic; name and address only if somebody wants to be asked back."""

    class Meta:
        model = Thema
        fields = ("titel", "beschreibung", "einsender_name", "einsender_email")
        labels = {
            "titel": _("Ihr Thema"),
            "beschreibung": _("Was soll anders werden?"),
            "einsender_name": _("Ihr Name"),
            "einsender_email": _("Ihre E-Mail-Adresse"),
        }
        help_texts = {
            "einsender_email": _(
                "Nur wenn wir Sie fragen dürfen. Wir löschen sie 90 Tage nach der Konferenz."
            ),
        }
        widgets = {
            "beschreibung": forms.Textarea({"rows": 4}),
            "einsender_name": forms.TextInput({"autocomplete": "name"}),
            "einsender_email": forms.EmailInput({"autocomplete": "email", "dir": "ltr"}),
        }

    def __init__(self, data: Any = None, *, konferenz: Konferenz) -> None:
        super().__init__(data, instance=Thema(konferenz=konferenz))

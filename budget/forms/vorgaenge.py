"""Input for the list of cases."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from budget.queries.vorgangsstand import LEBENSLAGEN


class Vorgangsfilter(forms.Form):
    """What the list shows; entries nobody can make count as none."""

    ohne_optional = True

    q = forms.CharField(label=_("Zweck, Empfänger oder Nummer"), required=False, max_length=100)
    stand = forms.ChoiceField(
        label=_("Stand"),
        required=False,
        choices=[("", _("alle")), *((eine.name, eine.wort) for eine in LEBENSLAGEN)],
    )

    def auswahl(self) -> dict[str, Any]:
        """Arguments for `vorgangszeilen`."""
        self.is_valid()
        daten = self.cleaned_data
        return {"suche": daten.get("q", ""), "stand": daten.get("stand", "")}

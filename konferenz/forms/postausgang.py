"""The filter of the outbox."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from konferenz.models import Nachricht


class Postfilter(forms.Form):
    """State, way and recipient; what is empty or unknown filters nothing."""

    ohne_optional = True

    q = forms.CharField(
        label=_("Name, Adresse oder Betreff"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    stand = forms.ChoiceField(
        label=_("Stand"), required=False, choices=[("", _("alle")), *Nachricht.Stand.choices]
    )
    weg = forms.ChoiceField(label=_("Weg"), required=False, choices=[("", _("alle")), *Nachricht.Weg.choices])

    def bedingung(self) -> Q:
        """What the letters asked for have in common."""
        self.is_valid()
        werte = self.cleaned_data
        bedingung = Q(**{feld: werte[feld] for feld in ("stand", "weg") if werte.get(feld)})
        if suche := werte.get("q", "").strip():
            bedingung &= Q(an_name__icontains=suche) | Q(an__icontains=suche) | Q(betreff__icontains=suche)
        return bedingung

"""The filter of the outbox."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from konferenz.models import Nachricht
from konferenz.models.nachricht import NachrichtQuerySet


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

    def gefiltert(self, briefe: NachrichtQuerySet) -> NachrichtQuerySet:
        """The letters that fit."""
        self.is_valid()
        werte = self.cleaned_data
        for feld in ("stand", "weg"):
            if werte.get(feld):
                briefe = briefe.filter(**{feld: werte[feld]})
        if suche := werte.get("q", "").strip():
            wie = Q(an_name__icontains=suche) | Q(an__icontains=suche) | Q(betreff__icontains=suche)
            briefe = briefe.filter(wie)
        return briefe

"""Input for bodies and seats."""

from typing import Any

from crispy_forms.layout import Fieldset
from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from beirat.models import Gremium, Sitz
from konferenz.forms.mehrsprachig import anordnung
from konferenz.forms.schluessel import MitSchluessel


class GremiumForm(MitSchluessel, forms.ModelForm):
    """A body: what it is, who sends members into it, its rules."""

    stellen = forms.ModelMultipleChoiceField(
        label=_("Mitglieder entsenden"),
        queryset=Gremium.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Solange eine dieser Stellen niemanden entsandt hat, warnt die Seite des Gremiums."),
    )

    class Meta:
        model = Gremium
        fields = (
            "name", "art", "konferenz", "ladungsfrist_tage", "quorum", "quorum_zahl", "zaehlt_freie_sitze",
        )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        stellen = self.fields["stellen"]
        stellen.queryset = Gremium.objects.exclude(pk=self.instance.pk).order_by("name")  # type: ignore[attr-defined]
        if self.instance.pk:
            stellen.initial = [stelle.pk for stelle in self.instance.entsendende.all()]
        self.helper = anordnung(
            "schluessel",
            Fieldset(gettext("Gremium"), "name", "art", "konferenz", "stellen"),
            Fieldset(gettext("Regeln"), "ladungsfrist_tage", "quorum", "quorum_zahl", "zaehlt_freie_sitze"),
        )

    def validate_unique(self) -> None:
        """Left to the action: a form sent twice finds its own name taken and has to reach what knows it."""


class SitzForm(MitSchluessel, forms.ModelForm):
    """A seat: for which field or group, with or without a vote."""

    class Meta:
        model = Sitz
        fields = ("bereich", "ist_stimmberechtigt")
        help_texts = {"bereich": _("Zum Beispiel Bildung, Wohnen oder der Name der Fraktion.")}

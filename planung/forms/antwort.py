"""What somebody answers to an invitation by personal link."""

from django import forms
from django.utils.translation import gettext_lazy as _

from planung.models import Teilnahme


class EigeneAntwortForm(forms.Form):
    """The own answer, in the person's language."""

    antwort = forms.ChoiceField(
        label=_("Ihre Antwort"),
        widget=forms.RadioSelect,
        choices=(
            (Teilnahme.Antwort.ZUGESAGT.value, _("Ja, ich komme")),
            (Teilnahme.Antwort.VIELLEICHT.value, _("Vielleicht")),
            (Teilnahme.Antwort.ABGESAGT.value, _("Nein, ich komme nicht")),
        ),
        error_messages={"required": _("Bitte wählen Sie eine Antwort.")},
    )
    bemerkung = forms.CharField(
        label=_("Möchten Sie etwas dazu sagen?"),
        max_length=300,
        required=False,
        help_text=_("Zum Beispiel: Ich komme eine halbe Stunde später."),
    )

"""Input for votes by circulation."""

from datetime import datetime, time
from typing import Any

from crispy_forms.layout import Row
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from beirat.models import Gremium
from konferenz.forms.konten import tagesfeld
from konferenz.forms.mehrsprachig import anordnung
from planung.forms.verlauf import zeitfeld
from planung.models import Umlaufbeschluss, Umlaufstimme


class UmlaufForm(forms.Form):
    """What is put to the members, and until when they can vote."""

    gremium = forms.ChoiceField(label=_("Wer stimmt ab?"))
    gegenstand = forms.CharField(label=_("Worum geht es?"), max_length=200)
    text = forms.CharField(
        label=_("Beschlussvorschlag"),
        widget=forms.Textarea({"rows": 5}),
        help_text=_("Der Wortlaut, über den abgestimmt wird."),
    )
    tag = tagesfeld(label=_("Stimmen bis"))
    zeit = zeitfeld(label=_("Uhrzeit"), initial=time(18, 0))
    ist_oeffentlich = forms.BooleanField(label=_("Die Sache ist öffentlich."), required=False, initial=True)

    def __init__(self, *args: Any, gremien: list[Gremium], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._gremien = {str(eines.pk): eines for eines in gremien}
        feld: Any = self.fields["gremium"]
        feld.choices = [(nummer, eines.name) for nummer, eines in self._gremien.items()]
        self.helper = anordnung("gremium", "gegenstand", "text", Row("tag", "zeit"), "ist_oeffentlich")

    def umlauf(self) -> Umlaufbeschluss:
        """The vote to be opened."""
        daten = self.cleaned_data
        return Umlaufbeschluss(
            gremium=self._gremien[daten["gremium"]],
            gegenstand=daten["gegenstand"],
            text=daten["text"],
            ist_oeffentlich=daten["ist_oeffentlich"],
            frist=timezone.make_aware(datetime.combine(daten["tag"], daten["zeit"])),
        )


class StimmeForm(forms.Form):
    """My vote; it can be changed until the deadline."""

    wert = forms.ChoiceField(
        label=_("Ihre Stimme"),
        choices=Umlaufstimme.Wert.choices,
        widget=forms.RadioSelect,
        help_text=_(
            "Wenn ein Mitglied es wünscht, wird in einer Sitzung entschieden; der Umlauf endet dann sofort."
        ),
    )

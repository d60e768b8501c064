"""Input for the reports: Sachbericht, handing in, limits of the yearly lists."""

from typing import Any

from crispy_forms.layout import Row
from django import forms
from django.utils.translation import gettext_lazy as _

from budget.models import Meldegrenze
from konferenz import uhr
from konferenz.forms.betrag import Betragsfeld
from konferenz.forms.konten import tagesfeld
from konferenz.forms.mehrsprachig import anordnung


class SachberichtForm(forms.Form):
    """The Sachbericht and the day the proof is due; `stand` is what the writer had before her."""

    stand = forms.CharField(widget=forms.HiddenInput, max_length=32)
    sachbericht = forms.CharField(
        label=_("Sachbericht"),
        required=False,
        max_length=50_000,
        widget=forms.Textarea({"rows": 18}),
        help_text=_(
            "Was wurde getan, wer hat teilgenommen, welche Ziele des Beschlusses sind erreicht und welche nicht? "
            "Eine leere Zeile trennt Absätze. Bitte keine Namen von Teilnehmenden."
        ),
    )
    faellig_am = tagesfeld(
        label=_("Nachweis fällig am"),
        required=False,
        help_text=_("Leer heißt: sechs Monate nach der Konferenz."),
    )

    def mit_stand(self, stand: str) -> None:
        """Show what was typed once more, this time on top of what is stored now."""
        self.data = {**self.data.dict(), "stand": stand}  # type: ignore[attr-defined]


class EinreichenForm(forms.Form):
    """When the proof is handed in."""

    eingereicht_am = tagesfeld(label=_("eingereicht am"), initial=uhr.heute)


class MeldungForm(forms.Form):
    """When the list of a year was sent."""

    abgegeben_am = tagesfeld(label=_("gemeldet am"), initial=uhr.heute)


class MeldegrenzeForm(forms.ModelForm):
    """A limit from a year on, with where it comes from."""

    betrag = Betragsfeld(
        label=_("zu melden ab (Euro im Jahr)"),
        min_value=0,
        help_text=_("Wer so viel oder mehr bekommt, wird gemeldet. 0 heißt: jede Zahlung."),
    )
    satz = forms.DecimalField(
        label=_("Abgabesatz in Prozent"),
        required=False,
        max_digits=4,
        decimal_places=2,
        localize=True,
        widget=forms.TextInput({"inputmode": "decimal"}),
        help_text=_("Nur für die Künstlersozialabgabe, zum Beispiel 5,0."),
    )

    class Meta:
        model = Meldegrenze
        fields = ("art", "ab_jahr", "betrag", "satz", "frist_tag", "frist_monat", "fundstelle")
        help_texts = {
            "fundstelle": _("Gesetz, Verordnung oder Rundschreiben mit Datum."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = anordnung(
            "art", "ab_jahr", "betrag", "satz", Row("frist_tag", "frist_monat"), "fundstelle"
        )

"""Input for minutes: the text of an item, objections, approval."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from konferenz.formate import datum_kurz
from planung.actions.protokoll import Text
from planung.models import Protokoll, Sitzung


class AbschnittForm(forms.Form):
    """The text of an item; `version` is what it was when the page was opened."""

    ohne_optional = True

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    ergebnis = forms.CharField(
        label=_("Ergebnis"),
        required=False,
        widget=forms.Textarea({"rows": 6}),
        help_text=_("Was ist herausgekommen? Ergebnis, nicht Verlauf."),
    )
    beschluss = forms.CharField(
        label=_("Beschluss (Wortlaut)"), required=False, widget=forms.Textarea({"rows": 3})
    )
    ist_fertig = forms.BooleanField(label=_("Dieser Punkt ist fertig geschrieben."), required=False)

    def text(self) -> Text:
        """What was typed."""
        daten = self.cleaned_data
        return Text(daten["ergebnis"], daten["beschluss"], daten["ist_fertig"])


class EinwandForm(forms.Form):
    """What a member objects to."""

    punkt = forms.ChoiceField(label=_("Betrifft"), required=False)
    text = forms.CharField(
        label=_("Was stimmt nicht?"),
        widget=forms.Textarea({"rows": 5}),
        help_text=_("Schreiben Sie, wie es richtig heißen soll."),
    )

    def __init__(self, *args: Any, punkte: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        feld: Any = self.fields["punkt"]
        feld.choices = [("", _("die Niederschrift im Ganzen")), *punkte]


class EinwandEntscheidungForm(forms.Form):
    """What the body decided about it."""

    entscheidung = forms.CharField(
        label=_("Wie wurde entschieden?"),
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Zum Beispiel: Dem Einwand wird gefolgt, TOP 4 wird geändert."),
    )


class GenehmigungForm(forms.Form):
    """In which meeting, and with which changes; the texts are shown as they were sent."""

    in_sitzung = forms.ChoiceField(label=_("Genehmigt in"))
    aenderung = forms.CharField(
        label=_("Was wird geändert?"),
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("Leer, wenn sie ohne Änderung genehmigt wird. Sonst zum Beispiel: Änderung zu TOP 4."),
    )

    def __init__(
        self,
        *args: Any,
        protokoll: Protokoll,
        sitzungen: list[Sitzung],
        texte: dict[int, tuple[str, Text]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._sitzungen = {str(eine.pk): eine for eine in sitzungen}
        self._punkte = list(texte)
        feld: Any = self.fields["in_sitzung"]
        feld.choices = [
            (nummer, f"{eine}, {datum_kurz(eine.beginn)}") for nummer, eine in self._sitzungen.items()
        ]
        for punkt, (name, text) in texte.items():
            self._textfeld(f"ergebnis_{punkt}", f"{name}: Ergebnis", text.ergebnis)
            self._textfeld(f"beschluss_{punkt}", f"{name}: Beschluss", text.beschluss)

    def _textfeld(self, name: str, label: str, text: str) -> None:
        self.fields[name] = forms.CharField(
            label=label, required=False, initial=text, widget=forms.Textarea({"rows": 3})
        )

    def angaben(self) -> dict[str, Any]:
        """Arguments for `protokoll_genehmigen`."""
        daten = self.cleaned_data
        return {
            "in_sitzung": self._sitzungen[daten["in_sitzung"]],
            "aenderung": daten["aenderung"],
            "texte": {
                punkt: Text(daten[f"ergebnis_{punkt}"], daten[f"beschluss_{punkt}"]) for punkt in self._punkte
            },
        }

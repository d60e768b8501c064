"""Step 1: the text of a motion."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from konferenz.einlesen import Vorschlag, dekodiere, lies
from konferenz.einlesen.dekodieren import HOECHSTENS

from .felder import mehrzeilig


class EinlesenForm(forms.Form):
    """The text of a motion, pasted or uploaded; a file goes before a text. Valid means: `vorschlag` could be read."""

    text = forms.CharField(
        label=_("Text der Drucksache"),
        required=False,
        help_text=_(
            "Kopieren Sie die ganze Seite aus dem Ratsinformationssystem und fügen Sie sie hier ein."
        ),
        widget=mehrzeilig(14),
        error_messages={
            "null_characters_not_allowed": _(
                "Das ist kein reiner Text. Bitte kopieren Sie den sichtbaren Text."
            )
        },
    )
    datei = forms.FileField(
        label=_("Oder Textdatei hochladen"),
        required=False,
        allow_empty_file=True,
        help_text=_("Eine Textdatei (.txt) bis 1 MB."),
        widget=forms.ClearableFileInput({"accept": ".txt,text/plain"}),
    )
    ohne_optional = True

    def clean(self) -> dict[str, Any]:
        daten: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors:
            self._lies(daten)
        return daten

    @property
    def vorschlag(self) -> Vorschlag:
        """The proposal of a valid form."""
        vorschlag: Vorschlag = self.cleaned_data["vorschlag"]
        return vorschlag

    def _lies(self, daten: dict[str, Any]) -> None:
        """Read the proposal; what is wrong with a file stands at the file, what is wrong with its text at the text."""
        feld, text = "text", daten["text"]
        try:
            if daten.get("datei"):
                feld = "datei"
                text = dekodiere(daten["datei"].read(HOECHSTENS + 1))
                feld = "text"
                self._zeige(text)
            daten["vorschlag"] = lies(text)
        except ValidationError as fehler:
            self.add_error(feld, fehler)

    def _zeige(self, text: str) -> None:
        """Put the text of a file into the field, so that it can be mended there."""
        self.data = {**dict(self.data.items()), self.add_prefix("text"): text}

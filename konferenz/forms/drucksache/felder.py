"""Fields of papers that hold a list, and the hint of what a text did not say."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from konferenz.namen import bereinige

NICHT_IM_TEXT = _("Steht nicht im Text.")
"""How the hint of a field begins that is asked for."""


def erfrage(form: forms.BaseForm, *namen: str) -> None:
    """Put the hint to the fields that the text did not fill."""
    for name in namen:
        feld = form[name]
        if not feld.value():
            feld.help_text = " ".join(filter(None, [str(NICHT_IM_TEXT), str(feld.help_text)]))


def mehrzeilig(zeilen: int) -> forms.Textarea:
    """A field for several lines."""
    return forms.Textarea({"rows": zeilen})


class Zeilenfeld(forms.CharField):
    """A list of texts, one in each line."""

    widget = forms.Textarea({"rows": 3})

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list | tuple) else value

    def to_python(self, value: Any) -> list[str]:  # type: ignore[override]
        zeilen = (bereinige(zeile) for zeile in str(super().to_python(value)).splitlines())
        return list(dict.fromkeys(filter(None, zeilen)))

    def validate(self, value: Any) -> None:
        super().validate(value)
        if any(len(zeile) > 200 for zeile in value):
            raise ValidationError(
                _("Ein Name hat höchstens 200 Zeichen. Schreiben Sie jeden Namen in eine eigene Zeile.")
            )

    def run_validators(self, value: Any) -> None:
        """The validators of a single text do not apply to the list."""


class Jahresfeld(forms.CharField):
    """Fiscal years in the order of their use: "2023, 2024"."""

    widget = forms.TextInput({"inputmode": "text", "autocomplete": "off", "dir": "ltr"})

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(map(str, value)) if isinstance(value, list | tuple) else value

    def to_python(self, value: Any) -> list[int]:  # type: ignore[override]
        teile = [teil for teil in re.split(r"[\s,;/]+|\bund\b", str(super().to_python(value))) if teil]
        if not all(re.fullmatch(r"20[0-9]{2}", teil) for teil in teile):
            raise ValidationError(
                _("Schreiben Sie die Jahre mit vier Ziffern und mit Komma dazwischen: 2023, 2024")
            )
        return list(dict.fromkeys(map(int, teile)))

    def run_validators(self, value: Any) -> None:
        """The validators of a single text do not apply to the list."""

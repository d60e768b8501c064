"""Fields that people of all scripts fill in."""

import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from konferenz.namen import bereinige
from konferenz.sprachen import SPRACHEN, sprache


def mit_westlichen_ziffern(text: str) -> str:
    """Digits of any script (Arabic-Indic, Persian …) as 0–9; everything else stays."""
    return "".join(str(unicodedata.decimal(z)) if z.isdecimal() else z for z in text)


class Zeilenfeld(forms.CharField):
    """One line of text in any script, stored in NFC, without control and direction characters."""

    def to_python(self, value: Any) -> str:
        return bereinige(super().to_python(value) or "")


LAENGSTE_ADRESSE = 254
"""Characters of the longest address a mail server takes (RFC 5321)."""
_PRUEFEN = _("Bitte prüfen Sie die Adresse. Sie sieht zum Beispiel so aus: name@beispiel.de")


class Mailfeld(forms.EmailField):
    """An e-mail address; digits of other scripts count as ours, the field runs from left to right."""

    default_error_messages = {
        "required": _("Bitte schreiben Sie Ihre E-Mail-Adresse."),
        "invalid": _PRUEFEN,
        "max_length": _PRUEFEN,
    }
    widget = forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email", "dir": "ltr"})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": LAENGSTE_ADRESSE, **kwargs})

    def to_python(self, value: Any) -> str:
        text = mit_westlichen_ziffern(bereinige(super().to_python(value) or ""))
        if text.endswith("@"):
            raise ValidationError(
                _("Bitte ergänzen Sie den Teil hinter dem @-Zeichen, zum Beispiel name@beispiel.de."),
                code="ohne_ende",
            )
        return text


class Sprachwahl(forms.Select):
    """A select whose options carry language and direction of their names."""

    def create_option(
        self, name: str, value: Any, label: Any, selected: Any, index: int, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        option: dict[str, Any] = super().create_option(name, value, label, selected, index, *args, **kwargs)
        if str(value) in SPRACHEN:
            gemeint = sprache(str(value))
            option["attrs"] |= {"lang": gemeint.code, "dir": gemeint.richtung}
        return option

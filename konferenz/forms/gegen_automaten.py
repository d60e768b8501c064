"""Against machines that fill in forms, without a riddle for people: an unseen field and a shortest time.

Whoever is caught gets the form back with everything in it and only has to send it again.
"""

import time
from typing import Any, cast

from django import forms
from django.core import signing
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

MINDESTENS_SEKUNDEN = 3
"""Real seconds between showing and sending a form; nobody types a name and an address faster."""

_unterschrift = signing.Signer(salt="anmeldung.zeitmarke")


def neue_zeitmarke() -> str:
    """Signed moment at which a form was shown (real clock)."""
    return _unterschrift.sign(str(int(time.time())))


def _alter(marke: str) -> float | None:
    """Seconds since a time mark; None if it is not one of ours."""
    try:
        return time.time() - int(_unterschrift.unsign(marke))
    except (signing.BadSignature, ValueError):
        return None


class GegenAutomaten(forms.Form):
    """Form mixin with a decoy field and a signed time mark; asks only when everything else is right."""

    homepage = forms.CharField(
        label=_("Bitte leer lassen"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )
    zeitmarke = forms.CharField(required=False, initial=neue_zeitmarke, widget=forms.HiddenInput)

    @property
    def ist_nur_hinweis(self) -> bool:
        """Whether nothing is wrong with a field: the person only has to send again."""
        return set(self.errors) == {NON_FIELD_ERRORS}

    def clean(self) -> dict[str, Any] | None:
        daten = super().clean()
        if not self.errors:
            self._pruefe_koeder()
            self._pruefe_zeit()
        return daten

    def _ersetze(self, feld: str, wert: str) -> None:
        """What the form shows in a field when it comes back."""
        daten = cast(QueryDict, self.data).copy()
        daten[self.add_prefix(feld)] = wert
        self.data = daten

    def _pruefe_koeder(self) -> None:
        if self.cleaned_data.get("homepage"):
            self._ersetze("homepage", "")
            raise ValidationError(
                _(
                    "Ein unsichtbares Feld war ausgefüllt, vielleicht durch Ihren Browser. "
                    "Wir haben es geleert. Bitte senden Sie noch einmal ab."
                ),
                code="koeder",
            )

    def _pruefe_zeit(self) -> None:
        alter = _alter(self.cleaned_data.get("zeitmarke", ""))
        if alter is None:
            self._ersetze("zeitmarke", neue_zeitmarke())
        if alter is None or alter < MINDESTENS_SEKUNDEN:
            raise ValidationError(
                _(
                    "Das ging sehr schnell. Bitte sehen Sie Ihre Angaben noch einmal durch und senden Sie sie dann ab."
                ),
                code="zu_schnell",
            )

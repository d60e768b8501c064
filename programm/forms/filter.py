"""Input of the public programme's filter."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from konferenz.sprachen import SPRACHEN

ZUGANG = [
    ("", _("Alle Angebote")),
    ("gebaerdensprache", _("Gebärdensprache")),
    ("schriftdolmetschen", _("Schriftdolmetschen")),
    ("stufenlos", _("ohne Stufen")),
    ("induktion", _("Induktionsschleife")),
]


class ProgrammfilterForm(forms.Form):
    """Which language somebody needs, and which kind of access."""

    ohne_optional = True
    sprache = forms.ChoiceField(label=_("Dolmetschen"), required=False)
    zugang = forms.ChoiceField(label=_("Zugang"), choices=ZUGANG, required=False)

    def __init__(self, *args: Any, sprachen: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        angeboten = [(code, SPRACHEN[code].name) for code in sprachen]
        self.fields["sprache"].choices = [("", _("Alle Sprachen")), *angeboten]  # type: ignore[attr-defined]

    def gewaehlt(self) -> dict[str, str]:
        """The valid choices; what is not valid filters nothing, its field says why."""
        self.full_clean()
        return {name: self.cleaned_data.get(name, "") for name in self.fields}

"""Wishes of a registered person."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from anmeldung.gruppenlage import Gruppenlage
from anmeldung.models.gruppenwahl import WUENSCHE
from konferenz.forms.mehrsprachig import anordnung
from programm.models import Arbeitsgruppe

NAMEN = (_("Mein erster Wunsch"), _("Mein zweiter Wunsch"), _("Mein dritter Wunsch"))


class Wunschformular(forms.Form):
    """Up to three working groups, the dearest first."""

    def __init__(self, *args: Any, lagen: list[Gruppenlage], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        wahl = [(str(eine.gruppe.pk), _titel(eine)) for eine in lagen]
        for nummer in range(1, WUENSCHE + 1):
            self.fields[f"wunsch_{nummer}"] = forms.ChoiceField(
                label=NAMEN[nummer - 1], choices=[("", _("keiner")), *wahl], required=False
            )
        self.helper = anordnung(*self.fields)

    def clean(self) -> dict[str, Any]:
        daten = super().clean() or self.cleaned_data
        gewaehlt = self.nummern()
        if len(set(gewaehlt)) != len(gewaehlt):
            self.add_error(None, _("Wählen Sie jede Arbeitsgruppe nur einmal."))
        return daten

    def nummern(self) -> list[str]:
        """Chosen groups in order; an empty field in between is no wish."""
        namen = (f"wunsch_{nummer}" for nummer in range(1, WUENSCHE + 1))
        return [wert for wert in (self.cleaned_data.get(name) for name in namen) if wert]

    def gruppen(self) -> list[Arbeitsgruppe]:
        """The chosen groups in order."""
        je_nummer = Arbeitsgruppe.objects.in_bulk(self.nummern())
        return [je_nummer[int(nummer)] for nummer in self.nummern()]


def _titel(eine: Gruppenlage) -> str:
    return _("AG %(nummer)d: %(titel)s") % {"nummer": eine.gruppe.nummer, "titel": eine.gruppe.titel}

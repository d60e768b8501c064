"""What somebody answers in a date poll, in the person's language."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from konferenz.formate import datum_mit_tag, uhrzeit
from planung.models import Terminantwort, Terminoption, Umfrageteilnahme
from planung.queries.terminumfrage import hinweise

Wert = Terminantwort.Wert


class TerminantwortForm(forms.Form):
    """One question for each option, with what to mind on that day; what is not answered stays open."""

    WERTE = (
        (Wert.JA.value, gettext_lazy("Ja, da kann ich")),
        (Wert.VIELLEICHT.value, gettext_lazy("Wenn es sein muss")),
        (Wert.NEIN.value, gettext_lazy("Nein")),
    )
    ohne_optional = True

    def __init__(self, data: Any = None, *, teilnahme: Umfrageteilnahme, **kwargs: Any) -> None:
        self.optionen = list(teilnahme.umfrage.optionen.all())
        bisher = {eine.option_id: eine.wert for eine in teilnahme.antworten.all()}
        anfang = {f"option_{option.pk}": bisher.get(option.pk) for option in self.optionen}
        super().__init__(data, initial={**anfang, "bemerkung": teilnahme.bemerkung}, **kwargs)
        zu_beachten = hinweise(self.optionen)
        for option in self.optionen:
            self.fields[f"option_{option.pk}"] = forms.ChoiceField(
                label=zeitangabe(option),
                choices=self.WERTE,
                widget=forms.RadioSelect,
                required=False,
                help_text=_hinweis(eine.name for eine in zu_beachten[option.pk]),
            )
        self.fields["bemerkung"] = forms.CharField(
            label=_("Möchten Sie etwas dazu sagen?"), max_length=300, required=False
        )

    def clean(self) -> dict[str, Any]:
        daten: dict[str, Any] = super().clean() or {}
        if not self.errors and not self.werte(daten):
            self.add_error(None, _("Bitte antworten Sie zu mindestens einem Termin."))
        return daten

    def werte(self, daten: dict[str, Any] | None = None) -> dict[int, str]:
        """Number of the option -> value, as far as answered."""
        daten = self.cleaned_data if daten is None else daten
        alle = {option.pk: daten.get(f"option_{option.pk}") for option in self.optionen}
        return {nummer: wert for nummer, wert in alle.items() if wert}


def zeitangabe(option: Terminoption) -> str:
    """Day and time in the language that is active."""
    werte = {"tag": datum_mit_tag(option.beginn), "zeit": uhrzeit(option.beginn)}
    return _("%(tag)s, %(zeit)s Uhr") % werte


def _hinweis(namen: Iterable[str]) -> str:
    alle = ", ".join(namen)
    return _("An diesem Tag: %(namen)s") % {"namen": alle} if alle else ""

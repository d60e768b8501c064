"""Step 2: points and consultations, one row each."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BaseFormSet, formset_factory
from django.utils.translation import gettext_lazy as _

from konferenz.einlesen.beratung import HOECHSTENS_BERATUNGEN
from konferenz.einlesen.petitum import HOECHSTENS_PUNKTE
from konferenz.forms.konten import tagesfeld
from konferenz.models import Petitumspunkt

from .felder import erfrage, mehrzeilig

WEITERE_PUNKTE = 2
WEITERE_BERATUNGEN = 1
"""Empty rows below the proposed ones."""


class PunktForm(forms.Form):
    """One point of the petitum; a row without text is none."""

    text = forms.CharField(label=_("Text"), required=False, widget=mehrzeilig(3))
    art = forms.ChoiceField(
        label=_("Art des Punktes"), choices=Petitumspunkt.Art.choices, initial=Petitumspunkt.Art.FREI
    )
    frist = tagesfeld(label=_("Frist"), required=False)
    ohne_optional = True

    def clean(self) -> dict[str, Any]:
        daten: dict[str, Any] = super().clean() or self.cleaned_data
        if daten.get("frist") and not daten.get("text"):
            self.add_error("text", _("Zu dieser Frist fehlt der Text des Punktes."))
        return daten


class BeratungForm(forms.Form):
    """One consultation; an empty row is none."""

    gremium = forms.CharField(label=_("Gremium"), required=False, max_length=200)
    am = tagesfeld(label=_("Datum"), required=False)
    top = forms.CharField(label=_("TOP"), required=False, max_length=20)
    ohne_optional = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if any(self[name].value() for name in self.fields):
            erfrage(self, *self.fields)


class _Zeilen(BaseFormSet):
    """Rows of a proposal: emptying a row leaves it out."""

    massgeblich: tuple[str, ...]

    @property
    def gefuellte(self) -> list[dict[str, Any]]:
        """Cleaned entries of the rows that say something, in their order."""
        zeilen = [form.cleaned_data for form in self.forms]
        return [zeile for zeile in zeilen if any(zeile.get(feld) for feld in self.massgeblich)]


class Punktzeilen(_Zeilen):
    """The points; at least one has a text."""

    massgeblich = ("text",)

    def clean(self) -> None:
        if not any(self.errors) and not self.gefuellte:
            raise ValidationError(_("Es fehlt mindestens ein Punkt des Beschlusstextes (Petitum)."))


class Beratungszeilen(_Zeilen):
    """The consultations; there may be none."""

    massgeblich = ("gremium", "am", "top")


PunktFormSet = formset_factory(
    PunktForm,
    formset=Punktzeilen,
    extra=WEITERE_PUNKTE,
    max_num=HOECHSTENS_PUNKTE + WEITERE_PUNKTE,
    validate_max=True,
)
BeratungFormSet = formset_factory(
    BeratungForm,
    formset=Beratungszeilen,
    extra=WEITERE_BERATUNGEN,
    max_num=HOECHSTENS_BERATUNGEN + WEITERE_BERATUNGEN,
    validate_max=True,
)

"""Input about who somebody is: one the house knows already, or one who is new."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from beirat.models import Person
from konferenz.forms.schluessel import MitSchluessel
from konferenz.sprachen import AUSWAHL_DEUTSCH

WER = ("person", "anzeigename", "email", "sprache")


class WerForm(MitSchluessel, forms.Form):
    """A known person or a new one; who is left out of the known ones says the form built on it."""

    person = forms.ModelChoiceField(
        label=_("Person"),
        queryset=Person.objects.none(),
        required=False,
        empty_label=_("neue Person (Name unten)"),
        help_text=_("Wer schon zu einem Gremium gehörte, steht in dieser Liste."),
    )
    anzeigename = forms.CharField(label=_("Name der neuen Person"), max_length=200, required=False)
    email = forms.EmailField(
        label=_("E-Mail-Adresse"),
        required=False,
        help_text=_("Ohne Adresse gehen Einladungen als Brief auf Papier hinaus."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    sprache = forms.ChoiceField(label=_("Sprache der Briefe"), choices=AUSWAHL_DEUTSCH, initial="de")

    def waehlbar_ausser(self, dabei: Any) -> None:
        """Offer everybody but these persons (a query of their numbers)."""
        feld: Any = self.fields["person"]
        feld.queryset = Person.objects.exclude(pk__in=dabei).order_by("anzeigename", "pk")

    def clean(self) -> dict[str, Any]:
        daten = super().clean() or self.cleaned_data
        if not daten.get("person") and not daten.get("anzeigename"):
            self.add_error(
                "anzeigename", _("Wählen Sie eine Person, oder schreiben Sie den Namen einer neuen.")
            )
        if daten.get("person") and daten.get("anzeigename"):
            self.add_error(
                "anzeigename", _("Lassen Sie den Namen leer, wenn Sie eine bekannte Person wählen.")
            )
        return daten

    def mensch(self) -> Person:
        """The chosen person, or the new one that is not stored yet."""
        daten = self.cleaned_data
        return daten["person"] or Person(
            **{name: daten[name] for name in ("anzeigename", "email", "sprache")}
        )

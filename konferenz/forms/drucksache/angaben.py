"""Step 2: what the paper itself says."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from konferenz.actions.drucksache import art_zu, name_der_konferenz
from konferenz.einlesen import Vorschlag
from konferenz.forms.betrag import Betragsfeld
from konferenz.forms.schluessel import MitSchluessel
from konferenz.models import Drucksache
from konferenz.namen import bereinige

from .felder import Jahresfeld, Zeilenfeld, erfrage, mehrzeilig

FRUEHESTES_JAHR, SPAETESTES_JAHR = 2000, 2099
_KENNZEICHEN = re.compile(r"([0-9]{1,2})\s?[-–]\s?([0-9]{4})(?:\.([0-9]{1,2}))?")


class DrucksacheForm(MitSchluessel, forms.Form):
    """The proposal for a paper, every field open to change; only number and title are demanded."""

    kennzeichen = forms.CharField(
        label=_("Nummer"),
        max_length=20,
        help_text=_("Wie gedruckt, zum Beispiel 22-4292; eine weitere Fassung heißt 22-4292.1."),
        widget=forms.TextInput({"autocomplete": "off", "dir": "ltr"}),
    )
    titel = forms.CharField(label=_("Titel"), max_length=500, widget=mehrzeilig(3))
    art = forms.ChoiceField(
        label=_("Art"), choices=[("", _("bitte wählen")), *Drucksache.Art.choices], required=False
    )
    antragsteller = Zeilenfeld(
        label=_("Antragstellende"), required=False, help_text=_("Eine Fraktion oder Person je Zeile.")
    )
    sachverhalt = forms.CharField(label=_("Sachverhalt"), required=False, widget=mehrzeilig(8))
    url = forms.URLField(
        label=_("Adresse im Ratsinformationssystem"), required=False, max_length=200, assume_scheme="https",
        widget=forms.URLInput({"autocomplete": "off"}),
    )  # fmt: skip
    betrag = Betragsfeld(
        label=_("Betrag in Euro"), required=False, help_text=_("Brutto, zum Beispiel 20.000,00.")
    )
    haushaltsjahre = Jahresfeld(
        label=_("Haushaltsjahre"),
        required=False,
        help_text=_("In der Reihenfolge, in der die Mittel verwendet werden: 2023, 2024."),
    )
    konferenztitel = forms.CharField(
        label=_("Name der Konferenz"),
        required=False,
        max_length=200,
        help_text=_("So heißt sie auf der öffentlichen Seite. Leer: der Anfang des Titels."),
    )
    leitthema = forms.CharField(label=_("Leitthema"), required=False, max_length=500, widget=mehrzeilig(3))
    halbjahr_jahr = forms.IntegerField(
        label=_("Jahr der Konferenz"),
        required=False,
        widget=forms.TextInput({"inputmode": "numeric"}),
        min_value=FRUEHESTES_JAHR,
        max_value=SPAETESTES_JAHR,
    )
    halbjahr = forms.TypedChoiceField(
        label=_("Halbjahr der Konferenz"),
        choices=[("", _("bitte wählen")), ("1", _("1. Halbjahr")), ("2", _("2. Halbjahr"))],
        required=False,
        coerce=int,
        empty_value=None,
    )

    nicht_erfragt = frozenset({"schluessel", "url", "konferenztitel"})
    """Fields that no motion contains: their being empty says nothing about the text."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        erfrage(self, *(name for name in self.fields if name not in self.nicht_erfragt))

    @staticmethod
    def von(vorschlag: Vorschlag) -> dict[str, Any]:
        """Initial values from a proposal."""
        jahr, halbjahr = vorschlag.halbjahr or (vorschlag.konferenzjahr, None)
        gleich = ("titel", "antragsteller", "sachverhalt", "betrag", "haushaltsjahre", "leitthema")
        return {
            **{name: getattr(vorschlag, name) for name in gleich},
            "kennzeichen": f"{vorschlag.nummer}.{vorschlag.fassung}"
            if vorschlag.fassung
            else vorschlag.nummer,
            "art": art_zu(vorschlag.art),
            "konferenztitel": name_der_konferenz(vorschlag.titel)[:200],
            "halbjahr_jahr": jahr,
            "halbjahr": halbjahr,
        }

    def clean_kennzeichen(self) -> tuple[str, int]:
        fund = _KENNZEICHEN.fullmatch(self.cleaned_data["kennzeichen"])
        if fund is None:
            raise ValidationError(_("Eine Nummer sieht so aus: 22-4292 oder 22-4292.1"))
        return f"{fund[1]}-{fund[2]}", int(fund[3] or 0)

    def clean_titel(self) -> str:
        return bereinige(self.cleaned_data["titel"])

    def clean(self) -> dict[str, Any]:
        daten: dict[str, Any] = super().clean() or self.cleaned_data
        if daten.get("halbjahr") and not daten.get("halbjahr_jahr") and "halbjahr_jahr" not in self.errors:
            self.add_error("halbjahr_jahr", _("Zum Halbjahr gehört ein Jahr."))
        return daten

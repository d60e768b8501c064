"""Input for memberships and people."""

from typing import Any

from crispy_forms.layout import Fieldset, Row
from django import forms
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from beirat.forms.wer import WER, WerForm
from beirat.models import Gremium, Mitgliedschaft, Person, Sitz
from konferenz import uhr
from konferenz.forms.konten import tagesfeld
from konferenz.forms.mehrsprachig import anordnung
from konferenz.sprachen import AUSWAHL_DEUTSCH

Funktion = Mitgliedschaft.Funktion
ZEITRAUM = _("Einschließlich. Leer: bis jemand die Mitgliedschaft beendet.")


class _WerForm(WerForm):
    """Somebody the house knows already, or somebody new; from a day to a day."""

    von = tagesfeld(label=_("Von"), initial=uhr.heute)
    bis = tagesfeld(label=_("Bis"), required=False, help_text=ZEITRAUM)

    def __init__(self, *args: Any, gremium: Gremium, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.gremium = gremium
        heute = uhr.heute()
        dabei = Mitgliedschaft.objects.gueltig(heute).filter(sitz__gremium=gremium)
        self.waehlbar_ausser(dabei.values("person"))
        self.helper = anordnung(
            "schluessel",
            Fieldset(gettext("Wer?"), *WER),
            *self._weitere(),
            Fieldset(gettext("Wann?"), Row("von", "bis")),
        )

    def _weitere(self) -> list[Fieldset]:
        return []

    def mitgliedschaft(self, sitz: Sitz) -> Mitgliedschaft:
        """The membership on this seat, not stored yet."""
        daten = self.cleaned_data
        return Mitgliedschaft(sitz=sitz, person=self.mensch(), von=daten["von"], bis=daten["bis"])


def _stellenfeld() -> forms.ModelChoiceField:
    return forms.ModelChoiceField(
        label=_("Entsendet durch"),
        queryset=Gremium.objects.none(),
        required=False,
        empty_label=_("ohne Entsendung"),
    )


def _funktionsfeld() -> forms.ChoiceField:
    return forms.ChoiceField(label=_("Funktion"), choices=Funktion.choices, initial=Funktion.MITGLIED)


class BesetzenForm(_WerForm):
    """Somebody for a seat that exists."""

    funktion = _funktionsfeld()
    entsendet_durch = _stellenfeld()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["entsendet_durch"].queryset = self.gremium.entsendende.order_by("name")  # type: ignore[attr-defined]

    def _weitere(self) -> list[Fieldset]:
        return [Fieldset(gettext("Als was?"), "funktion", "entsendet_durch")]

    def mitgliedschaft(self, sitz: Sitz) -> Mitgliedschaft:
        neue = super().mitgliedschaft(sitz)
        neue.funktion = self.cleaned_data["funktion"]
        neue.entsendet_durch = self.cleaned_data["entsendet_durch"]
        return neue


class AufnehmenForm(BesetzenForm):
    """Somebody for a seat that is made with her."""

    bereich = forms.CharField(
        label=_("Sitz"),
        max_length=200,
        required=False,
        help_text=_("Wofür oder woher: Bildung, Wohnen, SPD-Fraktion, Fachamt."),
    )
    ist_stimmberechtigt = forms.BooleanField(
        label=_("stimmberechtigt"),
        required=False,
        initial=True,
        help_text=_("Gäste haben keine Stimme. Eine Schriftführung aus der Verwaltung meist auch nicht."),
    )

    def _weitere(self) -> list[Fieldset]:
        return [
            Fieldset(gettext("Als was?"), "bereich", "entsendet_durch", "funktion", "ist_stimmberechtigt")
        ]

    def sitz(self) -> Sitz:
        """The new seat, not stored yet."""
        daten = self.cleaned_data
        return Sitz(
            gremium=self.gremium, bereich=daten["bereich"], ist_stimmberechtigt=daten["ist_stimmberechtigt"]
        )


class VertretungForm(_WerForm):
    """Somebody who stands in for the member on a seat."""


class MitgliedschaftForm(forms.ModelForm):
    """Another function, sending body or time."""

    von = tagesfeld(label=_("Von"))
    bis = tagesfeld(label=_("Bis"), required=False, help_text=ZEITRAUM)

    class Meta:
        model = Mitgliedschaft
        fields = ("funktion", "entsendet_durch", "von", "bis")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        feld: Any = self.fields["entsendet_durch"]
        feld.queryset = Gremium.objects.filter(
            Q(entsendet_in=self.instance.sitz.gremium_id) | Q(pk=self.instance.entsendet_durch_id)
        ).distinct()
        feld.empty_label = _("ohne Entsendung")

    def validate_constraints(self) -> None:
        """The action does, under the lock of the body."""


class BeendenForm(forms.Form):
    """When a membership ends, and why."""

    letzter_tag = tagesfeld(
        label=_("Letzter Tag"),
        required=False,
        help_text=_("Leer: sofort. Die nächste Seite bleibt dann schon verschlossen."),
    )
    grund = forms.CharField(
        label=_("Grund"),
        max_length=200,
        required=False,
        help_text=_("Zum Beispiel Mandat niedergelegt. Sichtbar für die Sachbearbeitung."),
    )


class PersonForm(forms.ModelForm):
    """Who somebody is and how letters reach her."""

    sprache = forms.ChoiceField(label=_("Sprache der Briefe"), choices=AUSWAHL_DEUTSCH)

    class Meta:
        model = Person
        fields = ("anzeigename", "email", "sprache")
        help_texts = {"email": _("Ohne Adresse gehen Einladungen als Brief auf Papier hinaus.")}

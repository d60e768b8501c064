"""Input for the cost plan: all amounts of a draft on one page, and a position more."""

from decimal import Decimal
from typing import Any

from crispy_forms.layout import Fieldset, Row
from django import forms
from django.utils.translation import gettext_lazy as _

from budget.actions.kostenplan import Planangabe
from budget.models import Kostenplan, Kostenposition
from budget.queries.kostenplan import pruefsumme
from konferenz.forms.betrag import Betragsfeld
from konferenz.forms.mehrsprachig import anordnung
from konferenz.forms.schluessel import MitSchluessel


class PlanForm(forms.Form):
    """Amount and remark for each position of a draft; an empty amount strikes the position out.

    `stand` is the hash of the draft as it was shown: the action refuses to overwrite what somebody else wrote since.
    """

    ohne_optional = True
    stand = forms.CharField(widget=forms.HiddenInput)
    bemerkung = forms.CharField(
        label=_("Was sich ändert und warum"),
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Steht bei der Fassung, damit man die Änderung später versteht."),
    )

    def __init__(self, *args: Any, plan: Kostenplan, **kwargs: Any) -> None:
        self.zeilen = list(plan.zeilen.select_related("position"))
        anfang = {"stand": pruefsumme(plan), "bemerkung": plan.bemerkung}
        super().__init__(*args, **kwargs | {"initial": anfang})
        for zeile in self.zeilen:
            self.fields[f"betrag_{zeile.position_id}"] = Betragsfeld(
                label=_("geplant in Euro (brutto)"), min_value=Decimal(0), required=False, initial=zeile.soll
            )
            self.fields[f"text_{zeile.position_id}"] = forms.CharField(
                label=_("Erläuterung"), max_length=300, required=False, initial=zeile.erlaeuterung
            )
        self.helper = anordnung("stand", *map(self._gruppe, self.zeilen), "bemerkung")

    @staticmethod
    def _gruppe(zeile: Any) -> Fieldset:
        nummer = zeile.position_id
        return Fieldset(str(zeile.position), Row(f"betrag_{nummer}", f"text_{nummer}"))

    def angaben(self) -> dict[int, Planangabe]:
        """What the action stores, by position."""
        daten = self.cleaned_data
        return {
            zeile.position_id: Planangabe(
                daten[f"betrag_{zeile.position_id}"], daten[f"text_{zeile.position_id}"].strip()
            )
            for zeile in self.zeilen
        }


class PositionForm(MitSchluessel):
    """A position more in a draft."""

    bezeichnung = forms.CharField(label=_("Bezeichnung"), max_length=120)
    art = forms.ChoiceField(
        label=_("Art"),
        choices=Kostenposition.Art,
        initial=Kostenposition.Art.SONSTIGES,
        help_text=_("Danach werden Bedarfe aus der Anmeldung zugeordnet."),
    )
    soll = Betragsfeld(label=_("geplant in Euro (brutto)"), min_value=Decimal(0))


class UmbenennenForm(forms.Form):
    """Another name or kind of a position."""

    bezeichnung = forms.CharField(label=_("Bezeichnung"), max_length=120)
    art = forms.ChoiceField(label=_("Art"), choices=Kostenposition.Art)

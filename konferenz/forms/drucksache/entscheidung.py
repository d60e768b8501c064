"""The decision on a paper."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from konferenz import uhr
from konferenz.drucksachenlauf import OFFEN, moegliche_entscheidungen
from konferenz.forms.konten import tagesfeld
from konferenz.forms.schluessel import MitSchluessel
from konferenz.models import Drucksache

from .felder import mehrzeilig


class EntscheidungForm(MitSchluessel, forms.Form):
    """What was decided: shows only what can follow on the state of the paper.

    It takes any state: a form sent twice, or while somebody else decided, has to reach the action that knows it.
    """

    stand = forms.ChoiceField(
        label=_("Entscheidung"), choices=Drucksache.Stand.choices, widget=forms.RadioSelect
    )
    am = tagesfeld(label=_("Datum"), initial=uhr.heute)
    gremium = forms.CharField(label=_("Gremium"), required=False, max_length=200)
    ist_geaendert = forms.BooleanField(label=_("mit Änderungen beschlossen"), required=False)
    bemerkung = forms.CharField(
        label=_("Wortlaut der Änderung oder Bemerkung"), required=False, widget=mehrzeilig(4)
    )

    def __init__(self, *args: Any, drucksache: Drucksache, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.moegliche = moegliche_entscheidungen(drucksache)
        self.fields["stand"].widget.choices = self.moegliche
        self.ist_offen = drucksache.stand in OFFEN
        if not self.ist_offen:
            self.fields["bemerkung"].label = _("Bemerkung")

    def felder_der_seite(self) -> list[forms.BoundField]:
        """The fields to show: only a motion can be adopted with changes."""
        return [feld for feld in self if self.ist_offen or feld.name != "ist_geaendert"]

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
    """What was decided: offers only what can follow on the state of the paper."""

    stand = forms.ChoiceField(label=_("Entscheidung"), widget=forms.RadioSelect)
    am = tagesfeld(label=_("Datum"), initial=uhr.heute)
    gremium = forms.CharField(label=_("Gremium"), required=False, max_length=200)
    ist_geaendert = forms.BooleanField(label=_("mit Änderungen beschlossen"), required=False)
    bemerkung = forms.CharField(
        label=_("Wortlaut der Änderung oder Bemerkung"), required=False, widget=mehrzeilig(4)
    )

    def __init__(self, *args: Any, drucksache: Drucksache, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["stand"].choices = moegliche_entscheidungen(drucksache)  # type: ignore[attr-defined]
        if drucksache.stand not in OFFEN:
            del self.fields["ist_geaendert"]
            self.fields["bemerkung"].label = _("Bemerkung")

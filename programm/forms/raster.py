"""Input for rooms, slots and items of the grid."""

from datetime import datetime
from typing import Any

from crispy_forms.layout import Row
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from konferenz.forms.einstellungen import uhrzeitfeld
from konferenz.forms.mehrsprachig import MehrsprachigForm, anordnung
from konferenz.forms.schluessel import MitSchluessel
from programm.models import Raum, Zeitfenster


class RaumForm(MitSchluessel, MehrsprachigForm):
    """A room: how many people, how to get in, how to find it."""

    mehrsprachig = ("lage",)
    zeilen = 3
    plaetze = forms.IntegerField(label=_("Plätze"), min_value=1, max_value=5000)
    position = forms.IntegerField(
        label=_("Reihenfolge"),
        min_value=0,
        max_value=999,
        initial=0,
        help_text=_("Kleine Zahlen stehen im Raster links."),
    )

    class Meta:
        model = Raum
        fields = ("name", "plaetze", "ist_stufenlos", "hat_induktion", "position")


class ZeitfensterForm(MitSchluessel):
    """A slot on the day of the conference, local time."""

    beginn = uhrzeitfeld(label=_("Beginn"))
    ende = uhrzeitfeld(label=_("Ende"))

    def __init__(self, *args: Any, instance: Zeitfenster, **kwargs: Any) -> None:
        self.instance = instance
        super().__init__(*args, **kwargs)
        if instance.pk:
            for name in ("beginn", "ende"):
                self.initial[name] = timezone.localtime(getattr(instance, name)).time()
        self.helper = anordnung("schluessel", Row("beginn", "ende"))

    def clean(self) -> dict[str, Any]:
        daten: dict[str, Any] = super().clean() or {}
        if not self.errors:
            self.instance.beginn, self.instance.ende = self._moment("beginn"), self._moment("ende")
        return daten

    def _moment(self, name: str) -> datetime:
        """The time of day on the slot's own day; a new one is on the day of the conference."""
        alt = self.instance
        tag = timezone.localtime(alt.beginn if alt.pk else alt.konferenz.beginn).date()
        return timezone.make_aware(datetime.combine(tag, self.cleaned_data[name]))

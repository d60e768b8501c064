"""Input for the rules by which working groups are chosen."""

from datetime import datetime, time
from typing import Any

from crispy_forms.layout import Fieldset, Row
from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from anmeldung.models import Gruppenwahl
from konferenz.forms.einstellungen import uhrzeitfeld, zeitpunkt
from konferenz.forms.konten import tagesfeld
from konferenz.forms.mehrsprachig import anordnung

MOMENTE = ("oeffnet_am", "wuensche_bis", "aendern_bis")


class GruppenwahlForm(forms.Form):
    """How people choose, from when, until when; local time."""

    modus = forms.ChoiceField(
        label=_("Verfahren"), choices=Gruppenwahl.Modus.choices, widget=forms.RadioSelect
    )
    oeffnet_am_tag = tagesfeld(label=_("Wahl ab"), required=False, help_text=_("Leer: noch geschlossen."))
    oeffnet_am_zeit = uhrzeitfeld(label=_("Uhrzeit"), required=False, initial=time(8))
    wuensche_bis_tag = tagesfeld(label=_("Wünsche bis"), required=False, help_text=_("Nur bei Wünschen."))
    wuensche_bis_zeit = uhrzeitfeld(label=_("Uhrzeit"), required=False, initial=time(23, 59))
    aendern_bis_tag = tagesfeld(
        label=_("Selbst ändern bis"),
        required=False,
        help_text=_("Danach nur noch durch Sie. Abgeben geht immer."),
    )
    aendern_bis_zeit = uhrzeitfeld(label=_("Uhrzeit"), required=False, initial=time(23, 59))

    def __init__(self, *args: Any, wahl: Gruppenwahl, **kwargs: Any) -> None:
        self.wahl = wahl
        super().__init__(*args, **{**kwargs, "initial": _anfang(wahl)})
        self.helper = anordnung(
            Fieldset(gettext("Wie?"), "modus"),
            Fieldset(gettext("Wann?"), *(Row(f"{name}_tag", f"{name}_zeit") for name in MOMENTE)),
        )

    def clean(self) -> dict[str, Any]:
        daten = super().clean() or self.cleaned_data
        self.wahl.modus = daten.get("modus", self.wahl.modus)
        for name in MOMENTE:
            setattr(self.wahl, name, _moment(daten, name))
        return daten


def _moment(daten: dict[str, Any], name: str) -> datetime | None:
    return zeitpunkt(daten.get(f"{name}_tag"), daten.get(f"{name}_zeit"))


def _anfang(wahl: Gruppenwahl) -> dict[str, Any]:
    werte: dict[str, Any] = {"modus": wahl.modus}
    for name in MOMENTE:
        if zeit := getattr(wahl, name):
            ort = timezone.localtime(zeit)
            werte |= {f"{name}_tag": ort.date(), f"{name}_zeit": ort.time()}
    return werte

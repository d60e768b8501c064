"""Input of date polls: a new one by staff, and the days that staff should mind."""

from datetime import datetime, time
from typing import Any

from crispy_forms.layout import Fieldset, Row
from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from beirat.models import Gremium
from konferenz.forms.einstellungen import uhrzeitfeld, zeitpunkt
from konferenz.forms.konten import tagesfeld
from konferenz.forms.mehrsprachig import anordnung
from konferenz.forms.schluessel import MitSchluessel
from konferenz.models import Ort
from planung.actions.terminumfrage import HOECHSTENS, MINDESTENS
from planung.models import Kalenderhinweis, Terminumfrage

EINFACH = ("titel", "hinweis", "dauer_minuten", "ort", "raum")


class TerminumfrageForm(MitSchluessel):
    """What the meeting is about, the days in question, until when to answer. Empty lines are left out."""

    gremium = forms.ModelChoiceField(
        label=_("Wen fragen Sie?"), queryset=Gremium.objects.none(), empty_label=_("bitte wählen")
    )
    titel = forms.CharField(
        label=_("Worum geht es?"), max_length=200, help_text=_("Zum Beispiel: Sitzung im Oktober")
    )
    hinweis = forms.CharField(
        label=_("Hinweis für die Mitglieder"), required=False, widget=forms.Textarea({"rows": 3})
    )
    dauer_minuten = forms.IntegerField(label=_("Dauer in Minuten"), initial=120, min_value=5, max_value=1440)
    ort = forms.ModelChoiceField(
        label=_("Ort"), queryset=Ort.objects.order_by("name"), required=False, empty_label=_("noch offen")
    )
    raum = forms.CharField(label=_("Raum"), max_length=100, required=False)
    frist = tagesfeld(label=_("Antworten bis"))
    frist_zeit = uhrzeitfeld(label=_("Uhrzeit"), initial=time(18, 0))

    def __init__(self, *args: Any, gremien: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["gremium"].queryset = gremien  # type: ignore[attr-defined]
        for nummer in range(1, HOECHSTENS + 1):
            noetig = nummer <= MINDESTENS
            self.fields[f"tag_{nummer}"] = tagesfeld(
                label=_("%(nummer)d. Vorschlag: Tag") % {"nummer": nummer}, required=noetig
            )
            self.fields[f"zeit_{nummer}"] = uhrzeitfeld(label=_("Beginn"), required=noetig)
        self.helper = anordnung(
            "schluessel",
            Fieldset(gettext("Worum geht es?"), "gremium", "titel", "hinweis"),
            Fieldset(
                gettext("Welche Termine kommen in Frage?"),
                *(Row(f"tag_{nummer}", f"zeit_{nummer}") for nummer in range(1, HOECHSTENS + 1)),
                "dauer_minuten",
            ),
            Fieldset(gettext("Wo?"), Row("ort", "raum")),
            Fieldset(gettext("Bis wann soll geantwortet werden?"), Row("frist", "frist_zeit")),
        )

    def clean(self) -> dict[str, Any]:
        daten: dict[str, Any] = super().clean() or {}
        for nummer in range(1, HOECHSTENS + 1):
            tag, zeit = daten.get(f"tag_{nummer}"), daten.get(f"zeit_{nummer}")
            if tag and zeit is None and f"zeit_{nummer}" not in self.errors:
                self.add_error(f"zeit_{nummer}", _("Bitte geben Sie auch die Uhrzeit an."))
            if zeit and tag is None and f"tag_{nummer}" not in self.errors:
                self.add_error(f"tag_{nummer}", _("Bitte geben Sie auch den Tag an."))
        return daten

    def umfrage(self) -> Terminumfrage:
        """The poll to begin."""
        daten = self.cleaned_data
        umfrage = Terminumfrage(gremium=daten["gremium"])
        umfrage.frist = zeitpunkt(daten["frist"], daten["frist_zeit"]) or umfrage.frist
        for name in EINFACH:
            setattr(umfrage, name, daten[name])
        return umfrage

    def beginne(self) -> list[datetime]:
        """The proposed beginnings."""
        daten = self.cleaned_data
        alle = (
            zeitpunkt(daten.get(f"tag_{nummer}"), daten.get(f"zeit_{nummer}"))
            for nummer in range(1, HOECHSTENS + 1)
        )
        return [beginn for beginn in alle if beginn]


class KalenderhinweisForm(forms.ModelForm):
    """School holidays, a public or a religious holiday."""

    class Meta:
        model = Kalenderhinweis
        fields = ("name", "art", "von", "bis")
        field_classes = {"von": forms.DateField, "bis": forms.DateField}
        widgets = {
            feld: forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}) for feld in ("von", "bis")
        }
        help_texts = {"bis": _("letzter Tag; bei einem einzelnen Tag derselbe")}

"""Input for meetings: time and place, cancelling, the invitation, answers."""

from typing import Any

from crispy_forms.layout import Fieldset, Row
from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from beirat.models import Gremium
from konferenz.forms.einstellungen import HttpsFeld, uhrzeitfeld, zeitpunkt
from konferenz.forms.konten import tagesfeld
from konferenz.forms.mehrsprachig import anordnung
from konferenz.forms.schluessel import MitSchluessel
from konferenz.models import Nachricht, Ort
from planung.models import Sitzung, Teilnahme

EINFACH = ("form", "ort", "raum", "zugangshinweis", "videolink", "einwahl", "ist_oeffentlich")


class SitzungForm(MitSchluessel):
    """When and where; all of one day, local time. Only a new meeting asks for its body."""

    gremium = forms.ModelChoiceField(
        label=_("Gremium"), queryset=Gremium.objects.none(), empty_label=_("bitte wählen")
    )
    tag = tagesfeld(label=_("Tag"))
    von = uhrzeitfeld(label=_("Beginn"))
    bis = uhrzeitfeld(label=_("Ende"))
    form = forms.ChoiceField(label=_("Wie treffen Sie sich?"), choices=Sitzung.Form)
    ort = forms.ModelChoiceField(
        label=_("Ort"), queryset=Ort.objects.order_by("name"), required=False, empty_label=_("noch offen")
    )
    raum = forms.CharField(label=_("Raum"), max_length=100, required=False)
    zugangshinweis = forms.CharField(
        label=_("Hinweise zum Zugang"),
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Zum Beispiel: Aufzug im Hof, Klingel „Pforte“."),
    )
    videolink = HttpsFeld(label=_("Adresse der Videokonferenz"), required=False)
    einwahl = forms.CharField(label=_("Einwahl am Telefon"), max_length=200, required=False)
    ist_oeffentlich = forms.BooleanField(label=_("Die Sitzung ist öffentlich."), required=False)

    def __init__(self, *args: Any, gremien: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if gremien is None:
            del self.fields["gremium"]
        else:
            self.fields["gremium"].queryset = gremien  # type: ignore[attr-defined]
        erste = ["gremium"] if gremien is not None else []
        self.helper = anordnung(
            "schluessel",
            Fieldset(gettext("Wann?"), *erste, "tag", Row("von", "bis")),
            Fieldset(gettext("Wo?"), "form", Row("ort", "raum"), "zugangshinweis"),
            Fieldset(gettext("Online"), "videolink", "einwahl"),
            "ist_oeffentlich",
        )

    @staticmethod
    def anfang(sitzung: Sitzung) -> dict[str, Any]:
        """Initial values from a stored meeting."""
        von, bis = timezone.localtime(sitzung.beginn), timezone.localtime(sitzung.ende)
        zeiten = {"tag": von.date(), "von": von.time(), "bis": bis.time()}
        return zeiten | {name: getattr(sitzung, name) for name in EINFACH}

    def fuelle(self, sitzung: Sitzung) -> Sitzung:
        """The meeting with the values of the valid form."""
        daten = self.cleaned_data
        sitzung.beginn = zeitpunkt(daten["tag"], daten["von"]) or sitzung.beginn
        sitzung.ende = zeitpunkt(daten["tag"], daten["bis"]) or sitzung.ende
        for name in EINFACH:
            setattr(sitzung, name, daten[name])
        return sitzung

    def clean(self) -> dict[str, Any]:
        daten: dict[str, Any] = super().clean() or {}
        von, bis = daten.get("von"), daten.get("bis")
        if von and bis and bis <= von:
            self.add_error("bis", _("Das Ende liegt vor dem Beginn."))
        return daten


class AbsageForm(forms.Form):
    """Why a meeting is cancelled."""

    grund = forms.CharField(
        label=_("Grund der Absage"),
        max_length=300,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Der Grund steht in dem Brief an alle, die eingeladen sind."),
    )


class EinladungForm(forms.Form):
    """Covering letter; where the notice period is shortened also the reason."""

    anschreiben = forms.CharField(
        label=_("Anschreiben"),
        required=False,
        widget=forms.Textarea({"rows": 5}),
        help_text=_("Steht in jedem Brief zwischen Termin und Tagesordnung."),
    )
    begruendung = forms.CharField(
        label=_("Warum eilt es?"),
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Die Ladungsfrist ist verkürzt. Der Grund steht in der Einladung."),
    )

    def __init__(self, *args: Any, ist_verkuerzt: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not ist_verkuerzt:
            del self.fields["begruendung"]
        self.helper = anordnung(*self.fields)


class WegForm(forms.Form):
    """How somebody was told whom no mail reached."""

    weg = forms.ChoiceField(
        choices=[(weg.value, weg.label) for weg in (Nachricht.Weg.BRIEF, Nachricht.Weg.TELEFON)]
    )


class AntwortForm(forms.Form):
    """Whether somebody comes."""

    antwort = forms.ChoiceField(
        label=_("Antwort"),
        widget=forms.RadioSelect,
        choices=(
            (Teilnahme.Antwort.ZUGESAGT.value, _("kommt")),
            (Teilnahme.Antwort.VIELLEICHT.value, _("kommt vielleicht")),
            (Teilnahme.Antwort.ABGESAGT.value, _("kommt nicht")),
        ),
    )
    bemerkung = forms.CharField(
        label=_("Bemerkung"),
        max_length=300,
        required=False,
        help_text=_("Zum Beispiel: kommt eine halbe Stunde später."),
    )

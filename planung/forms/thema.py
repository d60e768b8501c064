"""Input of topics, fields of action, rounds of points."""

from datetime import datetime, time
from typing import Any

from crispy_forms.layout import Row
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from beirat.models import Gremium
from budget.models import Kostenposition
from konferenz.forms.betrag import Betragsfeld
from konferenz.forms.einstellungen import uhrzeitfeld, zeitpunkt
from konferenz.forms.konten import tagesfeld
from konferenz.forms.mehrsprachig import anordnung
from konferenz.forms.schluessel import MitSchluessel
from konferenz.models import Konferenz
from planung.models import Handlungsfeld, Priorisierungsrunde, Thema


class ThemaForm(MitSchluessel, forms.ModelForm):
    """What it is about, and where it belongs."""

    class Meta:
        model = Thema
        fields = ("titel", "beschreibung", "handlungsfeld")
        widgets = {"beschreibung": forms.Textarea({"rows": 5})}
        help_texts = {"beschreibung": _("Was soll anders werden? Für wen ist es wichtig?")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        feld: Any = self.fields["handlungsfeld"]
        feld.queryset = self.instance.konferenz.handlungsfelder.all()
        feld.empty_label = _("noch offen")


class OeffnenForm(forms.Form):
    """Until when everybody may propose; without a day it is closed."""

    tag = tagesfeld(
        label=_("Vorschläge bis"), required=False, help_text=_("Leer heißt: nur Mitglieder schlagen vor.")
    )
    zeit = uhrzeitfeld(label=_("Uhrzeit"), required=False, initial=time(18, 0))

    def bis(self) -> datetime | None:
        """The moment, None for closed; a day without a time ends in the evening."""
        daten = self.cleaned_data
        return zeitpunkt(daten["tag"], daten["zeit"] or time(18, 0))


class GrundForm(forms.Form):
    """Why a topic is not admitted."""

    grund = forms.CharField(label=_("Grund"), max_length=300)


class VereinenForm(forms.Form):
    """Into which topic this one goes."""

    mit = forms.ModelChoiceField(
        label=_("Mit welchem Thema?"),
        queryset=Thema.objects.none(),
        empty_label=_("bitte wählen"),
        help_text=_("Dieses Thema bleibt, das andere steht dann darin."),
    )

    def __init__(self, *args: Any, andere: QuerySet[Thema], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["mit"].queryset = andere  # type: ignore[attr-defined]


class KostenForm(MitSchluessel):
    """How much a topic needs, and for what."""

    art = forms.ChoiceField(label=_("Wofür?"), choices=Kostenposition.Art)
    betrag = Betragsfeld(label=_("geschätzter Betrag in Euro (brutto)"))


class HandlungsfeldForm(forms.ModelForm):
    """Name and place of a field of action."""

    class Meta:
        model = Handlungsfeld
        fields = ("name", "position")


class RundeForm(MitSchluessel):
    """Who gives how many points until when."""

    gremium = forms.ModelChoiceField(
        label=_("Wer gibt Punkte?"), queryset=Gremium.objects.none(), empty_label=_("bitte wählen")
    )
    titel = forms.CharField(label=_("Titel"), max_length=200, initial=_("Welche Themen sind uns wichtig?"))
    punkte = forms.IntegerField(label=_("Punkte je Person"), initial=5, min_value=1, max_value=100)
    tag = tagesfeld(label=_("Punkte vergeben bis"))
    zeit = uhrzeitfeld(label=_("Uhrzeit"), initial=time(18, 0))

    def __init__(self, *args: Any, konferenz: Konferenz, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.konferenz = konferenz
        self.fields["gremium"].queryset = Gremium.objects.order_by("name")  # type: ignore[attr-defined]
        self.helper = anordnung("schluessel", "gremium", "titel", "punkte", Row("tag", "zeit"))

    def runde(self) -> Priorisierungsrunde:
        """The round to begin."""
        daten = self.cleaned_data
        runde = Priorisierungsrunde(
            konferenz=self.konferenz,
            gremium=daten["gremium"],
            titel=daten["titel"],
            punkte=daten["punkte"],
        )
        runde.bis = zeitpunkt(daten["tag"], daten["zeit"]) or runde.bis
        return runde

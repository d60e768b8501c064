"""Input for tasks and resubmissions."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from beirat.models import Mitgliedschaft
from konferenz.forms.konten import tagesfeld
from konferenz.forms.schluessel import MitSchluessel
from planung.models import Aufgabe


class _AnWen(forms.Form):
    """Form mixin: who is to do it, grouped by body; the choice names both."""

    wer = forms.ChoiceField(label=_("Wer erledigt es?"))

    def setze_auswahl(self, empfaenger: list[Mitgliedschaft]) -> None:
        """Offer these people; each stands below the body it is asked in."""
        self._je_wahl = {f"{eine.sitz.gremium_id}-{eine.person_id}": eine for eine in empfaenger}
        gruppen: dict[str, list[tuple[str, str]]] = {}
        for wahl, eine in self._je_wahl.items():
            gruppen.setdefault(eine.sitz.gremium.name, []).append((wahl, eine.person.anzeigename))
        feld: Any = self.fields["wer"]
        feld.choices = [("", _("bitte wählen")), *gruppen.items()]

    def gewaehlt(self) -> dict[str, Any]:
        """Body and person of a valid choice."""
        eine = self._je_wahl[self.cleaned_data["wer"]]
        return {"gremium": eine.sitz.gremium, "verantwortlich": eine.person}


class AufgabeForm(_AnWen, MitSchluessel, forms.Form):
    """What is to be done, by whom, until when."""

    titel = forms.CharField(
        label=_("Was ist zu tun?"),
        max_length=200,
        help_text=_("Zum Beispiel: Raum für die AG Wohnen anfragen."),
    )
    frist = tagesfeld(label=_("Zu erledigen bis"), required=False)
    beschreibung = forms.CharField(
        label=_("Einzelheiten"), required=False, widget=forms.Textarea({"rows": 4})
    )
    field_order = ["titel", "wer", "frist", "beschreibung"]

    def __init__(self, *args: Any, empfaenger: list[Mitgliedschaft], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.setze_auswahl(empfaenger)

    def angaben_der_aufgabe(self) -> dict[str, Any]:
        """Fields of the task."""
        daten = self.cleaned_data
        return {name: daten[name] for name in ("titel", "frist", "beschreibung")} | self.gewaehlt()


class StandForm(forms.Form):
    """How far it is."""

    stand = forms.ChoiceField(label=_("Stand"), choices=Aufgabe.Stand.choices, widget=forms.RadioSelect)
    ergebnis = forms.CharField(
        label=_("Was ist herausgekommen?"),
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Ein Satz genügt. Ist sie nicht mehr nötig, schreiben Sie bitte, warum."),
    )


class WiedervorlageForm(_AnWen, MitSchluessel, forms.Form):
    """A note that comes back on a day."""

    anlass = forms.CharField(label=_("Woran soll erinnert werden?"), max_length=200)
    am = tagesfeld(label=_("Wieder vorlegen am"))
    field_order = ["anlass", "am", "wer"]

    def __init__(self, *args: Any, empfaenger: list[Mitgliedschaft], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.setze_auswahl(empfaenger)
        self.fields["wer"].label = _("Wem?")


class Aufgabenfilter(forms.Form):
    """What the list shows; entries nobody can make count as none."""

    ohne_optional = True
    WESSEN = (("", _("alle")), ("meine", _("nur meine")))
    STAND = (("", _("offen")), ("erledigt", _("abgeschlossen")), ("alle", _("alle")))

    wessen = forms.ChoiceField(label=_("Wessen Aufgaben"), required=False, choices=WESSEN)
    stand = forms.ChoiceField(label=_("Stand"), required=False, choices=STAND)

    def wahl(self, name: str) -> str:
        """A valid entry, else empty."""
        self.is_valid()
        return str(self.cleaned_data.get(name, ""))

"""Input for items of the agenda."""

from typing import Any

from crispy_forms.layout import Row
from django import forms
from django.utils.translation import gettext_lazy as _

from beirat.models import Person
from konferenz.forms.mehrsprachig import anordnung
from konferenz.forms.schluessel import MitSchluessel
from konferenz.models import Drucksache
from planung.models import Sitzung, Tagesordnungspunkt
from planung.queries.tagesordnung import nummern

FELDER = ("titel", "art", "beschreibung", "minuten", "ist_oeffentlich", "berichtet", "drucksache")


class PunktForm(MitSchluessel):
    """One item; a new one also says where it stands."""

    titel = forms.CharField(label=_("Titel"), max_length=300)
    art = forms.ChoiceField(label=_("Art"), choices=Tagesordnungspunkt.Art, initial="sache")
    beschreibung = forms.CharField(
        label=_("Worum geht es?"), required=False, widget=forms.Textarea({"rows": 3})
    )
    minuten = forms.IntegerField(label=_("Minuten"), min_value=0, max_value=600, initial=10)
    ist_oeffentlich = forms.BooleanField(
        label=_("Öffentlich"),
        required=False,
        initial=True,
        help_text=_("Nicht öffentliche Punkte lesen nur Mitglieder; Gäste sehen „nichtöffentlich“."),
    )
    berichtet = forms.ModelChoiceField(
        label=_("Wer berichtet?"), queryset=Person.objects.none(), required=False, empty_label=_("noch offen")
    )
    drucksache = forms.ModelChoiceField(
        label=_("Drucksache"), queryset=Drucksache.objects.all(), required=False, empty_label=_("keine")
    )
    unter = forms.TypedChoiceField(
        label=_("Unterpunkt zu"), required=False, coerce=int, empty_value=None, choices=()
    )

    def __init__(self, *args: Any, sitzung: Sitzung, ist_neu: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        menschen = Person.objects.filter(mitgliedschaften__sitz__gremium=sitzung.gremium_id).distinct()
        self.fields["berichtet"].queryset = menschen.order_by("anzeigename")  # type: ignore[attr-defined]
        weitere: tuple[Any, ...] = ("beschreibung", "ist_oeffentlich", Row("berichtet", "drucksache"))
        if ist_neu:
            self._setze_auswahl(sitzung)
        else:
            del self.fields["unter"]
        oben = ("unter",) if ist_neu else ()
        self.helper = anordnung("schluessel", "titel", *oben, Row("art", "minuten"), *weitere)

    def _setze_auswahl(self, sitzung: Sitzung) -> None:
        punkte = list(sitzung.punkte.in_ordnung())
        haupt = [
            (punkt.pk, f"{punkt.nummer or nummer} {punkt.titel}")
            for punkt, nummer in zip(punkte, nummern(punkte), strict=True)
            if punkt.uebergeordnet_id is None
        ]
        self.fields["unter"].choices = [("", _("keinem, ein eigener Punkt")), *haupt]  # type: ignore[attr-defined]

    @staticmethod
    def anfang(punkt: Tagesordnungspunkt) -> dict[str, Any]:
        """Initial values from a stored item."""
        return {name: getattr(punkt, name) for name in FELDER}

    def fuelle(self, punkt: Tagesordnungspunkt) -> Tagesordnungspunkt:
        """The item with the values of the valid form."""
        for name in FELDER:
            setattr(punkt, name, self.cleaned_data[name])
        if unter := self.cleaned_data.get("unter"):
            punkt.uebergeordnet = Tagesordnungspunkt.objects.select_related("uebergeordnet").get(pk=unter)
        return punkt


class VerschiebenForm(forms.Form):
    """By how many places an item moves."""

    schritte = forms.IntegerField(min_value=-200, max_value=200)

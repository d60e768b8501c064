"""Input for procurement: thresholds of the house, offers, the note."""

from typing import Any

from crispy_forms.layout import Row
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from budget.models import Angebot, Wertgrenze, Zahlungsempfaenger
from budget.queries.vergabe import Vergabelage
from konferenz.formate import euro
from konferenz.forms.betrag import Betragsfeld
from konferenz.forms.konten import tagesfeld
from konferenz.forms.mehrsprachig import anordnung
from konferenz.forms.schluessel import MitSchluessel


class WertgrenzeForm(forms.ModelForm):
    """A threshold from a day on, with where it comes from."""

    bis_netto = Betragsfeld(
        label=_("bis Auftragswert (netto) in Euro"),
        required=False,
        help_text=_("Leer heißt: ohne Grenze nach oben."),
    )
    gueltig_ab = tagesfeld(label=_("gültig ab"))

    class Meta:
        model = Wertgrenze
        fields = ("verfahren", "gueltig_ab", "bis_netto", "angebote", "zusammen_tage", "fundstelle")
        help_texts = {
            "angebote": _("Wie viele vergleichbare Angebote das Verfahren verlangt; 0 für keines."),
            "zusammen_tage": _(
                "Aufträge an einen Empfänger oder für eine Position, die so nah beieinander liegen."
            ),
            "fundstelle": _("Gesetz, Verordnung oder Rundschreiben mit Datum."),
        }


class AngebotForm(MitSchluessel):
    """An offer; a bidder nobody knows yet is named by hand."""

    anbieter = forms.ModelChoiceField(
        label=_("Anbieter"),
        queryset=Zahlungsempfaenger.objects.all(),
        required=False,
        empty_label=_("bitte wählen"),
    )
    anbieter_name = forms.CharField(
        label=_("oder: Name eines neuen Anbieters"), max_length=200, required=False
    )
    netto = Betragsfeld(label=_("netto in Euro"))
    brutto = Betragsfeld(label=_("brutto in Euro"))
    vom = tagesfeld(label=_("Angebot vom"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = anordnung("schluessel", "anbieter", "anbieter_name", Row("netto", "brutto"), "vom")

    def clean(self) -> dict[str, Any]:
        daten: dict[str, Any] = super().clean() or {}
        genannt, neu = daten.get("anbieter"), (daten.get("anbieter_name") or "").strip()
        if bool(genannt) == bool(neu) and "anbieter" not in self.errors:
            satz = _("Bitte wählen Sie einen Anbieter oder nennen Sie einen neuen.")
            self.add_error("anbieter", ValidationError(satz, code="anbieter"))
        netto, brutto = daten.get("netto"), daten.get("brutto")
        if netto and brutto and brutto < netto:
            self.add_error("brutto", _("Brutto kann nicht kleiner als netto sein."))
        return daten


class Angebotswahl(forms.ModelChoiceField):
    """Offers by bidder and gross amount."""

    def label_from_instance(self, obj: Any) -> str:
        return _("%(wer)s, %(betrag)s brutto") % {"wer": obj.anbieter, "betrag": euro(obj.brutto)}


class VermerkForm(forms.Form):
    """Why an order goes where it goes."""

    verfahren = forms.ChoiceField(label=_("Verfahren"), choices=Wertgrenze.Verfahren)
    auftragswert_netto = Betragsfeld(label=_("Auftragswert (netto) in Euro"))
    gewaehlt = Angebotswahl(
        label=_("gewähltes Angebot"),
        queryset=Angebot.objects.none(),
        required=False,
        empty_label=_("ohne Angebot"),
    )
    begruendung = forms.CharField(
        label=_("Begründung"),
        widget=forms.Textarea({"rows": 6}),
        help_text=_(
            "Warum dieses Verfahren und dieses Angebot; auch, warum Angebote fehlen oder ein teureres gewählt ist."
        ),
    )

    def __init__(self, *args: Any, lage: Vergabelage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["gewaehlt"].queryset = lage.vorgang.angebote.select_related("anbieter")  # type: ignore[attr-defined]

    @staticmethod
    def von(lage: Vergabelage) -> dict[str, Any]:
        """What the note says, or a proposal: the procedure of the value and the cheapest offer."""
        if vermerk := lage.vermerk:
            return {
                "verfahren": vermerk.verfahren,
                "auftragswert_netto": vermerk.auftragswert_netto,
                "gewaehlt": vermerk.gewaehlt_id,
                "begruendung": vermerk.begruendung,
            }
        guenstigstes = min(lage.angebote, key=lambda eines: eines.brutto, default=None)
        return {
            "verfahren": lage.verfahren.verfahren if lage.verfahren else None,
            "auftragswert_netto": guenstigstes.netto if guenstigstes else None,
            "gewaehlt": guenstigstes.pk if guenstigstes else None,
        }

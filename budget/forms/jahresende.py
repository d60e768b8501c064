"""Input for what is open after the end of a year: how much is released, or covered by which other money."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from budget.models import Deckungsquelle
from budget.queries.stand import Lage
from konferenz import uhr
from konferenz.formate import euro
from konferenz.forms.betrag import Betragsfeld
from konferenz.forms.schluessel import MitSchluessel


class FreigabeForm(MitSchluessel):
    """How much becomes free, and why."""

    betrag = Betragsfeld(label=_("Betrag in Euro"))
    grund = forms.CharField(label=_("Grund"), max_length=300)


class Quellenwahl(forms.ModelChoiceField):
    """Sources with what they give today."""

    lage: Lage

    def label_from_instance(self, obj: Any) -> str:
        verfuegbar = self.lage.zu(obj).verfuegbar(uhr.heute())
        return _("%(quelle)s, nutzbar %(betrag)s") % {"quelle": obj, "betrag": euro(verfuegbar)}


class UmdeckungForm(MitSchluessel):
    """How much is covered by which other money, and why."""

    betrag = Betragsfeld(label=_("Betrag in Euro"))
    quelle = Quellenwahl(
        label=_("Woraus?"),
        queryset=Deckungsquelle.objects.none(),
        required=False,
        empty_label=_("der Reihe nach, wie bei jeder Festlegung"),
    )
    begruendung = forms.CharField(label=_("Grund der Umdeckung"), max_length=300)

    def __init__(self, *args: Any, lage: Lage, ohne: Deckungsquelle, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        heute = uhr.heute()
        offene = [stand.quelle.pk for stand in lage.des_beschlusses if stand.quelle.kennt(heute)]
        quelle: Any = self.fields["quelle"]
        quelle.lage = lage
        quelle.queryset = lage.bereitstellung.quellen.mit_topf().filter(pk__in=offene).exclude(pk=ohne.pk)

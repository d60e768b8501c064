"""Input for what is committed and not paid: how much is released, or covered by which other money."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from budget.models import Buchung, Deckungsquelle, Vorgang
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
    """How much is covered by which other money, and why. Money of the resolution and other income never replace each
    other (F14).
    """

    ohne_optional = ("quelle",)

    betrag = Betragsfeld(label=_("Betrag in Euro"))
    quelle = Quellenwahl(
        label=_("Woraus?"),
        queryset=Deckungsquelle.objects.none(),
        required=False,
        empty_label=_("der Reihe nach, wie bei jeder Festlegung"),
    )
    leistungsjahr_vermerk = forms.CharField(
        label=_("Vermerk zu Kosten im Leistungsjahr"),
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Nötig, wenn aus einem früheren Jahr gedeckt wird als dem der Leistung."),
    )
    begruendung = forms.CharField(label=_("Grund der Umdeckung"), max_length=300)

    def __init__(self, *args: Any, lage: Lage, festlegung: Buchung, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ist_sonstige = festlegung.vorgang.ist_sonstige
        quellen = lage.sonstige if ist_sonstige else lage.des_beschlusses
        andere = [
            stand.quelle.pk
            for stand in quellen
            if stand.quelle.kennt(uhr.heute()) and stand.quelle != festlegung.quelle
        ]
        quelle: Any = self.fields["quelle"]
        quelle.lage = lage
        quelle.queryset = lage.bereitstellung.quellen.mit_topf().filter(pk__in=andere)
        self.fields["leistungsjahr_vermerk"].initial = festlegung.vorgang.leistungsjahr_vermerk
        if festlegung.vorgang.form == Vorgang.Form.ZUWENDUNG:  # the notice decides, nothing is asked (F6)
            del self.fields["leistungsjahr_vermerk"]
        if ist_sonstige:  # no order of ranks leads from one income to another
            quelle.required, quelle.empty_label = True, _("bitte wählen")


class GrundForm(MitSchluessel):
    """Why a row is ended or taken back."""

    grund = forms.CharField(label=_("Grund"), max_length=300)

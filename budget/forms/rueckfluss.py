"""Input for money that came back, and whether it may be spent again."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from budget.forms.freigeben import Quellenwahl
from budget.models import Buchung, Deckungsquelle
from budget.queries.stand import Lage
from konferenz import uhr
from konferenz.forms.betrag import Betragsfeld
from konferenz.forms.konten import tagesfeld
from konferenz.forms.schluessel import MitSchluessel


class RueckflussForm(MitSchluessel):
    """How much of a payment came back, when and why."""

    betrag = Betragsfeld(label=_("Betrag in Euro"))
    eingegangen_am = tagesfeld(label=_("Eingegangen am"), initial=uhr.heute)
    grund = forms.CharField(
        label=_("Grund"),
        max_length=300,
        help_text=_("Zum Beispiel: Gutschrift der Saalmiete, Az. 44-2024/17."),
    )


class WiederverwendungForm(MitSchluessel):
    """Whether a refund may be spent again; one that came after the cut-off needs a confirmation and may go to a source
    of the year of receipt (F13).
    """

    ohne_optional = ("quelle",)

    quelle = Quellenwahl(
        label=_("Welche Quelle darf es wieder ausgeben?"),
        queryset=Deckungsquelle.objects.none(),
        required=False,
        empty_label=_("keine: Nur die Obergrenze wächst"),
    )
    grund = forms.CharField(label=_("Vermerk"), max_length=300, required=False)

    def __init__(self, *args: Any, lage: Lage, rueckfluss: Buchung, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        quelle: Any = self.fields["quelle"]
        if rueckfluss.wertstellung <= rueckfluss.quelle.bindung_bis:  # type: ignore[union-attr]
            del self.fields["quelle"]
            return
        jahr = rueckfluss.wertstellung.year
        quellen = lage.sonstige if rueckfluss.vorgang.ist_sonstige else lage.des_beschlusses
        moegliche = [
            stand.quelle.pk
            for stand in quellen
            if stand.quelle != rueckfluss.quelle
            and stand.quelle.haushaltsjahr_id <= jahr <= stand.quelle.letztes_jahr
        ]
        quelle.lage = lage
        quelle.queryset = lage.bereitstellung.quellen.mit_topf().filter(pk__in=moegliche)
        self.fields["grund"].required = True
        self.fields["grund"].label = _("Bestätigung der Ressourcensteuerung")
        self.fields["grund"].help_text = _(
            "Wer hat wann bestätigt, dass das Geld wieder verwendet werden darf?"
        )

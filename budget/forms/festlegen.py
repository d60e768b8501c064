"""Input for committing: what it is for, for whom, how much, when; then how it is covered."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from budget.actions.festlegen import pruefe_tag
from budget.forms.vorgang import VorgangForm
from budget.models import Beleg, Bereitstellung, Buchung, Deckungsquelle
from budget.queries.vorschlag import Vorschlag
from konferenz import uhr
from konferenz.forms.konten import tagesfeld
from konferenz.forms.schluessel import MitSchluessel

OHNE_NACHWEIS = _("Bitte laden Sie zuerst den unterschriebenen Auftrag oder Bescheid hoch.")


class AngabenForm(VorgangForm):
    """First step of committing. `reservierung` is the one that is redeemed with it; with `spaet` it is a late entry of
    what was ordered or granted earlier, with the signed paper as `nachweis` (F5).
    """

    ohne_optional = ("empfaenger", "empfaenger_name")

    reservierung = forms.ModelChoiceField(
        queryset=Buchung.objects.none(),
        required=False,
        widget=forms.HiddenInput,
        error_messages={"invalid_choice": _("Diese Reservierung gehört nicht zu diesem Vorgang.")},
    )
    nachweis = forms.ModelChoiceField(
        queryset=Beleg.objects.none(),
        widget=forms.HiddenInput,
        error_messages=dict.fromkeys(("required", "invalid_choice"), OHNE_NACHWEIS),
    )
    festgelegt_am = tagesfeld(
        label=_("Auftrag oder Bescheid vom"),
        help_text=_(
            "Der Tag, an dem unterschrieben wurde. Im Buch steht daneben, dass heute eingetragen wurde."
        ),
    )

    def __init__(self, *args: Any, spaet: bool = False, **kwargs: Any) -> None:
        self.spaet = spaet
        super().__init__(*args, **kwargs)

    def _bereite_vor(self, bereitstellung: Bereitstellung) -> None:
        super()._bereite_vor(bereitstellung)
        self.fields["nachweis"].queryset = bereitstellung.belege.all()  # type: ignore[attr-defined]
        if not self.spaet:
            del self.fields["nachweis"], self.fields["festgelegt_am"]
        if self.vorgang.pk is None:
            del self.fields["reservierung"]
        else:
            reihe = self.vorgang.buchungen.filter(art=Buchung.Art.RESERVIERUNG)
            self.fields["reservierung"].queryset = reihe  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        daten = super().clean()
        if daten.get("festgelegt_am") and daten.get("nachweis"):
            try:
                pruefe_tag(daten["festgelegt_am"], daten["nachweis"])
            except ValidationError as fehler:
                self.add_error(None if hasattr(fehler, "error_dict") else "festgelegt_am", fehler)
        return daten

    @property
    def tag(self) -> date:
        """The legal date of the commitment."""
        return self.cleaned_data.get("festgelegt_am") or uhr.heute()

    @property
    def zu_reservierung(self) -> Buchung | None:
        return self.cleaned_data.get("reservierung")


class DeckungForm(MitSchluessel):
    """Second step of committing: which sources, and why if not the proposal."""

    wahl = forms.ChoiceField(
        label=_("Wie soll gedeckt werden?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Bitte wählen Sie, wie gedeckt werden soll.")},
    )
    leistungsjahr_vermerk = forms.CharField(
        label=_("Vermerk zu Kosten im Leistungsjahr"),
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_(
            "Kosten entstehen im Leistungsjahr. Wird aus einem früheren Jahr gedeckt, geht das nur mit Übertrag oder "
            "nach Bestätigung der Ressourcensteuerung: Schreiben Sie bitte, worauf Sie sich stützen."
        ),
    )
    begruendung = forms.CharField(
        label=_("Begründung der Deckung"),
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Steht im Bericht an die Bezirksversammlung. Pflicht, wenn Sie vom Vorschlag abweichen."),
    )

    def __init__(self, *args: Any, vorschlag: Vorschlag, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.vorschlag = vorschlag
        quellen = {f"ganz-{stand.quelle.pk}": stand.quelle for stand in vorschlag.lage.des_beschlusses}
        self.quellen: dict[str, Deckungsquelle] = quellen
        wahl: Any = self.fields["wahl"]
        wahl.choices = [(wert, wert) for wert in ("auffuellen", "einnahme", *quellen)]
        wahl.initial = vorschlag.empfohlen.wert if vorschlag.empfohlen else None
        betroffen = vorschlag.wahlen_aus_frueherem_jahr
        self.fields["leistungsjahr_vermerk"].required = len(betroffen) == len(vorschlag.moegliche)
        if not betroffen and not self.data.get(
            "leistungsjahr_vermerk"
        ):  # a form sent twice says the same again
            del self.fields["leistungsjahr_vermerk"]

    def clean(self) -> dict[str, Any]:
        daten: dict[str, Any] = super().clean() or {}
        if str(daten.get("wahl", "")).startswith("ganz-") and not daten.get("begruendung", "").strip():
            satz = _("Sie weichen vom Vorschlag ab. Bitte schreiben Sie, warum.")
            self.add_error("begruendung", ValidationError(satz, code="grund"))
        return daten

    def entscheidung(self) -> dict[str, Any]:
        """Arguments of `festlegen` that follow from the choice."""
        gewaehlt = self.vorschlag.wahl(self.cleaned_data["wahl"])
        quelle = gewaehlt.quelle if gewaehlt else None
        ist_allein = self.cleaned_data["wahl"].startswith("ganz-")
        return {
            "regel": Bereitstellung.Regel.GANZ_SPAETER if ist_allein else Bereitstellung.Regel.AUFFUELLEN,
            "quelle": quelle or self.quellen.get(self.cleaned_data["wahl"]),
            "begruendung": self.cleaned_data["begruendung"],
        }

"""Input for reserving and committing: what it is for, for whom, how much, when; then how it is covered."""

from datetime import date
from typing import Any

from crispy_forms.layout import Fieldset, Row
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from budget.actions.festlegen import pruefe_tag
from budget.models import (
    Beleg,
    Bereitstellung,
    Buchung,
    Deckungsquelle,
    Kostenposition,
    Vorgang,
    Zahlungsempfaenger,
)
from budget.queries.vorschlag import Vorschlag
from konferenz import uhr
from konferenz.forms.betrag import Betragsfeld
from konferenz.forms.konten import tagesfeld
from konferenz.forms.mehrsprachig import anordnung
from konferenz.forms.schluessel import MitSchluessel

ANGABEN = ("zweck", "form", "position", "leistung_von", "leistung_bis")
"""Fields of the form that are fields of a case."""
OHNE_NACHWEIS = _("Bitte laden Sie zuerst den unterschriebenen Auftrag oder Bescheid hoch.")


class VorgangForm(forms.Form):
    """What a case is about. `vorgang` may be stored already: then its particulars stand in the form."""

    empfaenger_noetig = True

    zweck = forms.CharField(label=_("Wofür?"), max_length=200)
    betrag = Betragsfeld(label=_("Betrag in Euro (brutto)"))
    position = forms.ModelChoiceField(
        label=_("Kostenposition"),
        queryset=Kostenposition.objects.none(),
        required=False,
        empty_label=_("keine"),
    )
    form = forms.ChoiceField(
        label=_("Durchführung"), choices=Vorgang.Form, initial=Vorgang.Form.EIGEN, widget=forms.RadioSelect
    )
    empfaenger = forms.ModelChoiceField(
        label=_("Empfänger"),
        queryset=Zahlungsempfaenger.objects.all(),
        required=False,
        empty_label=_("bitte wählen"),
    )
    empfaenger_name = forms.CharField(
        label=_("oder: Name eines neuen Empfängers"), max_length=200, required=False
    )
    leistung_von = tagesfeld(label=_("Leistung von"), required=False)
    leistung_bis = tagesfeld(label=_("Leistung bis"), required=False)
    einnahme = forms.ModelChoiceField(
        label=_("Bezahlt aus"),
        queryset=Deckungsquelle.objects.none(),
        required=False,
        empty_label=_("Mitteln des Beschlusses"),
        help_text=_("Sonstige Einnahmen zählen nicht zur Obergrenze."),
    )

    def __init__(self, *args: Any, vorgang: Vorgang, **kwargs: Any) -> None:
        self.vorgang = vorgang
        kwargs["initial"] = self.von(vorgang) | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self._bereite_vor(vorgang.bereitstellung)
        self.helper = anordnung(
            *self._vorn(),
            Fieldset(gettext("Was?"), "zweck", *self._gibt_es("betrag", "position", "einnahme")),
            Fieldset(gettext("Wer?"), *self._gibt_es("form"), "empfaenger", "empfaenger_name"),
            Fieldset(
                gettext("Wann?"),
                *self._gibt_es("festgelegt_am"),
                Row("leistung_von", "leistung_bis"),
                *self._gibt_es("endet_am", "leistungsjahr_vermerk"),
            ),
        )

    def _vorn(self) -> list[str]:
        return self._gibt_es("schluessel", "reservierung", "nachweis")

    def _gibt_es(self, *namen: str) -> list[str]:
        return [name for name in namen if name in self.fields]

    def _bereite_vor(self, bereitstellung: Bereitstellung) -> None:
        """Choices of the fields; what gives no choice goes, such as other income where there is none."""
        self.fields["position"].queryset = bereitstellung.positionen.all()  # type: ignore[attr-defined]
        einnahmen = bereitstellung.quellen.mit_topf().filter(art=Deckungsquelle.Art.SONSTIGE)
        if einnahmen.exists():
            self.fields["einnahme"].queryset = einnahmen  # type: ignore[attr-defined]
        else:
            del self.fields["einnahme"]

    @staticmethod
    def von(vorgang: Vorgang) -> dict[str, Any]:
        """What is known about a case; for a new one the day of the conference."""
        anfang = {name: getattr(vorgang, name) for name in ("zweck", "form", "leistung_von", "leistung_bis")}
        anfang |= {"empfaenger": vorgang.empfaenger_id, "position": vorgang.position_id}
        if vorgang.pk is None:
            anfang["leistung_von"] = vorgang.bereitstellung.konferenz.tag
        return anfang

    def clean(self) -> dict[str, Any]:
        daten: dict[str, Any] = super().clean() or {}
        genannt, neu = daten.get("empfaenger"), (daten.get("empfaenger_name") or "").strip()
        if genannt and neu:
            self.add_error(
                "empfaenger_name", _("Bitte wählen Sie entweder einen Empfänger oder nennen Sie einen neuen.")
            )
        elif self.empfaenger_noetig and not genannt and not neu and "empfaenger" not in self.errors:
            self.add_error("empfaenger", _("Bitte wählen Sie einen Empfänger oder nennen Sie einen neuen."))
        von, bis = daten.get("leistung_von"), daten.get("leistung_bis")
        if von and bis and bis < von:
            self.add_error("leistung_bis", _("Die Leistung endet, bevor sie beginnt."))
        return daten

    @property
    def einnahme_gewaehlt(self) -> Deckungsquelle | None:
        return self.cleaned_data.get("einnahme")

    def gefuellter_vorgang(self) -> Vorgang:
        """The case with what was typed, not stored; a payee nobody knows yet is left to the action."""
        vorgang = self.vorgang
        for name in ANGABEN:
            setattr(vorgang, name, self.cleaned_data[name])
        vorgang.empfaenger = self.cleaned_data["empfaenger"]
        vorgang.ist_sonstige = self.einnahme_gewaehlt is not None
        return vorgang

    @property
    def name_des_empfaengers(self) -> str:
        return str(self.cleaned_data["empfaenger"] or self.cleaned_data["empfaenger_name"].strip())


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


class AendernForm(VorgangForm):
    """Particulars of a stored case; what money is bound stays as it is."""

    empfaenger_noetig = False

    leistungsjahr_vermerk = forms.CharField(
        label=_("Vermerk zu Kosten im Leistungsjahr"),
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_(
            "Nötig, wenn die Leistung in einem späteren Jahr liegt als das Geld, das noch offen ist."
        ),
    )

    def _bereite_vor(self, bereitstellung: Bereitstellung) -> None:
        super()._bereite_vor(bereitstellung)
        for name in ("betrag", "form", "einnahme"):
            self.fields.pop(name, None)
        if self.vorgang.form == Vorgang.Form.ZUWENDUNG:  # the notice decides, nothing is asked (F6)
            del self.fields["leistungsjahr_vermerk"]
        else:
            self.fields["leistungsjahr_vermerk"].initial = self.vorgang.leistungsjahr_vermerk

    def geaenderter_vorgang(self) -> Vorgang:
        """The case with what was typed, not stored; a payee nobody knows yet is left to the action."""
        vorgang = self.vorgang
        for name in (
            "zweck",
            "empfaenger",
            "position",
            "leistung_von",
            "leistung_bis",
            "leistungsjahr_vermerk",
        ):
            if name in self.fields:
                setattr(vorgang, name, self.cleaned_data[name])
        return vorgang


class ReservierenForm(MitSchluessel, VorgangForm):
    """Everything about a reservation on one page; the payee may still be open."""

    empfaenger_noetig = False

    endet_am = tagesfeld(label=_("Reserviert bis"), required=False)

    def _bereite_vor(self, bereitstellung: Bereitstellung) -> None:
        super()._bereite_vor(bereitstellung)
        self.fields["endet_am"].help_text = gettext(
            "Leer: %(tage)d Tage. Danach ist das Geld von selbst wieder frei."
        ) % {"tage": bereitstellung.reservierung_gilt_tage}


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

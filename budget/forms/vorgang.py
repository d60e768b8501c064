"""Input for what a case is about: for what, for whom, when; for a new one and for one that is stored."""

from typing import Any

from crispy_forms.layout import Fieldset, Row
from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from budget.models import Bereitstellung, Deckungsquelle, Kostenposition, Vorgang, Zahlungsempfaenger
from konferenz.forms.betrag import Betragsfeld
from konferenz.forms.konten import tagesfeld
from konferenz.forms.mehrsprachig import anordnung
from konferenz.forms.schluessel import MitSchluessel

ANGABEN = ("zweck", "form", "position", "leistung_von", "leistung_bis")
"""Fields of the form that are fields of a case."""


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
        elif self.empfaenger_noetig and not (
            genannt or neu or {"empfaenger", "empfaenger_name"} & set(self.errors)
        ):
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

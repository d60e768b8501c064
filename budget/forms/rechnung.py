"""Input for invoices: file, entry, who certifies, certificates, day of the payment, reasons."""

from datetime import date
from decimal import Decimal
from typing import Any

from crispy_forms.layout import Fieldset, Row
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from budget.einlesen.erechnung import Erechnung
from budget.models import Beleg, Bereitstellung, Rechnung, Vorgang, Zahlungsempfaenger
from budget.models.rechnung import OFFEN
from budget.queries.befangenheit import Kandidat
from budget.queries.rechnung import Rechnungslage
from konferenz import uhr
from konferenz.forms.betrag import Betragsfeld
from konferenz.forms.konten import tagesfeld
from konferenz.forms.mehrsprachig import anordnung
from konferenz.forms.schluessel import MitSchluessel

NULL = Decimal("0.00")
ANGENOMMEN = "application/pdf,image/jpeg,image/png,application/xml,text/xml,.xml"
OFFENE = "offen"


class HochladenForm(forms.Form):
    """The file of an invoice."""

    datei = forms.FileField(
        label=_("Datei der Rechnung"),
        help_text=_(
            "E-Rechnung (XML oder ZUGFeRD), PDF, JPEG oder PNG, höchstens 10 MB. "
            "Aus einer E-Rechnung werden die Felder der nächsten Seite ausgefüllt."
        ),
        widget=forms.FileInput(attrs={"accept": ANGENOMMEN}),
    )


class NachreichenForm(HochladenForm):
    """The file of an invoice that was typed in already."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["datei"].help_text = _(
            "PDF, JPEG, PNG oder E-Rechnung, höchstens 10 MB. "
            "Weicht eine E-Rechnung von den Angaben ab, steht es danach bei der Rechnung."
        )


class Vorgangswahl(forms.ModelChoiceField):
    """Cases by number, purpose and payee."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj} – {obj.empfaenger}" if obj.empfaenger else str(obj)


class RechnungForm(MitSchluessel, forms.ModelForm):
    """What stands on an invoice; a seller nobody knows yet is named by hand."""

    vorgang = Vorgangswahl(label=_("Vorgang"), queryset=Vorgang.objects.none(), empty_label=_("bitte wählen"))
    empfaenger = forms.ModelChoiceField(
        label=_("Zahlungsempfänger"),
        queryset=Zahlungsempfaenger.objects.all(),
        required=False,
        empty_label=_("bitte wählen"),
        help_text=_("Steht er nicht in der Liste, nennen Sie ihn im nächsten Feld."),
    )
    empfaenger_name = forms.CharField(
        label=_("oder: Name eines neuen Zahlungsempfängers"), max_length=200, required=False
    )
    art = forms.ChoiceField(
        label=_("Art"),
        choices=[(art.value, art.label) for art in (Rechnung.Art.RECHNUNG, Rechnung.Art.HONORAR)],
        initial=Rechnung.Art.RECHNUNG,
    )
    datum = tagesfeld(label=_("Rechnungsdatum"))
    eingegangen_am = tagesfeld(label=_("eingegangen am"), initial=uhr.heute)
    faellig_am = tagesfeld(label=_("fällig am"), required=False)
    netto = Betragsfeld(label=_("netto in Euro"))
    steuer = Betragsfeld(label=_("Umsatzsteuer in Euro"), min_value=NULL, required=False)
    brutto = Betragsfeld(label=_("brutto in Euro"))
    skonto = Betragsfeld(
        label=_("davon Skonto in Euro"),
        min_value=NULL,
        required=False,
        help_text=_("Was bei Zahlung innerhalb der Frist abgezogen wird. Leer heißt: keines."),
    )
    leistung_von = tagesfeld(label=_("Leistung von"), required=False)
    leistung_bis = tagesfeld(label=_("Leistung bis"), required=False)
    ist_schluss = forms.BooleanField(
        label=_("Schlussrechnung"),
        required=False,
        initial=True,
        help_text=_(
            "Danach kommt zu diesem Vorgang keine Rechnung mehr. Ein Rest wird zur Freigabe vorgeschlagen."
        ),
    )

    class Meta:
        model = Rechnung
        fields = (
            "vorgang", "empfaenger", "art", "nummer", "datum", "eingegangen_am", "faellig_am", "netto", "steuer",
            "brutto", "skonto", "leistung_von", "leistung_bis", "leitweg_id", "ist_schluss", "bemerkung",
        )  # fmt: skip
        widgets = {"bemerkung": forms.Textarea({"rows": 3})}

    def __init__(self, *args: Any, bereitstellung: Bereitstellung, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        vorgaenge = bereitstellung.vorgaenge.filter(art=Vorgang.Art.MITTEL).select_related("empfaenger")
        self.fields["vorgang"].queryset = vorgaenge  # type: ignore[attr-defined]
        self.helper = anordnung(
            "schluessel",
            Fieldset(gettext("Wofür und von wem"), "vorgang", "empfaenger", "empfaenger_name", "art"),
            Fieldset(gettext("Rechnung"), Row("nummer", "datum"), Row("eingegangen_am", "faellig_am")),
            Fieldset(gettext("Beträge"), Row("netto", "steuer"), Row("brutto", "skonto")),
            Fieldset(gettext("Leistung"), Row("leistung_von", "leistung_bis"), "ist_schluss"),
            Fieldset(gettext("Weiteres"), "leitweg_id", "bemerkung"),
        )

    def clean(self) -> dict[str, Any]:
        daten: dict[str, Any] = super().clean() or {}
        for name in ("steuer", "skonto"):
            if name not in self.errors:
                daten[name] = daten.get(name) or NULL
        genannt, neu = daten.get("empfaenger"), (daten.get("empfaenger_name") or "").strip()
        if bool(genannt) == bool(neu) and "empfaenger" not in self.errors:
            satz = _("Bitte wählen Sie einen Zahlungsempfänger oder nennen Sie einen neuen.")
            self.add_error("empfaenger", ValidationError(satz, code="empfaenger"))
        netto, brutto = daten.get("netto"), daten.get("brutto")
        if netto and brutto and "steuer" not in self.errors and netto + daten["steuer"] != brutto:
            self.add_error("brutto", _("Netto und Umsatzsteuer ergeben nicht den Bruttobetrag."))
        return daten

    def _post_clean(self) -> None:
        """The action checks the row: it alone knows the payee that is made with it."""

    def werte(self) -> dict[str, Any]:
        """What is stored in the invoice itself."""
        return {name: self.cleaned_data[name] for name in self._meta.fields or ()}

    @staticmethod
    def aus_beleg(beleg: Beleg | None, vorgang: Vorgang | None) -> dict[str, Any]:
        """Proposals for a new invoice: what the e-invoice says, else what the case knows."""
        gelesen = Erechnung.aus_json(beleg.gelesen) if beleg else None
        werte: dict[str, Any] = {"vorgang": vorgang, "empfaenger": vorgang and vorgang.empfaenger_id}
        if gelesen is None:
            return werte
        namen = (
            "nummer", "datum", "faellig_am", "netto", "steuer", "brutto", "leistung_von", "leistung_bis",
            "leitweg_id", "ist_schluss",
        )  # fmt: skip
        werte |= {name: getattr(gelesen, name) for name in namen}
        werte |= _verkaeufer(gelesen, vorgang)
        if vorgang is None and beleg and werte["empfaenger"]:
            werte["vorgang"] = _einziger_vorgang(beleg.bereitstellung, werte["empfaenger"])
        return werte


def _verkaeufer(gelesen: Erechnung, vorgang: Vorgang | None) -> dict[str, Any]:
    """The payee with the seller's tax number or name, else the name for a new one."""
    nummern = [nummer for nummer in (gelesen.umsatzsteuer_id, gelesen.steuernummer) if nummer]
    bekannt = (
        Zahlungsempfaenger.objects.filter(umsatzsteuer_id__in=nummern).first() if nummern else None
    ) or Zahlungsempfaenger.objects.filter(name__iexact=gelesen.verkaeufer).first()
    if bekannt is not None:
        return {"empfaenger": bekannt.pk}
    if not gelesen.verkaeufer:
        return {"empfaenger": vorgang and vorgang.empfaenger_id}
    return {"empfaenger": None, "empfaenger_name": gelesen.verkaeufer}


def _einziger_vorgang(bereitstellung: Bereitstellung, empfaenger: int) -> Vorgang | None:
    """The case of a payee who has only one."""
    faelle = list(bereitstellung.vorgaenge.filter(art=Vorgang.Art.MITTEL, empfaenger=empfaenger)[:2])
    return faelle[0] if len(faelle) == 1 else None


class Rechnungsfilter(forms.Form):
    """Search and state of the list. A value nobody could have chosen filters nothing."""

    ohne_optional = True

    q = forms.CharField(label=_("Nummer, Empfänger oder Zweck"), max_length=200, required=False)
    stand = forms.ChoiceField(
        label=_("Stand"),
        choices=[
            ("", pgettext_lazy("Auswahl im Filter", "Alle")),
            (OFFENE, _("noch nicht bezahlt")),
            *Rechnung.Stand.choices,
        ],
        required=False,
    )

    def auf(self, rechnungen: Any) -> Any:
        """The invoices that match."""
        self.is_valid()
        stand, suche = self.cleaned_data.get("stand", ""), self.cleaned_data.get("q", "")
        if stand:
            rechnungen = rechnungen.filter(stand__in=OFFEN if stand == OFFENE else [stand])
        for wort in suche.split():
            rechnungen = rechnungen.filter(
                Q(nummer__icontains=wort)
                | Q(empfaenger__name__icontains=wort)
                | Q(vorgang__zweck__icontains=wort)
            )
        return rechnungen


class _Auswahl(forms.RadioSelect):
    """Radio buttons of which some cannot be chosen."""

    gesperrt: frozenset[str] = frozenset()

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        eintrag = super().create_option(name, value, *args, **kwargs)
        if str(value) in self.gesperrt:
            eintrag["attrs"]["disabled"] = True
        return eintrag


class ZuweisenForm(forms.Form):
    """Who is to certify; people whom it concerns are shown with the reason and cannot be chosen (S25)."""

    ohne_optional = True

    an = forms.ChoiceField(label=_("Feststellen soll"), widget=_Auswahl, required=False)

    def __init__(self, *args: Any, wer: list[Kandidat], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.wer = {str(einer.benutzer.pk): einer for einer in wer}
        wahlen = [(nummer, einer.in_worten) for nummer, einer in self.wer.items()]
        feld: Any = self.fields["an"]
        feld.choices = [("", gettext("niemand Bestimmtes")), *wahlen]
        feld.widget.gesperrt = frozenset(nummer for nummer, einer in self.wer.items() if einer.grund)


class GesehenForm(forms.Form):
    """Carries the hash of what the person sees: nobody signs anything else."""

    gesehen = forms.CharField(widget=forms.HiddenInput, max_length=64)


class FeststellenForm(GesehenForm):
    """The certificates that are still missing."""

    sachlich = forms.BooleanField(
        label=_("Ich stelle die sachliche Richtigkeit fest."),
        required=False,
        help_text=_(
            "Die Leistung war nötig, ist bestellt und vollständig erbracht; Abschläge sind berücksichtigt."
        ),
    )
    rechnerisch = forms.BooleanField(
        label=_("Ich stelle die rechnerische Richtigkeit fest."),
        required=False,
        help_text=_("Alle Zahlen, Preise und Steuersätze stimmen."),
    )

    def __init__(self, *args: Any, lage: Rechnungslage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not lage.fehlt_sachlich:
            del self.fields["sachlich"]
        if not lage.fehlt_rechnerisch:
            del self.fields["rechnerisch"]

    def clean(self) -> dict[str, Any]:
        daten: dict[str, Any] = super().clean() or {}
        if not (daten.get("sachlich") or daten.get("rechnerisch")):
            raise ValidationError(_("Bitte kreuzen Sie an, was Sie feststellen."), code="nichts")
        return daten


class GrundForm(forms.Form):
    """Why an invoice goes back, or an order is taken back."""

    grund = forms.CharField(label=_("Grund"), widget=forms.Textarea({"rows": 3}), max_length=1000)


class ZahlungForm(MitSchluessel):
    """The day the money left the cash office."""

    gezahlt_am = tagesfeld(label=_("gezahlt am"), initial=uhr.heute)

    def tag(self) -> date:
        return self.cleaned_data["gezahlt_am"]


class RestForm(MitSchluessel):
    """Carries the amount that was shown."""

    betrag = forms.DecimalField(widget=forms.HiddenInput, max_digits=12, decimal_places=2)

"""Input for payees."""

from typing import Any

from crispy_forms.layout import Fieldset, Row
from django import forms
from django.core.exceptions import ValidationError
from django.forms.models import construct_instance
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from budget.models import Zahlungsempfaenger
from konferenz.forms.mehrsprachig import anordnung
from konferenz.forms.schluessel import MitSchluessel


class EmpfaengerForm(MitSchluessel, forms.ModelForm):
    """A payee: who it is, who is tied to it, tax."""

    organisation_name = forms.CharField(
        label=_("oder: Name einer neuen Organisation"), max_length=200, required=False
    )

    class Meta:
        model = Zahlungsempfaenger
        fields = (
            "name", "ist_privat", "organisation", "person", "strasse", "plz", "ort", "umsatzsteuer_id", "steuer",
            "haupttaetigkeit", "geschaeftskonto", "ksk_pflichtig",
        )  # fmt: skip
        help_texts = {
            "organisation": _("Wer zu ihr gehört, entscheidet nicht über ihre Rechnungen."),
            "person": _("Nur wenn das Geld an eine Person mit Konto oder Sitz in einem Gremium geht."),
            "ist_privat": _("Privatpersonen stehen nicht im Transparenzbericht."),
            "haupttaetigkeit": _(
                "Bei Privatpersonen wichtig: Im Zweifel nicht ankreuzen, dann wird gemeldet."
            ),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("organisation", "person"):
            self.fields[name].empty_label = gettext("keine")  # type: ignore[attr-defined]
        self.helper = anordnung(
            "schluessel",
            Fieldset(gettext("Wer bekommt das Geld?"), "name", "ist_privat"),
            Fieldset(gettext("Wer darf nicht darüber entscheiden?"), "organisation", "organisation_name", "person"),
            Fieldset(gettext("Anschrift"), "strasse", Row("plz", "ort")),
            Fieldset(
                gettext("Steuern und Abgaben"),
                Row("umsatzsteuer_id", "steuer"), "haupttaetigkeit", "geschaeftskonto", "ksk_pflichtig",
            ),
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        daten: dict[str, Any] = super().clean() or {}
        neue = (daten.get("organisation_name") or "").strip()
        if neue and daten.get("organisation"):
            satz = _("Bitte wählen Sie eine Organisation oder nennen Sie eine neue, nicht beides.")
            self.add_error("organisation_name", ValidationError(satz, code="beides"))
        if neue and daten.get("ist_privat"):
            self.add_error("ist_privat", _("Eine Organisation ist keine Privatperson."))
        return daten

    def _post_clean(self) -> None:
        """The action checks the row: it knows whether a form was sent twice, which is no second payee."""
        self.instance = construct_instance(self, self.instance, self._meta.fields)

"""Input for the beginning of a late entry: the signed paper."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from budget.forms.rechnung import HochladenForm


class NachweisForm(HochladenForm):
    """The signed order or notice (F5)."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["datei"].label = _("Unterschriebener Auftrag oder Bescheid")
        self.fields["datei"].help_text = _("PDF, JPEG oder PNG, höchstens 10 MB. Er bleibt bei der Buchung.")

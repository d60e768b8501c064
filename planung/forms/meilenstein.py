"""Input for milestones."""

from django import forms
from django.utils.translation import gettext_lazy as _

from konferenz.forms.konten import tagesfeld


class MeilensteinForm(forms.Form):
    """A step: so many days before the conference, or a day of its own."""

    titel = forms.CharField(label=_("Meilenstein"), max_length=200)
    tage_vorher = forms.IntegerField(
        label=_("Tage vor der Konferenz"),
        required=False,
        min_value=0,
        max_value=2000,
        help_text=_("Dann wandert er mit, wenn die Konferenz verlegt wird."),
    )
    soll_am = tagesfeld(
        label=_("oder an einem festen Tag"), required=False, help_text=_("Gilt, wenn oben nichts steht.")
    )
    ist_am = tagesfeld(label=_("erreicht am"), required=False)

    def clean(self) -> dict[str, object]:
        daten: dict[str, object] = super().clean() or {}
        if not self.errors and daten.get("tage_vorher") is None and daten.get("soll_am") is None:
            self.add_error("soll_am", _("Nennen Sie die Tage vor der Konferenz oder einen festen Tag."))
        return daten

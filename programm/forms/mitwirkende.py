"""Input for people who contribute: who, in which languages, what, when, and whether the name may be shown."""

from datetime import datetime
from typing import Any

from crispy_forms.layout import Fieldset, Row
from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from beirat.forms.wer import WER, WerForm
from konferenz.forms.einstellungen import sprachwahl, uhrzeitfeld
from konferenz.forms.mehrsprachig import MehrsprachigForm, anordnung
from konferenz.forms.schluessel import MitSchluessel
from konferenz.models import Konferenz
from konferenz.sprachen import AUSWAHL_DEUTSCH
from programm.models import Mitwirkende, Mitwirkung, Verfuegbarkeit


class AufnehmenForm(WerForm):
    """Somebody the house knows already, or somebody new, and which languages she speaks."""

    sprachen = sprachwahl(label=_("Spricht"), required=False)

    def __init__(self, *args: Any, konferenz: Konferenz, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.waehlbar_ausser(konferenz.mitwirkende.values("person"))
        self.fields["person"].help_text = _(
            "Wer zu einem Gremium gehört oder schon mitgewirkt hat, steht in dieser Liste."
        )
        self.fields["email"].help_text = _("Ohne Adresse gehen Briefe auf Papier hinaus.")
        self.helper = anordnung(
            "schluessel", Fieldset(gettext("Wer?"), *WER), Fieldset(gettext("Sprachen"), "sprachen")
        )


class MitwirkendeForm(MitSchluessel, MehrsprachigForm):
    """Languages, and the introduction that stands on public pages once the person agreed."""

    mehrsprachig = ("ueber",)
    zeilen = 4
    sprachen = sprachwahl(label=_("Spricht"), required=False)

    class Meta:
        model = Mitwirkende
        fields = ("sprachen",)


class AufgabeForm(MitSchluessel):
    """What somebody does, where."""

    rolle = forms.ChoiceField(label=_("Aufgabe"), choices=Mitwirkung.Rolle.choices)
    sprache = forms.ChoiceField(
        label=_("in die Sprache"),
        choices=[("", _("keine")), *AUSWAHL_DEUTSCH],
        required=False,
        help_text=_("Nur beim Dolmetschen."),
    )
    wo = forms.ChoiceField(label=_("Wo?"))

    def __init__(self, *args: Any, mitwirkende: Mitwirkende, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.mitwirkende = mitwirkende
        konferenz = mitwirkende.konferenz
        gruppen = [(f"gruppe-{eine.pk}", str(eine)) for eine in konferenz.arbeitsgruppen.lebend()]
        punkte = konferenz.programmpunkte.filter(arbeitsgruppe=None).in_ordnung()
        einzelne = [(f"punkt-{einer.pk}", str(einer)) for einer in punkte]
        self.fields["wo"].choices = [  # type: ignore[attr-defined]
            (_("Arbeitsgruppen"), gruppen),
            (_("Für alle und Pausen"), einzelne),
        ]
        self.helper = anordnung("schluessel", Row("rolle", "sprache"), "wo")

    def mitwirkung(self) -> Mitwirkung:
        """The task, not stored yet."""
        art, _trenner, nummer = self.cleaned_data["wo"].partition("-")
        ziel = {"arbeitsgruppe_id" if art == "gruppe" else "programmpunkt_id": int(nummer)}
        daten = {name: self.cleaned_data[name] for name in ("rolle", "sprache")}
        return Mitwirkung(mitwirkende=self.mitwirkende, **daten, **ziel)


class VerfuegbarkeitForm(MitSchluessel):
    """A time on the day of the conference when somebody can, local time."""

    beginn = uhrzeitfeld(label=_("von"))
    ende = uhrzeitfeld(label=_("bis"))

    def __init__(self, *args: Any, mitwirkende: Mitwirkende, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.mitwirkende = mitwirkende
        self.helper = anordnung("schluessel", Row("beginn", "ende"))

    def verfuegbarkeit(self) -> Verfuegbarkeit:
        """The time, not stored yet."""
        return Verfuegbarkeit(
            mitwirkende=self.mitwirkende, beginn=self._moment("beginn"), ende=self._moment("ende")
        )

    def _moment(self, name: str) -> datetime:
        tag = self.mitwirkende.konferenz.tag
        assert tag is not None  # noqa: S101  # the page is missing as long as there is no day
        return timezone.make_aware(datetime.combine(tag, self.cleaned_data[name]))


class ZustimmungForm(forms.Form):
    """Where it is written that somebody agreed."""

    nachweis = forms.CharField(
        label=_("Nachweis der Zustimmung"),
        max_length=200,
        help_text=_("Zum Beispiel: E-Mail vom 12.8.2024, oder Zettel und Aktenzeichen."),
    )

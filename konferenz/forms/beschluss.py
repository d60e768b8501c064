"""Input for the control of a resolution: judging a point, who is responsible for it, the report."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from konferenz import uhr
from konferenz.forms.drucksache.felder import mehrzeilig
from konferenz.forms.konten import tagesfeld
from konferenz.models import Sachstandsbericht
from konferenz.models.drucksache import Punktstand


class BewertungForm(forms.Form):
    """The state of a point; the reason is demanded where it is not the one of the data."""

    stand = forms.ChoiceField(label=_("Bewertung"), choices=Punktstand.choices, widget=forms.RadioSelect)
    grund = forms.CharField(
        label=_("Begründung"),
        required=False,
        help_text=_(
            "Nötig, wenn Sie anders bewerten als die Daten, und bei „abweichend“ und „nicht umsetzbar“."
        ),
        widget=mehrzeilig(4),
    )


class ZustaendigForm(forms.Form):
    """Who does a point, until when."""

    zustaendig = forms.CharField(label=_("Zuständig"), required=False, max_length=200)
    frist = tagesfeld(label=_("Frist"), required=False)


class BerichtNeuForm(forms.Form):
    """To whom the report goes."""

    an = forms.CharField(
        label=_("Bericht an"),
        max_length=200,
        help_text=_("Das Gremium, das den Beschluss gefasst hat, zum Beispiel: Bezirksversammlung."),
    )


class BerichtForm(BerichtNeuForm):
    """The report: addressee, summary, and for each point its state and text (`stand_1`, `text_1`, …)."""

    einleitung = forms.CharField(
        label=_("In einem Satz"),
        required=False,
        help_text=_("Steht am Anfang des Berichts und in der Liste der Berichte."),
        widget=mehrzeilig(2),
    )

    def __init__(self, *args: Any, bericht: Sachstandsbericht, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        gruppen = []
        sachstaende = bericht.sachstaende.select_related("petitumspunkt").order_by("petitumspunkt__nummer")
        for eins in sachstaende:
            gruppen.append(self._gruppe(eins.petitumspunkt.nummer, eins.petitumspunkt.text))
            self.initial[f"stand_{eins.petitumspunkt.nummer}"] = eins.stand
            self.initial[f"text_{eins.petitumspunkt.nummer}"] = eins.text
        self.nummern = [eins.petitumspunkt.nummer for eins in sachstaende]
        self.initial.update(an=bericht.an, einleitung=bericht.einleitung)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout("an", "einleitung", *gruppen)

    def _gruppe(self, nummer: int, wortlaut: str) -> Fieldset:
        titel = gettext("Punkt %(nummer)s") % {"nummer": nummer}
        self.fields[f"stand_{nummer}"] = forms.ChoiceField(label=_("Stand"), choices=Punktstand.choices)
        self.fields[f"text_{nummer}"] = forms.CharField(
            label=_("Sachstand"), required=False, help_text=wortlaut, widget=mehrzeilig(5)
        )
        return Fieldset(titel, f"stand_{nummer}", f"text_{nummer}")

    def punkte(self) -> dict[int, tuple[str, str]]:
        """State and text by the number of the point."""
        return {n: (self.cleaned_data[f"stand_{n}"], self.cleaned_data[f"text_{n}"]) for n in self.nummern}


class BerichtSendenForm(forms.Form):
    """Where the report is mailed to."""

    an = forms.EmailField(
        label=_("E-Mail-Adresse der Geschäftsstelle"),
        help_text=_("Dorthin geht der Bericht als PDF."),
    )


class BerichtetForm(forms.Form):
    """When the body took note of the report."""

    am = tagesfeld(label=_("Datum"), initial=uhr.heute)
    fundstelle = forms.CharField(
        label=_("Sitzung, TOP oder Nummer der Mitteilung"), required=False, max_length=200
    )

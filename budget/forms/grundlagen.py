"""Input for what the money rests on: years, pots, provision, ceiling, sources, confirmations."""

from datetime import date
from decimal import Decimal
from typing import Any

from crispy_forms.layout import Fieldset
from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from budget.actions.quellen import Quellenangaben
from budget.models import Bereitstellung, Deckungsquelle, Haushaltsjahr, Mitteltopf
from konferenz import uhr
from konferenz.forms.betrag import Betragsfeld
from konferenz.forms.konten import tagesfeld
from konferenz.forms.mehrsprachig import anordnung
from konferenz.forms.schluessel import MitSchluessel
from konferenz.models import Drucksache, Petitumspunkt


class HaushaltsjahrForm(MitSchluessel):
    """A new fiscal year."""

    jahr = forms.IntegerField(label=_("Haushaltsjahr"), min_value=2000, max_value=2100)
    buchungsschluss = tagesfeld(
        label=_("Buchungsschluss"), help_text=_("Bis zu diesem Tag wird noch für das Jahr gebucht.")
    )


class BuchungsschlussForm(forms.Form):
    """Another closing of the books."""

    buchungsschluss = tagesfeld(
        label=_("Buchungsschluss"), help_text=_("Bis zu diesem Tag wird noch für das Jahr gebucht.")
    )


class TopfForm(MitSchluessel, forms.ModelForm):
    """A pot of the budget."""

    class Meta:
        model = Mitteltopf
        fields = ("name", "art", "ist_uebertragbar", "bescheid_statt_leistung")


class BereitstellungForm(MitSchluessel):
    """Ceiling and one source for each fiscal year of the paper, in its order; the years are the paper's."""

    punkt = forms.ModelChoiceField(label=_("Punkt des Beschlusses"), queryset=Petitumspunkt.objects.none())
    obergrenze = Betragsfeld(
        label=_("Obergrenze in Euro (brutto)"), help_text=_("Eine Grenze über alle Jahre zusammen.")
    )

    def __init__(self, *args: Any, drucksache: Drucksache, jahre: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.jahre = jahre
        punkt = self.fields["punkt"]
        punkt.queryset = drucksache.punkte.filter(art=Petitumspunkt.Art.MITTEL)  # type: ignore[attr-defined]
        toepfe = Mitteltopf.objects.all()
        for jahr in jahre:
            self.fields |= _quellenfelder(jahr, toepfe)
        self.helper = anordnung(
            Fieldset(gettext("Obergrenze"), "punkt", "obergrenze"), *(self._gruppe(jahr) for jahr in jahre)
        )

    def _gruppe(self, jahr: int) -> Fieldset:
        rang = self.jahre.index(jahr) + 1
        titel = gettext("Rang %(rang)d: Haushaltsjahr %(jahr)d") % {"rang": rang, "jahr": jahr}
        return Fieldset(titel, *(f"{name}_{jahr}" for name in ("topf", "ab", "aktenzeichen", "bis")))

    def quellen(self) -> list[Quellenangaben]:
        """The sources by rank."""
        daten = self.cleaned_data
        return [
            Quellenangaben(
                daten[f"topf_{jahr}"],
                jahr,
                bindung_ab=daten[f"ab_{jahr}"],
                bindung_ab_aktenzeichen=daten[f"aktenzeichen_{jahr}"],
                bindung_bis=daten[f"bis_{jahr}"],
            )
            for jahr in self.jahre
        ]


def _quellenfelder(jahr: int, toepfe: Any) -> dict[str, forms.Field]:
    return {
        f"topf_{jahr}": forms.ModelChoiceField(
            label=_("Mitteltopf"), queryset=toepfe, initial=toepfe.first(), empty_label=None
        ),
        f"ab_{jahr}": tagesfeld(
            label=_("Bindung möglich ab"),
            initial=date(jahr, 1, 1),
            help_text=_("Früher nur mit Verpflichtungsermächtigung oder Vorgriff."),
        ),
        f"aktenzeichen_{jahr}": forms.CharField(
            label=_("Aktenzeichen der Verpflichtungsermächtigung"), required=False, max_length=60
        ),
        f"bis_{jahr}": tagesfeld(label=_("Letzter Tag der Bindung"), initial=date(jahr, 12, 31)),
    }


class ObergrenzeForm(MitSchluessel):
    """A later resolution sets another ceiling."""

    punkt = forms.ModelChoiceField(
        label=_("Punkt des Beschlusses"), queryset=Petitumspunkt.objects.none(), empty_label=None
    )
    betrag = Betragsfeld(label=_("Neue Obergrenze in Euro (brutto)"))
    gilt_ab = tagesfeld(label=_("Gilt ab"), initial=uhr.heute)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["punkt"].queryset = mittelpunkte()  # type: ignore[attr-defined]


def mittelpunkte() -> Any:
    """Points of effective papers that are about money."""
    return Petitumspunkt.objects.filter(
        art=Petitumspunkt.Art.MITTEL, drucksache__stand=Drucksache.Stand.BESCHLOSSEN
    ).select_related("drucksache")


class RegelnForm(forms.ModelForm):
    """Settings of the provision."""

    erechnung_ab_netto = Betragsfeld(
        label=_("E-Rechnung verlangt ab netto (Euro)"),
        help_text=_("Über diesem Betrag weist die Seite darauf hin, dass ein einfaches PDF nicht genügt."),
    )

    class Meta:
        model = Bereitstellung
        fields = (
            "regel", "bestaetigung_gilt_tage", "reservierung_gilt_tage", "leitweg_id", "erechnung_ab_netto",
        )  # fmt: skip


class QuelleForm(MitSchluessel):
    """A further source."""

    punkt = forms.ModelChoiceField(
        label=_("Punkt des Beschlusses"), queryset=Petitumspunkt.objects.none(), empty_label=None
    )
    topf = forms.ModelChoiceField(label=_("Mitteltopf"), queryset=Mitteltopf.objects.all(), empty_label=None)
    jahr = forms.ModelChoiceField(label=_("Haushaltsjahr"), queryset=Haushaltsjahr.objects.all())
    bindung_ab = tagesfeld(
        label=_("Bindung möglich ab"), required=False, help_text=_("Leer: ab 1. Januar des Jahres.")
    )
    bindung_ab_aktenzeichen = forms.CharField(
        label=_("Aktenzeichen der Verpflichtungsermächtigung"), required=False, max_length=60
    )
    bindung_bis = tagesfeld(
        label=_("Letzter Tag der Bindung"), required=False, help_text=_("Leer: 31. Dezember des Jahres.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["punkt"].queryset = mittelpunkte()  # type: ignore[attr-defined]

    def quelle(self) -> Quellenangaben:
        daten = self.cleaned_data
        return Quellenangaben(
            daten["topf"],
            daten["jahr"].jahr,
            bindung_ab=daten["bindung_ab"],
            bindung_ab_aktenzeichen=daten["bindung_ab_aktenzeichen"],
            bindung_bis=daten["bindung_bis"],
        )


class EinnahmeForm(MitSchluessel):
    """Other income, outside the ceiling (F14)."""

    geber = forms.CharField(label=_("Geber"), max_length=200)
    jahr = forms.ModelChoiceField(label=_("Haushaltsjahr"), queryset=Haushaltsjahr.objects.all())
    bindung_bis = tagesfeld(
        label=_("Letzter Tag der Bindung"), required=False, help_text=_("Leer: 31. Dezember des Jahres.")
    )


class SperreForm(forms.Form):
    """Why a source is locked."""

    grund = forms.CharField(label=_("Grund der Sperre"), max_length=300)


class BindungForm(forms.ModelForm):
    """In which days a source can be bound."""

    bindung_ab = tagesfeld(label=_("Bindung möglich ab"))
    bindung_bis = tagesfeld(
        label=_("Letzter Tag der Bindung"),
        help_text=_("Der Tag der Finanzbehörde im Herbst, spätestens der 31. Dezember."),
    )

    class Meta:
        model = Deckungsquelle
        fields = ("bindung_ab", "bindung_ab_aktenzeichen", "bindung_bis")

    def _post_clean(self) -> None:
        """The action stores: what was typed must not change the row that the page shows."""


class BestaetigungForm(MitSchluessel):
    """What a source still gives; zero is an answer."""

    betrag = Betragsfeld(
        label=_("Verfügbar in Euro"),
        min_value=Decimal(0),
        help_text=_("Was die Quelle jetzt noch hergibt. 0,00 heißt: aufgebraucht."),
    )
    stichtag = tagesfeld(label=_("Stichtag"), initial=uhr.heute)
    aktenzeichen = forms.CharField(label=_("Aktenzeichen"), max_length=60)
    lfd = forms.IntegerField(
        label=_("Berücksichtigt Buchungen bis Nummer"),
        required=False,
        min_value=0,
        help_text=_("Leer: alle, die bis zum Abend des Stichtags erfasst sind. Spätere zieht die Seite ab."),
    )

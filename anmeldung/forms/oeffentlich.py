"""What people fill in themselves: the registration, its change, the request for a lost link."""

from dataclasses import replace
from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from anmeldung import bedarfe as katalog
from anmeldung.actions import Angaben
from anmeldung.forms.felder import Mailfeld, Sprachwahl, Zeilenfeld
from anmeldung.models import Anmeldung
from konferenz import uhr
from konferenz.formate import datum
from konferenz.forms.gegen_automaten import GegenAutomaten
from konferenz.forms.schluessel import MitSchluessel
from konferenz.models import Bezirk, Konferenz
from konferenz.sprachen import SPRACHEN, sprache

_OHNE_DOLMETSCHEN = ("de", "de-simple")
BEDARFSFELDER = ("zugang", "dolmetschen", "dolmetschen_andere", "essen", "kinder")


def _namen(codes: list[str]) -> list[tuple[str, str]]:
    return [(code, SPRACHEN[code].name) for code in codes if code in SPRACHEN]


def angebotene_sprachen(bezirk: Bezirk | None, gewaehlt: str = "") -> list[tuple[str, str]]:
    """Languages for letters in their own names: German, those the authority offers, and the one chosen before."""
    codes = dict.fromkeys(["de", *(bezirk.sprachen if bezirk else []), *([gewaehlt] if gewaehlt else [])])
    return _namen(list(codes))


def dolmetschwahl(konferenz: Konferenz) -> list[Any]:
    """Choices for interpreting: what is booked already first, then every other language of the list, then free text."""
    gebucht = konferenz.dolmetschsprachen
    weitere = [code for code in SPRACHEN if code not in gebucht and code not in _OHNE_DOLMETSCHEN]
    gruppen = [(_("Wird gedolmetscht"), _namen(gebucht))] if gebucht else []
    andere = (katalog.ANDERE_SPRACHE, katalog.ANDERE_SPRACHE_NAME)
    return [("", _("Kein Dolmetschen")), *gruppen, (_("Auf Anfrage"), [*_namen(weitere), andere])]


def _fristhinweise(konferenz: Konferenz) -> tuple[str, str]:
    """What can be promised today for spoken interpreting, and for sign language and speech-to-text (S56)."""
    if konferenz.bedarf_bis is None:
        return "", ""
    tag = {"tag": datum(konferenz.bedarf_bis)}
    if uhr.heute() <= konferenz.bedarf_bis:
        return (
            _("Bis %(tag)s angeben, dann können wir es fest zusagen.") % tag,
            _(
                "Gebärdensprache und Schriftdolmetschen: bis %(tag)s angeben, dann können wir sie fest zusagen."
            )
            % tag,
        )
    return (
        _("Die Frist war der %(tag)s. Wir versuchen es noch, können es aber nicht versprechen.") % tag,
        _(
            "Gebärdensprache und Schriftdolmetschen: Die Frist war der %(tag)s. "
            "Wir versuchen es noch, können es aber nicht versprechen."
        )
        % tag,
    )


def _mehrfach(gruppe: str) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=katalog.GRUPPEN[gruppe],
        required=False,
        choices=katalog.auswahl(gruppe),
        widget=forms.CheckboxSelectMultiple,
    )


class Angabenformular(forms.Form):
    """What a registration says apart from the address: name, language, organisation, needs with their consent."""

    name = Zeilenfeld(
        label=_("Name, wie er auf dem Namensschild stehen soll"),
        help_text=_("Ein Feld für den ganzen Namen, in jeder Schrift."),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "name", "dir": "auto"}),
        error_messages={
            "required": _("Bitte schreiben Sie Ihren Namen."),
            "max_length": _("Bitte kürzen Sie den Namen auf höchstens %(limit_value)d Zeichen."),
        },
    )
    sprache = forms.ChoiceField(
        label=_("In welcher Sprache sollen wir Ihnen schreiben?"),
        help_text=_("Der deutsche Text steht immer darunter."),
        widget=Sprachwahl,
    )
    organisation = Zeilenfeld(
        label=_("Verein oder Einrichtung"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "organization", "dir": "auto"}),
    )
    zugang = _mehrfach("zugang")
    dolmetschen = forms.ChoiceField(
        label=_("Dolmetschen in diese Sprache"), required=False, widget=Sprachwahl
    )
    dolmetschen_andere = Zeilenfeld(
        label=_("Wenn andere Sprache: welche?"),
        required=False,
        max_length=katalog.LAENGE_ANDERE,
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
    )
    essen = _mehrfach("essen")
    kinder = _mehrfach("kinder")
    einwilligung_bedarf = forms.BooleanField(label=katalog.EINWILLIGUNG_TEXT, required=False)
    folgepost = forms.BooleanField(label=katalog.FOLGEPOST_TEXT, required=False)

    def __init__(
        self, *args: Any, konferenz: Konferenz, bezirk: Bezirk | None, gewaehlt: str = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["einwilligung_bedarf"].kurzname = _("Ihre Bedarfe")  # type: ignore[attr-defined]
        wahl = self.fields["sprache"]
        wahl.choices = angebotene_sprachen(bezirk, gewaehlt)  # type: ignore[attr-defined]
        wahl.initial = gewaehlt or sprache(get_language()).code
        self.fields["dolmetschen"].choices = dolmetschwahl(konferenz)  # type: ignore[attr-defined]
        self.fields["dolmetschen"].help_text, self.fields["zugang"].help_text = _fristhinweise(konferenz)

    def clean(self) -> dict[str, Any] | None:
        daten = super().clean()
        angaben = self._angaben()
        try:
            angaben.gepruefte_bedarfe()
        except ValidationError as fehler:
            if hasattr(fehler, "error_dict"):
                self.add_error(None, fehler)
            else:
                self._nimm_bedarfsfehler(angaben, fehler)
        return daten

    def _nimm_bedarfsfehler(self, angaben: Angaben, fehler: ValidationError) -> None:
        """Show what is wrong with a need; a language without a name does not hide that the consent is missing."""
        if fehler.code != "dolmetschen_andere":
            self.add_error("dolmetschen", fehler)
            return
        self.add_error("dolmetschen_andere", fehler)
        benannt = {**(angaben.bedarfe or {}), "dolmetschen_andere": str(katalog.ANDERE_SPRACHE_NAME)}
        try:
            replace(angaben, bedarfe=benannt).gepruefte_bedarfe()
        except ValidationError as weiterer:
            self.add_error(None, weiterer)

    def _angaben(self) -> Angaben:
        werte = self.cleaned_data
        return Angaben(
            name=werte.get("name", ""),
            email=werte.get("email", ""),
            sprache=werte.get("sprache", "de"),
            organisation=werte.get("organisation", ""),
            bedarfe=self._bedarfe(),
            einwilligung_bedarf=werte.get("einwilligung_bedarf", False),
            folgepost=werte.get("folgepost", False),
        )

    def _bedarfe(self) -> dict[str, Any]:
        werte = self.cleaned_data
        arten = [art for gruppe in katalog.GRUPPEN for art in werte.get(gruppe, [])]
        return {
            "arten": arten,
            "dolmetschen": werte.get("dolmetschen", ""),
            "dolmetschen_andere": werte.get("dolmetschen_andere", ""),
        }

    @property
    def anmeldeangaben(self) -> Angaben:
        """The entries of a valid form, as the actions take them."""
        return self._angaben()


class Anmeldeformular(GegenAutomaten, MitSchluessel, Angabenformular):
    """The public registration."""

    email = Mailfeld(label=_("E-Mail-Adresse"), help_text=_("Dorthin schicken wir die Bestätigung."))
    field_order = (
        "name",
        "email",
        "sprache",
        "organisation",
        *BEDARFSFELDER,
        "einwilligung_bedarf",
        "folgepost",
    )

    def unbesehen(self) -> dict[str, Any]:
        """What was typed so far, right or wrong: to show it again in another language without complaining about it."""
        return {
            name: feld.widget.value_from_datadict(self.data, self.files, self.add_prefix(name))
            for name, feld in self.fields.items()
        }

    def nimm_fehler_auf(self, fehler: ValidationError) -> None:
        """Show what an action refused. A spent key is replaced, so that sending again is possible."""
        if getattr(fehler, "code", "") == "schluessel_verbraucht":
            self._ersetze("schluessel", str(uuid4()))
            fehler = ValidationError(
                _(
                    "Sie haben dieses Formular schon einmal abgeschickt, mit anderen Angaben. "
                    "Möchten Sie sich mit diesen Angaben anmelden? Dann senden Sie es bitte noch einmal ab."
                )
            )
        self.add_error(None, fehler)


class Aenderungsformular(Angabenformular):
    """A change of one's own registration; the address stays, because it proved who she is."""

    def __init__(self, *args: Any, anmeldung: Anmeldung, bedarfe: dict[str, Any], **kwargs: Any) -> None:
        self.anmeldung = anmeldung
        kwargs["initial"] = _bisherige(anmeldung, bedarfe)
        super().__init__(*args, konferenz=anmeldung.konferenz, gewaehlt=anmeldung.sprache, **kwargs)

    def _angaben(self) -> Angaben:
        """What the form does not ask stays as it is."""
        bleibt = ("email", "telefon", "name_lateinisch")
        return replace(super()._angaben(), **{name: getattr(self.anmeldung, name) for name in bleibt})


def _bisherige(anmeldung: Anmeldung, bedarfe: dict[str, Any]) -> dict[str, Any]:
    zwecke = {einwilligung.zweck for einwilligung in anmeldung.einwilligungen.filter(widerrufen_am=None)}
    arten = bedarfe.get("arten", [])
    je_gruppe = {
        gruppe: [art for art in arten if katalog.NACH_SCHLUESSEL[art].gruppe == gruppe]
        for gruppe in katalog.GRUPPEN
    }
    return {
        "name": anmeldung.name,
        "organisation": anmeldung.organisation,
        **je_gruppe,
        "dolmetschen": bedarfe.get("dolmetschen", ""),
        "dolmetschen_andere": bedarfe.get("dolmetschen_andere", ""),
        "einwilligung_bedarf": "bedarf" in zwecke,
        "folgepost": "folgepost" in zwecke,
    }


class Linkformular(GegenAutomaten):
    """Ask for a lost personal link."""

    email = Mailfeld(
        label=_("E-Mail-Adresse"), help_text=_("Die Adresse, mit der Sie sich angemeldet haben.")
    )
    field_order = ("email",)

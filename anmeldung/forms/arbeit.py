"""What the staff types: filter of the list, a registration on behalf of somebody, seats, cancelling."""

import re
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from anmeldung import bedarfe as katalog
from anmeldung.actions import Angaben
from anmeldung.actions.arbeit import ABSAGEGRUENDE
from anmeldung.forms.felder import Mailfeld, Zeilenfeld, mit_westlichen_ziffern
from anmeldung.forms.oeffentlich import Angabenformular
from anmeldung.models import Anmeldung
from anmeldung.models.anmeldung import AnmeldungQuerySet
from konferenz.forms.schluessel import MitSchluessel
from konferenz.models import Bezirk
from konferenz.sprachen import AUSWAHL_DEUTSCH, SPRACHEN

_ALLE = ("", pgettext_lazy("Auswahl im Filter", "Alle"))
_ANDERSWO = (Anmeldung.Quelle.SELBST, Anmeldung.Quelle.EINLASS)
_VERTRETUNG = [(wert, text) for wert, text in Anmeldung.Quelle.choices if wert not in _ANDERSWO]

REIHENFOLGEN = {
    "": (_("Neueste"), _("neueste zuerst"), ("-eingegangen_am", "-id")),
    "eingang": (_("Älteste"), _("älteste zuerst"), ("eingegangen_am", "id")),
    "name": (_("Name A–Z"), _("nach Namen"), ("sortiername", "id")),
    "-name": (_("Name Z–A"), _("nach Namen, rückwärts"), ("-sortiername", "-id")),
    "stand": (_("Stand"), _("nach Stand"), ("stand", "sortiername", "id")),
}
"""Order by its key: choice, words in a sentence, what the database sorts by; the empty key is the usual one."""


class Anmeldungsfilter(forms.Form):
    """Search and filter of the list. A value nobody could have chosen filters nothing."""

    ohne_optional = True

    q = forms.CharField(label=_("Suche"), max_length=200, required=False)
    stand = forms.ChoiceField(label=_("Stand"), choices=[_ALLE, *Anmeldung.Stand.choices], required=False)
    sprache = forms.ChoiceField(label=_("Sprache"), choices=[_ALLE, *AUSWAHL_DEUTSCH], required=False)
    quelle = forms.ChoiceField(label=_("Eingang"), choices=[_ALLE, *Anmeldung.Quelle.choices], required=False)
    bedarf = forms.ChoiceField(
        label=_("Bedarf"),
        choices=[_ALLE, ("ja", _("angegeben")), ("nein", _("keine Angabe"))],
        required=False,
    )

    sort = forms.ChoiceField(
        label=_("Reihenfolge"),
        choices=[(schluessel, text) for schluessel, (text, satz, felder) in REIHENFOLGEN.items()],
        required=False,
    )

    def reihenfolge(self) -> str:
        """Key of the order that is asked for; the usual one for an unknown one."""
        self.is_valid()
        return self.cleaned_data.get("sort", "")

    def gewaehlt(self) -> dict[str, str]:
        """The filters that are set, by name of their field."""
        self.is_valid()
        return {name: wert for name, wert in self.cleaned_data.items() if wert and name != "sort"}

    def auf(self, anmeldungen: AnmeldungQuerySet) -> AnmeldungQuerySet:
        """The registrations that match search and filters, in the order asked for."""
        gewaehlt = self.gewaehlt()
        anmeldungen = anmeldungen.suche(gewaehlt.pop("q", ""))
        if bedarf := gewaehlt.pop("bedarf", ""):
            anmeldungen = anmeldungen.filter(bedarf__isnull=bedarf == "nein")
        return anmeldungen.filter(**gewaehlt).order_by(*REIHENFOLGEN[self.reihenfolge()][2])

    def marken(self) -> list[dict[str, str]]:
        """One line for each filter that is set: in words, and the query without it."""
        gewaehlt = self.gewaehlt().items()
        return [{"text": self._in_worten(name, wert), "ohne": self._ohne(name)} for name, wert in gewaehlt]

    def _ohne(self, name: str) -> str:
        rest = {feld: wert for feld, wert in self.data.items() if feld not in (name, "page")}
        return f"?{urlencode(rest)}"

    def _in_worten(self, name: str, wert: str) -> str:
        feld = self.fields[name]
        auswahl: Any = getattr(feld, "choices", ())
        text = dict(auswahl).get(wert, f"„{wert}“")
        return f"{feld.label}: {text}"


class Telefonfeld(Zeilenfeld):
    """A phone number; digits of any script become ASCII."""

    widget = forms.TextInput(attrs={"type": "tel", "dir": "ltr", "autocomplete": "off", "inputmode": "tel"})

    def to_python(self, value: Any) -> str:
        return mit_westlichen_ziffern(super().to_python(value))

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value and not re.fullmatch(r"\+?[0-9 ()/.-]{3,}", value):
            text = _("Bitte nur Ziffern, zum Beispiel 040 42854 0 oder +49 40 42854 0.")
            raise ValidationError(text, code="telefon")


def _auf_deutsch(auswahl: list[Any]) -> list[Any]:
    """Choices of languages, also grouped ones, with the German names that staff know."""
    return [
        (wert, _auf_deutsch(text) if isinstance(text, list) else _sprachname(wert, text))
        for wert, text in auswahl
    ]


def _sprachname(code: Any, sonst: Any) -> Any:
    return SPRACHEN[code].name_deutsch if code in SPRACHEN else sonst


class Vertretungsformular(Angabenformular):
    """What staff write down for somebody: the fields of the public form, in words for staff, and the phone."""

    name = Zeilenfeld(
        label=_("Name, wie er auf dem Namensschild stehen soll"),
        help_text=_("Ein Feld für den ganzen Namen, in jeder Schrift."),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
        error_messages={"required": _("Bitte schreiben Sie den Namen.")},
    )
    name_lateinisch = Zeilenfeld(
        label=_("Name in lateinischer Schrift"),
        help_text=_("Nur wenn der Name oben in einer anderen Schrift steht."),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    email = Mailfeld(
        label=_("E-Mail-Adresse"),
        help_text=_(
            "Mehrere dürfen eine Adresse teilen. Ohne Adresse steht die Bestätigung im Postausgang zum Abhaken."
        ),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "off", "inputmode": "email", "dir": "ltr"}),
    )
    telefon = Telefonfeld(label=_("Telefon"), max_length=40, required=False)
    sprache = forms.ChoiceField(
        label=_("Sprache der Briefe"), help_text=_("Der deutsche Text steht immer darunter."), initial="de"
    )
    organisation = Zeilenfeld(
        label=_("Verein oder Einrichtung"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
    )
    dolmetschen = forms.ChoiceField(label=_("Dolmetschen in diese Sprache"), required=False)
    einwilligung_bedarf = forms.BooleanField(
        label=_("Die Person willigt ein, dass wir diese Angaben verwenden, um den Tag vorzubereiten."),
        help_text=_(
            "Am Telefon: bitte vorlesen und fragen. Auf Papier: unterschrieben. Widerruf ist jederzeit möglich."
        ),
        required=False,
    )
    folgepost = forms.BooleanField(
        label=_("Die Person möchte erfahren, was aus den Ergebnissen wird."), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("sprache", "dolmetschen"):
            feld: Any = self.fields[name]
            feld.choices = _auf_deutsch(list(feld.choices))
        self.fields["sprache"].initial = kwargs.get("gewaehlt") or "de"

    def clean(self) -> dict[str, Any] | None:
        daten = super().clean()
        if "einwilligung_bedarf" in self.errors:
            text = _(
                "Ohne Einwilligung speichern wir keine Bedarfe. Bitte fragen Sie nach oder entfernen Sie die Angaben."
            )
            self.errors["einwilligung_bedarf"] = self.error_class([str(text)], renderer=self.renderer)
        return daten

    @property
    def anmeldeangaben(self) -> Angaben:
        """The entries of a valid form, as the actions take them."""
        return replace(
            super().anmeldeangaben,
            name_lateinisch=self.cleaned_data["name_lateinisch"],
            telefon=self.cleaned_data["telefon"],
        )


class Erfassungsform(MitSchluessel, Vertretungsformular):
    """A registration on behalf of somebody."""

    quelle = forms.ChoiceField(
        label=_("Wie kam die Anmeldung?"),
        choices=_VERTRETUNG,
        widget=forms.RadioSelect,
        error_messages={"required": _("Bitte wählen Sie, wie die Anmeldung kam.")},
    )
    field_order = ("quelle",)


_STAMMDATEN = ("name", "name_lateinisch", "email", "telefon", "organisation")


class Aenderungsform(Vertretungsformular):
    """Changed data of a registration. Needs can be replaced, not read: empty means that they stay as they are."""

    def __init__(self, *args: Any, anmeldung: Anmeldung, folgepost: bool, bezirk: Bezirk | None) -> None:
        anfang = {feld: getattr(anmeldung, feld) for feld in _STAMMDATEN}
        super().__init__(
            *args,
            konferenz=anmeldung.konferenz,
            bezirk=bezirk,
            gewaehlt=anmeldung.sprache,
            initial={**anfang, "folgepost": folgepost},
        )
        if anmeldung.quelle == Anmeldung.Quelle.SELBST:
            # The address proved who she is; only she can bring another one.
            self.fields["email"].disabled = True
            self.fields["email"].help_text = _("Diese Adresse hat die Person selbst bestätigt, sie bleibt.")

    @property
    def anmeldeangaben(self) -> Angaben:
        """The entries of a valid form; needs are None where nothing was said about them."""
        angaben = super().anmeldeangaben
        return angaben if katalog.pruefe(angaben.bedarfe) else replace(angaben, bedarfe=None)


class Absageform(forms.Form):
    """Why somebody is cancelled: a choice, never free text about a person."""

    grund = forms.ChoiceField(
        label=_("Grund"), choices=[("", _("keine Angabe")), *ABSAGEGRUENDE.items()], required=False
    )


class Platzform(forms.Form):
    """The number of seats; first asked for a preview, then sent with the number it was compared with."""

    plaetze = forms.IntegerField(
        label=_("Plätze"),
        help_text=_("So viele Menschen dürfen zugleich in den Räumen sein."),
        min_value=0,
        max_value=100_000,
        widget=forms.NumberInput(attrs={"class": "kern-form-input__input--width-4"}),
    )


class Platzbestaetigung(Platzform):
    """The confirmed preview: `bisher` is the capacity that the person saw."""

    bisher = forms.IntegerField(widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        daten = super().clean() or self.cleaned_data
        for feld in self.fields.values():
            feld.widget = forms.HiddenInput()
        return daten

"""Input for the settings: authority, legal texts, venues, conference, offers."""

from datetime import date, datetime, time
from typing import Any

from crispy_forms.layout import Fieldset, Row
from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from konferenz.forms.konten import tagesfeld
from konferenz.forms.mehrsprachig import MehrsprachigForm, anordnung
from konferenz.forms.schluessel import MitSchluessel
from konferenz.models import Angebot, Bezirk, Konferenz, Ort, Rechtstext
from konferenz.sprachen import AUSWAHL_DEUTSCH

LANGER_TEXT = 18


def sprachwahl(**angaben: Any) -> forms.MultipleChoiceField:
    """Several languages by their German names."""
    return forms.MultipleChoiceField(choices=AUSWAHL_DEUTSCH, widget=forms.CheckboxSelectMultiple, **angaben)


def uhrzeitfeld(**angaben: Any) -> forms.TimeField:
    """A time of day, local time."""
    return forms.TimeField(widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}), **angaben)


class HttpsFeld(forms.URLField):
    """An address; without a scheme it is taken as https."""

    def __init__(self, **angaben: Any) -> None:
        super().__init__(**{"assume_scheme": "https", **angaben})


def zeitpunkt(tag: date | None, uhrzeit: time | None) -> datetime | None:
    """Local day and time as a moment; None if one of them is missing."""
    return timezone.make_aware(datetime.combine(tag, uhrzeit)) if tag and uhrzeit else None


def _ortszeit(wert: datetime | None) -> datetime | None:
    return timezone.localtime(wert) if wert else None


class BezirkForm(MehrsprachigForm):
    """The authority: sender, contact, languages, imprint."""

    mehrsprachig = ("telefonzeiten",)
    gruppen = (
        (_("Absender"), ("behoerde", "bezirk", "koerperschaft", "fachamt", "strasse", "plz", "ort")),
        (_("Kontakt"), ("email", "telefon", "telefonsprachen")),
        (_("Öffentliche Seiten"), ("sprachen", "gebaerdensprachvideo")),
        (_("Bericht an die Bezirksversammlung"), ("bericht_nach_monaten",)),
        (
            _("Impressum und Aufsicht"),
            (
                "leitung",
                "redaktion",
                "umsatzsteuer_id",
                "datenschutzbeauftragte",
                "aufsichtsbehoerde",
                "schlichtungsstelle",
            ),
        ),
    )
    telefonsprachen = sprachwahl(label=_("Sprachen am Telefon"), required=False)
    sprachen = sprachwahl(
        label=_("Sprachen der öffentlichen Seiten"),
        help_text=_("Deutsch ist immer dabei. Fehlt ein Text, steht dort der deutsche."),
    )

    class Meta:
        model = Bezirk
        exclude = ("id", "telefonzeiten", "logo")
        field_classes = {"gebaerdensprachvideo": HttpsFeld}
        widgets = {
            "schlichtungsstelle": forms.Textarea({"rows": 4}),
            "datenschutzbeauftragte": forms.Textarea({"rows": 4}),
            "aufsichtsbehoerde": forms.Textarea({"rows": 4}),
        }

    def clean_sprachen(self) -> list[str]:
        return list(dict.fromkeys(["de", *self.cleaned_data["sprachen"]]))


class ZeichenForm(forms.Form):
    """The authority's sign."""

    bild = forms.FileField(
        label=_("Bild"),
        help_text=_("PNG oder JPEG, am besten quadratisch, höchstens 1 MB."),
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg"}),
        error_messages={"required": _("Bitte wählen Sie eine Datei aus.")},
    )


class RechtstextForm(MehrsprachigForm):
    """A legal text in Markdown, in each offered language."""

    mehrsprachig = ("text",)
    zeilen = LANGER_TEXT
    stand = tagesfeld(
        label=_("Stand"),
        help_text=_("Seit wann der Text so gilt. Ein neuer Wortlaut bekommt eine neue Fassung."),
    )

    class Meta:
        model = Rechtstext
        fields = ("stand",)


class OrtForm(MitSchluessel, MehrsprachigForm):
    """A venue: address, ways to it, access."""

    mehrsprachig = ("anfahrt", "zugang")

    class Meta:
        model = Ort
        fields = ("name", "strasse", "plz", "ort", "stadtteil")


class KonferenztexteForm(MehrsprachigForm):
    """Title and texts of a conference."""

    mehrsprachig = ("titel", "vorspann", "warum")

    class Meta:
        model = Konferenz
        fields = ("leitthema",)
        widgets = {"leitthema": forms.Textarea({"rows": 2})}


class TerminForm(forms.Form):
    """Day, times and place; all of one day, local time. `gesehen` holds the entries whose consequences were shown."""

    tag = tagesfeld(label=_("Tag"))
    einlass_ab = uhrzeitfeld(label=_("Einlass ab"), required=False)
    beginn = uhrzeitfeld(label=_("Beginn"))
    ende = uhrzeitfeld(label=_("Ende"))
    ort = forms.ModelChoiceField(
        label=_("Ort"), queryset=Ort.objects.order_by("name"), required=False, empty_label=_("noch offen")
    )
    gesehen = forms.CharField(required=False, widget=forms.HiddenInput)

    @staticmethod
    def von(konferenz: Konferenz) -> dict[str, Any]:
        """Initial values from a conference."""
        zeiten = {name: _ortszeit(getattr(konferenz, name)) for name in ("beginn", "ende", "einlass_ab")}
        return {
            **{name: zeit and zeit.time() for name, zeit in zeiten.items()},
            "tag": konferenz.tag,
            "ort": konferenz.ort_id,
        }

    def angaben(self) -> dict[str, Any]:
        """Arguments of the action `termin_setzen`."""
        daten = self.cleaned_data
        momente = {name: zeitpunkt(daten["tag"], daten[name]) for name in ("beginn", "ende", "einlass_ab")}
        return {**momente, "ort": daten["ort"]}


class AnmeldezeitForm(forms.Form):
    """When people can register and until when needs can be met."""

    von_tag = tagesfeld(label=_("Erster Tag"), required=False)
    von_zeit = uhrzeitfeld(label=_("Ab Uhrzeit"), required=False, initial=time(8))
    bis_tag = tagesfeld(label=_("Letzter Tag"), required=False)
    bis_zeit = uhrzeitfeld(label=_("Bis Uhrzeit"), required=False, initial=time(23, 59))
    bedarf_bis = tagesfeld(
        label=_("Bedarfe angeben bis"),
        required=False,
        help_text=_("Bis dahin können wir Dolmetschen, Kinderbetreuung und anderes noch bestellen."),
    )
    dolmetschsprachen = sprachwahl(label=_("Gedolmetschte Sprachen"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["dolmetschsprachen"].choices = [  # type: ignore[attr-defined]
            paar for paar in AUSWAHL_DEUTSCH if paar[0] not in ("de", "de-simple")
        ]
        self.helper = anordnung(
            Fieldset(gettext("Anmeldung"), Row("von_tag", "von_zeit"), Row("bis_tag", "bis_zeit")),
            Fieldset(gettext("Bedarfe"), "bedarf_bis", "dolmetschsprachen"),
        )

    @staticmethod
    def von(konferenz: Konferenz) -> dict[str, Any]:
        """Initial values from a conference."""
        werte: dict[str, Any] = {
            "bedarf_bis": konferenz.bedarf_bis,
            "dolmetschsprachen": konferenz.dolmetschsprachen,
        }
        for name, zeit in (("von", konferenz.anmeldung_von), ("bis", konferenz.anmeldung_bis)):
            if ortszeit := _ortszeit(zeit):
                werte |= {f"{name}_tag": ortszeit.date(), f"{name}_zeit": ortszeit.time()}
        return werte

    def angaben(self) -> dict[str, Any]:
        """Arguments of the action `anmeldezeit_setzen`."""
        daten = self.cleaned_data
        return {
            "von": zeitpunkt(daten["von_tag"], daten["von_zeit"]),
            "bis": zeitpunkt(daten["bis_tag"], daten["bis_zeit"]),
            "bedarf_bis": daten["bedarf_bis"],
            "dolmetschsprachen": daten["dolmetschsprachen"],
        }


class AngebotForm(MitSchluessel, MehrsprachigForm):
    """Something that helps people to take part."""

    mehrsprachig = ("titel", "text")
    zeilen = 3

    class Meta:
        model = Angebot
        fields = ("zeichen",)

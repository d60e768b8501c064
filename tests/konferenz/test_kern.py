"""The crispy pack "kern": how each kind of field is drawn."""

import re
from datetime import date, datetime
from typing import Any

import pytest
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout, Row, Submit
from crispy_forms.templatetags.crispy_forms_filters import as_crispy_field
from crispy_forms.utils import render_crispy_form
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import override
from i18nfield.forms import I18nForm, I18nFormField, I18nTextarea, I18nTextInput
from i18nfield.strings import LazyI18nString

from konferenz.templatetags.kern import feldart, ist_optional


class Gespeichert:
    """A stored file as a form shows it."""

    url = "/medien/zeichen.png"

    def __str__(self) -> str:
        return "zeichen.png"


class Alles(I18nForm):
    """Every kind of field the project uses."""

    name = forms.CharField(
        label="Name", help_text="In jeder Schrift.", widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    email = forms.EmailField(label="E-Mail", widget=forms.EmailInput(attrs={"placeholder": "weg damit"}))
    telefon = forms.CharField(label="Telefon", required=False, widget=forms.TextInput(attrs={"type": "tel"}))
    passwort = forms.CharField(label="Passwort", widget=forms.PasswordInput)
    sprache = forms.ChoiceField(label="Sprache", choices=[("de", "Deutsch"), ("ar", "العربية")])
    mehrere = forms.MultipleChoiceField(label="Mehrere", choices=[("a", "A")], required=False)
    gruppe = forms.ChoiceField(
        label="Gruppe", choices=[("1", "Eins"), ("2", "Zwei")], widget=forms.RadioSelect
    )
    bedarf = forms.MultipleChoiceField(
        label="Bedarf",
        required=False,
        choices=[("Zugang", [("a", "Rollstuhl")]), ("Essen", [("b", "Vegan")])],
        widget=forms.CheckboxSelectMultiple,
    )
    tag = forms.DateField(label="Tag")
    beginn = forms.DateTimeField(label="Beginn")
    einlass = forms.TimeField(label="Einlass")
    ende = forms.SplitDateTimeField(label="Ende", required=False)
    geburt = forms.DateField(label="Jahr", required=False, widget=forms.SelectDateWidget(years=[2024]))
    datei = forms.FileField(label="Datei", required=False)
    text = forms.CharField(label="Text", required=False, widget=forms.Textarea)
    titel = I18nFormField(label="Titel", widget=I18nTextInput, locales=["de", "en", "ar"])
    mehr = I18nFormField(label="Mehr", widget=I18nTextarea, locales=["de", "ar"], required=False)
    ja = forms.BooleanField(label="Ich willige ein.", help_text="Widerrufbar.")
    geheim = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.disable_csrf = True


def feld(name: str, daten: dict[str, Any] | None = None, **kwargs: Any) -> str:
    """Markup of one field of the form; with `daten` the form was sent."""
    return str(as_crispy_field(Alles(daten, **kwargs)[name]))


@pytest.mark.parametrize(
    ("name", "art"),
    [
        ("name", "eingabe"), ("sprache", "auswahl"), ("mehrere", "auswahl"), ("gruppe", "wahl"), ("bedarf", "wahl"),
        ("ja", "haken"), ("datei", "datei"), ("ende", "teile"), ("titel", "teile"), ("geburt", "mehrteilig"),
        ("text", "eingabe"), ("geheim", "eingabe"),
    ],
)  # fmt: skip
def test_feldart(name, art):
    assert feldart(Alles()[name]) == art


def test_textfeld_hat_beschriftung_hilfe_und_eingabe_in_dieser_folge():
    assert re.sub(r"\s+", " ", feld("name")).strip() == (
        '<div id="div_id_name" class="kern-form-input"><label class="kern-label" for="id_name">Name </label> '
        '<div class="kern-hint" id="id_name_helptext">In jeder Schrift.</div> '
        '<input type="text" name="name" autocomplete="name" class="kern-form-input__input" required '
        'aria-describedby="id_name_helptext" id="id_name"> </div>'
    )


def test_freiwillig_ist_gekennzeichnet_und_pflicht_nicht():
    assert "Optional" in feld("telefon")
    assert "Optional" not in feld("name")
    assert "Optional" not in feld("titel")
    assert "Optional" in feld("mehr")


def test_ein_filter_kennzeichnet_nichts_als_freiwillig():
    formular = Alles()
    assert ist_optional(formular["telefon"])
    formular.ohne_optional = True
    assert not ist_optional(formular["telefon"])


@pytest.mark.parametrize(("name", "tastatur"), [("email", "email"), ("telefon", "tel"), ("passwort", "")])
def test_was_nur_lateinisch_geht_bleibt_auch_in_arabischen_seiten_von_links(name, tastatur):
    with override("ar"):
        markup = feld(name)
    assert 'dir="ltr"' in markup
    assert (f'inputmode="{tastatur}"' in markup) == bool(tastatur)


def test_text_folgt_in_arabischen_seiten_seinem_inhalt():
    with override("ar"):
        assert 'dir="auto"' in feld("text")
    assert "dir=" not in feld("text")


def test_kein_feld_hat_einen_platzhalter():
    assert "placeholder" not in feld("email")


@pytest.mark.parametrize(
    ("name", "typ", "anfang", "wert"),
    [
        ("tag", "date", date(2024, 11, 16), "2024-11-16"),
        ("beginn", "datetime-local", datetime(2024, 11, 16, 10, 0), "2024-11-16T10:00"),
        ("einlass", "time", datetime(2024, 11, 16, 9, 15).time(), "09:15"),
    ],
)
def test_tage_und_zeiten_nutzen_das_feld_des_browsers(name, typ, anfang, wert):
    markup = feld(name, initial={name: anfang})
    assert f'type="{typ}"' in markup
    assert f'value="{wert}"' in markup


def test_was_das_feld_des_browsers_sendet_versteht_das_formular():
    formular = Alles({"tag": "2024-11-16", "beginn": "2024-11-16T10:00", "einlass": "09:15"})
    formular.is_valid()
    assert formular.cleaned_data["tag"] == date(2024, 11, 16)
    assert (formular.cleaned_data["beginn"].hour, formular.cleaned_data["einlass"].minute) == (9 + 1, 15)


def test_auswahl_steht_in_ihrer_huelle_und_mehrfachauswahl_nicht():
    assert "kern-form-input__select-wrapper" in feld("sprache")
    assert 'class="kern-form-input__select"' in feld("sprache")
    assert "kern-form-input__select" not in feld("mehrere")


def test_radios_sind_eine_gruppe_mit_legende():
    markup = feld("gruppe", {"gruppe": "2"})
    assert '<legend class="kern-label">Gruppe' in markup
    assert markup.count("kern-fieldset__body") == 1
    assert (
        re.findall(r"<input[^>]+checked[^>]*>", markup)
        == re.findall(r'<input[^>]+value="2"[^>]*>', markup)
        != []
    )
    assert re.findall(r'<label class="kern-label" for="(id_gruppe_\d)">(\w+)', markup) == [
        ("id_gruppe_0", "Eins"),
        ("id_gruppe_1", "Zwei"),
    ]


def test_kaestchen_unter_ueberschriften_bekommen_eigene_gruppen():
    markup = feld("bedarf", {"bedarf": ["b"]})
    assert re.findall(r"<legend[^>]*>([^<]+)", markup) == ["Bedarf ", "Zugang", "Essen"]
    assert re.search(r'value="b"[^>]*checked', markup)
    assert not re.search(r'value="a"[^>]*checked', markup)


def test_ein_haken_steht_vor_seinem_satz():
    markup = feld("ja")
    assert markup.index("kern-form-check__checkbox") < markup.index("Ich willige ein.")
    assert "<fieldset" not in markup
    assert 'id="id_ja_helptext"' in markup


def test_geteilte_zeit_nennt_datum_und_uhrzeit():
    markup = feld("ende", initial={"ende": datetime(2024, 11, 16, 17, 0)})
    assert re.findall(r'<label class="kern-label" for="(\w+)">([^<]+)</label>', markup) == [
        ("id_ende_0", "Datum"),
        ("id_ende_1", "Uhrzeit"),
    ]
    assert re.findall(r'name="(\w+)" value="([^"]+)"', markup) == [
        ("ende_0", "2024-11-16"),
        ("ende_1", "17:00"),
    ]


def test_ein_block_je_sprache_mit_sprache_und_richtung():
    anfang = LazyI18nString({"de": "Konferenz", "ar": "مؤتمر"})
    markup = feld("titel", initial={"titel": anfang})
    assert re.findall(r'<label class="kern-label" for="\w+" lang="(\S+)">([^<]+)', markup) == [
        ("de", "Deutsch"),
        ("en", "English"),
        ("ar", "العربية"),
    ]
    eingaben = re.findall(r"<input [^>]+>", markup)
    assert [re.search(r'dir="(\w+)"', eingabe).group(1) for eingabe in eingaben] == ["ltr", "ltr", "rtl"]
    assert 'value="مؤتمر"' in eingaben[2]


def test_nur_die_angebotenen_sprachen_bekommen_ein_feld():
    formular = Alles(locales=["de", "ar"])
    markup = render_crispy_form(formular)
    assert re.findall(r'name="(titel_\d)"', markup) == ["titel_0", "titel_2"]


def test_eine_vorhandene_datei_wird_genannt_und_kann_entfernt_werden():
    markup = feld("datei", initial={"datei": Gespeichert()})
    assert '<a href="/medien/zeichen.png">zeichen.png</a>' in markup
    assert 'name="datei-clear"' in markup
    assert "datei-clear" not in feld("datei")


def test_ein_formular_mit_datei_sendet_sie_mit():
    assert 'enctype="multipart/form-data"' in render_crispy_form(Alles())
    formular = Alles({}, {"datei": SimpleUploadedFile("a.txt", b"x")})
    formular.is_valid()
    assert formular.cleaned_data["datei"].name == "a.txt"


FEHLERHAFT = {"email": "ipek@", "gruppe": "9"}


def test_der_fehler_steht_am_feld_und_haengt_daran():
    markup = feld("email", FEHLERHAFT)
    assert "kern-form-input--error" in markup
    assert 'aria-invalid="true"' in markup
    assert 'aria-describedby="id_email_error"' in markup
    assert 'id="id_email_error"' in markup


def test_die_uebersicht_der_fehler_fuehrt_zu_jedem_feld():
    markup = render_crispy_form(Alles(FEHLERHAFT))
    uebersicht = markup[markup.index('<div class="kern-alert') : markup.index("</ul>")]
    ziele = re.findall(r'<a href="#([^"]+)"', uebersicht)
    assert ziele == [
        "id_name", "id_email", "id_passwort", "id_sprache", "id_gruppe_0", "id_tag", "id_beginn", "id_einlass",
        "id_titel_0", "id_ja",
    ]  # fmt: skip
    assert [ziel for ziel in ziele if f'id="{ziel}"' not in markup] == []
    assert 'tabindex="-1"' in uebersicht
    assert "autofocus" in uebersicht
    assert "11 Angaben fehlen noch" in uebersicht


def test_ohne_fehler_gibt_es_keine_uebersicht():
    assert "fehleruebersicht" not in render_crispy_form(Alles())


def test_jede_kennung_kommt_einmal_vor():
    kennungen = re.findall(r' id="([^"]+)"', render_crispy_form(Alles(FEHLERHAFT)))
    assert sorted(kennungen) == sorted(set(kennungen))


def test_gruppen_reihen_und_knoepfe():
    formular = Alles()
    formular.helper.layout = Layout(Fieldset("1. Über Sie", "name", Row("tag", "einlass")))
    formular.helper.add_input(Submit("submit", "Anmeldung absenden"))
    formular.helper.add_input(Submit("entwurf", "Entwurf speichern", css_class="sekundaer"))
    markup = render_crispy_form(formular)
    assert '<form class="app-formular" method="post"' in markup
    assert '<legend class="kern-heading-medium">1. Über Sie</legend>' in markup
    assert '<div class="app-feldreihe' in markup
    assert re.findall(r'<button type="submit"([^>]*) class="kern-btn kern-btn--(\w+)"', markup) == [
        ("", "primary"),
        (' name="entwurf" value="Entwurf speichern"', "secondary"),
    ]


def test_ein_satz_von_formularen_zeigt_alle_fehler():
    class Zeile(forms.Form):
        name = forms.CharField(label="Name")

    satz = forms.formset_factory(Zeile, extra=2)(
        {"form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "0", "form-0-name": "A", "form-1-name": " "}
    )
    satz.forms[1].empty_permitted = False
    markup = render_crispy_form(satz)
    assert 'name="form-TOTAL_FORMS"' in markup
    assert re.findall(r'<a href="#([^"]+)"', markup) == ["id_form-1-name"]

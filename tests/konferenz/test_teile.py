"""Filters and tags of every template."""

from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template
from django.utils.translation import override
from i18nfield.strings import LazyI18nString

from konferenz.formate import Stand


def zeige(quelle: str, **daten: object) -> str:
    """The template's output."""
    return Template(quelle).render(Context(daten))


class Eingabe(forms.Form):
    name = forms.CharField()


@pytest.mark.parametrize(
    ("sprache", "daten", "erwartet"),
    [
        ("de", {"de": "Hallo", "ar": "مرحبا"}, "Hallo"),
        ("ar", {"de": "Hallo", "ar": "مرحبا"}, "مرحبا"),
        ("ar", {"de": "Hallo", "ar": ""}, '<span lang="de" dir="ltr">Hallo</span>'),
        ("de", {"ar": "مرحبا"}, '<span lang="ar" dir="rtl">مرحبا</span>'),
        ("en", {"de": "A & <b>"}, '<span lang="de" dir="ltr">A &amp; &lt;b&gt;</span>'),
        ("fa-af", {"de": "Hallo", "fa": "سلام"}, '<span lang="fa" dir="rtl">سلام</span>'),
        ("de", {}, ""),
    ],
)
def test_mehrsprachig_sagt_wenn_es_ausweicht(sprache, daten, erwartet):
    with override(sprache):
        assert zeige("{{ wert|mehrsprachig }}", wert=LazyI18nString(daten)) == erwartet


def test_eine_adresse_bricht_nur_hinter_dem_at():
    erwartet = (
        '<bdi dir="ltr"><span class="app-unumbrochen">a-b@</span><wbr>'
        '<span class="app-unumbrochen">hamburg-mitte.example</span></bdi>'
    )
    assert zeige("{{ wert|postadresse }}", wert="a-b@hamburg-mitte.example") == erwartet


def test_was_in_keine_zeile_passt_darf_ueberall_brechen():
    assert zeige("{{ wert|postadresse }}", wert="<" + "x" * 30) == f'<bdi dir="ltr">&lt;{"x" * 30}</bdi>'


@pytest.mark.parametrize(("wert", "erwartet"), [("A & B", "A &amp; B"), (None, ""), (5, "5")])
def test_mehrsprachig_nimmt_auch_einfache_werte(wert, erwartet):
    assert zeige("{{ wert|mehrsprachig }}", wert=wert) == erwartet


def test_absaetze_trennt_und_maskiert():
    text = "Eins <script>\r\nzwei\r\n\r\n\r\nDrei"
    assert zeige("{{ t|absaetze }}", t=text) == "<p>Eins &lt;script&gt;<br>zwei</p>\n<p>Drei</p>"


def test_absaetze_nennt_die_sprache_wenn_es_ausweicht():
    with override("ar"):
        assert zeige("{{ t|absaetze }}", t=LazyI18nString({"de": "A\n\nB"})) == (
            '<p lang="de" dir="ltr">A</p>\n<p lang="de" dir="ltr">B</p>'
        )


@pytest.mark.parametrize(
    ("wert", "erwartet"),
    [(Decimal("12500"), "12.500,00\xa0€"), (0, "0,00\xa0€"), (Decimal("-0.5"), "-0,50\xa0€"), (None, "")],
)
def test_euro(wert, erwartet):
    assert zeige("{{ w|euro }}", w=wert) == erwartet


MOMENT = datetime(2024, 11, 15, 23, 5, tzinfo=UTC)
"""Shortly after midnight of the 16th in Berlin."""


@pytest.mark.parametrize(
    ("filter_", "wert", "erwartet"),
    [
        ("datum", date(2024, 11, 16), "16. November 2024"),
        ("datum", MOMENT, "16. November 2024"),
        ("datum_mit_tag", MOMENT, "Samstag, 16. November 2024"),
        ("datum_kurz", MOMENT, "16.11.2024"),
        ("uhrzeit", MOMENT, '<bdi dir="ltr">0:05</bdi>'),
        ("uhrzeit", time(9, 15), '<bdi dir="ltr">9:15</bdi>'),
        ("datum", None, ""),
        ("datum_mit_tag", None, ""),
        ("datum_kurz", None, ""),
        ("uhrzeit", None, ""),
    ],
)
def test_tag_und_uhrzeit_sind_oertlich(filter_, wert, erwartet):
    assert zeige("{{ w|" + filter_ + " }}", w=wert) == erwartet


@pytest.mark.parametrize(
    ("telefon", "erwartet"),
    [
        ("040 428 54-0", "040428540"),
        ("+49 (0)40 / 428 54", "+494042854"),
        ("115", "115"),
        ("(040) 1-2", "04012"),
        ("٠٤٠ 12", "12"),
    ],
)
def test_waehlbar(telefon, erwartet):
    assert zeige("{{ t|waehlbar }}", t=telefon) == erwartet


def test_als_sprachen_laesst_unbekannte_aus():
    assert (
        zeige("{% for s in c|als_sprachen %}{{ s.name }} {% endfor %}", c=["tr", "xx", "ar"])
        == "Türkçe العربية "
    )


@pytest.mark.parametrize(
    ("name", "klasse"),
    [
        ("arrow-forward", "kern-icon--arrow-forward"),
        ("ort", "app-icon-ort"),
        ("app-icon-rollstuhl", "app-icon-rollstuhl"),
        ("kern-icon--mail", "kern-icon--mail"),
    ],
)
def test_icon_ist_fuer_vorlesende_programme_unsichtbar(name, klasse):
    assert zeige("{% icon n %}", n=name) == f'<span class="kern-icon {klasse}" aria-hidden="true"></span>'


def test_abzeichen_hat_zeichen_und_wort():
    erwartet = (
        '<span class="kern-badge kern-badge--small kern-badge--success"><span class="kern-icon kern-icon--success" '
        'aria-hidden="true"></span><span class="kern-label kern-label--small">bestätigt</span></span>'
    )
    assert zeige('{% abzeichen "success" "bestätigt" %}') == erwartet
    assert zeige("{% abzeichen s %}", s=Stand("success", "bestätigt")) == erwartet
    assert zeige("{% abzeichen s %}", s=("success", "bestätigt")) == erwartet


def test_abzeichen_ohne_art_ist_neutral_und_maskiert():
    assert zeige("{% abzeichen s %}", s="<offen>") == (
        '<span class="kern-badge kern-badge--small app-badge--neutral">'
        '<span class="kern-label kern-label--small">&lt;offen&gt;</span></span>'
    )


@pytest.mark.parametrize(
    ("daten", "erwartet"),
    [
        ({}, ""),
        ({"form": Eingabe()}, ""),
        ({"form": Eingabe({"name": "A"})}, ""),
        ({"form": Eingabe({})}, "Fehler: "),
        ({"formset": forms.formset_factory(Eingabe)({})}, "Fehler: "),
        ({"hat_fehler": True}, "Fehler: "),
    ],
)
def test_der_titel_beginnt_mit_fehler_wenn_ein_formular_fehler_hat(daten, erwartet):
    assert zeige("{% fehlertitel %}", **daten) == erwartet


def test_der_titel_kann_andere_formulare_fragen():
    assert zeige("{% fehlertitel a b %}", a=Eingabe(), b=Eingabe({})) == "Fehler: "


def test_seitenzahlen_lassen_luecken():
    seite = Paginator(range(500), 10).page(7)
    assert zeige("{% for n in s|seitenzahlen %}{{ n }} {% endfor %}", s=seite) == "1 0 6 7 8 0 50 "

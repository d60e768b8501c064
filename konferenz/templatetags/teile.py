"""Filters and tags of every template (built in, no `load` needed)."""

from collections.abc import Iterable
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django import template
from django.conf import settings
from django.forms import BaseForm
from django.forms.formsets import BaseFormSet
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from i18nfield.strings import LazyI18nString

from konferenz import formate
from konferenz.sprachen import SPRACHEN, Sprache, sprache

register = template.Library()

ZEICHEN_DER_ART = {"success": "success", "info": "info", "warning": "warning", "danger": "danger"}
EIGENE_ZEICHEN = frozenset({"ort", "uhr", "personen", "euro", "rollstuhl", "drucken", "telefon"})


def _fassung(wert: Any) -> tuple[str, str]:
    """Text of a multi-language value for the active language, and the code of the language it is really in."""
    aktiv = get_language() or settings.LANGUAGE_CODE
    if not isinstance(wert, LazyI18nString) or not isinstance(wert.data, dict):
        return ("" if wert is None else str(wert)), aktiv
    text = wert.localize(aktiv)
    if not text or wert.data.get(aktiv) == text:
        return text, aktiv
    return text, next(code for code, inhalt in wert.data.items() if inhalt == text)


def _auszeichnung(code: str) -> SafeString:
    """Attributes that say which language a part is in; empty where it is the language of the page."""
    if code == (get_language() or settings.LANGUAGE_CODE):
        return SafeString("")
    return format_html(' lang="{}" dir="{}"', code, sprache(code).richtung)


@register.filter
def mehrsprachig(wert: Any) -> SafeString:
    """Text in the active language; a fall-back to another one is marked with `lang` and `dir`."""
    text, code = _fassung(wert)
    if attribute := _auszeichnung(code):
        return format_html("<span{}>{}</span>", attribute, text)
    return escape(text)


LAENGSTES_STUECK = 24
"""Characters that stay in one line on the narrowest phone."""


@register.filter
def postadresse(adresse: str) -> SafeString:
    """An e-mail address that breaks behind its @ if it must, and not at a hyphen."""
    name, zeichen, rechner = str(adresse).partition("@")
    stuecke = [_stueck(name + zeichen), _stueck(rechner)] if rechner else [_stueck(name)]
    return format_html(
        '<bdi dir="ltr">{}</bdi>',
        format_html_join(SafeString("<wbr>"), "{}", ((stueck,) for stueck in stuecke)),
    )


def _stueck(text: str) -> SafeString:
    if len(text) > LAENGSTES_STUECK:
        return escape(text)
    return format_html('<span class="app-unumbrochen">{}</span>', text)


@register.filter
def absaetze(wert: Any) -> SafeString:
    """Plain text as paragraphs: an empty line parts them, a single line end is kept; everything is escaped."""
    text, code = _fassung(wert)
    attribute = _auszeichnung(code)
    bloecke = [block.strip() for block in text.replace("\r\n", "\n").split("\n\n")]
    zeilen = ((attribute, _mit_umbruechen(block)) for block in bloecke if block)
    return format_html_join("\n", "<p{}>{}</p>", zeilen)


def _mit_umbruechen(block: str) -> SafeString:
    return format_html_join(SafeString("<br>"), "{}", ((zeile,) for zeile in block.split("\n")))


@register.filter
def euro(betrag: Decimal | int | None) -> str:
    """See `formate.euro`."""
    return formate.euro(betrag)


@register.filter
def betrag(wert: Decimal | int | None) -> str:
    """See `formate.betrag`."""
    return formate.betrag(wert)


@register.filter
def datum(wert: date | datetime | None) -> str:
    """See `formate.datum`."""
    return formate.datum(wert)


@register.filter
def datum_mit_tag(wert: date | datetime | None) -> str:
    """See `formate.datum_mit_tag`."""
    return formate.datum_mit_tag(wert)


@register.filter
def datum_kurz(wert: date | datetime | None) -> str:
    """See `formate.datum_kurz`."""
    return formate.datum_kurz(wert)


@register.filter
def uhrzeit(wert: datetime | time | None) -> SafeString:
    """See `formate.uhrzeit`; keeps its direction in a right-to-left text."""
    text = formate.uhrzeit(wert)
    return format_html('<bdi dir="ltr">{}</bdi>', text) if text else SafeString("")


@register.filter
def waehlbar(telefon: str) -> str:
    """See `formate.waehlbar`."""
    return formate.waehlbar(telefon)


@register.filter
def als_sprachen(codes: Iterable[str]) -> list[Sprache]:
    """The languages of the codes; unknown ones are left out."""
    return [SPRACHEN[code] for code in codes or () if code in SPRACHEN]


@register.simple_tag
def icon(name: str, groesse: str = "") -> SafeString:
    """A decorative icon: a name of KERN ("arrow-forward"), one of ours ("ort") or a whole class; `groesse`: "large"."""
    klasse = name
    if not name.startswith(("kern-icon--", "app-icon-")):
        klasse = f"app-icon-{name}" if name in EIGENE_ZEICHEN else f"kern-icon--{name}"
    gross = f" kern-icon--{groesse}" if groesse else ""
    return format_html('<span class="kern-icon {}{}" aria-hidden="true"></span>', klasse, gross)


@register.simple_tag
def abzeichen(stand: Any, wort: Any = None) -> SafeString:
    """Badge with icon and word: `{% abzeichen stand %}` of a `Stand`, or `{% abzeichen "success" "bestätigt" %}`."""
    art, text = (stand, wort) if wort is not None else _stand(stand)
    zeichen = icon(ZEICHEN_DER_ART[art]) if art in ZEICHEN_DER_ART else ""
    klasse = f"kern-badge--{art}" if zeichen else "app-badge--neutral"
    return format_html(
        '<span class="kern-badge kern-badge--small {}">{}<span class="kern-label kern-label--small">{}</span></span>',
        klasse,
        zeichen,
        text,
    )


def _stand(stand: Any) -> tuple[str, Any]:
    if isinstance(stand, formate.Stand):
        return stand.art, stand.wort
    if isinstance(stand, tuple):
        return stand
    return "neutral", stand


@register.simple_tag(takes_context=True)
def fehlertitel(context: template.Context, *formulare: BaseForm | BaseFormSet) -> str:
    """Beginning of the page's title if one of its forms has errors (`form` and `formset` unless others are named)."""
    gefragt = formulare or (context.get("form"), context.get("formset"))
    hat_fehler = context.get("hat_fehler") or any(_ist_fehlerhaft(formular) for formular in gefragt)
    return _("Fehler:") + " " if hat_fehler else ""


def _ist_fehlerhaft(formular: Any) -> bool:
    if not isinstance(formular, BaseForm | BaseFormSet) or not formular.is_bound:
        return False
    return not formular.is_valid()


@register.filter
def seitenzahlen(seite: Any) -> list[int]:
    """Numbers of the pages to link to; 0 stands for a gap."""
    return [
        nummer if isinstance(nummer, int) else 0
        for nummer in seite.paginator.get_elided_page_range(seite.number, on_each_side=1, on_ends=1)
    ]

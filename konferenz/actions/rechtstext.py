"""Legal texts: written in Markdown, rendered once when they are saved."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from i18nfield.strings import LazyI18nString
from markdown_it import MarkdownIt
from markdown_it.token import Token

from konferenz import uhr
from konferenz.models import Rechtstext
from konferenz.sprachen import SPRACHEN

TIEFSTE_EBENE = 6
_KLASSEN = {
    "table_open": "kern-table kern-table--small",
    "tr_open": "kern-table__row",
    "th_open": "kern-table__header",
    "td_open": "kern-table__cell",
}


def _html(inhalt: str) -> Token:
    return Token("html_block", "", 0, content=inhalt)


def _fuer_unsere_seite(token: Token) -> None:
    """`#` becomes h2, since the page has its own h1; cells get classes, not an inline style, which the CSP forbids."""
    if token.type in ("heading_open", "heading_close"):
        token.tag = f"h{min(int(token.tag[1]) + 1, TIEFSTE_EBENE)}"
    token.attrs.pop("style", None)
    if klasse := _KLASSEN.get(token.type):
        token.attrSet("class", klasse)


def _mit_spaltennamen(zeichen: list[Token]) -> Iterator[Token]:
    """Tables in the form in which their rows turn into blocks on a phone: each cell carries the name of its column."""
    spalten: list[str] = []
    stelle = 0
    for nummer, token in enumerate(zeichen):
        if token.type == "table_open":
            spalten = []
            yield _html('<div class="app-tabelle app-tabelle--stapel">')
        elif token.type == "th_open":
            spalten.append(zeichen[nummer + 1].content)
            token.attrSet("scope", "col")
        elif token.type == "tr_open":
            stelle = 0
        elif token.type == "td_open":
            token.attrSet("data-titel", spalten[stelle])
            stelle += 1
        elif token.type == "td_close":
            yield _html("</span>")
        yield token
        if token.type == "td_open":
            yield _html("<span>")
        elif token.type == "table_close":
            yield _html("</div>\n")


def darstellen(markdown: str) -> str:
    """Safe HTML of a Markdown text: HTML in it is shown as text, no images, links of the usual safe kinds only."""
    leser = MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")
    zeichen = leser.parse(markdown)
    for token in zeichen:
        _fuer_unsere_seite(token)
    html: str = leser.renderer.render(list(_mit_spaltennamen(zeichen)), leser.options, {})
    return html


def _wortlaut(text: LazyI18nString | Mapping[str, str]) -> dict[str, str]:
    """Texts by language, without empty ones; raises ValidationError without German or with an unknown language."""
    daten: Any = text.data if isinstance(text, LazyI18nString) else text
    if not isinstance(daten, Mapping):
        daten = {"de": daten or ""}
    fassungen = {code: wert.strip() for code, wert in daten.items() if wert and wert.strip()}
    if "de" not in fassungen:
        raise ValidationError(_("Der deutsche Text fehlt. Er ist die maßgebliche Fassung."))
    if unbekannt := sorted(set(fassungen) - set(SPRACHEN)):
        raise ValidationError(
            _("Unbekannte Sprache: %(sprachen)s"), params={"sprachen": ", ".join(unbekannt)}
        )
    return fassungen


@transaction.atomic
def rechtstext_speichern(
    *, art: str, text: LazyI18nString | Mapping[str, str], stand: date | None = None
) -> Rechtstext:
    """Store the wording of a legal text in all its languages and render it.

    `stand` is the day the text is as of, today if not given. The version rises when a wording changes; saving
    the same again changes nothing. Raises ValidationError without a German text or for an unknown kind.
    """
    if art not in Rechtstext.Art.values:
        raise ValidationError(_("Diesen Rechtstext gibt es nicht."))
    fassungen = _wortlaut(text)
    vorhanden = Rechtstext.objects.select_for_update().filter(art=art).first()
    if vorhanden and vorhanden.text.data == fassungen:
        return vorhanden
    rechtstext = vorhanden or Rechtstext(art=art, version=0)
    rechtstext.version += 1
    rechtstext.stand = stand or uhr.heute()
    rechtstext.text = LazyI18nString(fassungen)
    rechtstext.html = LazyI18nString({code: darstellen(wert) for code, wert in fassungen.items()})
    rechtstext.save()
    return rechtstext

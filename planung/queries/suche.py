"""Searching what bodies have talked about: items, papers, minutes, tasks; only what the account may read (S42)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from konferenz.formate import datum_kurz
from konferenz.models import Benutzer
from planung.models import Protokollabschnitt, Sitzung
from planung.queries import sicht

JE_ART = 20


@dataclass(frozen=True)
class Treffer:
    """Something that was found: title, what it is and where it belongs, its address."""

    titel: str
    woher: str
    url: str


def suche(benutzer: Benutzer, worte: str) -> list[Treffer]:
    """Hits of every kind, the latest first; German words in any form, or a part of a title. One statement each."""
    if not worte.strip():
        return []
    arten: tuple[Callable[[Benutzer, str], Iterator[Treffer]], ...] = (
        _punkte, _unterlagen, _niederschriften, _aufgaben, _themen,
    )  # fmt: skip
    return [treffer for art in arten for treffer in art(benutzer, worte.strip())]


def _passend(zeilen: QuerySet[Any], worte: str, *felder: str) -> QuerySet[Any]:
    """Rows in whose fields the words stand; the first field also by a part of it."""
    vektor = SearchVector(*felder, config="german")
    frage = SearchQuery(worte, config="german", search_type="websearch")
    return zeilen.annotate(vektor=vektor).filter(Q(vektor=frage) | Q(**{f"{felder[0]}__icontains": worte}))


def _sitzung(art: str, sitzung: Sitzung) -> str:
    return f"{art}, {sitzung} ({sitzung.gremium}, {datum_kurz(sitzung.beginn)})"


def _punkte(benutzer: Benutzer, worte: str) -> Iterator[Treffer]:
    gefunden = _passend(sicht.punkte(benutzer), worte, "titel", "beschreibung")
    for punkt in gefunden.select_related("sitzung__gremium").order_by("-sitzung__beginn", "id")[:JE_ART]:
        yield Treffer(punkt.titel, _sitzung(str(punkt), punkt.sitzung), punkt.sitzung.get_absolute_url())


def _unterlagen(benutzer: Benutzer, worte: str) -> Iterator[Treffer]:
    gefunden = _passend(sicht.unterlagen(benutzer), worte, "titel")
    for eine in gefunden.order_by("-punkt__sitzung__beginn", "id")[:JE_ART]:
        yield Treffer(eine.titel, _sitzung(_("Unterlage"), eine.punkt.sitzung), eine.get_absolute_url())


def _niederschriften(benutzer: Benutzer, worte: str) -> Iterator[Treffer]:
    lesbar = Protokollabschnitt.objects.filter(
        protokoll__in=sicht.protokolle(benutzer), punkt__in=sicht.punkte(benutzer)
    )
    gefunden = _passend(lesbar, worte, "ergebnis", "beschluss").select_related(
        "punkt__sitzung__gremium", "protokoll"
    )
    for eins in gefunden.order_by("-protokoll__sitzung__beginn", "id")[:JE_ART]:
        woher = _sitzung(_("Niederschrift"), eins.punkt.sitzung)
        yield Treffer(eins.punkt.titel, woher, eins.protokoll.get_absolute_url())


def _aufgaben(benutzer: Benutzer, worte: str) -> Iterator[Treffer]:
    gefunden = _passend(sicht.aufgaben(benutzer), worte, "titel", "beschreibung", "ergebnis")
    for aufgabe in gefunden.order_by("-id")[:JE_ART]:
        yield Treffer(aufgabe.titel, f"{_('Aufgabe')}, {aufgabe.gremium}", aufgabe.get_absolute_url())


def _themen(benutzer: Benutzer, worte: str) -> Iterator[Treffer]:
    gefunden = _passend(sicht.themen(benutzer), worte, "titel", "beschreibung").select_related("konferenz")
    for thema in gefunden.order_by("-id")[:JE_ART]:
        yield Treffer(thema.titel, f"{_('Thema')}, {thema.konferenz}", thema.get_absolute_url())

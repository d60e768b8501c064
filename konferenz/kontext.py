"""What the page frames show, for every template: nothing of it costs a statement before a page really prints it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import LocalePrefixPattern, get_resolver
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language, get_language_from_path
from django.utils.translation import gettext as _

from konferenz import beitraege, uhr
from konferenz.beitraege import Menuepunkt
from konferenz.models import Bezirk, Konferenz
from konferenz.navigation import GRUPPEN
from konferenz.sprachen import SPRACHEN, Sprache, sprache


@dataclass(frozen=True)
class Sprachwahl:
    """One offered language and the address of the page that is open in it."""

    sprache: Sprache
    url: str
    ist_aktuell: bool

    @property
    def code(self) -> str:
        return self.sprache.code

    @property
    def name(self) -> str:
        return self.sprache.name

    @property
    def richtung(self) -> str:
        return self.sprache.richtung


@dataclass(frozen=True)
class Navigationspunkt:
    """One line of a navigation; `ist_hier` if the open page is it, `ist_darin` if it lies below it."""

    titel: str
    url: str
    zahl: int | None
    ist_hier: bool
    ist_darin: bool


@dataclass(frozen=True)
class Navigationsgruppe:
    """Lines under one heading; the first group has none."""

    titel: str
    punkte: list[Navigationspunkt]


def rahmen(request: HttpRequest) -> dict[str, Any]:
    """Context processor: authority, conference, languages, the demonstration's clock, navigation."""
    return {
        "bezirk": _spaeter(bezirk_zu, request),
        "konferenz": _spaeter(konferenz_zu, request),
        "sprache": sprache(get_language()),
        "sprachen": _spaeter(sprachwahl, request),
        "vorfuehrung_zeit": SimpleLazyObject(uhr.jetzt) if settings.VORFUEHRUNG else None,
        "menue": _spaeter(menue, request),
        "navigation": _spaeter(navigation, request),
    }


def _spaeter(funktion: Callable[[HttpRequest], Any], request: HttpRequest) -> SimpleLazyObject:
    return SimpleLazyObject(partial(funktion, request))


def bezirk_zu(request: HttpRequest) -> Bezirk | None:
    """The authority of this installation, asked for once in a request; None before it is set up."""
    if not hasattr(request, "bezirk"):
        request.bezirk = Bezirk.objects.first()  # type: ignore[attr-defined]
    return request.bezirk  # type: ignore[attr-defined]


def konferenz_zu(request: HttpRequest) -> Konferenz | None:
    """The conference of the address (the view stores it on the request), else the current published one."""
    if not hasattr(request, "konferenz"):
        request.konferenz = Konferenz.objects.aktuelle()  # type: ignore[attr-defined]
    return request.konferenz  # type: ignore[attr-defined]


def sprachwahl(request: HttpRequest) -> list[Sprachwahl]:
    """The offered languages, each with the address of the open page in it; none where the address has no language."""
    if not _traegt_sprache(request.path_info):
        return []
    hier = sprache(get_language())
    bezirk = bezirk_zu(request)
    angeboten = [code for code in (bezirk.sprachen if bezirk else []) if code in SPRACHEN]
    codes = dict.fromkeys(["de", *angeboten]) if "de" not in angeboten else dict.fromkeys(angeboten)
    return [Sprachwahl(SPRACHEN[code], in_sprache(request, code), code == hier.code) for code in codes]


def in_sprache(request: HttpRequest, code: str) -> str:
    """Address of the open page in another language, query included; German has no prefix."""
    pfad = request.path_info
    if vorsatz := get_language_from_path(pfad):
        pfad = pfad[len(vorsatz) + 1 :] or "/"
    vorn = "" if code == settings.LANGUAGE_CODE else f"/{code}"
    anfrage = request.META.get("QUERY_STRING", "")
    return f"{vorn}{pfad}" + (f"?{anfrage}" if anfrage else "")


@cache
def _ohne_sprache() -> tuple[Any, ...]:
    return tuple(
        teil.pattern
        for teil in get_resolver().url_patterns
        if not isinstance(teil.pattern, LocalePrefixPattern)
    )


def _traegt_sprache(pfad: str) -> bool:
    """Whether the address lies in the part of the site that exists once per language."""
    return not any(muster.match(pfad.removeprefix("/")) for muster in _ohne_sprache())


def menue(request: HttpRequest) -> dict[str, list[Navigationspunkt]]:
    """Public navigation: place in the frame (`kopf`, `hilfe`) -> lines."""
    konferenz = konferenz_zu(request)
    punkte = beitraege.sammle("menue", konferenz)
    return {gruppe.titel: gruppe.punkte for gruppe in _gruppen(punkte, request.path)}


def navigation(request: HttpRequest) -> list[Navigationsgruppe]:
    """The staff's navigation: what this person may see, grouped in the order of the settings."""
    benutzer = getattr(request, "user", None)
    if benutzer is None or not benutzer.is_authenticated:
        return []
    punkte = beitraege.sammle("navigation", benutzer, konferenz_zu(request))
    reihe = {_(titel) if titel else "": rang for rang, titel in enumerate(GRUPPEN)}
    return sorted(_gruppen(punkte, request.path), key=lambda gruppe: reihe.get(gruppe.titel, len(reihe)))


def _gruppen(punkte: list[Menuepunkt], pfad: str) -> list[Navigationsgruppe]:
    """Lines under their headings; marked is the open page, else the line it lies below."""
    darin = [p.url for p in punkte if pfad == p.url or _liegt_unter(pfad, p, punkte)]
    auch = {p.auch: p.url for p in punkte if p.auch and pfad.startswith(p.auch)}
    treffer = max(darin, key=len, default="") or auch.get(max(auch, key=len, default=""), "")
    gruppen: dict[str, list[Navigationspunkt]] = {}
    for punkt in punkte:
        hier = punkt.url == treffer
        zeile = Navigationspunkt(punkt.titel, punkt.url, punkt.zahl, hier and pfad == punkt.url, hier)
        gruppen.setdefault(str(punkt.gruppe), []).append(zeile)
    return [Navigationsgruppe(titel, zeilen) for titel, zeilen in gruppen.items()]


def _liegt_unter(pfad: str, punkt: Menuepunkt, punkte: list[Menuepunkt]) -> bool:
    """A start page, whose address begins those of other lines, is only marked when it is open itself."""
    ist_start = any(anderer.url.startswith(punkt.url) for anderer in punkte if anderer.url != punkt.url)
    return pfad.startswith(punkt.url) and not ist_start

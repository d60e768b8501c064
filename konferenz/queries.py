"""Reads of the ground floor that span several models or belong to a request."""

from dataclasses import dataclass

from django.db.models import F
from django.http import Http404, HttpRequest
from i18nfield.strings import LazyI18nString

from konferenz import beitraege
from konferenz.beitraege import Anmeldestand, Entsendung
from konferenz.models import Angebot, Drucksache, Entscheidung, Konferenz, Rechtstext
from konferenz.sprachen import Sprache, sprache


def _merke(request: HttpRequest, konferenz: Konferenz | None) -> Konferenz:
    """Keep the conference of the address on the request, so that the frame of the page does not ask for it again."""
    if konferenz is None:
        raise Http404
    request.konferenz = konferenz  # type: ignore[attr-defined]
    return konferenz


def konferenz_zu(request: HttpRequest, kennung: str) -> Konferenz:
    """The published conference of a public address; Http404 if there is none."""
    return _merke(request, Konferenz.objects.veroeffentlicht().mit_rahmen().filter(kennung=kennung).first())


def konferenz_der_arbeit(request: HttpRequest, kennung: str) -> Konferenz:
    """The conference of a staff address, published or not; Http404 if there is none."""
    return _merke(request, Konferenz.objects.mit_rahmen().filter(kennung=kennung).first())


def in_vorbereitung() -> Konferenz | None:
    """The next conference that the council has decided on and whose date is not public yet."""
    reihe = Konferenz.objects.filter(
        ist_veroeffentlicht=False, drucksache__stand=Drucksache.Stand.BESCHLOSSEN
    )
    return reihe.mit_rahmen().order_by(F("beginn").asc(nulls_last=True), "kennung").first()


def oeffentliche_konferenzen() -> list[Konferenz]:
    """All published conferences, the latest first; past ones stay."""
    return list(Konferenz.objects.veroeffentlicht().mit_rahmen().order_by("-beginn"))


def rechtstext(art: str) -> Rechtstext | None:
    """The legal text of a kind, if somebody has written one."""
    return Rechtstext.objects.filter(art=art).first()


def beschluss_zu(konferenz: Konferenz) -> Entscheidung | None:
    """The decision of the council that asks for this conference."""
    if konferenz.drucksache is None:
        return None
    return (
        konferenz.drucksache.entscheidungen.filter(stand=Drucksache.Stand.BESCHLOSSEN)
        .order_by("am", "id")
        .last()
    )


@dataclass(frozen=True)
class Fassung:
    """A text in the language it really is in; `ist_ersatz` if that is not the one that was asked for."""

    wortlaut: str
    sprache: Sprache
    ist_ersatz: bool


def fassung(text: LazyI18nString, code: str) -> Fassung:
    """The text in the language `code`, else the one it falls back to, with the language of that."""
    wortlaut = text.localize(code)
    daten = text.data if isinstance(text.data, dict) else {}
    tatsaechlich = next((c for c in (code, *daten) if daten.get(c) == wortlaut), "de")
    return Fassung(wortlaut, sprache(tatsaechlich), tatsaechlich != code)


@dataclass(frozen=True)
class Startseite:
    """What the start page of a conference shows apart from the conference itself.

    `stand` is None where no app takes registrations.
    """

    angebote: list[Angebot]
    vorbereitung: list[Entsendung]
    stand: Anmeldestand | None


def startseite(konferenz: Konferenz) -> Startseite:
    """Offers, who prepares it and how registration stands; one statement each."""
    return Startseite(
        angebote=list(konferenz.angebote.all()),
        vorbereitung=beitraege.sammle("vorbereitung", konferenz),
        stand=next(beitraege.rufe("startseite", konferenz), None),
    )

"""Public pages. Nothing here needs a login, a cookie or a script."""

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.cache import caches
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from konferenz import queries
from konferenz.beschlusskontrolle import ART_DES_STANDES
from konferenz.datenstand import datenstand
from konferenz.models import Bezirk, Konferenz, Petitumspunkt, Rechtstext, Sachstandsbericht
from konferenz.models.drucksache import Punktstand

LEICHTE_SPRACHE = "de-simple"
SEKUNDEN = 10
"""How often a finished start page is built anew although no row behind it changed: the clock changes it too."""


@login_not_required
@require_safe
def einstieg(request: HttpRequest) -> HttpResponse:
    """`/`: on to the current conference; afterwards the last one stays until the next is decided on."""
    konferenz = Konferenz.objects.aktuelle()
    geplant = None if konferenz and not konferenz.ist_vorbei else queries.in_vorbereitung()
    if konferenz and geplant is None:
        return redirect(konferenz)
    request.konferenz = None  # type: ignore[attr-defined]  # the frame must not carry the name of the last one
    daten = {"geplant": geplant, "beschluss": geplant and queries.beschluss_zu(geplant), "letzte": konferenz}
    return render(request, "konferenz/oeffentlich/einstieg.html", daten)


@login_not_required
@require_safe
def start(request: HttpRequest, kennung: str) -> HttpResponse:
    """Start page of a conference.

    People without a session and without a query in the address share one finished page for each conference
    and language, until a row behind it changes or ten seconds have passed.
    """
    gemeinsam = settings.SESSION_COOKIE_NAME not in request.COOKIES and not request.META.get("QUERY_STRING")
    antwort = _fertige_startseite(request, kennung) if gemeinsam else _startseite(request, kennung)
    patch_vary_headers(antwort, ["Cookie"])
    if gemeinsam:
        patch_cache_control(antwort, public=True, max_age=SEKUNDEN)
    else:
        patch_cache_control(antwort, private=True, no_cache=True)
    return antwort


def _fertige_startseite(request: HttpRequest, kennung: str) -> HttpResponse:
    schluessel = f"start:{kennung}:{get_language()}:{datenstand()}"
    inhalt = caches["seiten"].get(schluessel)
    if inhalt is None:
        inhalt = _startseite(request, kennung).content
        caches["seiten"].set(schluessel, inhalt, SEKUNDEN)
    return HttpResponse(inhalt)


def _startseite(request: HttpRequest, kennung: str) -> HttpResponse:
    konferenz = queries.konferenz_zu(request, kennung)
    daten = {"konferenz": konferenz, "seite": queries.startseite(konferenz), "ist_deutsch": _ist_deutsch()}
    return render(request, "konferenz/oeffentlich/start.html", daten)


def _ist_deutsch() -> bool:
    return (get_language() or "de").startswith("de")


WORUM = {
    Petitumspunkt.Art.MITTEL: _("Geld für die Konferenz"),
    Petitumspunkt.Art.GRUPPE: _("Eine Gruppe bereitet die Konferenz vor"),
    Petitumspunkt.Art.TERMIN: _("Die Konferenz findet statt"),
    Petitumspunkt.Art.FREI: _("Ein weiterer Punkt"),
}
"""What a point is about, in plain words."""
WAS_DARAUS_WURDE = {
    Punktstand.OFFEN: _("Das hat noch nicht begonnen."),
    Punktstand.IN_ARBEIT: _("Daran wird gearbeitet."),
    Punktstand.ERLEDIGT: _("Das ist geschafft."),
    Punktstand.TEILWEISE: _("Ein Teil davon ist geschafft."),
    Punktstand.ABWEICHEND: _("Das wird anders gemacht als beschlossen."),
    Punktstand.NICHT_UMSETZBAR: _("Das ist nicht möglich."),
    Punktstand.ERSETZT: _("Dafür gilt jetzt ein anderer Beschluss."),
}
NOCH_NICHTS = _("Dazu gibt es noch keinen Bericht.")


@login_not_required
@require_safe
def beschluss(request: HttpRequest, kennung: str) -> HttpResponse:
    """What became of the resolution that asks for this conference: what a person confirmed and what was reported.

    The wording of the points and of the reports is German and marked so; what it comes to is said in every language.
    """
    konferenz = queries.konferenz_zu(request, kennung)
    papier = konferenz.drucksache
    if papier is None or not papier.ist_wirksam:
        raise Http404
    daten = {
        "konferenz": konferenz,
        "entscheidung": queries.beschluss_zu(konferenz),
        "punkte": [_in_einfachen_worten(punkt) for punkt in papier.punkte.prefetch_related("sachstaende")],
        "berichte": papier.berichte.filter(stand=Sachstandsbericht.Stand.BERICHTET),
    }
    return render(request, "konferenz/oeffentlich/beschluss.html", daten)


def _in_einfachen_worten(punkt: Petitumspunkt) -> dict[str, Any]:
    berichtet = next((eins for eins in punkt.sachstaende.all() if not eins.ist_entwurf), None)
    ist_bekannt = punkt.bewertet_am is not None or berichtet is not None
    stand = Punktstand(punkt.stand if punkt.bewertet_am or berichtet is None else berichtet.stand)
    return {
        "punkt": punkt,
        "worum": WORUM[Petitumspunkt.Art(punkt.art)],
        "stand": WAS_DARAUS_WURDE[stand] if ist_bekannt else NOCH_NICHTS,
        "art": ART_DES_STANDES.get(stand, "neutral") if ist_bekannt else "neutral",
        "berichtet": berichtet,
    }


@login_not_required
@require_safe
def konferenzen(request: HttpRequest) -> HttpResponse:
    """All conferences; past ones stay reachable."""
    daten = {"konferenzen": queries.oeffentliche_konferenzen()}
    return render(request, "konferenz/oeffentlich/konferenzen.html", daten)


@login_not_required
@require_safe
def zeichen(request: HttpRequest) -> FileResponse:
    """The authority's sign; its address changes with the picture, so browsers may keep it."""
    bezirk = Bezirk.objects.exclude(logo="").first()
    if bezirk is None or not bezirk.logo.storage.exists(str(bezirk.logo.name)):
        raise Http404
    antwort = FileResponse(bezirk.logo.open(), content_type="image/png")
    patch_cache_control(antwort, public=True, max_age=86400)
    return antwort


@login_not_required
@require_safe
def kontakt(request: HttpRequest) -> HttpResponse:
    """Whom to ask, how to report a barrier."""
    return render(request, "konferenz/oeffentlich/kontakt.html")


@login_not_required
@require_safe
def rechtstext(request: HttpRequest, art: Rechtstext.Art) -> HttpResponse:
    """A legal text below the facts of the authority; where a language lacks it, the German one, marked as German."""
    text = queries.rechtstext(art)
    fassung = text and queries.fassung(text.html, get_language() or "de")
    daten = {"art": art.value, "titel": art.label, "text": text, "fassung": fassung}
    return render(request, "konferenz/oeffentlich/rechtstext.html", daten)


@login_not_required
@require_safe
def leichte_sprache(request: HttpRequest) -> HttpResponse:
    """What this site is, how to find one's way and how accessible it is, in Leichte Sprache (§ 4 BITV)."""
    if get_language() != LEICHTE_SPRACHE:
        with override(LEICHTE_SPRACHE):
            return redirect(reverse("konferenz:leichte-sprache"))
    return render(request, "konferenz/oeffentlich/leichte_sprache.html")


@login_not_required
@require_safe
def gebaerdensprache(request: HttpRequest) -> HttpResponse:
    """The video in German Sign Language; without one, how to get sign language."""
    return render(request, "konferenz/oeffentlich/gebaerdensprache.html")

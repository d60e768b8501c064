"""The address of personal links: exchanged for the session at once, so that the secret leaves the address line."""

from datetime import timedelta

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.views.decorators.http import require_safe

from konferenz import beitraege, zugang
from konferenz.actions.begrenzung import herkunft, zaehle
from konferenz.kontext import bezirk_zu, konferenz_zu
from konferenz.models import Zugangslink

FEHLVERSUCHE = 30
FENSTER = timedelta(minutes=10)
"""Unknown links of one client in this window. Valid ones always work: a whole community centre shares one address."""


@login_not_required
@require_safe
def oeffnen(request: HttpRequest, geheimnis: str) -> HttpResponse:
    """Open a personal link. It changes nothing yet: mail scanners open links too, so the page behind it has a button.

    Unknown, expired, revoked and spent links answer alike.
    """
    link = Zugangslink.objects.zu(geheimnis).gueltig().first()
    ziel = _ziel(link) if link else None
    if link is None or ziel is None:
        return _verschlossen(_unbekannt(request))
    zugang.merke(request, link)
    return _verschlossen(redirect(ziel))


def _ziel(link: Zugangslink) -> str | None:
    """The clean address behind a link; None if its object is gone or nobody knows the purpose."""
    for ziele in beitraege.rufe("zugaenge"):
        if link.zweck in ziele:
            return ziele[link.zweck](link.objekt)
    return None


def _unbekannt(request: HttpRequest) -> HttpResponse:
    erlaubt = zaehle("zugang", herkunft(request.META), FEHLVERSUCHE, FENSTER)
    with translation.override(_sprache(request)):
        daten = {"link_erneut": beitraege.sammle("link_erneut", konferenz_zu(request))}
        return render(request, "konferenz/zugang_unbekannt.html", daten, status=404 if erlaubt else 429)


def _sprache(request: HttpRequest) -> str:
    """The address in a letter carries no language: the browser's, if the district offers it, else German."""
    bezirk = bezirk_zu(request)
    gewuenscht = translation.get_language_from_request(request, check_path=True)
    return gewuenscht if bezirk and gewuenscht in bezirk.sprachen else "de"


def _verschlossen(antwort: HttpResponse) -> HttpResponse:
    antwort["Referrer-Policy"] = "no-referrer"
    antwort["Cache-Control"] = "no-store"
    return antwort

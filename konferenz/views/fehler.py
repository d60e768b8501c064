"""Pages for what went wrong: each says in the user's language what happened and what to do."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def _seite(request: HttpRequest, status: int) -> HttpResponse:
    return render(request, f"fehler/{status}.html", status=status)


def falsche_anfrage(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _seite(request, 400)


def nicht_erlaubt(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _seite(request, 403)


def nicht_gefunden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _seite(request, 404)


def stoerung(request: HttpRequest) -> HttpResponse:
    return _seite(request, 500)


def csrf(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was open for too long or cookies are off: nothing was stored, the way back keeps the entries."""
    return render(request, "fehler/csrf.html", status=403)

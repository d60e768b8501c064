"""Pages for what went wrong: each says in the user's language what happened and what to do."""

import sys
from contextlib import suppress

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.shortcuts import render


def _seite(request: HttpRequest, status: int) -> HttpResponse:
    return render(request, f"fehler/{status}.html", status=status)


RESTLICHES = 32_000_000
"""Bytes of a refused form that are still read: a browser shows the answer only when it has got rid of its text."""


def falsche_anfrage(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent):
        return zu_gross(request)
    return _seite(request, 400)


def zu_gross(request: HttpRequest) -> HttpResponse:
    """More text than a form takes: says how much it takes and that nothing was stored."""
    _lies_den_rest(request)
    kontext = {"status": 413, "hoechstens": settings.DATA_UPLOAD_MAX_MEMORY_SIZE}
    return render(request, "fehler/413.html", kontext, status=413)


def _lies_den_rest(request: HttpRequest) -> None:
    gelesen = 0
    with suppress(UnreadablePostError):
        while gelesen < RESTLICHES and (stueck := request.read(65_536)):
            gelesen += len(stueck)


def nicht_erlaubt(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _seite(request, 403)


def nicht_gefunden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _seite(request, 404)


WARTEN = 60
"""Seconds after which a browser or a machine may ask again."""


def stoerung(request: HttpRequest) -> HttpResponse:
    """Something broke. Django calls this while it handles the exception, so it can tell what will pass by itself."""
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        return nicht_erreichbar(request)
    return _seite(request, 500)


def nicht_erreichbar(request: HttpRequest) -> HttpResponse:
    """The database is away, or a lock or a statement took too long; asks neither database nor session."""
    antwort = _seite(request, 503)
    antwort["Retry-After"] = str(WARTEN)
    antwort["Cache-Control"] = "no-store"
    return antwort


def csrf(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was open for too long or cookies are off: nothing was stored, the way back keeps the entries."""
    return render(request, "fehler/csrf.html", status=403)

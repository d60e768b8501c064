"""What holds for every request."""

from collections.abc import Callable

import pghistory
from django.db import connection
from django.http import HttpRequest, HttpResponse

Antwort = Callable[[HttpRequest], HttpResponse]


class GesundheitMiddleware:
    """Answers `/healthz` before host check and session: "ok" while the database answers, else 503."""

    def __init__(self, get_response: Antwort) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info != "/healthz":
            return self.get_response(request)
        try:
            with connection.cursor() as zeiger:
                zeiger.execute("SELECT 1")
        except Exception:
            return HttpResponse("datenbank", status=503, content_type="text/plain")
        return HttpResponse("ok", content_type="text/plain")


class VerlaufMiddleware:
    """Gives the audit trail its context: the person's id and the name of the page, never an address (personal
    links!)."""

    def __init__(self, get_response: Antwort) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method != "POST":
            return self.get_response(request)
        with pghistory.context():
            return self.get_response(request)

    def process_view(self, request: HttpRequest, view: object, args: object, kwargs: object) -> None:
        if request.method == "POST" and request.resolver_match:
            pghistory.context(person=request.user.pk, aktion=request.resolver_match.view_name)

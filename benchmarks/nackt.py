"""The yardstick: Django with nothing around it. One view reads one row and fills a small template, one inserts a
row in a transaction."""

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

from konferenz import umgebung

settings.configure(
    SECRET_KEY="nackt",
    ALLOWED_HOSTS=["*"],
    ROOT_URLCONF=__name__,
    DATABASES={"default": {**umgebung.datenbank(), "CONN_MAX_AGE": 600}},
    TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates"}],
    MIDDLEWARE=[],
)
application = get_wsgi_application()

_VORLAGE = engines["django"].from_string(
    "<!doctype html><html lang=de><title>{{ titel }}</title><body><h1>{{ titel }}</h1><p>{{ thema }}</p></body></html>"
)


def lesen(request: HttpRequest) -> HttpResponse:
    """One SELECT, one small template."""
    with connection.cursor() as zeiger:
        zeiger.execute("SELECT titel, leitthema FROM konferenz_konferenz WHERE kennung = %s", ["2024"])
        titel, thema = zeiger.fetchone()
    return HttpResponse(_VORLAGE.render({"titel": titel, "thema": thema}))


def schreiben(request: HttpRequest) -> HttpResponse:
    """One INSERT in a transaction."""
    with transaction.atomic(), connection.cursor() as zeiger:
        zeiger.execute("INSERT INTO nackt (name) VALUES (%s)", ["Gast"])
    return HttpResponse("ok")


urlpatterns = [path("lesen/", lesen), path("schreiben/", schreiben)]

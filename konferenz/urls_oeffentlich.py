"""Public pages: the current conference, all conferences, help, legal texts. Every language has its own prefix."""

from django.urls import path, re_path

from konferenz.models import Rechtstext
from konferenz.views import oeffentlich, zugang

app_name = "konferenz"

urlpatterns = [
    path("", oeffentlich.einstieg, name="einstieg"),
    path("z/<str:geheimnis>/", zugang.oeffnen, name="zugang"),
    path("konferenzen/", oeffentlich.konferenzen, name="konferenzen"),
    path("zeichen.png", oeffentlich.zeichen, name="zeichen"),
    path("kontakt/", oeffentlich.kontakt, name="kontakt"),
    path("leichte-sprache/", oeffentlich.leichte_sprache, name="leichte-sprache"),
    path("gebaerdensprache/", oeffentlich.gebaerdensprache, name="gebaerdensprache"),
    *(path(f"{art}/", oeffentlich.rechtstext, {"art": art}, name=art.value) for art in Rechtstext.Art),
    re_path(r"^(?P<kennung>\d{4}(?:-[a-z0-9]+)?)/$", oeffentlich.start, name="start"),
    re_path(r"^(?P<kennung>\d{4}(?:-[a-z0-9]+)?)/beschluss/$", oeffentlich.beschluss, name="beschluss"),
]

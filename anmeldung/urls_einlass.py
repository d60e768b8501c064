"""The desk on the day, below `/arbeit/<kennung>/einlass/`."""

from django.urls import URLPattern, URLResolver, include, path, re_path

from anmeldung.views.arbeit import einlass

app_name = "einlass"

_einlass: list[URLPattern | URLResolver] = [
    path("", einlass.Einlass.as_view(), name="einlass"),
    path("tisch/", einlass.Tisch.as_view(), name="tisch"),
    path("ohne-anmeldung/", einlass.OhneAnmeldung.as_view(), name="ohne-anmeldung"),
    path("nachtragen/", einlass.Nachtragen.as_view(), name="nachtragen"),
    path("liste/", einlass.Papierliste.as_view(), name="papierliste"),
    path("namensschilder/", einlass.Namensschilder.as_view(), name="namensschilder"),
    path("raumschilder/", einlass.Raumschilder.as_view(), name="raumschilder"),
    path("<uuid:pk>/namensschild/", einlass.Namensschild.as_view(), name="namensschild"),
    path("<uuid:pk>/einlassen/", einlass.Einlassen.as_view(), name="einlassen"),
    path("<uuid:pk>/zurueck/", einlass.Zurueck.as_view(), name="zurueck"),
]

urlpatterns = [re_path(r"^(?P<kennung>\d{4}(?:-[a-z0-9]+)?)/einlass/", include(_einlass))]

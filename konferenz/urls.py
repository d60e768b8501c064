"""Addresses. Public pages carry language and conference (`/ar/2024/…`), staff pages begin with `/arbeit/`."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path

handler400 = "konferenz.views.fehler.falsche_anfrage"
handler403 = "konferenz.views.fehler.nicht_erlaubt"
handler404 = "konferenz.views.fehler.nicht_gefunden"
handler500 = "konferenz.views.fehler.stoerung"

urlpatterns: list[URLPattern | URLResolver] = [
    path("konto/", include("konferenz.urls_konto")),
    path("arbeit/", include("konferenz.urls_arbeit")),
    path("arbeit/", include("anmeldung.urls_arbeit")),
    path("arbeit/", include("anmeldung.urls_einlass")),
    path("arbeit/", include("beirat.urls")),
    path("arbeit/", include("budget.urls")),
    path("arbeit/", include("planung.urls")),
    path("arbeit/", include("programm.urls")),
]
if settings.VORFUEHRUNG:
    urlpatterns.append(path("vorfuehrung/", include("konferenz.urls_vorfuehrung")))

urlpatterns += i18n_patterns(
    path("", include("konferenz.urls_oeffentlich")),
    path("", include("anmeldung.urls_oeffentlich")),
    path("", include("planung.urls_oeffentlich")),
    path("", include("programm.urls_oeffentlich")),
    prefix_default_language=False,
)

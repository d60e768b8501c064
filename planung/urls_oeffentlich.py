"""Addresses for members without login: personal links lead here."""

from django.urls import path

from planung.views import antwort, kalender, terminantwort

app_name = "mitwirken"

urlpatterns = [
    path("mitwirken/sitzung/", antwort.Sitzungsantwort.as_view(), name="sitzungsantwort"),
    path("mitwirken/termin/", terminantwort.Umfrageantwort.as_view(), name="umfrageantwort"),
    # "/z/": what follows is a secret and appears in no log
    path("mitwirken/kalender/z/<str:geheimnis>/sitzungen.ics", kalender.feed, name="kalender"),
]

"""Addresses without login: personal links of members lead here, and everybody may propose topics."""

from django.urls import path, re_path

from planung.views import antwort, kalender, terminantwort, themenvorschlag

app_name = "mitwirken"

urlpatterns = [
    path("mitwirken/sitzung/", antwort.Sitzungsantwort.as_view(), name="sitzungsantwort"),
    re_path(
        r"^(?P<kennung>\d{4}(?:-[a-z0-9]+)?)/themen/$",
        themenvorschlag.Themenvorschlag.as_view(),
        name="themen",
    ),
    path("mitwirken/termin/", terminantwort.Umfrageantwort.as_view(), name="umfrageantwort"),
    # "/z/": what follows is a secret and appears in no log
    path("mitwirken/kalender/z/<str:geheimnis>/sitzungen.ics", kalender.feed, name="kalender"),
]

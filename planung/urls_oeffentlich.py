"""Addresses for members without login: personal links lead here."""

from django.urls import path

from planung.views import antwort

app_name = "mitwirken"

urlpatterns = [
    path("mitwirken/sitzung/", antwort.Sitzungsantwort.as_view(), name="sitzungsantwort"),
]

"""Addresses of the staff area, ground floor. Fixed words stand before the ones that carry a conference."""

from django.urls import path

from konferenz.views import uebersicht

app_name = "arbeit"

urlpatterns = [
    path("", uebersicht.Uebersicht.as_view(), name="uebersicht"),
]

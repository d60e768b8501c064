"""Addresses that exist in the demonstration only."""

from django.urls import path

from konferenz.views import vorfuehrung

app_name = "vorfuehrung"

urlpatterns = [
    path("", vorfuehrung.uebersicht, name="uebersicht"),
]

"""Addresses that exist in the demonstration only."""

from django.urls import path

from konferenz.views import vorfuehrung, vorfuehrung_post

app_name = "vorfuehrung"

urlpatterns = [
    path("", vorfuehrung.uebersicht, name="uebersicht"),
    path("post/", vorfuehrung_post.liste, name="post"),
    path("post/<str:kennung>/", vorfuehrung_post.lesen, name="brief"),
    path("post/<str:kennung>/<int:nummer>/", vorfuehrung_post.anlage, name="anlage"),
]

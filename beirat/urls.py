"""Bodies, seats, memberships and people, below `/arbeit/gremien/`, and the preparation group of a conference."""

from django.urls import path, re_path

from beirat.views import gremium, mitgliedschaft

app_name = "beirat"

urlpatterns = [
    path("gremien/", gremium.Gremien.as_view(), name="gremien"),
    path("gremien/neu/", gremium.GremiumAnlegen.as_view(), name="gremium-neu"),
    path("gremien/<int:pk>/", gremium.GremiumSeite.as_view(), name="gremium"),
    path("gremien/<int:pk>/bearbeiten/", gremium.GremiumBearbeiten.as_view(), name="gremium-bearbeiten"),
    path("gremien/<int:pk>/aufnehmen/", mitgliedschaft.Aufnehmen.as_view(), name="aufnehmen"),
    path("gremien/<int:pk>/sitze/neu/", gremium.SitzAnlegen.as_view(), name="sitz-neu"),
    path("gremien/sitze/<int:pk>/", gremium.SitzBearbeiten.as_view(), name="sitz-bearbeiten"),
    path("gremien/sitze/<int:pk>/entfernen/", gremium.SitzEntfernen.as_view(), name="sitz-entfernen"),
    path("gremien/sitze/<int:pk>/besetzen/", mitgliedschaft.SitzBesetzen.as_view(), name="sitz-besetzen"),
    path(
        "gremien/mitgliedschaften/<int:pk>/",
        mitgliedschaft.MitgliedschaftAendern.as_view(),
        name="mitgliedschaft",
    ),
    path(
        "gremien/mitgliedschaften/<int:pk>/vertretung/",
        mitgliedschaft.VertretungBestimmen.as_view(),
        name="mitgliedschaft-vertretung",
    ),
    path(
        "gremien/mitgliedschaften/<int:pk>/beenden/",
        mitgliedschaft.MitgliedschaftBeenden.as_view(),
        name="mitgliedschaft-beenden",
    ),
    path("gremien/personen/<int:pk>/", mitgliedschaft.PersonSeite.as_view(), name="person"),
    path("gremien/personen/<int:pk>/aendern/", mitgliedschaft.PersonAendern.as_view(), name="person-aendern"),
    path(
        "gremien/personen/<int:pk>/einladen/", mitgliedschaft.PersonEinladen.as_view(), name="person-einladen"
    ),
    re_path(
        r"^(?P<kennung>\d{4}(?:-[a-z0-9]+)?)/vorbereitungsgruppe/$", gremium.Gruppe.as_view(), name="gruppe"
    ),
]

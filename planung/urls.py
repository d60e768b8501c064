"""The pages of bodies at work, below `/arbeit/`; each list is one part of the work. Meetings are addressed by number
of the row: they belong to a body, not always to a conference."""

from django.urls import URLPattern, URLResolver, include, path, re_path

from planung.views import aufgaben

app_name = "planung"

_Adressen = list[URLPattern | URLResolver]

_umfragen: _Adressen = []
"""Date polls."""

_sitzungen: _Adressen = []
"""Meetings: agenda, papers, invitation, answers, reminders, attendance, votes, minutes."""

_umlauf: _Adressen = []
"""Votes by circulation."""

_aufgaben: _Adressen = [
    path("", aufgaben.Aufgaben.as_view(), name="aufgaben"),
    path("neu/", aufgaben.AufgabeNeu.as_view(), name="aufgabe-neu"),
    path("<int:pk>/", aufgaben.EineAufgabe.as_view(), name="aufgabe"),
    path("<int:pk>/aendern/", aufgaben.AufgabeAendern.as_view(), name="aufgabe-aendern"),
    path("<int:pk>/stand/", aufgaben.AufgabeStand.as_view(), name="aufgabe-stand"),
    path("<int:pk>/wiedervorlage/", aufgaben.WiedervorlageNeu.as_view(), name="wiedervorlage-neu"),
    path("wiedervorlagen/<int:pk>/", aufgaben.WiedervorlageErledigt.as_view(), name="wiedervorlage-erledigt"),
]
"""Tasks and resubmissions."""

_themen: _Adressen = []
"""Topics and rankings of a conference."""

_meilensteine: _Adressen = []
"""Milestones of a conference."""

urlpatterns: _Adressen = [
    path("termine/", include(_umfragen)),
    path("sitzungen/", include(_sitzungen)),
    path("umlauf/", include(_umlauf)),
    path("aufgaben/", include(_aufgaben)),
    re_path(r"^(?P<kennung>\d{4}(?:-[a-z0-9]+)?)/themen/", include(_themen)),
    re_path(r"^(?P<kennung>\d{4}(?:-[a-z0-9]+)?)/meilensteine/", include(_meilensteine)),
]

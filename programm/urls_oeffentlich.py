"""Public addresses of the programme, below `/<kennung>/programm`; every language has its own prefix."""

from django.urls import URLPattern, URLResolver, include, path, re_path

from programm.views import oeffentlich

app_name = "oeffentliches-programm"

_programm: list[URLPattern | URLResolver] = [
    path("programm/", oeffentlich.seite, name="seite"),
    path("programm/ag-<int:nummer>/", oeffentlich.gruppe, name="gruppe"),
    path("programm/programm.ics", oeffentlich.als_kalender, name="kalender"),
    path("programm/programm.pdf", oeffentlich.als_druck, name="pdf"),
    path("programm/schedule.xml", oeffentlich.als_xml, name="xml"),
    path("programm/schedule.json", oeffentlich.als_json, name="json"),
]

urlpatterns = [re_path(r"^(?P<kennung>\d{4}(?:-[a-z0-9]+)?)/", include(_programm))]

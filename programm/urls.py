"""The staff's pages of the programme, below `/arbeit/<kennung>/programm/`; each list is one part of the work."""

from django.urls import URLPattern, URLResolver, include, path, re_path

from programm.views import freigabe, gruppen, mitwirkende, raeume, raster, texte, zeiten

app_name = "programm"

_Adressen = list[URLPattern | URLResolver]

_raeume: _Adressen = [
    path("", raeume.Raeume.as_view(), name="raeume"),
    path("neu/", raeume.RaumNeu.as_view(), name="raum-neu"),
    path("<int:pk>/", raeume.RaumAendern.as_view(), name="raum"),
    path("<int:pk>/loeschen/", raeume.RaumLoeschen.as_view(), name="raum-loeschen"),
]
"""Rooms of the venue."""

_zeiten: _Adressen = [
    path("", zeiten.Zeiten.as_view(), name="zeiten"),
    path("neu/", zeiten.ZeitfensterNeu.as_view(), name="zeitfenster-neu"),
    path("<int:pk>/", zeiten.ZeitfensterAendern.as_view(), name="zeitfenster"),
    path("<int:pk>/loeschen/", zeiten.ZeitfensterLoeschen.as_view(), name="zeitfenster-loeschen"),
]
"""Slots of the day."""

_gruppen: _Adressen = [
    path("", gruppen.Gruppen.as_view(), name="gruppen"),
    path("neu/", gruppen.GruppeNeu.as_view(), name="gruppe-neu"),
    path("aus-thema/<int:pk>/", gruppen.GruppeAusThema.as_view(), name="gruppe-aus-thema"),
    path("<int:pk>/", gruppen.Gruppe.as_view(), name="gruppe"),
    path("<int:pk>/aendern/", gruppen.GruppeAendern.as_view(), name="gruppe-aendern"),
    path("<int:pk>/absagen/", gruppen.GruppeAbsagen.as_view(), name="gruppe-absagen"),
]
"""Working groups."""

_raster: _Adressen = [
    path("", raster.Raster.as_view(), name="raster"),
    path("punkte/neu/", raster.PunktNeu.as_view(), name="punkt-neu"),
    path("punkte/treffen/", raster.TreffenNeu.as_view(), name="treffen-neu"),
    path("punkte/<int:pk>/", raster.PunktAendern.as_view(), name="punkt"),
    path("punkte/<int:pk>/loeschen/", raster.PunktLoeschen.as_view(), name="punkt-loeschen"),
    path("punkte/<int:pk>/einplanen/", raster.Einplanen.as_view(), name="punkt-einplanen"),
    path("punkte/<int:pk>/ausplanen/", raster.Ausplanen.as_view(), name="punkt-ausplanen"),
]
"""The grid and what stands in it."""

_eine: _Adressen = [
    path("", mitwirkende.Eine.as_view(), name="mitwirkende"),
    path("aendern/", mitwirkende.Aendern.as_view(), name="mitwirkende-aendern"),
    path("aufgabe/", mitwirkende.AufgabeNeu.as_view(), name="mitwirkende-aufgabe"),
    path("aufgabe/<int:aufgabe>/beenden/", mitwirkende.AufgabeBeenden.as_view(), name="aufgabe-beenden"),
    path("zeit/", mitwirkende.ZeitNeu.as_view(), name="mitwirkende-zeit"),
    path("zeit/<int:zeit>/entfernen/", mitwirkende.ZeitEntfernen.as_view(), name="zeit-entfernen"),
    path("zustimmung/", mitwirkende.Zustimmung.as_view(), name="mitwirkende-zustimmung"),
    path("zustimmung/widerrufen/", mitwirkende.ZustimmungWiderrufen.as_view(), name="mitwirkende-widerrufen"),
    path("entfernen/", mitwirkende.Entfernen.as_view(), name="mitwirkende-entfernen"),
]

_mitwirkende: _Adressen = [
    path("", mitwirkende.Liste.as_view(), name="mitwirkende-liste"),
    path("neu/", mitwirkende.Aufnehmen.as_view(), name="mitwirkende-neu"),
    path("<int:pk>/", include(_eine)),
]
"""People who contribute."""

_programm: _Adressen = [
    *_raster,
    path("freigabe/", freigabe.Freigabe.as_view(), name="freigabe"),
    path("raeume/", include(_raeume)),
    path("zeiten/", include(_zeiten)),
    path("gruppen/", include(_gruppen)),
    path("mitwirkende/", include(_mitwirkende)),
    path("texte/", texte.Texte.as_view(), name="texte"),
    path("texte/<slug:art>/<int:pk>/", texte.Text.as_view(), name="text"),
]

urlpatterns: _Adressen = [
    re_path(r"^(?P<kennung>\d{4}(?:-[a-z0-9]+)?)/programm/", include(_programm)),
]

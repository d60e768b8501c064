"""The staff's pages of registrations, below `/arbeit/`."""

from django.urls import URLPattern, URLResolver, include, path, re_path

from anmeldung.views.arbeit import ausfuhr, bedarfe, detail, erfassen, gruppen, liste, plaetze, rueckmeldungen

app_name = "anmeldungen"

_eine: list[URLPattern | URLResolver] = [
    path("", detail.Detail.as_view(), name="detail"),
    path("aendern/", detail.Aendern.as_view(), name="aendern"),
    path("absagen/", detail.Absagen.as_view(), name="absagen"),
    path("bestaetigen/", detail.Bestaetigen.as_view(), name="bestaetigen"),
    path("angebot-annehmen/", detail.AngebotAnnehmen.as_view(), name="angebot-annehmen"),
    path("angebot-ablehnen/", detail.AngebotAblehnen.as_view(), name="angebot-ablehnen"),
    path("link/", detail.LinkSenden.as_view(), name="link"),
    path("bedarfe/", bedarfe.BedarfeLesen.as_view(), name="bedarfe-lesen"),
    path("bedarf-geklaert/", bedarfe.BedarfGeklaert.as_view(), name="bedarf-geklaert"),
    path("bedarf-offen/", bedarfe.BedarfOffen.as_view(), name="bedarf-offen"),
    path("bedarfe-loeschen/", detail.BedarfeLoeschen.as_view(), name="bedarfe-loeschen"),
]

_alle: list[URLPattern | URLResolver] = [
    path("", liste.Liste.as_view(), name="liste"),
    path("erfassen/", erfassen.Erfassen.as_view(), name="erfassen"),
    path("plaetze/", plaetze.Plaetze.as_view(), name="plaetze"),
    path("warteliste/", plaetze.Warteliste.as_view(), name="warteliste"),
    path("gruppenwahl/", gruppen.Regeln.as_view(), name="gruppenwahl"),
    path("gruppenwahl/zuteilen/", gruppen.Zuteilen.as_view(), name="zuteilen"),
    path("gruppen/<int:pk>/", gruppen.Gruppenliste.as_view(), name="gruppe"),
    path("rueckmeldungen/", rueckmeldungen.Rueckmeldungen.as_view(), name="rueckmeldungen"),
    path("zahlen/", plaetze.ZahlenAlsTabelle.as_view(), name="zahlen"),
    path("nach-frist/", bedarfe.NachFrist.as_view(), name="nach-frist"),
    path("herunterladen/", ausfuhr.Herunterladen.as_view(), name="herunterladen"),
    path("herunterladen/csv/", ausfuhr.AlsCsv.as_view(), name="csv"),
    path("herunterladen/xlsx/", ausfuhr.AlsXlsx.as_view(), name="xlsx"),
    path("<uuid:pk>/", include(_eine)),
]

_KENNUNG = r"^(?P<kennung>\d{4}(?:-[a-z0-9]+)?)"

urlpatterns = [
    re_path(f"{_KENNUNG}/anmeldungen/", include(_alle)),
    re_path(f"{_KENNUNG}/bedarfe/$", bedarfe.Bedarfe.as_view(), name="bedarfe"),
    re_path(
        rf"{_KENNUNG}/bedarfe/(?P<bestellung>[a-z]+)/reservieren/$",
        bedarfe.BedarfReservieren.as_view(),
        name="bedarf-reservieren",
    ),
]

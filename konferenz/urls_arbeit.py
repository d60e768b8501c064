"""Addresses of the staff area, ground floor. Fixed words stand before the ones that carry a conference."""

from django.urls import include, path, re_path

from konferenz.views import (
    beschluss,
    drucksache,
    einstellungen,
    konferenz,
    konten,
    postausgang,
    rechte,
    uebersicht,
    verlauf,
    zugang_konto,
)

app_name = "arbeit"

_eine_konferenz = [
    path("", konferenz.KonferenzSeite.as_view(), name="konferenz"),
    path("termin/", konferenz.TerminSetzen.as_view(), name="konferenz-termin"),
    path("anmeldezeit/", konferenz.AnmeldezeitSetzen.as_view(), name="konferenz-anmeldung"),
    path("texte/", konferenz.TexteBearbeiten.as_view(), name="konferenz-texte"),
    path("veroeffentlichen/", konferenz.Veroeffentlichen.as_view(), name="konferenz-veroeffentlichen"),
    path("verbergen/", konferenz.Verbergen.as_view(), name="konferenz-verbergen"),
    path("beschluss/", beschluss.Beschlusskontrolle.as_view(), name="beschlusskontrolle"),
    path("beschluss/verlauf.xlsx", beschluss.VerlaufHerunterladen.as_view(), name="beschluss-xlsx"),
    path("beschluss/berichten/", beschluss.BerichtNeu.as_view(), name="bericht-neu"),
    path("beschluss/punkte/<int:nummer>/", beschluss.PunktBewerten.as_view(), name="petitumspunkt"),
    path(
        "beschluss/punkte/<int:nummer>/zustaendig/", beschluss.PunktZuweisen.as_view(), name="punkt-zuweisen"
    ),
    path("angebote/neu/", konferenz.AngebotAnlegen.as_view(), name="angebot-neu"),
    path("angebote/<int:pk>/", konferenz.AngebotBearbeiten.as_view(), name="angebot"),
    path("angebote/<int:pk>/loeschen/", konferenz.AngebotLoeschen.as_view(), name="angebot-loeschen"),
    path("angebote/<int:pk>/vorziehen/", konferenz.AngebotVorziehen.as_view(), name="angebot-vorziehen"),
]

urlpatterns = [
    path("", uebersicht.Uebersicht.as_view(), name="uebersicht"),
    path("rechte/", rechte.MeineRechte.as_view(), name="rechte"),
    # accounts
    path("einladung/", zugang_konto.Einladung.as_view(), name="einladung"),
    path("passwort/", zugang_konto.NeuesPasswort.as_view(), name="passwort"),
    path("konten/", konten.KontenListe.as_view(), name="konten"),
    path("konten/einladen/", konten.KontoEinladen.as_view(), name="konto-einladen"),
    path("konten/<int:pk>/", konten.Konto.as_view(), name="konto"),
    path("konten/<int:pk>/einladung/", konten.EinladungErneut.as_view(), name="einladung-erneut"),
    path("konten/<int:pk>/sperren/", konten.KontoSperren.as_view(), name="konto-sperren"),
    path("konten/<int:pk>/entsperren/", konten.KontoEntsperren.as_view(), name="konto-entsperren"),
    path("konten/<int:pk>/rolle/", konten.RolleGeben.as_view(), name="rolle-geben"),
    path("rollen/<int:pk>/beenden/", konten.RolleBeenden.as_view(), name="rolle-beenden"),
    # settings
    path("behoerde/", einstellungen.BezirkBearbeiten.as_view(), name="bezirk"),
    path("behoerde/zeichen/", einstellungen.ZeichenBearbeiten.as_view(), name="zeichen"),
    path("behoerde/zeichen/entfernen/", einstellungen.ZeichenEntfernen.as_view(), name="zeichen-entfernen"),
    path("rechtstexte/", einstellungen.Rechtstexte.as_view(), name="rechtstexte"),
    path("rechtstexte/<slug:art>/", einstellungen.RechtstextBearbeiten.as_view(), name="rechtstext"),
    path(
        "rechtstexte/<slug:art>/vorschau/",
        einstellungen.RechtstextVorschau.as_view(),
        name="rechtstext-vorschau",
    ),
    path("orte/", einstellungen.Orte.as_view(), name="orte"),
    path("orte/neu/", einstellungen.OrtAnlegen.as_view(), name="ort-neu"),
    path("orte/<int:pk>/", einstellungen.OrtBearbeiten.as_view(), name="ort"),
    # letters
    path("post/", postausgang.Postausgang.as_view(), name="postausgang"),
    path("post/<int:pk>/", postausgang.Brief.as_view(), name="nachricht"),
    path("post/<int:pk>/erneut/", postausgang.BriefErneut.as_view(), name="nachricht-erneut"),
    path("post/<int:pk>/erledigt/", postausgang.BriefErledigt.as_view(), name="nachricht-erledigt"),
    path("post/<int:pk>/zurueck/", postausgang.BriefZurueck.as_view(), name="nachricht-zurueck"),
    # history
    path("verlauf/<str:modell>/<str:pk>/", verlauf.Verlauf.as_view(), name="verlauf"),
    path("zugriffe/", verlauf.Zugriffe.as_view(), name="zugriffe"),
    # papers
    path("drucksachen/", drucksache.Drucksachen.as_view(), name="drucksachen"),
    path("drucksachen/erfassen/", drucksache.DrucksacheErfassen.as_view(), name="drucksache-erfassen"),
    path("drucksachen/anlegen/", drucksache.DrucksacheAnlegen.as_view(), name="drucksache-anlegen"),
    path("drucksachen/<int:pk>/", drucksache.DrucksacheSeite.as_view(), name="drucksache"),
    path(
        "drucksachen/<int:pk>/entscheidung/",
        drucksache.EntscheidungErfassen.as_view(),
        name="drucksache-entscheidung",
    ),
    # reports on resolutions
    path("sachstandsberichte/<int:pk>/", beschluss.BerichtSeite.as_view(), name="sachstandsbericht"),
    path("sachstandsberichte/<int:pk>/bericht.pdf", beschluss.BerichtAlsPdf.as_view(), name="bericht-pdf"),
    path(
        "sachstandsberichte/<int:pk>/schreiben/",
        beschluss.BerichtSchreiben.as_view(),
        name="bericht-schreiben",
    ),
    path("sachstandsberichte/<int:pk>/senden/", beschluss.BerichtSenden.as_view(), name="bericht-senden"),
    path(
        "sachstandsberichte/<int:pk>/berichtet/",
        beschluss.BerichtEintragen.as_view(),
        name="bericht-eintragen",
    ),
    path(
        "sachstandsberichte/<int:pk>/verwerfen/",
        beschluss.BerichtVerwerfen.as_view(),
        name="bericht-verwerfen",
    ),
    # conferences
    path("konferenzen/", konferenz.Konferenzen.as_view(), name="konferenzen"),
    re_path(r"^(?P<kennung>\d{4}(?:-[a-z0-9]+)?)/", include(_eine_konferenz)),
]

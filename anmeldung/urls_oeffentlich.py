"""Public addresses of registration: the form, and the pages of whoever came by a personal link."""

from django.urls import URLPattern, URLResolver, include, path, re_path

from anmeldung.views import gruppen, meine, oeffentlich, rueckmeldung

app_name = "anmeldung"

_meine = [
    path("", meine.MeineView.as_view(), name="meine"),
    path("bestaetigen/", meine.BestaetigenView.as_view(), name="bestaetigen"),
    path("angebot/", meine.AngebotView.as_view(), name="angebot"),
    path("angebot/annehmen/", meine.AnnehmenView.as_view(), name="angebot-annehmen"),
    path("angebot/ablehnen/", meine.AblehnenView.as_view(), name="angebot-ablehnen"),
    path("aendern/", meine.AendernView.as_view(), name="aendern"),
    path("absagen/", meine.AbsagenView.as_view(), name="absagen"),
    path("gruppen/", gruppen.MeineGruppen.as_view(), name="gruppen"),
    path("gruppen/wuensche/", gruppen.Wuensche.as_view(), name="wuensche"),
    path("gruppen/<int:pk>/waehlen/", gruppen.Waehlen.as_view(), name="gruppe-waehlen"),
    path("gruppen/<int:pk>/abgeben/", gruppen.Abgeben.as_view(), name="gruppe-abgeben"),
    path("gruppen/<int:pk>/annehmen/", gruppen.Annehmen.as_view(), name="gruppe-annehmen"),
    path("gruppen/<int:pk>/ablehnen/", gruppen.Ablehnen.as_view(), name="gruppe-ablehnen"),
    path("bescheinigung.pdf", meine.BescheinigungView.as_view(), name="bescheinigung"),
    path("daten/", meine.DatenView.as_view(), name="daten"),
    path("daten/herunterladen/", meine.HerunterladenView.as_view(), name="herunterladen"),
    path("einwilligung/<str:zweck>/widerrufen/", meine.WiderrufenView.as_view(), name="widerrufen"),
    path("beenden/", meine.BeendenView.as_view(), name="beenden"),
    path("loeschen/", meine.LoeschenView.as_view(), name="loeschen"),
]

_konferenz: list[URLPattern | URLResolver] = [
    path("anmeldung/", oeffentlich.AnmeldenView.as_view(), name="formular"),
    path("anmeldung/sprache/", oeffentlich.SpracheView.as_view(), name="sprache"),
    path("anmeldung/link-senden/", oeffentlich.LinkSendenView.as_view(), name="link-senden"),
    path("rueckmeldung/", rueckmeldung.RueckmeldungView.as_view(), name="rueckmeldung"),
    path("meine-anmeldung/", include(_meine)),
    path("termin.ics", oeffentlich.KalenderView.as_view(), name="kalender"),
]

urlpatterns = [re_path(r"^(?P<kennung>\d{4}(?:-[a-z0-9]+)?)/", include(_konferenz))]

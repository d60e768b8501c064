"""Public addresses of registration: the form, and the pages of whoever came by a personal link."""

from django.urls import URLPattern, URLResolver, include, path, re_path

from anmeldung.views import meine, oeffentlich

app_name = "anmeldung"

_meine = [
    path("", meine.MeineView.as_view(), name="meine"),
    path("bestaetigen/", meine.BestaetigenView.as_view(), name="bestaetigen"),
    path("angebot/", meine.AngebotView.as_view(), name="angebot"),
    path("angebot/annehmen/", meine.AnnehmenView.as_view(), name="angebot-annehmen"),
    path("angebot/ablehnen/", meine.AblehnenView.as_view(), name="angebot-ablehnen"),
    path("aendern/", meine.AendernView.as_view(), name="aendern"),
    path("absagen/", meine.AbsagenView.as_view(), name="absagen"),
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
    path("meine-anmeldung/", include(_meine)),
    path("termin.ics", oeffentlich.KalenderView.as_view(), name="kalender"),
]

urlpatterns = [re_path(r"^(?P<kennung>\d{4}(?:-[a-z0-9]+)?)/", include(_konferenz))]

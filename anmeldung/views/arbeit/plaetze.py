"""How many seats there are, and who waits for one."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from anmeldung.actions.arbeit import plaetze_festlegen
from anmeldung.forms.arbeit import Platzbestaetigung, Platzform
from anmeldung.models import Anmeldung, Platz, Warteplatz
from anmeldung.queries import zahlen
from anmeldung.uebersicht import platzvorschau, wochen
from anmeldung.views.arbeit.liste import JE_SEITE
from anmeldung.views.arbeit.seite import Konferenzseite


class Plaetze(Konferenzseite):
    """The capacity. GET with a number shows what it would do, POST sets the number that was shown."""

    recht = "anmeldung.plaetze_aendern"
    titel = gettext_lazy("Plätze")

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        gefragt = Platzform(request.GET) if "plaetze" in request.GET else None
        return self._formularseite(gefragt)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        formular = Platzbestaetigung(request.POST)
        if not formular.is_valid():
            return self._formularseite(formular)
        eingabe = formular.cleaned_data
        try:
            plaetze_festlegen(konferenz=self.konferenz, **eingabe)
        except ValidationError as fehler:
            formular.add_error(None, fehler)
            return self._formularseite(formular)
        messages.success(request, _("Es gibt jetzt %(zahl)d Plätze.") % {"zahl": eingabe["plaetze"]})
        return redirect("anmeldungen:plaetze", kennung=self.konferenz.kennung)

    def _formularseite(self, gefragt: Platzform | None) -> HttpResponse:
        stand = zahlen(self.konferenz)
        vorschau = None
        if gefragt is not None and gefragt.is_valid():
            vorschau = platzvorschau(stand, gefragt.cleaned_data["plaetze"])
        formular = gefragt or Platzform(initial={"plaetze": stand.plaetze})
        return self.zeige("plaetze", form=formular, vorschau=vorschau, zahlen=stand)


class Warteliste(Konferenzseite):
    """Who waits, in the order of the waiting numbers, below those who have been offered a seat."""

    recht = "anmeldung.liste_sehen"
    titel = gettext_lazy("Warteliste")

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        wartende = Warteplatz.objects.filter(kontingent__konferenz=self.konferenz).select_related("anmeldung")
        angeboten = Platz.objects.filter(
            kontingent__konferenz=self.konferenz,
            angeboten_bis__isnull=False,
            anmeldung__stand=Anmeldung.Stand.ANGEBOTEN,
        )
        return self.zeige(
            "warteliste",
            angebote=angeboten.select_related("anmeldung").order_by("angeboten_bis", "nummer"),
            seite=Paginator(wartende.order_by("nummer"), JE_SEITE).get_page(request.GET.get("page")),
            zahlen=zahlen(self.konferenz),
        )


class ZahlenAlsTabelle(Konferenzseite):
    """The figures of the chart as a table."""

    recht = "anmeldung.liste_sehen"
    titel = gettext_lazy("Zahlen")

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        reihe = wochen(self.konferenz)
        summe = sum(woche.zahl for woche in reihe)
        return self.zeige("zahlen", wochen=reihe, summe=summe, zahlen=zahlen(self.konferenz))

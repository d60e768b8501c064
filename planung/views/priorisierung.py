"""Rounds of points: begin one, give points, see the result once it is closed."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views import View
from django.views.generic import TemplateView

from konferenz.views.seite import Aktionsknopf, Arbeitsseite, Formularseite
from planung.actions import priorisierung as aktionen
from planung.forms.thema import RundeForm
from planung.models import Priorisierungsrunde, Thema
from planung.queries import priorisierung as abfragen
from planung.queries.meilensteine import gruppe_der
from planung.queries.themen import darf_moderieren, runden
from planung.views.themen import DerThemen


class RundeNeu(DerThemen, Formularseite):
    """Have topics ranked."""

    recht = "planung.thema_moderieren"
    titel = gettext_lazy("Punkte vergeben lassen")
    knopf = gettext_lazy("Runde beginnen")
    erfolg = gettext_lazy("Die Runde läuft. Alle Mitglieder bekommen einen Brief.")
    form_class = RundeForm
    neu: Priorisierungsrunde

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "konferenz": self.konferenz}

    def get_initial(self) -> dict[str, Any]:
        return {"gremium": gruppe_der(self.konferenz)}

    def ausfuehren(self, form: RundeForm) -> None:
        self.neu = aktionen.runde_beginnen(
            runde=form.runde(), person=self.benutzer, schluessel=form.formularschluessel
        )

    def get_success_url(self) -> str:
        return self.neu.get_absolute_url()


class _EinerRunde(DerThemen):
    """404 for a round of a body in which the account takes no part."""

    recht = "planung.sitzung_sehen"

    @cached_property
    def runde(self) -> Priorisierungsrunde:
        return get_object_or_404(runden(self.benutzer, self.konferenz), pk=self.kwargs["pk"])

    def get_rechtobjekt(self) -> object:
        return self.runde

    def ziel(self) -> str:
        return self.runde.get_absolute_url()


class Runde(_EinerRunde, Arbeitsseite, TemplateView):
    """My points while it runs; the result afterwards."""

    template_name = "planung/runde.html"

    @property
    def titel(self) -> str:  # type: ignore[override]
        return self.runde.titel

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        darf_geben = self.runde.nimmt_punkte and self.benutzer.has_perm("planung.punkte_vergeben", self.runde)
        person = getattr(self.benutzer, "person", None)
        return super().get_context_data(
            konferenz=self.konferenz,
            runde=self.runde,
            stand=abfragen.stand_der(self.runde),
            eigene=abfragen.eigene(self.runde, person) if darf_geben and person else None,
            ergebnis=abfragen.ergebnis(self.runde),
            darf=darf_moderieren(self.benutzer, self.konferenz),
            **kwargs,
        )


class PunktGeben(_EinerRunde, View):
    """One point more or less; the page says what it made of it, where the button was."""

    recht = "planung.punkte_vergeben"
    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        thema = get_object_or_404(self.konferenz.themen, pk=self.kwargs["thema"])
        mehr = request.POST.get("aenderung") != "weniger"
        try:
            aktionen.punkte_geben(
                runde=self.runde, thema=thema, mensch=self.benutzer.person, aenderung=1 if mehr else -1
            )
        except ValidationError as fehler:
            messages.error(request, " ".join(fehler.messages))
        else:
            messages.success(request, self._in_worten(thema))
        return redirect(f"{self.ziel()}#{'mehr' if mehr else 'weniger'}-{thema.pk}")

    def _in_worten(self, thema: Thema) -> str:
        stand = abfragen.eigene(self.runde, self.benutzer.person)
        zeile = stand.zu(thema)
        punkte = ngettext("%(zahl)d Punkt", "%(zahl)d Punkte", zeile.punkte) % {"zahl": zeile.punkte}
        rang = _("Platz %(rang)d bei Ihnen") % {"rang": zeile.rang} if zeile.rang else _("ohne Platz")
        uebrig = _("noch %(zahl)d zu vergeben") % {"zahl": stand.uebrig}
        return f"{thema.titel}: {punkte}, {rang}, {uebrig}."


class RundeSchliessen(_EinerRunde, Aktionsknopf):
    """End it before its time."""

    recht = "planung.thema_moderieren"
    erfolg = gettext_lazy("Die Runde ist geschlossen. Das Ergebnis steht jetzt hier.")

    def ausfuehren(self) -> None:
        aktionen.runde_schliessen(runde=self.runde, person=self.benutzer)

"""A registration that came by phone, on paper, by an association or across the table."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from anmeldung import actions
from anmeldung.forms.arbeit import Erfassungsform
from anmeldung.models import Anmeldung
from anmeldung.queries import zahlen
from anmeldung.views.arbeit.seite import Konferenzseite
from konferenz.kontext import bezirk_zu


class Erfassen(Konferenzseite):
    """Register somebody; sending the form twice leads to the same registration."""

    recht = "anmeldung.erfassen"
    titel = gettext_lazy("Person anmelden")

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self._formularseite(self._formular())

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        formular = self._formular(request.POST)
        if not formular.is_valid():
            return self._formularseite(formular)
        try:
            anmeldung = self._melde_an(formular)
        except ValidationError as fehler:
            formular.add_error(None, fehler)
            return self._formularseite(formular)
        messages.success(request, _meldung(anmeldung))
        return redirect("anmeldungen:detail", kennung=self.konferenz.kennung, pk=anmeldung.pk)

    def _formular(self, *daten: Any) -> Erfassungsform:
        return Erfassungsform(*daten, konferenz=self.konferenz, bezirk=bezirk_zu(self.request))

    def _melde_an(self, formular: Erfassungsform) -> Anmeldung:
        return actions.fuer_jemanden_anmelden(
            konferenz=self.konferenz,
            angaben=formular.anmeldeangaben,
            quelle=formular.cleaned_data["quelle"],
            schluessel=formular.formularschluessel,
            person=self.benutzer,
        )

    def _formularseite(self, formular: Erfassungsform) -> HttpResponse:
        return self.zeige("erfassen", form=formular, zahlen=zahlen(self.konferenz))


def _meldung(anmeldung: Anmeldung) -> str:
    """What became of it, and by which way the person hears of it."""
    wartet = anmeldung.stand == Anmeldung.Stand.WARTELISTE
    ergebnis = _("Angemeldet und auf der Warteliste.") if wartet else _("Angemeldet, der Platz ist sicher.")
    if anmeldung.email:
        return ergebnis + " " + _("Die Bestätigung geht per E-Mail hinaus.")
    return ergebnis + " " + _("Die Bestätigung steht im Postausgang, bitte dort abhaken.")

"""What people said afterwards."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy

from anmeldung.queries import KLEINSTE_ZAHL
from anmeldung.rueckmeldungen import auswertung
from anmeldung.views.arbeit.seite import Konferenzseite


class Rueckmeldungen(Konferenzseite):
    """Numbers as picture and table, then the words; nothing while fewer than three have answered."""

    recht = "anmeldung.liste_sehen"
    titel = gettext_lazy("Rückmeldungen")

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self.zeige(
            "rueckmeldungen",
            konferenz=self.konferenz,
            auswertung=auswertung(self.konferenz),
            mindestens=KLEINSTE_ZAHL,
        )

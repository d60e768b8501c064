"""The first page of the money of a conference."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.generic import View

from budget.forms.buch import StichtagForm
from budget.models import Bereitstellung
from budget.queries.kostenplan import massgeblicher_plan, planlage
from budget.queries.naechstes import bereitstellung_der, eigene_schritte, was_andere_tun
from budget.queries.uebersicht import Uebersicht as Stand
from budget.queries.uebersicht import uebersicht
from budget.views.seite import Mittelseite
from konferenz.beitraege import Schritt
from konferenz.formate import datum_kurz


class Uebersicht(Mittelseite, View):
    """How much is left, in which year, what is due; also before anybody has provided money. `?stand=` asks for a past
    day.
    """

    @property
    def titel(self) -> str:  # type: ignore[override]
        tag = self._stichtag()
        return gettext("Budget, Stand %(tag)s") % {"tag": datum_kurz(tag)} if tag else gettext("Budget")

    def weg(self) -> list[tuple[str, str]]:
        return super().weg() if self._stichtag() else []

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        gefunden = bereitstellung_der(self.konferenz)
        daten = self._daten(gefunden) if gefunden else {"mittel": None}
        return render(request, "budget/uebersicht.html", {"view": self, "konferenz": self.konferenz, **daten})

    def _stichtag(self) -> date | None:
        return StichtagForm(self.request.GET).tag()

    def _daten(self, bereitstellung: Bereitstellung) -> dict[str, Any]:
        tag = self._stichtag()
        mittel = uebersicht(bereitstellung, tag)
        formular = StichtagForm(self.request.GET if "stand" in self.request.GET else None)
        if tag:
            return {"mittel": mittel, "stichtag": tag, "formular": formular}
        plan = massgeblicher_plan(bereitstellung)
        return {
            "mittel": mittel,
            "formular": formular,
            "schritt": self._schritt(bereitstellung, mittel),
            "plan": planlage(plan) if plan else None,
        }

    def _schritt(self, bereitstellung: Bereitstellung, mittel: Stand) -> Schritt | None:
        """What this person can do, else what somebody else has to do, then without a button."""
        eigene = eigene_schritte(self.benutzer, bereitstellung, mittel.lage, mittel.fristen)
        if eigene:
            return eigene[0]
        for eine in was_andere_tun(self.benutzer, bereitstellung, mittel.lage)[:1]:
            grund = gettext("%(grund)s Zuständig: %(wer)s.") % {"grund": eine.grund, "wer": eine.wer}
            return Schritt(eine.titel, grund, "", "")
        return None

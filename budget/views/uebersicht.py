"""The first page of the money of a conference."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy
from django.views.generic import View

from budget.models import Bereitstellung
from budget.queries.uebersicht import uebersicht
from budget.views.seite import Mittelseite


class Uebersicht(Mittelseite, View):
    """How much is left, in which year, what is due; also before anybody has provided money."""

    titel = gettext_lazy("Budget")

    def weg(self) -> list[tuple[str, str]]:
        return []

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        reihe = Bereitstellung.objects.select_related("punkt__drucksache")
        gefunden = reihe.filter(konferenz=self.konferenz).first()
        if gefunden:
            gefunden.konferenz = self.konferenz
        daten = {"view": self, "konferenz": self.konferenz, "mittel": gefunden and uebersicht(gefunden)}
        return render(request, "budget/uebersicht.html", daten)

"""The ledger: every row, newest first, with search, filter and paging; and as a file."""

from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy
from django.views import View

from budget.forms.buch import Buchfilter
from budget.models.buchung import BuchungQuerySet
from budget.queries.buch import buch, laufend, tabelle
from budget.queries.stand import lage, summe
from budget.views.seite import Bereitstellungsseite
from konferenz import uhr
from konferenz.ausfuhr import Tabelle
from konferenz.views import datei

JE_SEITE = 50


class _Buchseite(Bereitstellungsseite, View):
    """What the list and the files share: the filter of the address and the rows it leaves."""

    @cached_property
    def formular(self) -> Buchfilter:
        return Buchfilter(self.request.GET, bereitstellung=self.bereitstellung)

    @property
    def zum(self) -> date | None:
        """The day of the state that somebody asked for; None for today's."""
        tag: date | None = self.formular.gewaehlt().get("bis")
        return tag if tag and tag < uhr.heute() else None

    def buchungen(self) -> BuchungQuerySet:
        return self.formular.auf(buch(self.bereitstellung))


class Buch(_Buchseite):
    """The list. The running total is that of the whole ledger up to the day of the filter, whatever else it shows."""

    titel = gettext_lazy("Buchungen")

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        buchungen = self.buchungen()
        seite = Paginator(buchungen.order_by("-lfd"), JE_SEITE).get_page(request.GET.get("page"))
        staende = laufend(self.bereitstellung, self.zum)
        zeilen = [(buchung, *staende.get(buchung.lfd, (None, None))) for buchung in seite]
        return render(
            request,
            "budget/buch.html",
            {
                "view": self,
                "konferenz": self.konferenz,
                "formular": self.formular,
                "marken": self.formular.marken(),
                "seite": seite,
                "zeilen": zeilen,
                "summen": summe(buchungen),
                "zum": self.zum,
                "stand": lage(self.bereitstellung, self.zum),
            },
        )


class _Datei(_Buchseite):
    """A download is a POST: no link, prefetch or mail scanner starts it."""

    recht = "budget.ausfuehren"
    format = ""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return redirect(self.adresse("buch"))

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        buchungen = self.buchungen()
        name = f"buchungen-{self.konferenz.kennung}.{self.format}"
        datei.vermerke(benutzer=self.benutzer, dateiname=name, anzahl=buchungen.count())
        return self.antwort(tabelle(self.bereitstellung, buchungen, self.zum), name)

    def antwort(self, tabelle: Tabelle, dateiname: str) -> HttpResponseBase:
        """The file with these rows."""
        raise NotImplementedError


class AlsCsv(_Datei):
    """For a text editor and older programs."""

    format = "csv"
    antwort = staticmethod(datei.als_csv)


class AlsXlsx(_Datei):
    """For a spreadsheet."""

    format = "xlsx"
    antwort = staticmethod(datei.als_xlsx)

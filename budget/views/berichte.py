"""The hub of reports, the report on the cost frame, the export for the transparency portal; downloads of all."""

import logging
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.utils.functional import cached_property
from django.utils.translation import gettext, gettext_lazy
from django.views.generic import TemplateView, View

from budget.berichte.kostenrahmen import kostenrahmenbericht
from budget.berichte.transparenz import zuwendungen
from budget.models import Verwendungsnachweis
from budget.queries.berichte import berichtslagen
from budget.queries.kostenplan import massgeblicher_plan, planlage
from budget.queries.kostenrahmen import abweichungen, antraege
from budget.queries.nachweis import nachweiszahlen
from budget.queries.stand import lage
from budget.views.seite import Bereitstellungsseite
from konferenz.bericht import Bericht, Tabelle
from konferenz.kontext import bezirk_zu
from konferenz.pdf import PdfNichtMoeglich
from konferenz.views import datei
from konferenz.views.seite import Arbeitsseite

protokoll = logging.getLogger(__name__)


class Datei(Arbeitsseite, View):
    """A download: POST only, so that no link, prefetch or mail scanner starts it, and written down. GET leads to the
    page that shows the same."""

    recht = "budget.ausfuehren"
    dateiname: str

    def seite(self) -> str:
        """Address of the page that shows the same."""
        raise NotImplementedError

    def inhalt(self) -> tuple[HttpResponseBase, int]:
        """The file and its number of rows; may raise PdfNichtMoeglich."""
        raise NotImplementedError

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return HttpResponseRedirect(self.seite())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            antwort, anzahl = self.inhalt()
        except PdfNichtMoeglich as fehler:
            protokoll.error("PDF cannot be made: %s", fehler)
            messages.error(
                request,
                gettext(
                    "Das PDF kann gerade nicht erstellt werden. Die Seite zeigt dasselbe. "
                    "Bitte wenden Sie sich an die Administration."
                ),
            )
            return HttpResponseRedirect(self.seite())
        datei.vermerke(benutzer=self.benutzer, dateiname=self.dateiname, anzahl=anzahl)
        return antwort


class Berichtsseite(Bereitstellungsseite):
    """A page below the hub of reports."""

    @cached_property
    def nachweis(self) -> Verwendungsnachweis | None:
        """Our own proof; None until somebody has begun it."""
        reihe = Verwendungsnachweis.objects.select_related(
            "bearbeitet_von", "eingereicht_von", "beleg", "plan"
        )
        gefunden = reihe.filter(bereitstellung=self.bereitstellung).first()
        if gefunden:
            gefunden.bereitstellung = self.bereitstellung
        return gefunden

    def weg(self) -> list[tuple[str, str]]:
        return [*super().weg(), (gettext("Berichte"), self.adresse("berichte"))]


class Berichte(Berichtsseite, TemplateView):
    """Which report, for whom, when due, what is missing."""

    titel = gettext_lazy("Berichte")
    template_name = "budget/berichte.html"

    def weg(self) -> list[tuple[str, str]]:
        return super().weg()[:-1]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        offene = zuwendungen(self.bereitstellung, None)
        lagen = berichtslagen(
            self.bereitstellung,
            self.nachweis,
            nachweiszahlen(self.bereitstellung, self.nachweis),
            len(offene.zeilen),
        )
        return super().get_context_data(konferenz=self.konferenz, lagen=lagen, **kwargs)


class _MitKostenrahmen(Berichtsseite):
    def bericht(self) -> Bericht:
        plan = massgeblicher_plan(self.bereitstellung)
        if plan is not None:
            plan.bereitstellung = self.bereitstellung
        return kostenrahmenbericht(
            lage(self.bereitstellung),
            planlage(plan) if plan else None,
            abweichungen(self.bereitstellung),
            antraege(self.bereitstellung),
        )


class Kostenrahmen(_MitKostenrahmen, TemplateView):
    """The notice to the committee as a page."""

    titel = gettext_lazy("Bericht zum Kostenrahmen")
    template_name = "budget/kostenrahmen.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(konferenz=self.konferenz, bericht=self.bericht(), **kwargs)


class KostenrahmenPdf(Datei, _MitKostenrahmen):
    """The notice on the letterhead."""

    @property
    def dateiname(self) -> str:  # type: ignore[override]
        return f"kostenrahmen-{self.konferenz.kennung}.pdf"

    def seite(self) -> str:
        return self.adresse("kostenrahmen")

    def inhalt(self) -> tuple[HttpResponseBase, int]:
        bericht = self.bericht()
        pdf = bericht.als_pdf(bezirk_zu(self.request))
        return datei.als_pdf(pdf, self.dateiname), sum(len(eine.zeilen) for eine in bericht.tabellen())


class _MitZuwendungen(Berichtsseite):
    def tabelle(self) -> Tabelle:
        return zuwendungen(self.bereitstellung, bezirk_zu(self.request))


class Transparenz(_MitZuwendungen, TemplateView):
    """What the transparency portal gets, before it leaves the house."""

    titel = gettext_lazy("Transparenzportal")
    template_name = "budget/transparenz.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(konferenz=self.konferenz, tabelle=self.tabelle(), **kwargs)


class TransparenzCsv(Datei, _MitZuwendungen):
    """The same rows as a file."""

    @property
    def dateiname(self) -> str:  # type: ignore[override]
        return f"zuwendungen-{self.konferenz.kennung}.csv"

    def seite(self) -> str:
        return self.adresse("transparenz")

    def inhalt(self) -> tuple[HttpResponseBase, int]:
        tabelle = self.tabelle()
        return datei.als_csv(tabelle.als_datei(summen=False), self.dateiname), len(tabelle.zeilen)

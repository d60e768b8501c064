"""The list as a file: what it holds is said before, that it was taken is written down."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy

from anmeldung import ausfuhr
from anmeldung.views.arbeit.liste import gefiltert
from anmeldung.views.arbeit.seite import Konferenzseite
from konferenz.ausfuhr import Tabelle
from konferenz.views import datei


class Herunterladen(Konferenzseite):
    """What the file will hold, with one button for each format."""

    recht = "anmeldung.ausfuehren"
    titel = gettext_lazy("Liste herunterladen")

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        formular, anmeldungen = gefiltert(self.konferenz, request.GET)
        return self.zeige(
            "herunterladen",
            anzahl=anmeldungen.count(),
            marken=formular.marken(),
            spalten=[titel for titel, breite in ausfuhr.SPALTEN],
        )


class _Datei(Konferenzseite):
    """A download is a POST: no link, prefetch or mail scanner starts it."""

    recht = "anmeldung.ausfuehren"
    format = ""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return redirect("anmeldungen:herunterladen", kennung=self.konferenz.kennung)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        _formular, anmeldungen = gefiltert(self.konferenz, request.GET)
        name = ausfuhr.dateiname(self.konferenz, self.format)
        datei.vermerke(benutzer=self.benutzer, dateiname=name, anzahl=anmeldungen.count())
        return self.antwort(ausfuhr.tabelle(anmeldungen), name)

    def antwort(self, tabelle: Tabelle, dateiname: str) -> HttpResponseBase:
        """The file with these registrations."""
        raise NotImplementedError


class AlsCsv(_Datei):
    """For a text editor and older programs."""

    format = "csv"
    antwort = staticmethod(datei.als_csv)


class AlsXlsx(_Datei):
    """For a spreadsheet."""

    format = "xlsx"
    antwort = staticmethod(datei.als_xlsx)

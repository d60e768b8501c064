"""The list as a file: what it holds is said before, that it was taken is written down."""

from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy

from anmeldung import ausfuhr
from anmeldung.models.anmeldung import AnmeldungQuerySet
from anmeldung.views.arbeit.liste import gefiltert
from anmeldung.views.arbeit.seite import Konferenzseite

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


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
        ausfuhr.vermerke(
            konferenz=self.konferenz, benutzer=self.benutzer, format=self.format, anzahl=anmeldungen.count()
        )
        return self.antwort(anmeldungen)

    def antwort(self, anmeldungen: AnmeldungQuerySet) -> HttpResponseBase:
        """The file with these registrations."""
        raise NotImplementedError

    @property
    def dateiname(self) -> str:
        return ausfuhr.dateiname(self.konferenz, self.format)


class AlsCsv(_Datei):
    """Streamed line by line."""

    format = "csv"

    def antwort(self, anmeldungen: AnmeldungQuerySet) -> HttpResponseBase:
        kopf = {"Content-Disposition": f'attachment; filename="{self.dateiname}"'}
        return StreamingHttpResponse(
            ausfuhr.csv_stuecke(anmeldungen), content_type="text/csv; charset=utf-8", headers=kopf
        )


class AlsXlsx(_Datei):
    """Written to a temporary file row by row, then streamed."""

    format = "xlsx"

    def antwort(self, anmeldungen: AnmeldungQuerySet) -> HttpResponseBase:
        datei = ausfuhr.xlsx_datei(anmeldungen)
        return FileResponse(datei, as_attachment=True, filename=self.dateiname, content_type=XLSX)

"""A list as a download: that it was taken is written down before the first byte leaves."""

from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from konferenz.ausfuhr import Tabelle, csv_stuecke, xlsx_datei
from konferenz.models import Benutzer, Zugriff

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def vermerke(*, benutzer: Benutzer, dateiname: str, anzahl: int) -> Zugriff:
    """Record that `benutzer` downloads a file with `anzahl` rows."""
    return Zugriff.objects.create(
        art=Zugriff.Art.AUSFUHR, benutzer=benutzer, gegenstand=dateiname, anzahl=anzahl
    )


def als_csv(tabelle: Tabelle, dateiname: str) -> HttpResponseBase:
    """Streamed line by line."""
    kopf = {"Content-Disposition": f'attachment; filename="{dateiname}"'}
    return StreamingHttpResponse(csv_stuecke(tabelle), content_type="text/csv; charset=utf-8", headers=kopf)


def als_xlsx(tabelle: Tabelle, dateiname: str, *weitere: Tabelle) -> HttpResponseBase:
    """Written to a temporary file row by row, then streamed; further tables on sheets of their own."""
    return FileResponse(
        xlsx_datei(tabelle, *weitere), as_attachment=True, filename=dateiname, content_type=XLSX
    )


def als_pdf(inhalt: bytes, dateiname: str) -> HttpResponseBase:
    """A printed page as a download."""
    kopf = {"Content-Disposition": f'attachment; filename="{dateiname}"'}
    return HttpResponse(inhalt, content_type="application/pdf", headers=kopf)

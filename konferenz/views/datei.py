"""A list as a download: that it was taken is written down before the first byte leaves."""

from django.http import FileResponse, StreamingHttpResponse
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


def als_xlsx(tabelle: Tabelle, dateiname: str) -> HttpResponseBase:
    """Written to a temporary file row by row, then streamed."""
    return FileResponse(xlsx_datei(tabelle), as_attachment=True, filename=dateiname, content_type=XLSX)

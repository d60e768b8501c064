"""The page that explains the demonstration: which day it is, who plays in it, where its mail is read."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from konferenz import uhr
from konferenz.vorfuehrung.besetzung import FIGUREN


@login_not_required
@require_safe
def uebersicht(request: HttpRequest) -> HttpResponse:
    """`/vorfuehrung/`; passwords are not shown here, they stand in the terminal and in `var/zugaenge.json`."""
    return render(
        request, "konferenz/oeffentlich/vorfuehrung.html", {"figuren": FIGUREN, "jetzt": uhr.jetzt()}
    )

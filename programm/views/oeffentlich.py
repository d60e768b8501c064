"""The public programme: grid and list, one page for each working group, calendar, exchange formats, PDF.

Nothing here needs a login, a cookie or a script.
"""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from konferenz.kontext import bezirk_zu
from konferenz.models import Konferenz
from konferenz.queries import konferenz_zu
from konferenz.views.datei import als_pdf
from programm import austausch, kalender
from programm.forms.filter import ProgrammfilterForm
from programm.programmblatt import als_bericht
from programm.queries.oeffentlich import Programm
from programm.queries.oeffentlich import programm as programm_von


def _veroeffentlicht(request: HttpRequest, kennung: str) -> tuple[Konferenz, Programm]:
    konferenz = konferenz_zu(request, kennung)
    programm = programm_von(konferenz)
    if programm is None:
        raise Http404
    return konferenz, programm


@login_not_required
@require_safe
def seite(request: HttpRequest, kennung: str) -> HttpResponse:
    """The whole programme, filtered by language and access; before the first release it says so."""
    konferenz = konferenz_zu(request, kennung)
    alles = programm_von(konferenz)
    daten: dict[str, Any] = {"konferenz": konferenz, "programm": alles}
    if alles is not None:
        formular = ProgrammfilterForm(request.GET or None, sprachen=alles.sprachen)
        wahl = formular.gewaehlt() if formular.is_bound else {}
        daten |= {
            "formular": formular,
            "programm": alles.gefiltert(**wahl),
            "ist_gefiltert": any(wahl.values()),
        }
    return render(request, "programm/oeffentlich/programm.html", daten)


@login_not_required
@require_safe
def gruppe(request: HttpRequest, kennung: str, nummer: int) -> HttpResponse:
    """One working group with its meetings."""
    konferenz, programm = _veroeffentlicht(request, kennung)
    eine = next((eine for eine in programm.gruppen if eine.gruppe.nummer == nummer), None)
    if eine is None:
        raise Http404
    auftritte = {(einer.nummer, einer.rolle): einer for punkt in eine.treffen for einer in punkt.auftritte}
    daten = {
        "konferenz": konferenz,
        "gruppe": eine.gruppe,
        "gesprochen": [eine.gruppe.sprache],
        "punkt": eine.treffen[0],
        "treffen": eine.treffen,
        "auftritte": list(auftritte.values()),
    }
    return render(request, "programm/oeffentlich/gruppe.html", daten)


@login_not_required
@require_safe
def als_kalender(request: HttpRequest, kennung: str) -> HttpResponse:
    """The programme to subscribe to or to save."""
    konferenz, programm = _veroeffentlicht(request, kennung)
    kopf = {"Content-Disposition": f'inline; filename="programm-{konferenz.kennung}.ics"'}
    return HttpResponse(
        kalender.datei(konferenz, programm.fassung, programm.punkte),
        content_type="text/calendar; charset=utf-8",
        headers=kopf,
    )


@login_not_required
@require_safe
def als_xml(request: HttpRequest, kennung: str) -> HttpResponse:
    """For conference apps: `schedule.xml` of the frab format."""
    return HttpResponse(
        austausch.als_xml(*_veroeffentlicht(request, kennung)), content_type="application/xml; charset=utf-8"
    )


@login_not_required
@require_safe
def als_json(request: HttpRequest, kennung: str) -> HttpResponse:
    """For conference apps: `schedule.json` of the frab format."""
    return JsonResponse(
        austausch.als_daten(*_veroeffentlicht(request, kennung)), json_dumps_params={"ensure_ascii": False}
    )


@login_not_required
@require_safe
def als_druck(request: HttpRequest, kennung: str) -> HttpResponseBase:
    """The programme to print, in the language of the page."""
    konferenz, programm = _veroeffentlicht(request, kennung)
    code = get_language() or "de"
    bericht = als_bericht(konferenz, programm)
    return als_pdf(bericht.als_pdf(bezirk_zu(request), code), f"programm-{konferenz.kennung}-{code}.pdf")

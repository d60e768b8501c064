"""Registration as everybody sees it: the form, its language switch, the way back to a lost link.

Whatever is sent in, the answer tells nobody whether an address is known.
"""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views import View
from django.views.decorators.cache import cache_control, never_cache

from anmeldung import actions, queries
from anmeldung.actions.bedarfe import ist_nach_frist
from anmeldung.forms.oeffentlich import Anmeldeformular, Linkformular
from anmeldung.kalender import kalenderdatei
from konferenz import uhr
from konferenz.actions.begrenzung import herkunft, zaehle
from konferenz.kontext import Sprachwahl, bezirk_zu, sprachwahl
from konferenz.models import Konferenz
from konferenz.queries import konferenz_zu

OFFENE_PHASEN = ("offen", "warteliste")
HOECHSTENS = 60
"""Forms of a kind from one client in an hour: families and advice centres share an address."""
FENSTER = timedelta(hours=1)

leeres_formular = cache_control(private=True, no_cache=True)
"""An empty form may be kept by the browser, so that "back" brings the entries again; answers are never stored."""


def ist_zu_viel(request: HttpRequest, art: str) -> bool:
    """Count one more form of this kind from this client; whether that is too many."""
    return not zaehle(art, herkunft(request.META), HOECHSTENS, FENSTER)


def _zu_viele(formular: Anmeldeformular | Linkformular) -> None:
    formular.add_error(
        None,
        _(
            "Von Ihrem Anschluss kamen gerade sehr viele Formulare. Ihre Angaben stehen noch hier. "
            "Bitte senden Sie sie in einer Stunde noch einmal ab oder rufen Sie uns an."
        ),
    )


def _formular(request: HttpRequest, konferenz: Konferenz, **kwargs: Any) -> Anmeldeformular:
    return Anmeldeformular(konferenz=konferenz, bezirk=bezirk_zu(request), **kwargs)


def _sprachwechsel(request: HttpRequest, konferenz: Konferenz) -> list[Sprachwahl]:
    """The other offered languages, with the address that shows what was typed so far in them."""
    wahlen = []
    for wahl in sprachwahl(request):
        if not wahl.ist_aktuell:
            with override(wahl.code):
                url = reverse("anmeldung:sprache", kwargs={"kennung": konferenz.kennung})
            wahlen.append(replace(wahl, url=url))
    return wahlen


def _formularseite(
    request: HttpRequest, konferenz: Konferenz, formular: Anmeldeformular | None, status: int = 200
) -> HttpResponse:
    """The form, or the page that says why there is none today: before, after the window, after the conference."""
    stand = queries.startseite(konferenz)
    if stand.phase not in OFFENE_PHASEN:
        beginn_vorbei = konferenz.anmeldung_von is not None and konferenz.anmeldung_von <= uhr.jetzt()
        return render(
            request, "anmeldung/anmeldung_geschlossen.html", {"stand": stand, "beginn_vorbei": beginn_vorbei}
        )
    daten = {
        "form": formular or _formular(request, konferenz),
        "stand": stand,
        "sprachwechsel": _sprachwechsel(request, konferenz),
    }
    return render(request, "anmeldung/anmeldung_formular.html", daten, status=status)


@method_decorator(login_not_required, name="dispatch")
class AnmeldenView(View):
    """The registration form."""

    http_method_names = ["get", "head", "post", "options"]

    @method_decorator(leeres_formular)
    def get(self, request: HttpRequest, kennung: str) -> HttpResponse:
        return _formularseite(request, konferenz_zu(request, kennung), None)

    @method_decorator(never_cache)
    def post(self, request: HttpRequest, kennung: str) -> HttpResponse:
        konferenz = konferenz_zu(request, kennung)
        formular = _formular(request, konferenz, data=request.POST)
        if not formular.is_valid():
            return _formularseite(request, konferenz, formular)
        if ist_zu_viel(request, "anmeldung"):
            _zu_viele(formular)
            return _formularseite(request, konferenz, formular, status=429)
        try:
            actions.anmelden(
                konferenz=konferenz, angaben=formular.anmeldeangaben, schluessel=formular.formularschluessel
            )
        except ValidationError as fehler:
            formular.nimm_fehler_auf(fehler)
            return _formularseite(request, konferenz, formular)
        daten = {"ist_nach_frist": ist_nach_frist(konferenz, formular.anmeldeangaben.bedarfe or {})}
        return render(request, "anmeldung/anmeldung_eingegangen.html", daten)


@method_decorator(login_not_required, name="dispatch")
class SpracheView(View):
    """The form in another language, with everything that was typed; nothing is checked yet."""

    http_method_names = ["get", "head", "post", "options"]

    def get(self, request: HttpRequest, kennung: str) -> HttpResponse:
        return redirect("anmeldung:formular", kennung=kennung)

    @method_decorator(never_cache)
    def post(self, request: HttpRequest, kennung: str) -> HttpResponse:
        konferenz = konferenz_zu(request, kennung)
        bisher = _formular(request, konferenz, data=request.POST).unbesehen()
        return _formularseite(request, konferenz, _formular(request, konferenz, initial=bisher))


@method_decorator(login_not_required, name="dispatch")
class LinkSendenView(View):
    """Send the personal link of a registration again; the answer is the same for every address."""

    http_method_names = ["get", "head", "post", "options"]

    @method_decorator(leeres_formular)
    def get(self, request: HttpRequest, kennung: str) -> HttpResponse:
        konferenz_zu(request, kennung)
        return self._zeige(request, Linkformular())

    @method_decorator(never_cache)
    def post(self, request: HttpRequest, kennung: str) -> HttpResponse:
        konferenz = konferenz_zu(request, kennung)
        formular = Linkformular(data=request.POST)
        if not formular.is_valid():
            return self._zeige(request, formular)
        if ist_zu_viel(request, "link"):
            _zu_viele(formular)
            return self._zeige(request, formular, status=429)
        actions.link_erneut_senden(konferenz=konferenz, email=formular.cleaned_data["email"])
        return render(request, "anmeldung/link_gesendet.html")

    def _zeige(self, request: HttpRequest, formular: Linkformular, status: int = 200) -> HttpResponse:
        return render(request, "anmeldung/link_senden.html", {"form": formular}, status=status)


@method_decorator(login_not_required, name="dispatch")
class KalenderView(View):
    """The date of the conference as a calendar file: nothing personal is in it."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest, kennung: str) -> HttpResponse:
        datei = kalenderdatei(konferenz_zu(request, kennung))
        kopf = {"Content-Disposition": f'attachment; filename="{datei.name}"'}
        return HttpResponse(datei.inhalt, content_type=datei.typ, headers=kopf)

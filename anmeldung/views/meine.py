"""The pages of whoever came by a personal link: see, confirm, change, cancel, take one's data along, delete.

A GET shows, a POST acts, so a mail scanner that opens links changes nothing. Without a valid link all answer alike.
"""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache

from anmeldung import actions, bedarfe, queries
from anmeldung.actions.auskunft import daten_herunterladen
from anmeldung.actions.bedarfe import eigene
from anmeldung.auskunft import auskunft
from anmeldung.bescheinigung import als_bericht
from anmeldung.forms.oeffentlich import Aenderungsformular, Linkformular
from anmeldung.gruppenlage import eigene_gruppen
from anmeldung.models import Anmeldung, Einwilligung
from konferenz import zugang
from konferenz.kontext import bezirk_zu
from konferenz.models import Konferenz
from konferenz.queries import konferenz_zu
from konferenz.views.datei import als_pdf

ZWECKE = ("anmeldung.bestaetigen", "anmeldung.meine", "anmeldung.angebot")
"""Purposes of personal links; each of them opens all pages here."""

Stand = Anmeldung.Stand


def _anmeldung_zu(request: HttpRequest, konferenz: Konferenz) -> Anmeldung | None:
    """The registration of this conference that the session holds a valid link to."""
    kennung = zugang.objekt_aus(request, *ZWECKE)
    if kennung is None:
        return None
    anmeldung = Anmeldung.objects.filter(pk=kennung, konferenz=konferenz).first()
    if anmeldung is not None:
        anmeldung.konferenz = konferenz
    return anmeldung


def ohne_zugang(request: HttpRequest) -> HttpResponse:
    """No link, an old one, somebody else's: the same page, which offers to send the link again."""
    return render(request, "anmeldung/zugang_fehlt.html", {"form": Linkformular()}, status=404)


@method_decorator([login_not_required, never_cache], name="dispatch")
class MeineAnmeldung(View):
    """Base of the personal pages: finds the registration, or answers like for everybody without one."""

    konferenz: Konferenz
    anmeldung: Anmeldung

    def dispatch(self, request: HttpRequest, *args: Any, kennung: str, **kwargs: Any) -> HttpResponseBase:
        self.konferenz = konferenz_zu(request, kennung)
        anmeldung = _anmeldung_zu(request, self.konferenz)
        if anmeldung is None:
            return ohne_zugang(request)
        self.anmeldung = anmeldung
        return super().dispatch(request, *args, **kwargs)

    def weiter(self, name: str) -> HttpResponse:
        """On to another personal page."""
        return redirect(f"anmeldung:{name}", kennung=self.konferenz.kennung)

    def zeige(self, vorlage: str, **daten: Any) -> HttpResponse:
        """A personal page; every one knows the registration."""
        return render(self.request, f"anmeldung/{vorlage}.html", {"anmeldung": self.anmeldung, **daten})

    def versuche(self, aktion: Any, dann: str, erfolg: str = "", **argumente: Any) -> HttpResponse:
        """Act and go on; what the action refuses, or that it went well, is said on the next page."""
        try:
            aktion(anmeldung=self.anmeldung, **argumente)
        except ValidationError as fehler:
            for satz in fehler.messages:
                messages.error(self.request, satz)
        else:
            if erfolg:
                messages.success(self.request, erfolg)
        return self.weiter(dann)


class MeineView(MeineAnmeldung):
    """What somebody has: seat, waiting number, offer or nothing any more; and what can be done with it."""

    def get(self, request: HttpRequest) -> HttpResponse:
        if self.anmeldung.stand == Stand.UNBESTAETIGT:
            return self.weiter("bestaetigen")
        if self.anmeldung.stand == Stand.ANGEBOTEN:
            return self.weiter("angebot")
        inhalt = eigene(self.anmeldung)
        return self.zeige(
            "meine",
            warteplatz=self.anmeldung.warteplaetze.der_konferenz().first(),
            wartet_vor=queries.wartet_vor(self.anmeldung),
            gruppen=eigene_gruppen(self.anmeldung),
            hat_teilgenommen=queries.hat_teilgenommen(self.anmeldung),
            bedarfe=bedarfe.in_worten(inhalt),
            ist_nach_frist=bool(inhalt) and self.anmeldung.bedarf.ist_nach_frist,
        )


class BestaetigenView(MeineAnmeldung):
    """The button of the confirmation letter; confirming again leads to the same place."""

    def get(self, request: HttpRequest) -> HttpResponse:
        if self.anmeldung.stand != Stand.UNBESTAETIGT:
            return self.weiter("meine")
        return self.zeige("bestaetigen")

    def post(self, request: HttpRequest) -> HttpResponse:
        return self.versuche(actions.bestaetigen, "meine")


class AngebotView(MeineAnmeldung):
    """A seat is held: take it or leave it."""

    def get(self, request: HttpRequest) -> HttpResponse:
        if self.anmeldung.stand != Stand.ANGEBOTEN:
            return self.weiter("meine")
        return self.zeige("angebot", platz=self.anmeldung.plaetze.der_konferenz().first())


class NurPost(MeineAnmeldung):
    """An act without a page of its own; who comes back to its address sees where things stand."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self.weiter("meine")


class AnnehmenView(NurPost):
    """Take the offered seat."""

    def post(self, request: HttpRequest) -> HttpResponse:
        return self.versuche(actions.angebot_annehmen, "meine")


class AblehnenView(NurPost):
    """Leave the offered seat to the next one."""

    def post(self, request: HttpRequest) -> HttpResponse:
        return self.versuche(actions.angebot_ablehnen, "meine")


class AendernView(MeineAnmeldung):
    """Change name, language, organisation, needs."""

    def _formular(self, daten: Any = None) -> Aenderungsformular:
        bisher = eigene(self.anmeldung)
        return Aenderungsformular(
            daten, anmeldung=self.anmeldung, bezirk=bezirk_zu(self.request), bedarfe=bisher
        )

    def get(self, request: HttpRequest) -> HttpResponse:
        if not self.anmeldung.ist_aktiv:
            return self.weiter("meine")
        return self.zeige("aendern", form=self._formular())

    def post(self, request: HttpRequest) -> HttpResponse:
        formular = self._formular(request.POST)
        if not formular.is_valid():
            return self.zeige("aendern", form=formular)
        erfolg = _("Ihre Angaben sind gespeichert.")
        return self.versuche(actions.angaben_aendern, "meine", erfolg, angaben=formular.anmeldeangaben)


class AbsagenView(MeineAnmeldung):
    """Cancel: asks once, then frees the seat."""

    def get(self, request: HttpRequest) -> HttpResponse:
        if not self.anmeldung.ist_aktiv:
            return self.weiter("meine")
        return self.zeige("absagen")

    def post(self, request: HttpRequest) -> HttpResponse:
        return self.versuche(actions.absagen, "meine")


class BescheinigungView(MeineAnmeldung):
    """The certificate, after the conference, for who was there."""

    def get(self, request: HttpRequest) -> HttpResponseBase:
        if not queries.hat_teilgenommen(self.anmeldung):
            return self.weiter("meine")
        code = get_language() or "de"
        inhalt = als_bericht(self.anmeldung).als_pdf(bezirk_zu(request), code)
        return als_pdf(inhalt, f"teilnahme-{self.anmeldung.nummer}.pdf")


class DatenView(MeineAnmeldung):
    """Everything that is stored about this registration."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.zeige(
            "daten", auskunft=auskunft(self.anmeldung), einwilligungen=self.anmeldung.einwilligungen.all()
        )


class HerunterladenView(NurPost):
    """The same as a file that machines can read; a POST because it leaves a row in the log of accesses."""

    def post(self, request: HttpRequest) -> HttpResponse:
        daten = daten_herunterladen(anmeldung=self.anmeldung)
        name = f"anmeldung-{self.anmeldung.nummer}.json"
        return JsonResponse(
            daten,
            json_dumps_params={"ensure_ascii": False, "indent": 2},
            headers={"Content-Disposition": f'attachment; filename="{name}"'},
        )


class WiderrufenView(NurPost):
    """Withdraw a consent: as easy as giving it."""

    def post(self, request: HttpRequest, zweck: str) -> HttpResponse:
        if zweck not in Einwilligung.Zweck.values:
            raise Http404
        erfolg = _("Ihre Einwilligung ist widerrufen.")
        return self.versuche(actions.einwilligung_widerrufen, "daten", erfolg, zweck=zweck)


class LoeschenView(MeineAnmeldung):
    """Erase the registration: asks once, then nothing of the person stays."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.zeige("loeschen")

    def post(self, request: HttpRequest) -> HttpResponse:
        actions.loeschen(anmeldung=self.anmeldung)
        zugang.vergiss(request, *ZWECKE)
        return render(request, "anmeldung/geloescht.html")


class BeendenView(NurPost):
    """Close the personal pages on a shared computer; the link in the letter opens them again."""

    def post(self, request: HttpRequest) -> HttpResponse:
        zugang.vergiss(request, *ZWECKE)
        messages.success(request, _("Ihre persönlichen Seiten sind auf diesem Gerät geschlossen."))
        return redirect(self.konferenz)

"""Working groups on the personal pages: choose, give back, take or leave an offer, wish."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from anmeldung.actions import gruppen as aktionen
from anmeldung.actions.gruppenwahl import OHNE_WAHL, selbst_waehlen, wahl_zu, wuensche_setzen
from anmeldung.forms.gruppen import Wunschformular
from anmeldung.gruppenlage import AUSGANG_IN_WORTEN, Gruppenlage, lage
from anmeldung.models.gruppenwahl import Gruppenwahl, Phase
from anmeldung.views.meine import MeineAnmeldung, NurPost
from konferenz import uhr
from programm.models import Arbeitsgruppe


class MeineGruppen(MeineAnmeldung):
    """All groups with what the person has there and may do now."""

    @cached_property
    def lagen(self) -> list[Gruppenlage]:
        return lage(self.anmeldung)

    @cached_property
    def wahl(self) -> Gruppenwahl:
        return wahl_zu(self.konferenz)

    @property
    def phase(self) -> Phase:
        return self.wahl.phase(uhr.jetzt())

    def formular(self, daten: Any = None) -> Wunschformular:
        wuensche = {f"wunsch_{w.rang}": str(w.arbeitsgruppe_id) for w in self.anmeldung.gruppenwuensche.all()}
        return Wunschformular(daten, lagen=self.lagen, initial=wuensche)

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.seite()

    def seite(self, form: Wunschformular | None = None) -> HttpResponse:
        """The page, with a form for wishes while they are asked for."""
        phase = self.phase
        wuensche = [
            (wunsch, AUSGANG_IN_WORTEN.get(wunsch.ausgang, ""))
            for wunsch in self.anmeldung.gruppenwuensche.select_related("arbeitsgruppe")
        ]
        return self.zeige(
            "gruppen",
            lagen=self.lagen,
            wahl=self.wahl,
            phase=phase,
            hinweis=OHNE_WAHL.get(phase, ""),
            darf_waehlen=phase == Phase.OFFEN and self.anmeldung.stand == "bestaetigt",
            form=(form or self.formular()) if phase == Phase.WUENSCHE else None,
            wuensche=wuensche,
        )


class Wuensche(MeineGruppen):
    """Store the wishes."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.weiter("gruppen")

    def post(self, request: HttpRequest) -> HttpResponse:
        formular = self.formular(request.POST)
        if not formular.is_valid():
            return self.seite(formular)
        erfolg = _("Ihre Wünsche sind gespeichert.")
        return self.versuche(wuensche_setzen, "gruppen", erfolg, gruppen=formular.gruppen())


class _EineGruppe(NurPost):
    """An act on one group of the conference."""

    def gruppe(self, pk: int) -> Arbeitsgruppe:
        """404 for a group of another conference."""
        return get_object_or_404(self.konferenz.arbeitsgruppen, pk=pk)

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self.weiter("gruppen")


class Waehlen(_EineGruppe):
    """Take a seat or a waiting number; with `wechseln` the seat at the same time is given back."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        wechseln = request.POST.get("wechseln") == "1"
        erfolg = _("Ihre Wahl ist gespeichert.")
        return self.versuche(selbst_waehlen, "gruppen", erfolg, gruppe=self.gruppe(pk), wechseln=wechseln)


class Abgeben(_EineGruppe):
    """Give a seat or waiting number back."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        erfolg = _("Sie haben den Platz abgegeben.")
        return self.versuche(aktionen.gruppe_abgeben, "gruppen", erfolg, gruppe=self.gruppe(pk))


class Annehmen(_EineGruppe):
    """Take the held seat."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        erfolg = _("Der Platz gehört Ihnen.")
        return self.versuche(aktionen.gruppe_annehmen, "gruppen", erfolg, gruppe=self.gruppe(pk))


class Ablehnen(_EineGruppe):
    """Leave the held seat to the next one."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        erfolg = _("Sie haben den Platz abgelehnt. Die nächste Person bekommt ihn.")
        return self.versuche(aktionen.gruppe_ablehnen, "gruppen", erfolg, gruppe=self.gruppe(pk))

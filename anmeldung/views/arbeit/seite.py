"""What all staff pages of registrations share: the conference of the address, and for some one registration of it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views import View

from anmeldung.models import Anmeldung
from konferenz.models import Benutzer, Konferenz
from konferenz.queries import konferenz_der_arbeit
from konferenz.views.seite import Aktionsknopf, Arbeitsseite


class Konferenzseite(Arbeitsseite, View):
    """A staff page below `/arbeit/<kennung>/anmeldungen/`; no cache keeps a copy of it."""

    konferenz: Konferenz

    def get_rechtobjekt(self) -> object:
        self.konferenz = konferenz_der_arbeit(self.request, self.kwargs["kennung"])
        return self.konferenz

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        antwort = super().dispatch(request, *args, **kwargs)
        patch_cache_control(antwort, no_store=True, private=True)
        return antwort

    def zeige(self, vorlage: str, **zusatz: Any) -> HttpResponse:
        """The page `anmeldung/arbeit_<vorlage>.html` with what it needs."""
        return render(self.request, f"anmeldung/arbeit_{vorlage}.html", {"view": self, **zusatz})

    def weg(self) -> list[tuple[str, str]]:
        return [
            (
                _("Anmeldungen"),
                reverse("anmeldungen:liste", args=[self.konferenz.kennung]) if self.sieht_liste else "",
            )
        ]

    @property
    def sieht_liste(self) -> bool:
        """Whether the list and the pages of single registrations are open to this person."""
        return self.benutzer.has_perm("anmeldung.liste_sehen", self.konferenz)

    @property
    def benutzer(self) -> Benutzer:
        """The person who is logged in; `Geschuetzt` has made sure of it."""
        assert isinstance(self.request.user, Benutzer)  # noqa: S101
        return self.request.user


class Anmeldungsseite(Konferenzseite):
    """A page of one registration of the conference; one of another conference is missing here."""

    anmeldung: Anmeldung

    def get_rechtobjekt(self) -> object:
        super().get_rechtobjekt()
        reihe = Anmeldung.objects.filter(konferenz=self.konferenz).select_related("erfasst_von")
        anmeldung = reihe.filter(pk=self.kwargs["pk"]).first()
        if anmeldung is None:
            raise Http404
        anmeldung.konferenz = self.konferenz
        self.anmeldung = anmeldung
        return anmeldung

    def weg(self) -> list[tuple[str, str]]:
        detail = self.anmeldung.get_absolute_url() if self.sieht_liste else ""
        return [*super().weg(), (self.anmeldung.name, detail)]

    def zum_detail(self) -> HttpResponseRedirect:
        return redirect(self.anmeldung.get_absolute_url())


class Vorgang(Anmeldungsseite, Aktionsknopf):
    """One act on one registration: POST does it and leads back with a message, GET (after a login) only leads back."""

    recht = "anmeldung.aendern"
    http_method_names = ["get", "post", "options"]

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return redirect(self.ziel())

    def ziel(self) -> str:
        return self.anmeldung.get_absolute_url()

"""What all staff pages of registrations share: the conference of the address, and for some one registration of it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views import View

from anmeldung.models import Anmeldung
from konferenz.models import Benutzer, Konferenz
from konferenz.queries import konferenz_der_arbeit
from konferenz.views.schutz import Geschuetzt


class Konferenzseite(Geschuetzt, View):
    """A staff page below `/arbeit/<kennung>/anmeldungen/`; no cache keeps a copy of it."""

    konferenz: Konferenz

    def get_rechtobjekt(self) -> object:
        self.konferenz = konferenz_der_arbeit(self.request, self.kwargs["kennung"])
        return self.konferenz

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        antwort = super().dispatch(request, *args, **kwargs)
        patch_cache_control(antwort, no_store=True, private=True)
        return antwort

    def zeige(self, vorlage: str, titel: str, **zusatz: Any) -> HttpResponse:
        """The page `anmeldung/arbeit_<vorlage>.html` with its title, the way to it and what else it needs."""
        zusatz |= {"titel": titel, "kruemel": [*self.weg(), (titel, "")]}
        return render(self.request, f"anmeldung/arbeit_{vorlage}.html", zusatz)

    def weg(self) -> list[tuple[str, str]]:
        """The pages above this one: title and address, which is empty where the person may not go."""
        darf = self.benutzer.has_perm("anmeldung.liste_sehen", self.konferenz)
        liste = reverse("anmeldungen:liste", kwargs={"kennung": self.konferenz.kennung}) if darf else ""
        return [(_("Übersicht"), reverse("arbeit:uebersicht")), (_("Anmeldungen"), liste)]

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
        darf = self.benutzer.has_perm("anmeldung.liste_sehen", self.konferenz)
        return [*super().weg(), (self.anmeldung.name, self.anmeldung.get_absolute_url() if darf else "")]

    def zum_detail(self) -> HttpResponseRedirect:
        return redirect("anmeldungen:detail", kennung=self.konferenz.kennung, pk=self.anmeldung.pk)


class Vorgang(Anmeldungsseite):
    """One act on one registration: POST does it and leads back with a message, GET only leads back."""

    recht = "anmeldung.aendern"
    meldung = ""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self.zum_detail()

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        try:
            self.tue()
        except ValidationError as fehler:
            messages.error(request, " ".join(fehler.messages))
        else:
            messages.success(request, self.meldung)
        return self.zum_detail()

    def tue(self) -> None:
        """Call the action; raises ValidationError with a sentence for the person."""
        raise NotImplementedError

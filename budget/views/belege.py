"""Uploaded files: upload, download, throw away."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext, gettext_lazy
from django.views.generic import View

from budget.actions.beleg import beleg_ablegen, beleg_verwerfen
from budget.forms.rechnung import HochladenForm
from budget.models import Beleg, Bereitstellung
from budget.views.seite import Bereitstellungsseite
from konferenz.models import Benutzer
from konferenz.views.seite import Aktionsknopf, Formularseite


def lege_ab(bereitstellung: Bereitstellung, form: HochladenForm, person: Benutzer) -> Beleg:
    """Store the file of a form; what is wrong with it stands at its field."""
    datei = form.cleaned_data["datei"]
    try:
        return beleg_ablegen(bereitstellung=bereitstellung, datei=datei, name=datei.name, person=person)
    except ValidationError as fehler:
        raise ValidationError({"datei": fehler.error_list}) from fehler


class EinesBelegs(Bereitstellungsseite):
    """A page of one file; a file of another conference is missing here."""

    @cached_property
    def beleg(self) -> Beleg:
        return get_object_or_404(Beleg, bereitstellung=self.bereitstellung, pk=self.kwargs["pk"])

    def get_rechtobjekt(self) -> object:
        return self.beleg


class Hochladen(Bereitstellungsseite, Formularseite):
    """Where a new invoice begins: with its file, or without one."""

    recht = "budget.rechnung_erfassen"
    titel = gettext_lazy("Rechnung erfassen")
    knopf = gettext_lazy("Hochladen und weiter")
    form_class = HochladenForm
    template_name = "budget/rechnung_hochladen.html"

    def weg(self) -> list[tuple[str, str]]:
        return [*super().weg(), (gettext("Rechnungen"), self.adresse("rechnungen"))]

    @property
    def anhang(self) -> str:
        """The case that the page before named, handed on."""
        nummer = self.request.GET.get("vorgang", "")
        return f"?vorgang={nummer}" if nummer.isascii() and nummer.isdigit() else ""

    def ausfuehren(self, form: HochladenForm) -> None:
        self.beleg = lege_ab(self.bereitstellung, form, self.benutzer)

    def get_success_url(self) -> str:
        return self.adresse("rechnung-erfassen", pk=self.beleg.pk) + self.anhang

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(konferenz=self.konferenz, **kwargs)


class BelegHerunterladen(EinesBelegs, View):
    """The file itself: always a download, never a page of ours, whatever is in it."""

    recht = "budget.beleg_sehen"
    KOPF: ClassVar[dict[str, str]] = {
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "X-Content-Type-Options": "nosniff",
        "Cross-Origin-Resource-Policy": "same-origin",
    }

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            datei = self.beleg.datei.open("rb")
        except OSError as fehler:
            raise Http404 from fehler
        return FileResponse(
            datei,
            as_attachment=True,
            filename=self.beleg.name,
            content_type=self.beleg.typ,
            headers=self.KOPF,
        )


class BelegVerwerfen(EinesBelegs, Aktionsknopf):
    """Throw away a file that was uploaded by mistake."""

    recht = "budget.rechnung_erfassen"
    erfolg = gettext_lazy("Die Datei ist verworfen.")

    def ausfuehren(self) -> None:
        beleg_verwerfen(beleg=self.beleg, person=self.benutzer)

    def ziel(self) -> str:
        return self.adresse("rechnungen")

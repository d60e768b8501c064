"""Papers of an item: add, download, take away."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext, gettext_lazy
from django.views.generic import View

from konferenz.views.schutz import Geschuetzt
from konferenz.views.seite import Aktionsknopf, Formularseite
from planung.actions.unterlage import unterlage_ablegen, unterlage_entfernen
from planung.forms.unterlage import UnterlageForm
from planung.models import Unterlage
from planung.queries import sicht
from planung.views.tagesordnung import EinesPunktes


class UnterlageNeu(EinesPunktes, Formularseite):
    """Upload a paper for an item."""

    form_class = UnterlageForm
    template_name = "planung/unterlage_neu.html"
    knopf = gettext_lazy("Hochladen")
    erfolg = gettext_lazy("Die Unterlage liegt bei dem Punkt.")

    @property
    def titel(self) -> str:  # type: ignore[override]
        return gettext("Unterlage zu „%(titel)s“") % {"titel": self.punkt.titel}

    def ausfuehren(self, form: UnterlageForm) -> None:
        unterlage, datei = form.fuelle(self.punkt), form.cleaned_data["datei"]
        try:
            unterlage_ablegen(unterlage=unterlage, datei=datei, person=self.benutzer)
        except ValidationError as fehler:
            raise ValidationError({"datei": fehler.messages}) from fehler

    def get_success_url(self) -> str:
        return self.zur_tagesordnung()


class _EinerUnterlage(Geschuetzt):
    """About one paper; 404 for one the account may not read."""

    kwargs: dict[str, Any]

    @cached_property
    def unterlage(self) -> Unterlage:
        return get_object_or_404(sicht.unterlagen(self.benutzer), pk=self.kwargs["pk"])

    def get_rechtobjekt(self) -> object:
        return self.unterlage.punkt


class UnterlageLesen(_EinerUnterlage, View):
    """The file itself: always a download, never a page of ours, whatever is in it."""

    recht = "planung.sitzung_sehen"
    http_method_names = ["get", "head", "options"]
    KOPF: ClassVar[dict[str, str]] = {
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "X-Content-Type-Options": "nosniff",
        "Cross-Origin-Resource-Policy": "same-origin",
    }

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            datei = self.unterlage.datei.open("rb")
        except OSError as fehler:
            raise Http404 from fehler
        return FileResponse(
            datei,
            as_attachment=True,
            filename=self.unterlage.dateiname,
            content_type=self.unterlage.typ,
            headers=self.KOPF,
        )


class UnterlageEntfernen(_EinerUnterlage, Aktionsknopf):
    """Take a paper away."""

    recht = "planung.sitzung_bearbeiten"
    erfolg = gettext_lazy("Die Unterlage ist entfernt.")

    def ausfuehren(self) -> None:
        unterlage_entfernen(unterlage=self.unterlage, person=self.benutzer)

    def ziel(self) -> str:
        return reverse("planung:tagesordnung", args=[self.unterlage.punkt.sitzung_id])

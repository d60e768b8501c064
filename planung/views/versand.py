"""The dispatch log of a meeting: each letter on its way, printed where it must go by post, ticked off."""

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View

from konferenz.actions.nachricht import anders_erledigen, zurueckgekommen
from konferenz.kontext import bezirk_zu
from konferenz.models import Nachricht
from konferenz.views.datei import als_pdf
from konferenz.views.seite import Aktionsknopf
from planung.forms.sitzung import WegForm
from planung.queries.versand import als_bericht, briefe, versand
from planung.views.seite import Sitzungsseite


class Versand(Sitzungsseite, TemplateView):
    """Each letter of the meeting, on which way and how far (S37)."""

    recht = "planung.einladen"
    titel = gettext_lazy("Versand je Person")
    template_name = "planung/versand.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(sitzung=self.sitzung, zeilen=versand(self.sitzung), **kwargs)


class _EinBrief(Sitzungsseite):
    """About one letter of the meeting; 404 for one of another."""

    recht = "planung.einladen"

    @cached_property
    def brief(self) -> Nachricht:
        return get_object_or_404(briefe(self.sitzung), pk=self.kwargs["brief"])

    def get_rechtobjekt(self) -> object:
        sitzung = super().get_rechtobjekt()
        if self.benutzer.has_perm(self.recht, sitzung):
            self.brief  # noqa: B018  # 404 for a letter that is not there
        return sitzung

    def ziel(self) -> str:
        return self.adresse("versand")


class BriefAlsPdf(_EinBrief, View):
    """The letter to print."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        bezirk = bezirk_zu(request)
        return als_pdf(als_bericht(self.brief, bezirk).als_pdf(bezirk), f"brief-{self.brief.pk}.pdf")


class BriefErledigt(_EinBrief, Aktionsknopf):
    """The person was told by post or phone; the others are not written to again."""

    erfolg = gettext_lazy("Vermerkt.")

    def ausfuehren(self) -> None:
        form = WegForm(self.request.POST)
        weg = form.cleaned_data["weg"] if form.is_valid() else ""
        anders_erledigen(nachricht=self.brief, weg=weg)


class BriefZurueck(_EinBrief, Aktionsknopf):
    """It came back."""

    erfolg = gettext_lazy("Vermerkt: Der Brief ist zurückgekommen.")

    def ausfuehren(self) -> None:
        zurueckgekommen(nachricht=self.brief)

"""History of an object, and who read what triggers cannot see."""

from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Model, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import ListView, TemplateView

from konferenz.beitraege import Verlaufsart
from konferenz.models import Konferenz, Zugriff
from konferenz.verlauf import art_zu, verlauf
from konferenz.views.seite import Arbeitsseite

JE_SEITE = 50


class Verlauf(Arbeitsseite, TemplateView):
    """`/arbeit/verlauf/<app>.<model>/<pk>/`: all changes of one object, under the right that its kind names."""

    template_name = "konferenz/verlauf_objekt.html"

    @cached_property
    def art(self) -> Verlaufsart | None:
        return art_zu(self.kwargs["modell"])

    @property
    def recht(self) -> str:  # type: ignore[override]
        return self.art.recht if self.art else "konferenz.verlauf_sehen"

    @cached_property
    def objekt(self) -> Model:
        if self.art is None:
            raise Http404
        zeilen: QuerySet[Any] = apps.get_model(self.art.modell)._default_manager.all()
        if hasattr(zeilen, "sichtbar_fuer"):
            zeilen = zeilen.sichtbar_fuer(self.request.user)
        try:
            return get_object_or_404(zeilen, pk=self.kwargs["pk"])
        except (ValueError, ValidationError):
            raise Http404 from None

    def get_rechtobjekt(self) -> Model:
        return self.objekt

    @property
    def titel(self) -> str:  # type: ignore[override]
        return gettext("Verlauf: %(objekt)s") % {"objekt": self.objekt}

    def weg(self) -> list[tuple[str, str]]:
        """The object itself, where it has a page in the staff area; that of a conference for all is public."""
        if isinstance(self.objekt, Konferenz):
            return [(str(self.objekt), reverse("arbeit:konferenz", kwargs={"kennung": self.objekt.kennung}))]
        seite = getattr(self.objekt, "get_absolute_url", None)
        return [(str(self.objekt), seite())] if seite else []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        eintraege = verlauf(self.art, self.objekt) if self.art else []
        seite = Paginator(eintraege, JE_SEITE).get_page(self.request.GET.get("page"))
        return super().get_context_data(
            objekt=self.objekt, art=self.objekt._meta.verbose_name, seite=seite, **kwargs
        )


class Zugriffe(Arbeitsseite, ListView):
    """Who read needs, downloaded lists or fetched data: ids only, the latest first."""

    recht = "konferenz.zugriffe_sehen"
    titel = _("Zugriffe")
    template_name = "konferenz/verlauf_zugriffe.html"
    context_object_name = "zugriffe"
    paginate_by = JE_SEITE

    def get_queryset(self) -> QuerySet[Zugriff]:
        return Zugriff.objects.select_related("benutzer").order_by("-am", "-pk")

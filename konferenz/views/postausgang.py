"""The outbox: what became of every letter, and what can be done where one did not arrive."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import DetailView, ListView

from konferenz import uhr
from konferenz.actions.nachricht import anders_erledigen, erneut_senden, stand, zurueckgekommen
from konferenz.forms.postausgang import Postfilter
from konferenz.models import Nachricht
from konferenz.models.nachricht import NachrichtQuerySet
from konferenz.views.seite import Aktionsknopf, Arbeitsseite

JE_SEITE = 50
GEFRAGT = (Nachricht.Stand.GESCHEITERT, Nachricht.Stand.WARTEND, Nachricht.Stand.VERSANDT)


class Postausgang(Arbeitsseite, ListView):
    """All letters, the newest first."""

    recht = "konferenz.postausgang_sehen"
    titel = _("Postausgang")
    template_name = "konferenz/nachricht_liste.html"
    context_object_name = "briefe"
    paginate_by = JE_SEITE

    @cached_property
    def filter(self) -> Postfilter:
        return Postfilter(self.request.GET)

    @cached_property
    def zahlen(self) -> dict[str, int]:
        """How many letters fit the filter, and how many there are of the states that clerks ask for; one statement."""
        je_stand = {wert.value: Count("pk", filter=Q(stand=wert)) for wert in GEFRAGT}
        return Nachricht.objects.aggregate(treffer=Count("pk", filter=self.filter.bedingung()), **je_stand)

    def get_queryset(self) -> NachrichtQuerySet:
        return Nachricht.objects.defer("teile").filter(self.filter.bedingung())

    def get_paginator(self, *args: Any, **kwargs: Any) -> Paginator:
        seiten = super().get_paginator(*args, **kwargs)
        seiten.count = self.zahlen["treffer"]  # a cached property: counted already
        return seiten

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        zahlen = [(wert.value, wert.label, self.zahlen[wert.value]) for wert in GEFRAGT]
        return super().get_context_data(formular=self.filter, zahlen=zahlen, **kwargs)


class _EinBrief:
    """Pages and buttons of one letter."""

    kwargs: dict[str, Any]

    @cached_property
    def nachricht(self) -> Nachricht:
        return get_object_or_404(Nachricht.objects.select_related("konferenz"), pk=self.kwargs["pk"])

    def get_rechtobjekt(self) -> Nachricht:
        return self.nachricht

    def ziel(self) -> str:
        return reverse("arbeit:nachricht", args=[self.nachricht.pk])


class Brief(_EinBrief, Arbeitsseite, DetailView):
    """One letter: wording without links and codes, state, attempts, error in words."""

    recht = "konferenz.postausgang_sehen"
    template_name = "konferenz/nachricht_detail.html"

    @property
    def titel(self) -> str:  # type: ignore[override]
        return gettext("Brief an %(name)s") % {"name": self.nachricht.an_name or self.nachricht.an or "–"}

    def weg(self) -> list[tuple[str, str]]:
        return [(gettext("Postausgang"), reverse("arbeit:postausgang"))]

    def get_object(self, queryset: Any = None) -> Nachricht:
        return self.nachricht

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        brief = self.nachricht
        return super().get_context_data(
            brief=brief,
            wartet_auf_termin=brief.stand == Nachricht.Stand.WARTEND and brief.faellig_am > uhr.jetzt(),
            naechster_versuch_in=_minuten_bis_zum_naechsten(brief),
            kann_erneut=stand.kann_erneut(brief),
            kann_erledigt_werden=stand.kann_erledigt_werden(brief),
            kann_zurueckkommen=stand.kann_zurueckkommen(brief),
            **kwargs,
        )


def _minuten_bis_zum_naechsten(brief: Nachricht) -> int | None:
    """Minutes until the next attempt, at least one; None if none is to come. Retries are on the real clock."""
    if brief.stand != Nachricht.Stand.WARTEND or brief.weg != Nachricht.Weg.MAIL or not brief.fehler:
        return None
    return max(1, round((brief.naechster_versuch - timezone.now()).total_seconds() / 60))


class _Handgriff(_EinBrief, Aktionsknopf):
    recht = "konferenz.nachricht_erneut_senden"


class BriefErneut(_Handgriff):
    erfolg = _("Der Brief wird jetzt noch einmal gesendet.")

    def ausfuehren(self) -> None:
        erneut_senden(nachricht=self.nachricht)


class BriefErledigt(_Handgriff):
    erfolg = _("Vermerkt: auf anderem Weg erledigt.")

    def ausfuehren(self) -> None:
        anders_erledigen(nachricht=self.nachricht)


class BriefZurueck(_Handgriff):
    erfolg = _("Vermerkt: Der Brief ist zurückgekommen. Er steht jetzt unter „kam nicht an“.")

    def ausfuehren(self) -> None:
        zurueckgekommen(nachricht=self.nachricht)

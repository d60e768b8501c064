"""The yearly lists of the whole authority, and their dated limits."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse, reverse_lazy
from django.utils.functional import cached_property
from django.utils.translation import gettext, gettext_lazy
from django.views.generic import ListView, TemplateView

from budget.actions.meldungen import meldegrenze_speichern, meldung_eintragen
from budget.berichte.meldungen import darunter, grundangaben, meldebericht, meldeliste
from budget.forms.berichte import MeldegrenzeForm, MeldungForm
from budget.models import Meldeart, Meldegrenze
from budget.queries.meldungen import Jahresmeldung, jahresmeldungen, meldejahre
from budget.views.berichte import Datei
from budget.views.seite import Hausseite
from konferenz import uhr
from konferenz.kontext import bezirk_zu
from konferenz.views import datei
from konferenz.views.seite import Formularseite


class Meldungen(Hausseite, TemplateView):
    """Both lists of a year (`?jahr=`, this year without)."""

    recht = "budget.ausfuehren"
    titel = gettext_lazy("Meldungen im Jahr")
    template_name = "budget/meldungen.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        jahre = meldejahre()
        gefragt = self.request.GET.get("jahr", "")
        jahr = int(gefragt) if gefragt.isdecimal() and int(gefragt) in jahre else uhr.heute().year
        listen = [
            (liste, meldeliste(liste), darunter(liste), grundangaben(liste))
            for liste in jahresmeldungen(jahr)
        ]
        return super().get_context_data(jahr=jahr, jahre=jahre, listen=listen, **kwargs)


class _EineListe(Hausseite):
    """One list of one year; unknown kinds and years without a payment are missing."""

    kwargs: dict[str, Any]

    @cached_property
    def liste(self) -> Jahresmeldung:
        jahr, art = self.kwargs["jahr"], self.kwargs["liste"]
        if art not in Meldeart.values or jahr not in meldejahre():
            raise Http404
        return next(eine for eine in jahresmeldungen(jahr) if eine.art == art)

    def get_rechtobjekt(self) -> object:
        return self.liste

    def zur_liste(self) -> str:
        return f"{reverse('budget:meldungen')}?jahr={self.liste.jahr}"

    def weg(self) -> list[tuple[str, str]]:
        return [(gettext("Meldungen im Jahr"), self.zur_liste())]


class _ListenDatei(Datei, _EineListe):
    endung = ""

    @property
    def dateiname(self) -> str:  # type: ignore[override]
        return f"meldung-{self.liste.art.value}-{self.liste.jahr}.{self.endung}"

    def seite(self) -> str:
        return self.zur_liste()


class AlsCsv(_ListenDatei):
    """One row for each payee."""

    endung = "csv"

    def inhalt(self) -> tuple[HttpResponseBase, int]:
        tabelle = meldeliste(self.liste)
        return datei.als_csv(tabelle.als_datei(summen=False), self.dateiname), len(tabelle.zeilen)


class AlsPdf(_ListenDatei):
    """The list on the letterhead."""

    endung = "pdf"

    def inhalt(self) -> tuple[HttpResponseBase, int]:
        pdf = meldebericht(self.liste).als_pdf(bezirk_zu(self.request))
        return datei.als_pdf(pdf, self.dateiname), len(self.liste.zu_melden)


class MeldungEintragen(_EineListe, Formularseite):
    """Note that the list was sent."""

    recht = "budget.bericht_schreiben"
    knopf = gettext_lazy("Als gemeldet eintragen")
    erfolg = gettext_lazy("Die Meldung ist eingetragen.")
    form_class = MeldungForm
    template_name = "budget/meldung_eintragen.html"

    @property
    def titel(self) -> str:  # type: ignore[override]
        return f"{self.liste.art.label} {self.liste.jahr}"

    def get_success_url(self) -> str:
        return self.zur_liste()

    def ausfuehren(self, form: MeldungForm) -> None:
        meldung_eintragen(art=self.liste.art, jahr=self.liste.jahr, person=self.benutzer, **form.cleaned_data)


class Meldegrenzen(Hausseite, ListView):
    """Every limit, the newest first."""

    titel = gettext_lazy("Meldegrenzen")
    template_name = "budget/meldegrenzen.html"
    context_object_name = "grenzen"

    def get_queryset(self) -> QuerySet[Meldegrenze]:
        return Meldegrenze.objects.order_by("art", "-ab_jahr")


class MeldegrenzeNeu(Hausseite, Formularseite):
    """A limit more; years before it keep theirs."""

    recht = "budget.grundlagen_pflegen"
    titel = gettext_lazy("Meldegrenze eintragen")
    form_class = MeldegrenzeForm
    erfolg = gettext_lazy("Die Meldegrenze ist gespeichert.")
    success_url = reverse_lazy("budget:meldegrenzen")

    def weg(self) -> list[tuple[str, str]]:
        return [(gettext("Meldegrenzen"), reverse("budget:meldegrenzen"))]

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "instance": Meldegrenze()}

    def ausfuehren(self, form: MeldegrenzeForm) -> None:
        meldegrenze_speichern(grenze=form.instance, person=self.benutzer)


class MeldegrenzeAendern(MeldegrenzeNeu):
    """Correct a limit."""

    titel = gettext_lazy("Meldegrenze ändern")

    @cached_property
    def grenze(self) -> Meldegrenze:
        return get_object_or_404(Meldegrenze, pk=self.kwargs["pk"])

    def get_rechtobjekt(self) -> object:
        return self.grenze

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "instance": self.grenze}

"""Bodies and seats: list, one body with everybody who sits in it, the group of a conference, forms."""

from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext, gettext_lazy
from django.views.generic import TemplateView

from beirat.actions.gremium import gremium_speichern, sitz_entfernen, sitz_speichern
from beirat.forms.gremium import GremiumForm, SitzForm
from beirat.models import Gremium, Sitz
from beirat.naechstes import im_gremium
from beirat.queries import besetzung, gremien, gremienlagen
from konferenz import beitraege, uhr
from konferenz.actions.formularschluessel import einloesen, ergebnis_merken
from konferenz.models import Konferenz
from konferenz.queries import konferenz_der_arbeit
from konferenz.views.seite import Aktionsknopf, Arbeitsseite, Formularseite


class Gremien(Arbeitsseite, TemplateView):
    """The bodies this person may see."""

    recht = "beirat.gremium_sehen"
    titel = gettext_lazy("Gremien und Mitglieder")
    template_name = "beirat/gremien.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        reihe = gremien(self.benutzer).order_by("art", "name")
        return super().get_context_data(lagen=gremienlagen(reihe, uhr.heute()), **kwargs)


def _weg() -> list[tuple[str, str]]:
    return [(gettext("Gremien und Mitglieder"), reverse("beirat:gremien"))]


class GremiumSeite(Arbeitsseite, TemplateView):
    """One body: what is to be done, its rules, who sits on which seat, who was there before."""

    recht = "beirat.gremium_sehen"
    template_name = "beirat/gremium.html"

    @cached_property
    def gremium(self) -> Gremium | None:
        return get_object_or_404(self._sichtbare(), pk=self.kwargs["pk"])

    def _sichtbare(self) -> QuerySet[Gremium]:
        return gremien(self.benutzer).select_related("konferenz")

    def get_rechtobjekt(self) -> object:
        return self.gremium

    @property
    def titel(self) -> str:  # type: ignore[override]
        return str(self.gremium)

    def weg(self) -> list[tuple[str, str]]:
        return _weg()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if self.gremium is None:
            return super().get_context_data(**kwargs)
        gremium, lagen = self.gremium, besetzung(self.gremium, uhr.heute())
        return super().get_context_data(
            gremium=gremium,
            lagen=[lage for lage in lagen if not lage.ist_gastsitz],
            gaeste=[lage for lage in lagen if lage.ist_gastsitz and lage.inhaber],
            fruehere=[eine for lage in lagen for eine in lage.fruehere],
            stimmen=_stimmen(lagen),
            stellen=gremium.entsendende.order_by("name"),
            angaben=beitraege.sammle("gremium", gremium),
            schritt=im_gremium(gremium, lagen, uhr.heute()),
            **kwargs,
        )


def _stimmen(lagen: list[Any]) -> tuple[int, int]:
    """Voting seats that are taken, and all of them."""
    mit_stimme = [lage for lage in lagen if lage.sitz.ist_stimmberechtigt]
    return sum(lage.inhaber is not None for lage in mit_stimme), len(mit_stimme)


class Gruppe(GremiumSeite):
    """The preparation group of a conference, or the way to it while there is none."""

    @cached_property
    def konferenz(self) -> Konferenz:
        return konferenz_der_arbeit(self.request, self.kwargs["kennung"])

    @cached_property
    def gremium(self) -> Gremium | None:
        reihe = self._sichtbare().filter(konferenz=self.konferenz, art=Gremium.Art.VORBEREITUNGSGRUPPE)
        if self.benutzer.has_perm("beirat.gremium_bearbeiten"):
            return reihe.first()
        return get_object_or_404(reihe[:1])

    @property
    def titel(self) -> str:  # type: ignore[override]
        return str(self.gremium or gettext("Vorbereitungsgruppe"))

    def weg(self) -> list[tuple[str, str]]:
        return []


class _GremiumFormular(Formularseite):
    recht = "beirat.gremium_bearbeiten"

    def weg(self) -> list[tuple[str, str]]:
        return _weg()


class GremiumAnlegen(_GremiumFormular):
    """A new body; with `?konferenz=2024` its preparation group."""

    titel = gettext_lazy("Gremium anlegen")
    knopf = gettext_lazy("Gremium anlegen")
    erfolg = gettext_lazy("Das Gremium ist angelegt. Nehmen Sie jetzt Mitglieder auf.")
    form_class = GremiumForm

    def get_initial(self) -> dict[str, Any]:
        konferenz = Konferenz.objects.filter(kennung=self.request.GET.get("konferenz", "")).first()
        if konferenz is None:
            return {}
        entsendende = (Gremium.Art.BEZIRKSVERSAMMLUNG, Gremium.Art.BEIRAT)
        return {
            "name": gettext("Vorbereitungsgruppe %(kennung)s") % {"kennung": konferenz.kennung},
            "art": Gremium.Art.VORBEREITUNGSGRUPPE,
            "konferenz": konferenz,
            "stellen": list(Gremium.objects.filter(art__in=entsendende)),
            "quorum": Gremium.Quorum.JE_STELLE,
        }

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "instance": Gremium()}

    @transaction.atomic
    def ausfuehren(self, form: GremiumForm) -> None:
        frueher = einloesen(form.formularschluessel, form.angaben())
        if frueher is None:
            gremium = gremium_speichern(
                gremium=form.instance, stellen=form.cleaned_data["stellen"], person=self.benutzer
            )
            ergebnis_merken(form.formularschluessel, str(gremium.pk))
        self.nummer = frueher.ergebnis if frueher else form.instance.pk

    def get_success_url(self) -> str:
        return reverse("beirat:gremium", args=[self.nummer])


class EinesGremiums(Arbeitsseite):
    """Pages that change one body."""

    recht = "beirat.gremium_bearbeiten"
    kwargs: dict[str, Any]

    @cached_property
    def gremium(self) -> Gremium:
        return get_object_or_404(Gremium, pk=self.kwargs["pk"])

    def get_rechtobjekt(self) -> object:
        return self.gremium

    def weg(self) -> list[tuple[str, str]]:
        return [*_weg(), (self.gremium.name, self.ziel())]

    def ziel(self) -> str:
        return reverse("beirat:gremium", args=[self.gremium.pk])

    get_success_url = ziel


class GremiumBearbeiten(EinesGremiums, Formularseite):
    """Name, who sends members, notice period, quorum."""

    titel = gettext_lazy("Angaben und Regeln")
    form_class = GremiumForm
    erfolg = gettext_lazy("Die Angaben sind gespeichert.")

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "instance": Gremium.objects.get(pk=self.gremium.pk)}

    def ausfuehren(self, form: GremiumForm) -> None:
        gremium_speichern(gremium=form.instance, stellen=form.cleaned_data["stellen"], person=self.benutzer)


class SitzAnlegen(EinesGremiums, Formularseite):
    """A vacant seat."""

    titel = gettext_lazy("Sitz anlegen")
    form_class = SitzForm
    erfolg = gettext_lazy("Der Sitz ist angelegt.")

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "instance": Sitz(gremium=self.gremium)}

    @transaction.atomic
    def ausfuehren(self, form: SitzForm) -> None:
        if einloesen(form.formularschluessel, form.angaben()) is None:
            sitz_speichern(sitz=form.instance, person=self.benutzer)


class EinesSitzes(EinesGremiums):
    """Pages that change one seat."""

    @cached_property
    def sitz(self) -> Sitz:
        return get_object_or_404(Sitz.objects.select_related("gremium"), pk=self.kwargs["pk"])

    @property
    def gremium(self) -> Gremium:
        return self.sitz.gremium

    def get_rechtobjekt(self) -> object:
        return self.sitz


class SitzBearbeiten(EinesSitzes, Formularseite):
    titel = gettext_lazy("Sitz ändern")
    form_class = SitzForm
    erfolg = gettext_lazy("Der Sitz ist gespeichert.")
    template_name = "beirat/sitz.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "instance": Sitz.objects.get(pk=self.sitz.pk)}

    def ausfuehren(self, form: SitzForm) -> None:
        sitz_speichern(sitz=form.instance, person=self.benutzer)


class SitzEntfernen(EinesSitzes, Aktionsknopf):
    erfolg = gettext_lazy("Der Sitz ist gelöscht.")

    def ausfuehren(self) -> None:
        sitz_entfernen(sitz=self.sitz, person=self.benutzer)

"""Settings of the installation: authority, legal texts, venues."""

from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse, reverse_lazy
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import ListView, TemplateView

from konferenz import uhr
from konferenz.actions import einstellungen as aktionen
from konferenz.actions.formularschluessel import einloesen
from konferenz.actions.rechtstext import darstellen, rechtstext_speichern
from konferenz.actions.zeichen import zeichen_entfernen, zeichen_speichern
from konferenz.forms.einstellungen import BezirkForm, OrtForm, RechtstextForm, ZeichenForm
from konferenz.models import Bezirk, Ort, Rechtstext
from konferenz.sprachen import SPRACHEN
from konferenz.views.seite import Aktionsknopf, Arbeitsseite, Formularseite


class BezirkBearbeiten(Formularseite):
    """The authority that runs this installation."""

    recht = "konferenz.bezirk_bearbeiten"
    template_name = "konferenz/bezirk_bearbeiten.html"
    titel = _("Behörde")
    form_class = BezirkForm
    success_url = reverse_lazy("arbeit:bezirk")
    erfolg = _("Die Angaben zur Behörde sind gespeichert.")

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "instance": Bezirk.objects.first() or Bezirk()}

    def ausfuehren(self, form: BezirkForm) -> None:
        aktionen.bezirk_speichern(bezirk=form.instance)


class ZeichenBearbeiten(Formularseite):
    """The authority's sign: upload another one."""

    recht = "konferenz.bezirk_bearbeiten"
    template_name = "konferenz/bezirk_zeichen.html"
    titel = _("Zeichen der Behörde")
    form_class = ZeichenForm
    success_url = reverse_lazy("arbeit:zeichen")
    erfolg = _("Das Zeichen ist gespeichert.")

    @cached_property
    def bezirk(self) -> Bezirk:
        """The one row; 404 before it exists."""
        return get_object_or_404(Bezirk)

    def weg(self) -> list[tuple[str, str]]:
        return [(gettext("Behörde"), reverse("arbeit:bezirk"))]

    def ausfuehren(self, form: ZeichenForm) -> None:
        zeichen_speichern(bezirk=self.bezirk, datei=form.cleaned_data["bild"])


class ZeichenEntfernen(Aktionsknopf):
    """Back to the product's own sign."""

    recht = "konferenz.bezirk_bearbeiten"
    erfolg = _("Das Zeichen ist entfernt.")

    def ausfuehren(self) -> None:
        zeichen_entfernen(bezirk=get_object_or_404(Bezirk))

    def ziel(self) -> str:
        return reverse("arbeit:zeichen")


class Rechtstexte(Arbeitsseite, TemplateView):
    """The three legal texts, written or not."""

    recht = "konferenz.rechtstext_bearbeiten"
    titel = _("Rechtstexte")
    template_name = "konferenz/rechtstext_liste.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        vorhanden = {text.art: text for text in Rechtstext.objects.all()}
        zeilen = [(art, vorhanden.get(art.value)) for art in Rechtstext.Art]
        return super().get_context_data(zeilen=zeilen, **kwargs)


class _MitRechtstext(Arbeitsseite):
    recht = "konferenz.rechtstext_bearbeiten"

    @cached_property
    def rechtstext(self) -> Rechtstext:
        """The stored text of the address, or a new one; 404 for an unknown kind."""
        art = self.kwargs["art"]  # type: ignore[attr-defined]
        if art not in Rechtstext.Art.values:
            raise Http404
        return Rechtstext.objects.filter(art=art).first() or Rechtstext(
            art=art, text="", version=0, stand=uhr.heute()
        )

    def get_rechtobjekt(self) -> Rechtstext:
        return self.rechtstext

    @property
    def titel(self) -> str:  # type: ignore[override]
        return self.rechtstext.get_art_display()

    def weg(self) -> list[tuple[str, str]]:
        return [(gettext("Rechtstexte"), reverse("arbeit:rechtstexte"))]


class RechtstextBearbeiten(_MitRechtstext, Formularseite):
    """Write a legal text."""

    template_name = "konferenz/rechtstext_bearbeiten.html"
    form_class = RechtstextForm
    success_url = reverse_lazy("arbeit:rechtstexte")
    erfolg = _("Der Text ist gespeichert und gilt ab sofort auf der öffentlichen Seite.")

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "instance": self.rechtstext}

    def ausfuehren(self, form: RechtstextForm) -> None:
        rechtstext_speichern(
            art=self.rechtstext.art, text=form.instance.text, stand=form.cleaned_data["stand"]
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(rechtstext=self.rechtstext, **kwargs)


class RechtstextVorschau(RechtstextBearbeiten):
    """Show what was written, store nothing: the form comes back with it."""

    http_method_names = ["post", "options"]

    def form_valid(self, form: RechtstextForm) -> HttpResponse:
        fassungen = form.instance.text.data
        vorschau = [(SPRACHEN[code], darstellen(fassungen[code])) for code in form.codes if code in fassungen]
        return self.render_to_response(self.get_context_data(form=form, vorschau=vorschau))


class Orte(Arbeitsseite, ListView):
    """All venues."""

    recht = "konferenz.konferenz_bearbeiten"
    titel = _("Orte")
    template_name = "konferenz/ort_liste.html"
    context_object_name = "orte"
    paginate_by = 50

    def get_queryset(self) -> QuerySet[Ort]:
        return Ort.objects.order_by("name", "pk")


class OrtAnlegen(Formularseite):
    """A new venue."""

    recht = "konferenz.konferenz_bearbeiten"
    titel = _("Ort anlegen")
    form_class = OrtForm
    erfolg = _("Der Ort ist gespeichert.")

    def weg(self) -> list[tuple[str, str]]:
        return [(gettext("Orte"), reverse("arbeit:orte"))]

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "instance": Ort()}

    @transaction.atomic
    def ausfuehren(self, form: OrtForm) -> None:
        if einloesen(form.formularschluessel, form.angaben()) is None:
            aktionen.ort_speichern(ort=form.instance)

    def get_success_url(self) -> str:
        return reverse("arbeit:orte")


class OrtBearbeiten(OrtAnlegen):
    """Change a venue."""

    @cached_property
    def ort(self) -> Ort:
        return get_object_or_404(Ort, pk=self.kwargs["pk"])

    def get_rechtobjekt(self) -> Ort:
        return self.ort

    @property
    def titel(self) -> str:  # type: ignore[override]
        return self.ort.name

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "instance": Ort.objects.get(pk=self.ort.pk)}

"""Papers: list, page, taking one in from its text in two steps, recording a decision."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, ListView, TemplateView

from konferenz import drucksachenlauf
from konferenz.actions.drucksache import DrucksacheVorhanden, drucksache_anlegen, entscheidung_erfassen
from konferenz.beschlusskontrolle import abzeichen_des_punktes
from konferenz.forms.drucksache import EinlesenForm, EntscheidungForm, Vorschlagsformular
from konferenz.models import Benutzer, Drucksache, Konferenz
from konferenz.views.seite import Arbeitsseite, Formularseite, uebertrage_fehler


def _zur_liste() -> tuple[str, str]:
    return _("Drucksachen"), reverse("arbeit:drucksachen")


class Drucksachen(Arbeitsseite, ListView):
    """All papers, the latest number first."""

    recht = "konferenz.drucksache_sehen"
    titel = gettext_lazy("Drucksachen")
    template_name = "konferenz/drucksache_liste.html"
    context_object_name = "drucksachen"
    paginate_by = 25

    def get_queryset(self) -> QuerySet[Drucksache]:
        return Drucksache.objects.order_by("-nummer", "-fassung")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kontext = super().get_context_data(**kwargs)
        kontext["darf_erfassen"] = self.request.user.has_perm("konferenz.drucksache_erfassen")
        kontext["zeilen"] = [(eine, drucksachenlauf.abzeichen(eine)) for eine in kontext["drucksachen"]]
        return kontext


class DrucksacheErfassen(Arbeitsseite, FormView):
    """Step 1: the text. What could be read is shown as a form of its own; nothing is stored."""

    recht = "konferenz.drucksache_erfassen"
    titel = gettext_lazy("Drucksache erfassen")
    template_name = "konferenz/drucksache_erfassen.html"
    form_class = EinlesenForm

    def weg(self) -> list[tuple[str, str]]:
        return [_zur_liste()]

    def form_valid(self, form: EinlesenForm) -> HttpResponse:
        vorschlag = form.vorschlag
        vorhanden = Drucksache.objects.mit_nummer(vorschlag.nummer, vorschlag.fassung).first()
        if vorhanden:
            return zur_vorhandenen(self.request, vorhanden)
        return zeige_vorschlag(self.request, Vorschlagsformular(von=vorschlag))


class DrucksacheAnlegen(Arbeitsseite, TemplateView):
    """Step 2: the checked proposal becomes paper, points and conference."""

    recht = "konferenz.drucksache_erfassen"
    http_method_names = ["get", "post", "options"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The proposal lives in the page that step 1 showed; without it one begins there."""
        return redirect("arbeit:drucksache-erfassen")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        formular = Vorschlagsformular(request.POST)
        if not formular.is_valid():
            return zeige_vorschlag(request, formular)
        try:
            drucksache = self._anlegen(formular)
        except DrucksacheVorhanden as vorhanden:
            return zur_vorhandenen(request, vorhanden.drucksache)
        except ValidationError as fehler:
            uebertrage_fehler(formular.drucksache, fehler)
            return zeige_vorschlag(request, formular)
        messages.success(
            request, _("Die Drucksache %(nummer)s ist gespeichert.") % {"nummer": drucksache.kennzeichen}
        )
        return redirect(drucksache)

    def _anlegen(self, formular: Vorschlagsformular) -> Drucksache:
        daten = formular.drucksache.cleaned_data
        person: Benutzer = self.request.user  # type: ignore[assignment]
        return drucksache_anlegen(
            vorschlag=formular.vorschlag,
            person=person,
            schluessel=formular.drucksache.formularschluessel,
            konferenztitel=daten["konferenztitel"],
            url=daten["url"],
        )


def zeige_vorschlag(request: HttpRequest, formular: Vorschlagsformular) -> HttpResponse:
    """The page of step 2, also where it comes back with mistakes."""
    titel = _("Vorschlag prüfen")
    kruemel = [
        (_("Übersicht"), reverse("arbeit:uebersicht")),
        _zur_liste(),
        (_("Drucksache erfassen"), reverse("arbeit:drucksache-erfassen")),
        (titel, ""),
    ]
    kontext = {"titel": titel, "kruemel": kruemel, "formular": formular, "hat_fehler": formular.hat_fehler}
    return render(request, "konferenz/drucksache_vorschlag.html", kontext)


def zur_vorhandenen(request: HttpRequest, drucksache: Drucksache) -> HttpResponse:
    """To the paper that has the number already; nothing was stored."""
    satz = _("Die Drucksache %(nummer)s gibt es schon. Hier ist sie. Es wurde nichts gespeichert.")
    messages.warning(request, satz % {"nummer": drucksache.kennzeichen})
    return redirect(drucksache)


class _EinerDrucksache(Arbeitsseite):
    """Pages of the paper of the address."""

    recht = "konferenz.drucksache_sehen"

    @cached_property
    def drucksache(self) -> Drucksache:
        return get_object_or_404(Drucksache.objects.prefetch_related("beratungen"), pk=self.kwargs["pk"])  # type: ignore[attr-defined]

    def get_rechtobjekt(self) -> Drucksache:
        return self.drucksache

    def weg(self) -> list[tuple[str, str]]:
        return [_zur_liste()]


class DrucksacheSeite(_EinerDrucksache, TemplateView):
    """One paper: what it says, what was decided, what is to be done next, its versions and its conference."""

    template_name = "konferenz/drucksache_detail.html"

    @property
    def titel(self) -> str:  # type: ignore[override]
        return str(self.drucksache)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        drucksache = self.drucksache
        benutzer: Benutzer = self.request.user  # type: ignore[assignment]
        entscheidungen = list(drucksache.entscheidungen.select_related("erfasst_von"))
        konferenz = Konferenz.objects.filter(drucksache__nummer=drucksache.nummer).first()
        schritt = drucksachenlauf.naechster_schritt(benutzer, drucksache, konferenz)
        return super().get_context_data(
            drucksache=drucksache,
            abzeichen=drucksachenlauf.abzeichen(drucksache),
            lauf=drucksachenlauf.lauf(drucksache, entscheidungen),
            schritt=schritt,
            erledigt=None if schritt else drucksachenlauf.erledigt(drucksache),
            punkte=[(p, abzeichen_des_punktes(p)) for p in drucksache.punkte.prefetch_related("sachstaende")],
            entscheidungen=entscheidungen,
            fassungen=list(Drucksache.objects.filter(nummer=drucksache.nummer).order_by("fassung")),
            zur_konferenz=konferenz,
            kann_sich_aendern=drucksache.ist_wirksam
            and benutzer.has_perm("konferenz.entscheidung_erfassen", drucksache),
            darf_verlauf=benutzer.has_perm("konferenz.verlauf_sehen", drucksache),
            **kwargs,
        )


class EntscheidungErfassen(_EinerDrucksache, Formularseite):
    """What the body decided on a paper."""

    recht = "konferenz.entscheidung_erfassen"
    titel = gettext_lazy("Entscheidung eintragen")
    template_name = "konferenz/drucksache_entscheidung.html"
    form_class = EntscheidungForm
    erfolg = gettext_lazy("Die Entscheidung ist eingetragen.")
    knopf = gettext_lazy("Entscheidung eintragen")

    def weg(self) -> list[tuple[str, str]]:
        return [_zur_liste(), (str(self.drucksache), self.drucksache.get_absolute_url())]

    def get_success_url(self) -> str:
        return self.drucksache.get_absolute_url()

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "drucksache": self.drucksache}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            drucksache=self.drucksache,
            beanstandung_bis=drucksachenlauf.letzter_tag_der_beanstandung(self.drucksache),
            **kwargs,
        )

    def ausfuehren(self, form: EntscheidungForm) -> None:
        angaben: dict[str, Any] = form.angaben()
        person: Benutzer = self.request.user  # type: ignore[assignment]
        entscheidung_erfassen(
            drucksache=self.drucksache, person=person, schluessel=form.formularschluessel, **angaben
        )

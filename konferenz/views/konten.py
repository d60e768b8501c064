"""Accounts: the Administration's list, one account with its roles, invitation and forgotten password."""

from typing import Any

from django.db import transaction
from django.db.models import Prefetch, Q, QuerySet
from django.forms import Form
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import DetailView, ListView

from konferenz import uhr
from konferenz.actions import konten as aktionen
from konferenz.actions.formularschluessel import einloesen, ergebnis_merken
from konferenz.forms.konten import EinladenForm, RolleBeendenForm, RolleForm
from konferenz.models import Benutzer, Rollenzuweisung
from konferenz.namen import bereinige
from konferenz.views.seite import Aktionsknopf, Arbeitsseite, Formularseite


class KontenListe(Arbeitsseite, ListView):
    """All accounts with their roles of today."""

    recht = "konferenz.konten_verwalten"
    titel = _("Konten")
    template_name = "konferenz/benutzer_liste.html"
    context_object_name = "konten"
    paginate_by = 50

    @cached_property
    def suche(self) -> str:
        """What is searched for, without characters the database cannot hold."""
        return bereinige(self.request.GET.get("q", ""))

    def get_queryset(self) -> QuerySet[Benutzer]:
        heutige = Rollenzuweisung.objects.gueltig(uhr.heute()).select_related("konferenz").order_by("rolle")
        konten = Benutzer.objects.prefetch_related(
            Prefetch("rollenzuweisungen", heutige, to_attr="heutige")
        ).order_by("name", "pk")
        if self.suche:
            konten = konten.filter(Q(name__icontains=self.suche) | Q(email__icontains=self.suche))
        return konten

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(suche=self.suche, **kwargs)


def _weg() -> list[tuple[str, str]]:
    return [(gettext("Konten"), reverse("arbeit:konten"))]


class _MitKonto(Arbeitsseite):
    """Pages of one account."""

    recht = "konferenz.konten_verwalten"

    def weg(self) -> list[tuple[str, str]]:
        return [*_weg(), (self.konto.name, self.ziel())]

    @cached_property
    def konto(self) -> Benutzer:
        return get_object_or_404(Benutzer, pk=self.kwargs["pk"])  # type: ignore[attr-defined]

    def get_rechtobjekt(self) -> Benutzer:
        return self.konto

    def ziel(self) -> str:
        return reverse("arbeit:konto", args=[self.konto.pk])

    get_success_url = ziel


class Konto(_MitKonto, DetailView):
    """One account: state, roles of today and of other times, what can be done."""

    template_name = "konferenz/benutzer_detail.html"

    @property
    def titel(self) -> str:  # type: ignore[override]
        return self.konto.name

    def weg(self) -> list[tuple[str, str]]:
        return _weg()

    def get_object(self, queryset: Any = None) -> Benutzer:
        return self.konto

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        zuweisungen = self.konto.rollenzuweisungen.select_related("konferenz", "vergeben_von").order_by(
            "bis", "von", "pk"
        )
        return super().get_context_data(
            konto=self.konto,
            ist_selbst=self.konto.pk == self.request.user.pk,
            ist_eingeladen=aktionen.ist_eingeladen(self.konto),
            zuweisungen=zuweisungen,
            heute=uhr.heute(),
            **kwargs,
        )


class KontoEinladen(Formularseite):
    """Invite somebody: the account is created, the letter goes to the outbox."""

    recht = "konferenz.konten_verwalten"
    form_class = EinladenForm
    titel = _("Person einladen")
    knopf = _("Einladung senden")
    erfolg = _("Die Einladung ist unterwegs.")

    def weg(self) -> list[tuple[str, str]]:
        return _weg()

    @transaction.atomic
    def ausfuehren(self, form: EinladenForm) -> None:
        frueher = einloesen(form.formularschluessel, form.angaben())
        self.nummer = frueher.ergebnis if frueher else self._einladen(form)

    def _einladen(self, form: EinladenForm) -> int:
        angaben: dict[str, Any] = form.angaben()
        konto = aktionen.konto_einladen(**angaben, person=self.benutzer)
        ergebnis_merken(form.formularschluessel, str(konto.pk))
        return konto.pk

    def get_success_url(self) -> str:
        return reverse("arbeit:konto", args=[self.nummer])


class EinladungErneut(_MitKonto, Aktionsknopf):
    erfolg = _("Die Einladung wurde erneut geschrieben. Frühere Links gelten nicht mehr.")

    def ausfuehren(self) -> None:
        aktionen.einladung_senden(benutzer=self.konto)


class KontoSperren(_MitKonto, Formularseite):
    """Asks once more before somebody is locked out."""

    template_name = "konferenz/benutzer_sperren.html"
    form_class = Form
    knopf = _("Konto sperren")
    erfolg = _("Das Konto ist gesperrt. Offene Sitzungen enden mit dem nächsten Seitenaufruf.")

    @property
    def titel(self) -> str:  # type: ignore[override]
        return gettext("%(name)s sperren?") % {"name": self.konto.name}

    def ausfuehren(self, form: Form) -> None:
        aktionen.konto_sperren(benutzer=self.konto, person=self.benutzer)


class KontoEntsperren(_MitKonto, Aktionsknopf):
    erfolg = _("Das Konto ist wieder offen.")

    def ausfuehren(self) -> None:
        aktionen.konto_entsperren(benutzer=self.konto)


class RolleGeben(_MitKonto, Formularseite):
    form_class = RolleForm
    titel = _("Rolle vergeben")
    knopf = _("Rolle vergeben")
    erfolg = _("Die Rolle ist vergeben.")

    @transaction.atomic
    def ausfuehren(self, form: RolleForm) -> None:
        angaben: dict[str, Any] = form.angaben()
        if einloesen(form.formularschluessel, angaben) is None:
            aktionen.rolle_geben(benutzer=self.konto, person=self.benutzer, **angaben)


class RolleBeenden(Formularseite):
    recht = "konferenz.konten_verwalten"
    form_class = RolleBeendenForm
    knopf = _("Rolle beenden")
    erfolg = _("Die Rolle ist beendet.")

    @cached_property
    def zuweisung(self) -> Rollenzuweisung:
        return get_object_or_404(Rollenzuweisung.objects.select_related("benutzer"), pk=self.kwargs["pk"])

    def get_rechtobjekt(self) -> Rollenzuweisung:
        return self.zuweisung

    def ausfuehren(self, form: RolleBeendenForm) -> None:
        aktionen.rolle_beenden(zuweisung=self.zuweisung, person=self.benutzer, **form.cleaned_data)

    @property
    def titel(self) -> str:  # type: ignore[override]
        return gettext("Rolle „%(rolle)s“ beenden") % {"rolle": self.zuweisung}

    def weg(self) -> list[tuple[str, str]]:
        return [*_weg(), (self.zuweisung.benutzer.name, self.get_success_url())]

    def get_success_url(self) -> str:
        return reverse("arbeit:konto", args=[self.zuweisung.benutzer_id])

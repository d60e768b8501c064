"""The cost plan: the version in force beside the ledger, drafts, approval."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext, gettext_lazy
from django.views.generic import TemplateView

from budget.actions import kostenplan as aktionen
from budget.forms.kostenplan import PlanForm, PositionForm, UmbenennenForm
from budget.models import Kostenplan, Kostenposition
from budget.queries import kostenplan as fragen
from budget.views.seite import Bereitstellungsseite
from konferenz.beitraege import Schritt
from konferenz.models import Benutzer
from konferenz.views.seite import Aktionsknopf, Formularseite


class Kostenplanseite(Bereitstellungsseite, TemplateView):
    """Planned, reserved, committed, paid, free for each position of the version in force, and all versions."""

    titel = gettext_lazy("Kostenplan")
    template_name = "budget/kostenplan.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        plan = fragen.massgeblicher_plan(self.bereitstellung)
        fassungen = self.bereitstellung.kostenplaene.select_related("angelegt_von", "freigegeben_von")
        entwurf = next((eine for eine in fassungen if eine.ist_entwurf), None)
        return super().get_context_data(
            konferenz=self.konferenz,
            plan=plan,
            lage=fragen.planlage(plan) if plan else None,
            fassungen=fassungen,
            entwurf=entwurf,
            schritt=self._schritt(entwurf) if entwurf else None,
            **kwargs,
        )

    def _schritt(self, entwurf: Kostenplan) -> Schritt | None:
        """What this person does next with a draft."""
        if _darf_freigeben(self.benutzer, entwurf):
            ziel = self.adresse("kostenplan-fassung", fassung=entwurf.fassung)
            titel = gettext("%(fassung)s prüfen und freigeben") % {"fassung": entwurf}
            grund = gettext("Eine andere Person hat sie geschrieben. Bis zur Freigabe gilt sie nicht.")
            return Schritt(titel, grund, ziel, gettext("Entwurf prüfen"))
        if not self.benutzer.has_perm("budget.kostenplan_bearbeiten", self.bereitstellung):
            return None
        ziel = self.adresse("kostenplan-bearbeiten", fassung=entwurf.fassung)
        titel = gettext("%(fassung)s fertig schreiben") % {"fassung": entwurf}
        grund = gettext("Danach gibt eine andere Person mit der Rolle Haushalt sie frei.")
        return Schritt(titel, grund, ziel, gettext("Entwurf bearbeiten"))


def _darf_freigeben(benutzer: Benutzer, entwurf: Kostenplan) -> bool:
    beteiligt = benutzer.pk in (entwurf.angelegt_von_id, entwurf.bearbeitet_von_id)
    return not beteiligt and benutzer.has_perm("budget.kostenplan_freigeben", entwurf.bereitstellung)


class _PlanTeil(Bereitstellungsseite):
    def weg(self) -> list[tuple[str, str]]:
        return [*super().weg(), (gettext("Kostenplan"), self.adresse("kostenplan"))]


class _EineFassung(_PlanTeil):
    """A page of one version of the plan."""

    @cached_property
    def plan(self) -> Kostenplan:
        reihe = self.bereitstellung.kostenplaene.select_related(
            "angelegt_von", "bearbeitet_von", "freigegeben_von"
        )
        plan = get_object_or_404(reihe, fassung=self.kwargs["fassung"])
        plan.bereitstellung = self.bereitstellung
        return plan

    def get_rechtobjekt(self) -> object:
        return self.plan.bereitstellung

    def zur_fassung(self) -> str:
        return self.adresse("kostenplan-fassung", fassung=self.plan.fassung)


class Fassung(_EineFassung, TemplateView):
    """One version: its lines, what is different from the one before, who approved it and when."""

    template_name = "budget/kostenplan_fassung.html"

    @property
    def titel(self) -> str:  # type: ignore[override]
        return gettext("Kostenplan, %(fassung)s") % {"fassung": self.plan}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        alter = fragen.vorgaenger(self.plan)
        alle = fragen.unterschiede(self.plan, alter) if alter else []
        return super().get_context_data(
            konferenz=self.konferenz,
            plan=self.plan,
            lage=fragen.planlage(self.plan),
            alter=alter,
            unterschiede=[eine for eine in alle if not eine.ist_unveraendert],
            stand=fragen.pruefsumme(self.plan),
            darf_freigeben=self.plan.ist_entwurf and _darf_freigeben(self.benutzer, self.plan),
            **kwargs,
        )


class NeueFassung(_PlanTeil, Aktionsknopf):
    """A new draft: a copy of the newest version, the first with the usual positions."""

    recht = "budget.kostenplan_bearbeiten"
    erfolg = gettext_lazy("Der Entwurf ist angelegt. Bitte tragen Sie die Beträge ein.")
    plan: Kostenplan | None = None

    def ausfuehren(self) -> None:
        self.plan = aktionen.entwurf_anlegen(bereitstellung=self.bereitstellung, person=self.benutzer)

    def ziel(self) -> str:
        if self.plan is None:
            return self.adresse("kostenplan")
        return self.adresse("kostenplan-bearbeiten", fassung=self.plan.fassung)


class _EntwurfsForm(_EineFassung, Formularseite):
    """A form of a draft; an approved version leads to its page instead."""

    recht = "budget.kostenplan_bearbeiten"

    def weg(self) -> list[tuple[str, str]]:
        return [*super().weg(), (str(self.plan), self.zur_fassung())]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.plan.ist_entwurf:
            return redirect(self.zur_fassung())
        return super().get(request, *args, **kwargs)

    def get_success_url(self) -> str:
        return self.zur_fassung()


class PlanBearbeiten(_EntwurfsForm):
    """All amounts of a draft."""

    titel = gettext_lazy("Beträge planen")
    form_class = PlanForm
    template_name = "budget/kostenplan_bearbeiten.html"
    erfolg = gettext_lazy("Der Entwurf ist gespeichert.")
    knopf = gettext_lazy("Entwurf speichern")

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "plan": self.plan}

    def ausfuehren(self, form: PlanForm) -> None:
        aktionen.entwurf_speichern(
            plan=self.plan,
            zeilen=form.angaben(),
            bemerkung=form.cleaned_data["bemerkung"],
            stand=form.cleaned_data["stand"],
            person=self.benutzer,
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            konferenz=self.konferenz,
            plan=self.plan,
            lage=fragen.planlage(self.plan),
            umbenennbare=self.bereitstellung.positionen.filter(planzeilen__plan=self.plan).exclude(
                planzeilen__plan__freigegeben_am__isnull=False
            ),
            **kwargs,
        )


class PositionAufnehmen(_EntwurfsForm):
    """A position more."""

    titel = gettext_lazy("Position aufnehmen")
    form_class = PositionForm
    erfolg = gettext_lazy("Die Position steht im Entwurf.")
    knopf = gettext_lazy("Position aufnehmen")

    def ausfuehren(self, form: PositionForm) -> None:
        daten = form.cleaned_data
        aktionen.position_aufnehmen(
            plan=self.plan,
            bezeichnung=daten["bezeichnung"],
            art=daten["art"],
            soll=daten["soll"],
            person=self.benutzer,
            schluessel=form.formularschluessel,
        )


class PositionUmbenennen(_PlanTeil, Formularseite):
    """Another name or kind, as long as no approved version has the position."""

    recht = "budget.kostenplan_bearbeiten"
    titel = gettext_lazy("Position umbenennen")
    form_class = UmbenennenForm
    erfolg = gettext_lazy("Die Position ist umbenannt.")

    @cached_property
    def position(self) -> Kostenposition:
        return get_object_or_404(self.bereitstellung.positionen, pk=self.kwargs["pk"])

    def get_rechtobjekt(self) -> object:
        return self.position.bereitstellung

    def get_initial(self) -> dict[str, Any]:
        return {"bezeichnung": self.position.bezeichnung, "art": self.position.art}

    def ausfuehren(self, form: UmbenennenForm) -> None:
        aktionen.position_umbenennen(position=self.position, person=self.benutzer, **form.cleaned_data)

    def get_success_url(self) -> str:
        return self.adresse("kostenplan")


class PlanFreigeben(_EineFassung, Aktionsknopf):
    """Approve the version that was shown."""

    recht = "budget.kostenplan_freigeben"
    erfolg = gettext_lazy("Die Fassung ist freigegeben und gilt ab sofort.")

    def ausfuehren(self) -> None:
        stand = self.request.POST.get("stand", "")
        aktionen.plan_freigeben(plan=self.plan, stand=stand, person=self.benutzer)

    def ziel(self) -> str:
        return self.zur_fassung()


class EntwurfVerwerfen(_EineFassung, Aktionsknopf):
    """Throw the draft away."""

    recht = "budget.kostenplan_bearbeiten"
    erfolg = gettext_lazy("Der Entwurf ist verworfen.")

    def ausfuehren(self) -> None:
        aktionen.entwurf_verwerfen(plan=self.plan, person=self.benutzer)

    def ziel(self) -> str:
        return self.adresse("kostenplan")

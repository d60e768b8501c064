"""One application for a carry-over: its parts, shortening it, the decision, and what moves onto the rest."""

from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext, gettext_lazy
from django.views.generic import TemplateView

from budget.actions.uebertrag_entscheiden import (
    auf_uebertrag_umdecken,
    uebertrag_ablehnen,
    uebertrag_bewilligen,
)
from budget.actions.uebertragen import uebertrag_kuerzen
from budget.forms.uebertraege import AblehnungForm, AufUebertragForm, BewilligungForm, KuerzenForm
from budget.models import Uebertragsposten
from budget.queries.stand import Lage, lage
from budget.queries.uebertraege import Antragslage, Antragsschritt, antragslagen
from budget.queries.uebertrag import spaetestes_jahr
from budget.views.seite import Bereitstellungsseite
from konferenz.beitraege import Schritt
from konferenz.views.seite import Formularseite


class _EinesAntrags(Bereitstellungsseite):
    """A page of one application; 404 for one of another conference."""

    recht = "budget.uebertragen"

    @cached_property
    def stand(self) -> Lage:
        return lage(self.bereitstellung)

    @cached_property
    def antrag(self) -> Antragslage:
        for antrag in antragslagen(self.bereitstellung, self.stand):
            if antrag.uebertrag.pk == self.kwargs["pk"]:
                antrag.uebertrag.quelle.bereitstellung = self.bereitstellung
                return antrag
        raise Http404

    def get_rechtobjekt(self) -> object:
        return self.antrag.uebertrag

    def weg(self) -> list[tuple[str, str]]:
        return [*super().weg(), (gettext("Ermächtigungsüberträge"), self.adresse("uebertraege"))]

    def zum_antrag(self) -> str:
        return self.adresse("uebertrag", pk=self.antrag.uebertrag.pk)


_SCHRITTE = {
    Antragsschritt.ENTSCHEIDUNG: (
        "budget.uebertragen",
        "uebertrag-bewilligen",
        gettext_lazy("Entscheidung der Finanzbehörde eintragen"),
        gettext_lazy("Sobald die Finanzbehörde entschieden hat. Eine Ablehnung tragen Sie unten ein."),
    ),
    Antragsschritt.GEGENZEICHNUNG: (
        "budget.gegenzeichnen",
        "gegenzeichnen",
        gettext_lazy("Bewilligung gegenzeichnen"),
        gettext_lazy("Sie gilt, sobald eine zweite Person gezeichnet hat. Vorher kann niemand sie nutzen."),
    ),
    Antragsschritt.BESTAETIGUNG: (
        "budget.bestaetigen",
        "bestaetigen",
        gettext_lazy("Bewilligten Betrag bestätigen"),
        gettext_lazy("Die Bestätigung wurde zurückgezogen. Ohne sie gibt der Übertrag nichts her."),
    ),
    Antragsschritt.UMDECKUNG: (
        "budget.uebertragen",
        "uebertrag-umdecken",
        gettext_lazy("Auf den Übertrag umdecken"),
        gettext_lazy("Von selbst zieht nichts um: Wählen Sie, was der Übertrag deckt."),
    ),
}
"""Right, page, title and reason of each step."""

_TATEN = {Antragsschritt.ENTSCHEIDUNG: gettext_lazy("Bewilligung eintragen")}
"""Words of the button where they are not the title."""


class Uebertrag(_EinesAntrags, TemplateView):
    """One application: its parts, the decision, what to do next."""

    recht = "budget.sehen"
    template_name = "budget/uebertrag.html"

    @property
    def titel(self) -> str:  # type: ignore[override]
        return str(self.antrag.uebertrag)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            konferenz=self.konferenz,
            antrag=self.antrag,
            uebertrag=self.antrag.uebertrag,
            schritt=self._schritt(),
            **kwargs,
        )

    def _schritt(self) -> Schritt | None:
        """What comes next; with the address of its page only for whoever may do it."""
        if self.antrag.schritt is None:
            return None
        recht, seite, titel, grund = _SCHRITTE[self.antrag.schritt]
        url = self.adresse(seite, pk=self._nummer()) if self._darf(recht) else ""
        return Schritt(str(titel), str(grund), url, str(_TATEN.get(self.antrag.schritt, titel)))

    def _nummer(self) -> int:
        uebertrag = self.antrag.uebertrag
        if self.antrag.schritt == Antragsschritt.GEGENZEICHNUNG and self.antrag.offene:
            return self.antrag.offene.pk
        if self.antrag.schritt == Antragsschritt.BESTAETIGUNG and uebertrag.neue_quelle:
            return uebertrag.neue_quelle.pk
        return uebertrag.pk

    def _darf(self, recht: str) -> bool:
        schrieb_selbst = self.antrag.offene and self.antrag.offene.bestaetigt_von_id == self.benutzer.pk
        return self.benutzer.has_perm(recht, self.bereitstellung) and not schrieb_selbst


class _Formular(_EinesAntrags, Formularseite):
    """A form that leads back to the application."""

    def weg(self) -> list[tuple[str, str]]:
        return [*super().weg(), (str(self.antrag.uebertrag), self.zum_antrag())]

    def get_success_url(self) -> str:
        return self.zum_antrag()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(konferenz=self.konferenz, antrag=self.antrag, **kwargs)


class Kuerzen(_Formular):
    """Less for one part: it was released meanwhile, or the Finanzbehörde asks for it."""

    knopf = gettext_lazy("Antrag kürzen")
    erfolg = gettext_lazy("Der Antrag ist gekürzt.")
    form_class = KuerzenForm
    template_name = "budget/uebertrag_kuerzen.html"

    @cached_property
    def posten(self) -> Uebertragsposten:
        return get_object_or_404(
            self.antrag.uebertrag.posten.select_related("festlegung__vorgang"), pk=self.kwargs["posten"]
        )

    @property
    def titel(self) -> str:  # type: ignore[override]
        return gettext("Kürzen: %(vorgang)s") % {"vorgang": self.posten.festlegung.vorgang}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(posten=self.posten, **kwargs)

    def get_initial(self) -> dict[str, Any]:
        return {"betrag": self.posten.betrag}

    def ausfuehren(self, form: KuerzenForm) -> None:
        uebertrag_kuerzen(
            uebertrag=self.antrag.uebertrag,
            posten=self.posten,
            betrag=form.cleaned_data["betrag"],
            person=self.benutzer,
        )


class Ablehnen(_Formular):
    """The Finanzbehörde said no."""

    titel = gettext_lazy("Ablehnung eintragen")
    knopf = gettext_lazy("Ablehnung eintragen")
    erfolg = gettext_lazy("Eingetragen. Offene Festlegungen müssen jetzt anders entschieden werden.")
    form_class = AblehnungForm
    template_name = "budget/uebertrag_ablehnen.html"

    def ausfuehren(self, form: AblehnungForm) -> None:
        uebertrag_ablehnen(uebertrag=self.antrag.uebertrag, person=self.benutzer, **form.cleaned_data)


class Bewilligen(_Formular):
    """The Finanzbehörde said yes, to all or to a part."""

    titel = gettext_lazy("Bewilligung eintragen")
    knopf = gettext_lazy("Bewilligung eintragen")
    erfolg = gettext_lazy("Eingetragen. Sie gilt, sobald eine zweite Person gegenzeichnet.")
    form_class = BewilligungForm
    template_name = "budget/uebertrag_bewilligen.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        return {
            **super().get_form_kwargs(),
            "bis_jahr": spaetestes_jahr(self.antrag.uebertrag.quelle),
            "initial": BewilligungForm.von(self.antrag),
        }

    def ausfuehren(self, form: BewilligungForm) -> None:
        angaben: dict[str, Any] = form.cleaned_data
        uebertrag_bewilligen(uebertrag=self.antrag.uebertrag, person=self.benutzer, **angaben)


class AufUebertragUmdecken(_Formular):
    """Which open amounts the rest covers: with a partial approval somebody has to choose."""

    titel = gettext_lazy("Auf den Übertrag umdecken")
    knopf = gettext_lazy("Umdecken")
    erfolg = gettext_lazy("Umgedeckt. Bezahlt wird jetzt aus dem Übertrag.")
    form_class = AufUebertragForm
    template_name = "budget/uebertrag_umdecken.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "lage": self.antrag}

    def ausfuehren(self, form: AufUebertragForm) -> None:
        auf_uebertrag_umdecken(
            uebertrag=self.antrag.uebertrag,
            posten=form.posten(),
            person=self.benutzer,
            schluessel=form.formularschluessel,
        )

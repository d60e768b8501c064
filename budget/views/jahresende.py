"""What is open after the end of a year, and its four ways out (F10, S15)."""

from decimal import Decimal
from typing import Any, cast

from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext, gettext_lazy
from django.views.generic import TemplateView

from budget.actions.freigeben import freigeben, umdecken
from budget.forms.jahresende import FreigabeForm, UmdeckungForm
from budget.models import Buchung, Deckungsquelle
from budget.queries.auswege import Ausweg, auswege
from budget.queries.jahresende import OffeneBindung, offene_bindungen
from budget.queries.stand import NULL, Lage, lage, offen_je_festlegung
from budget.queries.uebertrag import beantragt_je_festlegung
from budget.views.seite import Bereitstellungsseite
from konferenz.views.seite import Formularseite


class Jahresende(Bereitstellungsseite, TemplateView):
    """Every commitment of a year that is over and not paid. Reading it changes nothing."""

    titel = gettext_lazy("Jahresende")
    template_name = "budget/jahresende.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        stand = lage(self.bereitstellung)
        bindungen = offene_bindungen(self.bereitstellung)
        return super().get_context_data(
            konferenz=self.konferenz,
            bindungen=[(eine, self._wege(eine, stand)) for eine in bindungen],
            summe=sum((eine.offen for eine in bindungen), NULL),
            **kwargs,
        )

    def _wege(self, bindung: OffeneBindung, stand: Lage) -> list[tuple[Ausweg, bool]]:
        """Each way, and whether this person can take it."""
        return [(weg, weg.ist_fuer(self.benutzer)) for weg in auswege(bindung, stand)]


class _Ausweg(Bereitstellungsseite, Formularseite):
    """A form about one commitment that leads back to the list. A commitment of which nothing is left is no mistake:
    a form sent twice names it.
    """

    @cached_property
    def festlegung(self) -> Buchung:
        reihe = Buchung.objects.filter(bereitstellung=self.bereitstellung, art=Buchung.Art.FESTLEGUNG)
        return get_object_or_404(
            reihe.select_related("vorgang__empfaenger", "quelle__topf", "quelle__haushaltsjahr"),
            pk=self.kwargs["pk"],
        )

    @property
    def quelle(self) -> Deckungsquelle:
        return cast(Deckungsquelle, self.festlegung.quelle)  # a constraint: a commitment has one

    @cached_property
    def rest(self) -> Decimal:
        """What is open and in no application."""
        eine = self.festlegung
        return offen_je_festlegung([eine])[eine.pk] - beantragt_je_festlegung([eine]).get(eine.pk, NULL)

    def get_rechtobjekt(self) -> object:
        return self.festlegung

    def weg(self) -> list[tuple[str, str]]:
        return [*super().weg(), (gettext("Jahresende"), self.adresse("jahresende"))]

    def get_success_url(self) -> str:
        return self.adresse("jahresende")

    def grund(self) -> str:
        return gettext("Jahresabschluss %(jahr)d") % {"jahr": self.quelle.letztes_jahr}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            konferenz=self.konferenz, festlegung=self.festlegung, rest=self.rest, **kwargs
        )


class Freigeben(_Ausweg):
    """What is no longer needed becomes free."""

    recht = "budget.freigeben"
    knopf = gettext_lazy("Freigeben")
    erfolg = gettext_lazy("Freigegeben.")
    form_class = FreigabeForm
    template_name = "budget/jahresende_freigeben.html"

    @property
    def titel(self) -> str:  # type: ignore[override]
        return gettext("Freigeben: %(vorgang)s") % {"vorgang": self.festlegung.vorgang}

    def get_initial(self) -> dict[str, Any]:
        return {"betrag": self.rest, "grund": self.grund()}

    def ausfuehren(self, form: FreigabeForm) -> None:
        freigeben(
            festlegung=self.festlegung,
            betrag=form.cleaned_data["betrag"],
            grund=form.cleaned_data["grund"],
            person=self.benutzer,
            schluessel=form.formularschluessel,
        )


class Umdecken(_Ausweg):
    """What is still needed is paid from other money."""

    recht = "budget.umdecken"
    knopf = gettext_lazy("Umdecken")
    erfolg = gettext_lazy("Umgedeckt. Bezahlt wird jetzt aus der neuen Quelle.")
    form_class = UmdeckungForm
    template_name = "budget/jahresende_umdecken.html"

    @property
    def titel(self) -> str:  # type: ignore[override]
        return gettext("Neu decken: %(vorgang)s") % {"vorgang": self.festlegung.vorgang}

    def get_initial(self) -> dict[str, Any]:
        return {"betrag": self.rest, "begruendung": self.grund()}

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "lage": lage(self.bereitstellung), "ohne": self.quelle}

    def ausfuehren(self, form: UmdeckungForm) -> None:
        umdecken(
            festlegung=self.festlegung,
            betrag=form.cleaned_data["betrag"],
            quelle=form.cleaned_data["quelle"],
            begruendung=form.cleaned_data["begruendung"],
            person=self.benutzer,
            schluessel=form.formularschluessel,
        )

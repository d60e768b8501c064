"""The way of an invoice to the payment: certify, order, take back, pay, release or keep the rest."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext, gettext_lazy

from budget.actions import anweisen as aktionen
from budget.actions.zahlen import hindernis, offene_festlegungen
from budget.forms.rechnung import FeststellenForm, GesehenForm, GrundForm, RestForm, ZahlungForm
from budget.queries.rechnung import Rechnungsschritt, pruefsumme
from budget.queries.unterschiede import unterschiede
from budget.views.rechnungen import EinerRechnung, RechnungFormular
from konferenz import uhr
from konferenz.formate import euro
from konferenz.views.seite import Aktionsknopf


class _Schritt(RechnungFormular):
    """One step of the chain; when it is not the next one, the page leads back to the invoice, which says what is."""

    schritt: Rechnungsschritt
    template_name = "budget/rechnung_schritt.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.lage.schritt != self.schritt:
            return redirect(self.zur_rechnung())
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(unterschiede=unterschiede(self.rechnung), **kwargs)


class _Unterschrift(_Schritt):
    """Signs what is shown, nothing else."""

    def get_initial(self) -> dict[str, Any]:
        return {"gesehen": pruefsumme(self.rechnung)}


class Feststellen(_Unterschrift):
    """Certify sachlich and rechnerisch richtig, together or by two people."""

    recht = "budget.feststellen"
    schritt = Rechnungsschritt.FESTSTELLEN
    titel = gettext_lazy("Rechnung feststellen")
    knopf = gettext_lazy("Feststellen")
    form_class = FeststellenForm
    erfolg = gettext_lazy("Die Feststellung ist gespeichert.")

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "lage": self.lage}

    def ausfuehren(self, form: FeststellenForm) -> None:
        daten = form.cleaned_data
        aktionen.feststellen(
            rechnung=self.rechnung,
            sachlich=daten.get("sachlich", False),
            rechnerisch=daten.get("rechnerisch", False),
            gesehen=daten["gesehen"],
            person=self.benutzer,
        )


class Anordnen(_Unterschrift):
    """Order the payment of what somebody else certified."""

    recht = "budget.anordnen"
    schritt = Rechnungsschritt.ANORDNEN
    titel = gettext_lazy("Zahlung anordnen")
    form_class = GesehenForm
    erfolg = gettext_lazy("Die Zahlung ist angeordnet.")

    @property
    def knopf(self) -> str:  # type: ignore[override]
        return gettext("%(betrag)s anordnen") % {"betrag": euro(self.rechnung.zahlbetrag)}

    def ausfuehren(self, form: GesehenForm) -> None:
        aktionen.anordnen(rechnung=self.rechnung, gesehen=form.cleaned_data["gesehen"], person=self.benutzer)


class AnordnungZuruecknehmen(RechnungFormular):
    """Void the signatures before the payment, with the reason."""

    recht = "budget.anordnen"
    titel = gettext_lazy("Unterschriften aufheben")
    knopf = gettext_lazy("Unterschriften aufheben")
    form_class = GrundForm
    template_name = "budget/rechnung_schritt.html"
    erfolg = gettext_lazy("Die Unterschriften sind aufgehoben. Die Rechnung wird neu festgestellt.")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.lage.anweisung is None or not self.rechnung.ist_offen:
            return redirect(self.zur_rechnung())
        return super().get(request, *args, **kwargs)

    def ausfuehren(self, form: GrundForm) -> None:
        aktionen.anordnung_zuruecknehmen(
            rechnung=self.rechnung, grund=form.cleaned_data["grund"], person=self.benutzer
        )


class ZahlungEintragen(_Schritt):
    """The cash office has paid: book it."""

    recht = "budget.zahlung_erfassen"
    schritt = Rechnungsschritt.ZAHLEN
    titel = gettext_lazy("Zahlung eintragen")
    form_class = ZahlungForm
    template_name = "budget/rechnung_zahlen.html"
    erfolg = gettext_lazy("Die Zahlung ist gebucht.")

    @property
    def knopf(self) -> str:  # type: ignore[override]
        return gettext("%(betrag)s als gezahlt eintragen") % {"betrag": euro(self.lage.noch_zu_zahlen)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With what each commitment of the case gives today (F9)."""
        offene = [
            (eine, offen, hindernis(eine, uhr.heute()))
            for eine, offen in offene_festlegungen(self.rechnung.vorgang)
        ]
        return super().get_context_data(offene=offene, **kwargs)

    def ausfuehren(self, form: ZahlungForm) -> None:
        aktionen.zahlung_eintragen(
            rechnung=self.rechnung,
            gezahlt_am=form.tag(),
            person=self.benutzer,
            schluessel=form.formularschluessel,
        )


class RestFreigeben(_Schritt):
    """The proposal after the final invoice: nothing is free before somebody confirms it (F12, S21)."""

    recht = "budget.freigeben"
    schritt = Rechnungsschritt.REST
    titel = gettext_lazy("Rest freigeben")
    form_class = RestForm
    template_name = "budget/rechnung_rest.html"
    erfolg = gettext_lazy("Der Rest ist freigegeben.")

    @property
    def knopf(self) -> str:  # type: ignore[override]
        return gettext("%(betrag)s freigeben") % {"betrag": euro(self.lage.rest)}

    def get_initial(self) -> dict[str, Any]:
        return {"betrag": self.lage.rest}

    def ausfuehren(self, form: RestForm) -> None:
        aktionen.rest_freigeben(
            rechnung=self.rechnung,
            betrag=form.cleaned_data["betrag"],
            person=self.benutzer,
            schluessel=form.formularschluessel,
        )


class RestBehalten(EinerRechnung, Aktionsknopf):
    """Another invoice is still to come: keep the rest committed."""

    recht = "budget.freigeben"
    erfolg = gettext_lazy("Der Rest bleibt festgelegt. Die nächste Rechnung kann kommen.")

    def ausfuehren(self) -> None:
        aktionen.rest_behalten(rechnung=self.rechnung, person=self.benutzer)

    def ziel(self) -> str:
        return self.zur_rechnung()

"""Grants to a Träger: notice, instalments, proof."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext, gettext_lazy
from django.views.generic import TemplateView

from budget.actions import zuwendung as aktionen
from budget.forms.zuwendung import AbrufForm, BescheidForm, NachweisForm, PruefungForm, RatenForm
from budget.models import Rate, Vorgang
from budget.queries.zuwendung import (
    Zuwendungslage,
    Zuwendungsschritt,
    ist_abgerufen,
    ratenstand,
    zuwendungslagen,
)
from budget.views.seite import Bereitstellungsseite
from konferenz.beitraege import Schritt
from konferenz.views.seite import Formularseite


class Zuwendungen(Bereitstellungsseite, TemplateView):
    """Every grant of the conference with its state."""

    titel = gettext_lazy("Zuwendungen")
    template_name = "budget/zuwendungen.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            konferenz=self.konferenz, lagen=zuwendungslagen(self.bereitstellung), **kwargs
        )


class _EineZuwendung(Bereitstellungsseite):
    """A page of one grant; a case that is none is missing here."""

    @cached_property
    def lage(self) -> Zuwendungslage:
        for lage in zuwendungslagen(self.bereitstellung):
            if lage.vorgang.nummer == self.kwargs["nummer"]:
                lage.vorgang.bereitstellung = self.bereitstellung
                return lage
        raise Http404

    @property
    def vorgang(self) -> Vorgang:
        return self.lage.vorgang

    def get_rechtobjekt(self) -> object:
        return self.vorgang

    def weg(self) -> list[tuple[str, str]]:
        return [*super().weg(), (gettext("Zuwendungen"), self.adresse("zuwendungen"))]

    def zur_zuwendung(self) -> str:
        return self.adresse("zuwendung", nummer=self.vorgang.nummer)


_SCHRITTE = {
    Zuwendungsschritt.BESCHEID: (
        "budget.zuwendung_bearbeiten",
        "zuwendung-bescheid",
        gettext_lazy("Bescheid eintragen"),
        gettext_lazy("Vorher darf die Maßnahme nicht beginnen und nichts gezahlt werden."),
    ),
    Zuwendungsschritt.RATEN: (
        "budget.zuwendung_bearbeiten",
        "raten",
        gettext_lazy("Raten planen"),
        gettext_lazy("Wann der Träger wie viel abrufen soll. Eine einzige Rate ist auch möglich."),
    ),
    Zuwendungsschritt.ABRUF: (
        "budget.zuwendung_bearbeiten",
        "rate-abrufen",
        gettext_lazy("Abruf eintragen"),
        gettext_lazy("Sobald der Träger die nächste Rate abruft."),
    ),
    Zuwendungsschritt.NACHWEIS: (
        "budget.zuwendung_bearbeiten",
        "zuwendung-nachweis",
        gettext_lazy("Nachweis eintragen"),
        gettext_lazy("Sobald der Träger nachweist, wofür er das Geld ausgegeben hat."),
    ),
    Zuwendungsschritt.PRUEFUNG: (
        "budget.nachweis_pruefen",
        "zuwendung-pruefung",
        gettext_lazy("Nachweis prüfen"),
        gettext_lazy("Das muss eine andere Person tun als die, die ihn eingetragen hat."),
    ),
}
"""Right, page, title and reason of each step."""


class Zuwendung(_EineZuwendung, TemplateView):
    """Notice, instalments and proof of one grant, and what to do next."""

    template_name = "budget/zuwendung.html"

    @property
    def titel(self) -> str:  # type: ignore[override]
        return gettext("Zuwendung zu Vorgang %(vorgang)s") % {"vorgang": self.vorgang}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            konferenz=self.konferenz,
            vorgang=self.vorgang,
            zuwendung=self.lage,
            raten=[(rate, ratenstand(rate), ist_abgerufen(rate)) for rate in self.lage.raten],
            schritt=self._schritt(),
            **kwargs,
        )

    def _schritt(self) -> Schritt | None:
        """What comes next; with the address of its page only for whoever may do it."""
        if self.lage.schritt is None:
            return None
        recht, seite, titel, grund = _SCHRITTE[self.lage.schritt]
        rate = self.lage.naechste_rate if self.lage.schritt == Zuwendungsschritt.ABRUF else None
        teile = {"rate": rate.nummer} if rate else {}
        url = self.adresse(seite, nummer=self.vorgang.nummer, **teile) if self._darf(recht) else ""
        frist = rate.faellig_am if rate else self._frist()
        return Schritt(f"{rate}: {titel}" if rate else str(titel), str(grund), url, str(titel), frist)

    def _darf(self, recht: str) -> bool:
        z = self.lage.zuwendung
        schrieb_selbst = z is not None and z.nachweis_eingetragen_von_id == self.benutzer.pk
        if recht == "budget.nachweis_pruefen" and schrieb_selbst:
            return False
        return self.benutzer.has_perm(recht, self.vorgang)

    def _frist(self) -> date | None:
        ist_nachweis = self.lage.schritt == Zuwendungsschritt.NACHWEIS
        return self.lage.zuwendung.nachweis_bis if ist_nachweis and self.lage.zuwendung else None


class _ZuwendungForm(_EineZuwendung, Formularseite):
    """A form of one grant; without a notice, and once the proof is checked, it leads back to the grant."""

    recht = "budget.zuwendung_bearbeiten"
    braucht_bescheid = True

    def weg(self) -> list[tuple[str, str]]:
        titel = gettext("Vorgang %(nummer)d") % {"nummer": self.vorgang.nummer}
        return [*super().weg(), (titel, self.zur_zuwendung())]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        z = self.lage.zuwendung
        if (z and z.geprueft_am) or (self.braucht_bescheid and not self.lage.hat_bescheid):
            return redirect(self.zur_zuwendung())
        return super().get(request, *args, **kwargs)

    def get_success_url(self) -> str:
        return self.zur_zuwendung()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(konferenz=self.konferenz, zuwendung=self.lage, **kwargs)


class Bescheid(_ZuwendungForm):
    """The notice: record it, or correct it until the proof is checked."""

    titel = gettext_lazy("Bescheid eintragen")
    form_class = BescheidForm
    erfolg = gettext_lazy("Der Bescheid ist eingetragen.")
    braucht_bescheid = False

    def get_initial(self) -> dict[str, Any]:
        return BescheidForm.von(self.lage)

    def ausfuehren(self, form: BescheidForm) -> None:
        aktionen.bescheid_eintragen(vorgang=self.vorgang, person=self.benutzer, **form.cleaned_data)


class Raten(_ZuwendungForm):
    """Plan the instalments."""

    titel = gettext_lazy("Raten planen")
    form_class = RatenForm
    template_name = "budget/zuwendung_raten.html"
    erfolg = gettext_lazy("Die Raten sind geplant.")

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "lage": self.lage}

    def ausfuehren(self, form: RatenForm) -> None:
        aktionen.raten_planen(vorgang=self.vorgang, raten=form.angaben(), person=self.benutzer)


class RateAbrufen(_ZuwendungForm):
    """The Träger calls an instalment: from here on it goes the way of an invoice."""

    titel = gettext_lazy("Abruf eintragen")
    form_class = AbrufForm
    knopf = gettext_lazy("Abruf eintragen")
    template_name = "budget/zuwendung_abruf.html"
    erfolg = gettext_lazy("Der Abruf ist eingetragen. Als Nächstes wird er festgestellt und angeordnet.")

    @cached_property
    def rate(self) -> Rate:
        reihe = Rate.objects.filter(zuwendung__vorgang=self.vorgang).select_related("zuwendung__vorgang")
        return get_object_or_404(reihe, nummer=self.kwargs["rate"])

    def get_rechtobjekt(self) -> object:
        return self.rate.zuwendung.vorgang

    def ausfuehren(self, form: AbrufForm) -> None:
        aktionen.rate_abrufen(rate=self.rate, person=self.benutzer, **form.cleaned_data)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(rate=self.rate, **kwargs)


class NachweisEintragen(_ZuwendungForm):
    """The proof of the Träger has come in."""

    titel = gettext_lazy("Nachweis eintragen")
    form_class = NachweisForm
    erfolg = gettext_lazy("Der Nachweis ist eingetragen. Prüfen muss ihn eine andere Person.")

    def get_initial(self) -> dict[str, Any]:
        return NachweisForm.von(self.lage)

    def ausfuehren(self, form: NachweisForm) -> None:
        aktionen.nachweis_eintragen(vorgang=self.vorgang, person=self.benutzer, **form.cleaned_data)


class NachweisPruefen(_ZuwendungForm):
    """Check the proof: closes the grant and releases what was not called."""

    recht = "budget.nachweis_pruefen"
    titel = gettext_lazy("Nachweis prüfen")
    form_class = PruefungForm
    knopf = gettext_lazy("Prüfung abschließen")
    template_name = "budget/zuwendung_pruefung.html"
    erfolg = gettext_lazy("Der Nachweis ist geprüft, die Zuwendung ist abgeschlossen.")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.lage.schritt != Zuwendungsschritt.PRUEFUNG:
            return redirect(self.zur_zuwendung())
        return super().get(request, *args, **kwargs)

    def ausfuehren(self, form: PruefungForm) -> None:
        aktionen.nachweis_pruefen(vorgang=self.vorgang, person=self.benutzer, **form.cleaned_data)

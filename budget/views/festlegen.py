"""The assistant "Mittel festlegen": what, then how it would be covered, then booked. The first step travels in the
address, so that going back and forth loses nothing and a proposal is a page that changes nothing.
"""

from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.views.generic import View

from budget.actions.buch import pruefe_beschluss, pruefe_obergrenze
from budget.actions.vorgang import vorgang_festlegen
from budget.forms.festlegen import AngabenForm, DeckungForm
from budget.models import Buchung, Vorgang
from budget.queries.pruefliste import pruefliste
from budget.queries.stand import NULL
from budget.queries.vorschlag import Vorschlag, vorschlag
from budget.views.seite import Bereitstellungsseite
from budget.views.vorgaenge import Vorgangsseite
from konferenz.formate import euro
from konferenz.views.seite import uebertrage_fehler


class _Assistent(Bereitstellungsseite, View):
    """What both steps share. `adressen` are the names of the two pages. An address with `nachweis` is a late entry and
    asks for the right to that (F5).
    """

    adressen = ("festlegen", "festlegen-deckung")

    @property
    def ist_spaet(self) -> bool:
        return "nachweis" in self.request.GET

    @property
    def recht(self) -> str:  # type: ignore[override]
        return "budget.nacherfassen" if self.ist_spaet else "budget.festlegen"

    @property
    def titel(self) -> str:  # type: ignore[override]
        return gettext("Festlegung nacherfassen") if self.ist_spaet else gettext("Mittel festlegen")

    @cached_property
    def vorgang(self) -> Vorgang:
        return Vorgang(bereitstellung=self.bereitstellung)

    @property
    def angaben_url(self) -> str:
        return self.adresse(self.adressen[0], **self._nummer())

    @property
    def deckung_url(self) -> str:
        return self.adresse(self.adressen[1], **self._nummer())

    @property
    def abbrechen_url(self) -> str:
        return self.kruemel[-2][1]

    def _nummer(self) -> dict[str, object]:
        return {}

    def anfang(self) -> dict[str, Any]:
        """What the first step proposes: the position that another page links to."""
        return {"position": self.request.GET.get("position"), "nachweis": self.request.GET.get("nachweis")}

    def angaben(self, *daten: Any, **weitere: Any) -> AngabenForm:
        return AngabenForm(*daten, vorgang=self.vorgang, spaet=self.ist_spaet, **weitere)

    @property
    def nacherfassen_url(self) -> str:
        """Where a late entry begins, for whoever may and is not there yet."""
        if self.ist_spaet or not self.benutzer.has_perm("budget.nacherfassen", self.bereitstellung):
            return ""
        return self.adresse(self.adressen[0].replace("festlegen", "nacherfassen"), **self._nummer())

    def zeige_angaben(self, form: AngabenForm) -> HttpResponse:
        umgebung = {"view": self, "form": form, "konferenz": self.konferenz, "schritte": _schritte(1)}
        return render(self.request, "budget/festlegen.html", umgebung)


class Festlegen(_Assistent):
    """First step; what stands in the address is in the form."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if "betrag" in request.GET:
            return self.zeige_angaben(self.angaben(request.GET))
        return self.zeige_angaben(self.angaben(initial=self.anfang()))


class Deckung(_Assistent):
    """Second step: the proposal with what stays in which year; sending it books all parts or none."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        angaben = self.angaben(request.GET)
        if not angaben.is_valid():
            return self.zeige_angaben(angaben)
        stand = self.vorschlag(angaben)
        return self.zeige_deckung(angaben, stand, DeckungForm(vorschlag=stand))

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        angaben = self.angaben(request.GET)
        if not angaben.is_valid():
            return self.zeige_angaben(angaben)
        form = DeckungForm(request.POST, vorschlag=self.vorschlag(angaben))
        if form.is_valid():
            try:
                return self.gebucht(self.buche(angaben, form))
            except ValidationError as fehler:
                uebertrage_fehler(form, _an_der_wahl(fehler))
        return self.zeige_deckung(
            angaben, self.vorschlag(angaben), form
        )  # somebody may have booked meanwhile

    def vorschlag(self, angaben: AngabenForm) -> Vorschlag:
        reservierung = angaben.zu_reservierung
        return vorschlag(
            angaben.gefuellter_vorgang(),
            angaben.cleaned_data["betrag"],
            angaben.tag,
            einnahme=angaben.einnahme_gewaehlt,
            eigene=_gehalten(reservierung),
        )

    def buche(self, angaben: AngabenForm, form: DeckungForm) -> list[Buchung]:
        vorgang = angaben.gefuellter_vorgang()
        vorgang.leistungsjahr_vermerk = form.cleaned_data.get("leistungsjahr_vermerk", "")
        return vorgang_festlegen(
            vorgang=vorgang,
            empfaenger_name=angaben.cleaned_data["empfaenger_name"],
            betrag=angaben.cleaned_data["betrag"],
            festgelegt_am=angaben.cleaned_data.get("festgelegt_am"),
            nachweis=angaben.cleaned_data.get("nachweis"),
            reservierung=angaben.zu_reservierung,
            person=self.benutzer,
            schluessel=form.formularschluessel,
            **form.entscheidung(),
        )

    def gebucht(self, buchungen: list[Buchung]) -> HttpResponse:
        teile = ", ".join(
            gettext("%(betrag)s aus %(quelle)s") % {"betrag": euro(eine.betrag), "quelle": eine.quelle}
            for eine in buchungen
        )
        vorgang = buchungen[0].vorgang
        satz = gettext("Festgelegt (Vorgang %(nummer)d): %(teile)s.")
        messages.success(self.request, satz % {"nummer": vorgang.nummer, "teile": teile})
        return HttpResponseRedirect(self.adresse("vorgang", nummer=vorgang.nummer))

    def zeige_deckung(self, angaben: AngabenForm, stand: Vorschlag, form: DeckungForm) -> HttpResponse:
        hindernis = self._hindernis(angaben, stand)
        umgebung = {
            "view": self,
            "angaben": angaben,
            "vorschlag": stand,
            "form": form,
            "konferenz": self.konferenz,
            "schritte": _schritte(2),
            "hindernis": hindernis,
            "geht": stand.empfohlen is not None and not hindernis,
            "geprueft": pruefliste(stand),
            "angaben_aendern": f"{self.angaben_url}?{self.request.GET.urlencode()}",
        }
        return render(self.request, "budget/festlegen_deckung.html", umgebung)

    @staticmethod
    def _hindernis(angaben: AngabenForm, stand: Vorschlag) -> str:
        """What stands against it whatever the choice; empty if nothing does."""
        if angaben.zu_reservierung and not stand.eigene:
            return gettext("Diese Reservierung ist inzwischen eingelöst oder beendet.")
        try:
            pruefe_beschluss(stand.lage, stand.tag)
            if not stand.vorgang.ist_sonstige:
                pruefe_obergrenze(stand.lage, stand.betrag, stand.eigene)
        except ValidationError as fehler:
            return " ".join(fehler.messages)
        return ""


class _AmVorgang(Vorgangsseite):
    """The assistant for a case that is stored: redeems its reservation, else commits more (F12)."""

    adressen = ("vorgang-festlegen", "vorgang-festlegen-deckung")

    def weg(self) -> list[tuple[str, str]]:
        titel = gettext("Vorgang %(nummer)d") % {"nummer": self.vorgang.nummer}
        return [*super().weg(), (titel, self.zum_vorgang())]

    def _nummer(self) -> dict[str, object]:
        return {"nummer": self.vorgang.nummer}

    def anfang(self) -> dict[str, Any]:
        """The reservation that is redeemed: the one another page named, else the oldest."""
        laufende = self.vorgang.buchungen.laufende_reservierungen().order_by("lfd")
        genannt = self.request.GET.get("reservierung", "")
        eine = laufende.filter(pk=genannt).first() if genannt.isascii() and genannt.isdigit() else None
        eine = eine or laufende.first()
        anfang = {"reservierung": eine, "betrag": eine.betrag} if eine else {}
        return {"nachweis": self.request.GET.get("nachweis"), **anfang}


class VorgangFestlegen(_AmVorgang, Festlegen):
    """First step for a stored case."""


class VorgangDeckung(_AmVorgang, Deckung):
    """Second step for a stored case."""


def _schritte(jetzt: int) -> list[dict[str, str]]:
    namen = (gettext("Angaben"), gettext("Deckung prüfen"), gettext("Festgelegt"))
    staende = (
        gettext("wofür, wer, wie viel"),
        gettext("noch nichts gespeichert"),
        gettext("Vorgang mit Nummer"),
    )
    return [
        {
            "name": name,
            "stand": stand,
            "art": "erledigt" if nummer < jetzt else "jetzt" if nummer == jetzt else "",
        }
        for nummer, (name, stand) in enumerate(zip(namen, staende, strict=True), start=1)
    ]


def _gehalten(reservierung: Buchung | None) -> Decimal:
    """What a reservation still holds (EUR)."""
    if reservierung is None:
        return NULL
    laufende = Buchung.objects.laufende_reservierungen().filter(pk=reservierung.pk).first()
    return laufende.betrag if laufende else NULL


def _an_der_wahl(fehler: ValidationError) -> ValidationError:
    """A refusal of the cover stands at the choice, everything else where the action put it."""
    je_feld = getattr(fehler, "error_dict", None)
    if je_feld is not None:
        return ValidationError(
            {"wahl" if name == "quelle" else name: liste for name, liste in je_feld.items()}
        )
    if fehler.code in ("unbestaetigt", "zu_frueh", "veraltet", "reicht_nicht"):
        return ValidationError({"wahl": fehler})
    return fehler

"""Invoices: list and what to do, entry, detail, correction, who certifies, sending back."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext, gettext_lazy
from django.views.generic import TemplateView

from budget.actions import rechnung as aktionen
from budget.einlesen.erechnung import Erechnung
from budget.forms.rechnung import GrundForm, NachreichenForm, RechnungForm, Rechnungsfilter, ZuweisenForm
from budget.models import Beleg, Buchung, Rechnung, Vorgang
from budget.queries.befangenheit import kandidaten
from budget.queries.beleg import wartende_belege
from budget.queries.rechnung import Rechnungslage, lagen, rechnungen
from budget.queries.rechnungsaufgaben import Aufgabe, aufgabe, eigene_aufgaben
from budget.queries.rechnungsschritte import kette
from budget.queries.unterschiede import in_sich, unterschiede
from budget.rules import ROLLEN_ARBEIT
from budget.views.belege import EinesBelegs, lege_ab
from budget.views.seite import Bereitstellungsseite
from konferenz.models import Benutzer
from konferenz.views.seite import Formularseite

JE_SEITE = 25


class Rechnungsliste(Bereitstellungsseite, TemplateView):
    """What I have to do, files that wait for their entry, and all invoices with search and state."""

    titel = gettext_lazy("Rechnungen")
    template_name = "budget/rechnungen.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        formular = Rechnungsfilter(self.request.GET)
        seite = Paginator(formular.auf(rechnungen(self.bereitstellung)), JE_SEITE).get_page(
            self.request.GET.get("page")
        )
        darf = self.benutzer.has_perm("budget.rechnung_erfassen", self.bereitstellung)
        return super().get_context_data(
            konferenz=self.konferenz,
            formular=formular,
            seite=seite,
            lagen=lagen(seite.object_list),
            eigene=eigene_aufgaben(self.benutzer, self.bereitstellung),
            wartende=wartende_belege(self.bereitstellung) if darf else [],
            **kwargs,
        )


class EinerRechnung(Bereitstellungsseite):
    """A page of one invoice; one of another conference is missing here."""

    @cached_property
    def lage(self) -> Rechnungslage:
        gefunden = get_object_or_404(rechnungen(self.bereitstellung), pk=self.kwargs["pk"])
        gefunden.vorgang.bereitstellung = self.bereitstellung
        return lagen([gefunden])[0]

    @property
    def rechnung(self) -> Rechnung:
        return self.lage.rechnung

    def get_rechtobjekt(self) -> object:
        return self.rechnung

    def weg(self) -> list[tuple[str, str]]:
        return [*super().weg(), (gettext("Rechnungen"), self.adresse("rechnungen"))]

    def zur_rechnung(self) -> str:
        return self.adresse("rechnung", pk=self.rechnung.pk)


class Rechnungsseite(EinerRechnung, TemplateView):
    """One invoice: the chain of its steps, who may do the next, what does not fit, payments, signatures."""

    template_name = "budget/rechnung.html"

    @property
    def titel(self) -> str:  # type: ignore[override]
        return str(self.rechnung)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        naechste = aufgabe(self.lage)
        zahlungen = list(
            self.rechnung.buchungen.select_related("quelle__topf", "erfasst_von").order_by("lfd")
        )
        tage = [eine.wertstellung for eine in zahlungen if eine.art == Buchung.Art.ZAHLUNG]
        return super().get_context_data(
            konferenz=self.konferenz,
            lage=self.lage,
            rechnung=self.rechnung,
            schritte=kette(self.lage, max(tage, default=None)),
            aufgabe=naechste,
            url=self._url(naechste),
            hindernis=naechste.hindernis(self.benutzer) if naechste else "",
            unterschiede=unterschiede(self.rechnung),
            zahlungen=zahlungen,
            aufgehobene=self.rechnung.anweisungen.exclude(aufgehoben_am=None).select_related(
                "sachlich_von", "rechnerisch_von", "angeordnet_von"
            ),
            **kwargs,
        )

    def _url(self, naechste: Aufgabe | None) -> str:
        """Address of the next step, only for whoever may do it."""
        if naechste is None or not naechste.darf(self.benutzer):
            return ""
        return self.adresse(naechste.tat.seite, pk=self.rechnung.pk)


class RechnungFormular(EinerRechnung, Formularseite):
    """A form about one invoice that leads back to it."""

    def weg(self) -> list[tuple[str, str]]:
        return [*super().weg(), (str(self.rechnung), self.zur_rechnung())]

    def get_success_url(self) -> str:
        return self.zur_rechnung()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            konferenz=self.konferenz, rechnung=self.rechnung, lage=self.lage, **kwargs
        )


class OhneDatei(Bereitstellungsseite, Formularseite):
    """The entry of an invoice that came on paper."""

    recht = "budget.rechnung_erfassen"
    titel = gettext_lazy("Rechnung erfassen")
    form_class = RechnungForm
    template_name = "budget/rechnung_erfassen.html"
    erfolg = gettext_lazy("Die Rechnung ist erfasst. Als Nächstes wird sie festgestellt.")

    @property
    def eigene_datei(self) -> Beleg | None:
        """The file that was uploaded on the page before."""
        return None

    def weg(self) -> list[tuple[str, str]]:
        return [*super().weg(), (gettext("Rechnungen"), self.adresse("rechnungen"))]

    def _vorgang(self) -> Vorgang | None:
        nummer = self.request.GET.get("vorgang", "")
        if not (nummer.isascii() and nummer.isdigit() and len(nummer) < 9):
            return None
        return self.bereitstellung.vorgaenge.filter(nummer=int(nummer), art=Vorgang.Art.MITTEL).first()

    def get_initial(self) -> dict[str, Any]:
        return RechnungForm.aus_beleg(self.eigene_datei, self._vorgang())

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "bereitstellung": self.bereitstellung}

    def ausfuehren(self, form: RechnungForm) -> None:
        self.neue = aktionen.rechnung_erfassen(
            rechnung=Rechnung(beleg=self.eigene_datei, **form.werte()),
            empfaenger_name=form.cleaned_data["empfaenger_name"].strip(),
            person=self.benutzer,
            schluessel=form.formularschluessel,
        )

    def get_success_url(self) -> str:
        return self.adresse("rechnung", pk=self.neue.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        gelesen = Erechnung.aus_json(self.eigene_datei.gelesen) if self.eigene_datei else None
        return super().get_context_data(
            konferenz=self.konferenz,
            beleg=self.eigene_datei,
            gelesen=gelesen,
            unterschiede=in_sich(gelesen) if gelesen else [],
            **kwargs,
        )


class Erfassen(EinesBelegs, OhneDatei):
    """The entry of an invoice whose file is stored already: it is not lost when something has to be corrected."""

    @property
    def eigene_datei(self) -> Beleg:
        return self.beleg

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if erfasste := self.beleg.rechnungen.first():
            return redirect(self.adresse("rechnung", pk=erfasste.pk))
        return super().get(request, *args, **kwargs)


class RechnungAendern(RechnungFormular):
    """Correct an invoice; if what was signed changes, the signatures are void (S24)."""

    recht = "budget.rechnung_erfassen"
    titel = gettext_lazy("Rechnung ändern")
    form_class = RechnungForm
    template_name = "budget/rechnung_aendern.html"
    erfolg = gettext_lazy("Die Rechnung ist geändert.")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.rechnung.ist_offen or self.rechnung.art == Rechnung.Art.MITTELABRUF:
            return redirect(self.zur_rechnung())
        return super().get(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {
            **super().get_form_kwargs(),
            "bereitstellung": self.bereitstellung,
            "instance": Rechnung.objects.get(pk=self.rechnung.pk),
        }

    def ausfuehren(self, form: RechnungForm) -> None:
        aktionen.rechnung_aendern(
            rechnung=self.rechnung,
            angaben=form.werte(),
            empfaenger_name=form.cleaned_data["empfaenger_name"].strip(),
            person=self.benutzer,
        )


class DateiHinzufuegen(RechnungFormular):
    """The file of an invoice that was entered without one."""

    recht = "budget.rechnung_erfassen"
    titel = gettext_lazy("Datei hinzufügen")
    knopf = gettext_lazy("Hochladen")
    form_class = NachreichenForm
    template_name = "budget/rechnung_datei.html"
    erfolg = gettext_lazy("Die Datei ist hinzugefügt.")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.rechnung.ist_offen or self.rechnung.beleg:
            return redirect(self.zur_rechnung())
        return super().get(request, *args, **kwargs)

    def ausfuehren(self, form: NachreichenForm) -> None:
        beleg = lege_ab(self.bereitstellung, form, self.benutzer)
        aktionen.datei_anhaengen(rechnung=self.rechnung, beleg=beleg, person=self.benutzer)


class Zuweisen(RechnungFormular):
    """Ask somebody to certify; who is concerned cannot be chosen (S25)."""

    recht = "budget.rechnung_erfassen"
    titel = gettext_lazy("Wer stellt die Rechnung fest?")
    form_class = ZuweisenForm
    erfolg = gettext_lazy("Gespeichert.")

    def get_initial(self) -> dict[str, Any]:
        return {"an": str(self.rechnung.feststellung_durch_id or "")}

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "wer": kandidaten(self.rechnung.empfaenger, ROLLEN_ARBEIT)}

    def ausfuehren(self, form: ZuweisenForm) -> None:
        nummer = form.cleaned_data["an"]
        an = Benutzer.objects.get(pk=nummer) if nummer else None
        aktionen.feststellung_zuweisen(rechnung=self.rechnung, an=an, person=self.benutzer)


class Zurueckweisen(RechnungFormular):
    """Send an invoice back to its sender, with the reason."""

    recht = "budget.rechnung_erfassen"
    titel = gettext_lazy("Rechnung zurückweisen")
    knopf = gettext_lazy("Zurückweisen")
    form_class = GrundForm
    template_name = "budget/rechnung_zurueckweisen.html"
    erfolg = gettext_lazy("Die Rechnung ist zurückgewiesen.")

    def ausfuehren(self, form: GrundForm) -> None:
        aktionen.rechnung_zurueckweisen(
            rechnung=self.rechnung, grund=form.cleaned_data["grund"], person=self.benutzer
        )

"""Cases: the list, and one case with everything that belongs to it."""

from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext, gettext_lazy
from django.views.generic import TemplateView

from budget.actions.vorgang import angaben_aendern
from budget.forms.vorgaenge import Vorgangsfilter
from budget.forms.vorgang import AendernForm
from budget.models import Buchung, Vorgang
from budget.queries.rechnung import rechnungen_des_vorgangs
from budget.queries.stand import Lage, lage
from budget.queries.vergabe import vergabelagen
from budget.queries.vorgaenge import vorgangszeilen
from budget.queries.vorgang import Tat, Vorgangsblatt, Zeile, vorgangsblatt
from budget.queries.vorgangsschritt import Vorgangsschritt, naechster_schritt
from budget.queries.zuwendung import zuwendungslagen
from budget.views.seite import Bereitstellungsseite
from konferenz.formate import Stand
from konferenz.views.seite import Formularseite


class Vorgaenge(Bereitstellungsseite, TemplateView):
    """Every case with amount and state."""

    titel = gettext_lazy("Vorgänge")
    template_name = "budget/vorgaenge.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        formular = Vorgangsfilter(self.request.GET)
        return super().get_context_data(
            konferenz=self.konferenz,
            bereitstellung=self.bereitstellung,
            formular=formular,
            zeilen=vorgangszeilen(self.bereitstellung, **formular.auswahl()),
            frei=lage(self.bereitstellung).frei,
            **kwargs,
        )


class Vorgangsseite(Bereitstellungsseite):
    """A page of one case; 404 for a number of another conference."""

    @cached_property
    def vorgang(self) -> Vorgang:
        reihe = Vorgang.objects.select_related("empfaenger", "position", "angelegt_von")
        vorgang = get_object_or_404(reihe, bereitstellung=self.bereitstellung, nummer=self.kwargs["nummer"])
        vorgang.bereitstellung = self.bereitstellung
        return vorgang

    def get_rechtobjekt(self) -> object:
        return self.vorgang

    def weg(self) -> list[tuple[str, str]]:
        return [*super().weg(), (gettext("Vorgänge"), self.adresse("vorgaenge"))]

    def zum_vorgang(self) -> str:
        return self.adresse("vorgang", nummer=self.vorgang.nummer)


class Buchungsformular(Vorgangsseite, Formularseite):
    """A form about one row of a case that leads back to the case. A row that allows the step no more is no mistake: a
    form sent twice names it, and the action says what became of it.
    """

    arten: tuple[str, ...]

    @cached_property
    def zeile(self) -> Zeile:
        zeilen = vorgangsblatt(self.vorgang).zeilen
        gefunden = next((eine for eine in zeilen if eine.buchung.lfd == self.kwargs["lfd"]), None)
        if gefunden is None or gefunden.buchung.art not in self.arten:
            raise Http404
        return gefunden

    @property
    def buchung(self) -> Buchung:
        return self.zeile.buchung

    @cached_property
    def lage(self) -> Lage:
        return lage(self.bereitstellung)

    def get_rechtobjekt(self) -> object:
        return self.buchung

    def weg(self) -> list[tuple[str, str]]:
        titel = gettext("Vorgang %(nummer)d") % {"nummer": self.vorgang.nummer}
        return [*super().weg(), (titel, self.zum_vorgang())]

    def get_success_url(self) -> str:
        return self.zum_vorgang()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            konferenz=self.konferenz, vorgang=self.vorgang, zeile=self.zeile, folgen=self.folgen(), **kwargs
        )

    def folgen(self) -> list[Stand]:
        """What will change, in sentences."""
        return []


class EinVorgang(Vorgangsseite, TemplateView):
    """State, amounts by source, rows, decisions, and what may be done."""

    template_name = "budget/vorgang.html"

    @property
    def titel(self) -> str:  # type: ignore[override]
        return gettext("Vorgang %(vorgang)s") % {"vorgang": self.vorgang}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        blatt = vorgangsblatt(self.vorgang)
        nachbarn = self._nachbarn(blatt)
        schritt = naechster_schritt(blatt, self.benutzer, **nachbarn)
        zeilen = [(zeile, self._taten(zeile)) for zeile in blatt.zeilen]
        return super().get_context_data(
            konferenz=self.konferenz,
            vorgang=self.vorgang,
            blatt=blatt,
            zeilen=zeilen,
            mit_taten=any(taten for _zeile, taten in zeilen),
            schritt=schritt,
            schritt_url=self._url(schritt),
            **nachbarn,
            **kwargs,
        )

    def _url(self, schritt: Vorgangsschritt | None) -> str:
        """Address of the next step, only for whoever may do it."""
        if schritt is None or not schritt.ist_fuer(self.benutzer, self.vorgang):
            return ""
        return self.adresse(schritt.seite, **schritt.teile) + schritt.frage

    def _taten(self, zeile: Zeile) -> list[tuple[Tat, str]]:
        """What this person may do with a row, and where."""
        return [
            (tat, self._adresse_der_tat(tat, zeile.buchung))
            for tat in zeile.taten
            if tat.ist_fuer(self.benutzer, self.vorgang)
        ]

    def _adresse_der_tat(self, tat: Tat, buchung: Buchung) -> str:
        nummer = self.vorgang.nummer
        if tat.name == "vorgang-festlegen":
            return f"{self.adresse(tat.name, nummer=nummer)}?reservierung={buchung.pk}"
        return self.adresse(tat.name, nummer=nummer, lfd=buchung.lfd)

    def _nachbarn(self, blatt: Vorgangsblatt) -> dict[str, Any]:
        """What other areas say about the case; an application for a carry-over is neither order nor grant."""
        if self.vorgang.art != Vorgang.Art.MITTEL:
            return {}
        ist_zuwendung = self.vorgang.form == Vorgang.Form.ZUWENDUNG and blatt.summen.festlegung
        zuwendungen = zuwendungslagen(self.bereitstellung) if ist_zuwendung else []
        return {
            "vergabe": self._meine(vergabelagen(self.bereitstellung)),
            "zuwendung": self._meine(zuwendungen),
            "rechnungen": rechnungen_des_vorgangs(self.vorgang),
        }

    def _meine(self, lagen: list[Any]) -> Any:
        return next((lage for lage in lagen if lage.vorgang.pk == self.vorgang.pk), None)


class Aendern(Vorgangsseite, Formularseite):
    """Particulars of a case: what for, for whom, when. An application for a carry-over has none."""

    recht = "budget.festlegen"
    titel = gettext_lazy("Angaben ändern")
    erfolg = gettext_lazy("Die Angaben sind geändert.")
    form_class = AendernForm

    def get_rechtobjekt(self) -> object:
        if self.vorgang.art != Vorgang.Art.MITTEL:
            raise Http404
        return self.vorgang

    def weg(self) -> list[tuple[str, str]]:
        titel = gettext("Vorgang %(nummer)d") % {"nummer": self.vorgang.nummer}
        return [*super().weg(), (titel, self.zum_vorgang())]

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "vorgang": self.vorgang}

    def get_success_url(self) -> str:
        return self.zum_vorgang()

    def ausfuehren(self, form: AendernForm) -> None:
        name = form.cleaned_data["empfaenger_name"]
        angaben_aendern(vorgang=form.geaenderter_vorgang(), empfaenger_name=name, person=self.benutzer)

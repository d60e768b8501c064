"""Cases: the list, and one case with everything that belongs to it."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext, gettext_lazy
from django.views.generic import TemplateView

from budget.forms.vorgaenge import Vorgangsfilter
from budget.models import Vorgang
from budget.queries.rechnung import rechnungen_des_vorgangs
from budget.queries.stand import lage
from budget.queries.vergabe import vergabelagen
from budget.queries.vorgaenge import vorgangszeilen
from budget.queries.vorgang import Tat, Vorgangsblatt, Zeile, vorgangsblatt
from budget.queries.zuwendung import zuwendungslagen
from budget.views.seite import Bereitstellungsseite


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


class EinVorgang(Vorgangsseite, TemplateView):
    """State, amounts by source, rows, decisions, and what may be done."""

    template_name = "budget/vorgang.html"

    @property
    def titel(self) -> str:  # type: ignore[override]
        return gettext("Vorgang %(vorgang)s") % {"vorgang": self.vorgang}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        blatt = vorgangsblatt(self.vorgang)
        return super().get_context_data(
            konferenz=self.konferenz,
            vorgang=self.vorgang,
            blatt=blatt,
            zeilen=[(zeile, self._taten(zeile)) for zeile in blatt.zeilen],
            **self._nachbarn(blatt),
            **kwargs,
        )

    def _taten(self, zeile: Zeile) -> list[Tat]:
        return [tat for tat in zeile.taten if tat.ist_fuer(self.benutzer, self.vorgang)]

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

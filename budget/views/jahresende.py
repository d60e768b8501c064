"""What is open after the end of a year, and its four ways out (F10, S15)."""

from typing import Any, cast

from django.utils.translation import gettext, gettext_lazy
from django.views.generic import TemplateView

from budget.models import Deckungsquelle
from budget.queries.auswege import Ausweg, auswege
from budget.queries.jahresende import OffeneBindung, offene_bindungen
from budget.queries.stand import NULL, Lage, lage
from budget.views import freigeben
from budget.views.seite import Bereitstellungsseite


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
            beantragt=sum((eine.beantragt for eine in bindungen), NULL),
            **kwargs,
        )

    def _wege(self, bindung: OffeneBindung, stand: Lage) -> list[tuple[Ausweg, str]]:
        """Each way with its address, empty for whoever cannot take it."""
        return [
            (weg, self.adresse(weg.seite, **weg.teile) + weg.frage if weg.ist_fuer(self.benutzer) else "")
            for weg in auswege(bindung, stand)
        ]


class _Ausweg(freigeben.Festlegungsformular):
    """A step on one commitment that leads back to the list."""

    def weg(self) -> list[tuple[str, str]]:
        return [*Bereitstellungsseite.weg(self), (gettext("Jahresende"), self.adresse("jahresende"))]

    def get_success_url(self) -> str:
        return self.adresse("jahresende")

    def grund(self) -> str:
        quelle = cast(Deckungsquelle, self.buchung.quelle)  # a constraint: a commitment has one
        return gettext("Jahresabschluss %(jahr)d") % {"jahr": quelle.letztes_jahr}


class Freigeben(_Ausweg, freigeben.Freigeben):
    """What is no longer needed becomes free."""

    def get_initial(self) -> dict[str, Any]:
        return {**super().get_initial(), "grund": self.grund()}


class Umdecken(_Ausweg, freigeben.Umdecken):
    """What is still needed is paid from other money."""

    def get_initial(self) -> dict[str, Any]:
        return {**super().get_initial(), "begruendung": self.grund()}

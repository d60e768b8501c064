"""What somebody may do, in words: roles with their time, and the rights that follow from them today."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from konferenz import beitraege, uhr
from konferenz.models import Benutzer, Rolle
from konferenz.models.benutzer import MITGLIEDSROLLEN
from konferenz.views.seite import Arbeitsseite


def rechte_von(benutzer: Benutzer) -> list[str]:
    """What the person may do today, one phrase for each right."""
    worte = {recht: wort for antwort in beitraege.rufe("rechte") for recht, wort in antwort.items()}
    return [str(wort) for recht, wort in worte.items() if benutzer.has_perm(recht)]


class MeineRechte(Arbeitsseite, TemplateView):
    """The own roles and rights."""

    recht = "konferenz.uebersicht"
    titel = _("Meine Rechte")
    template_name = "konferenz/benutzer_rechte.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        benutzer: Benutzer = self.request.user  # type: ignore[assignment]
        zuweisungen = benutzer.rollenzuweisungen.select_related("konferenz", "vergeben_von").order_by(
            "bis", "von"
        )
        return super().get_context_data(
            zuweisungen=zuweisungen,
            mitgliedsrollen=[Rolle(name).label for name in sorted(benutzer.rollen & MITGLIEDSROLLEN)],
            rechte=rechte_von(benutzer),
            heute=uhr.heute(),
            **kwargs,
        )

"""What the rights of the programme allow, in words a person can check."""

from typing import Any

from django.utils.translation import gettext_lazy as _


def in_worten() -> dict[str, Any]:
    """Contribution `rechte`."""
    return {
        "programm.sehen": _("den Entwurf des Programms sehen"),
        "programm.planen": _("Räume, Zeiten, Arbeitsgruppen und Mitwirkende planen"),
        "programm.freigeben": _("eine Fassung des Programms veröffentlichen"),
        "programm.texte_bearbeiten": _("Texte des Programms schreiben und übersetzen"),
        "programm.gruppe_sehen": _("Arbeitsgruppen sehen, als Leitung die eigene"),
        "programm.gruppe_leiten": _("die eigene Arbeitsgruppe leiten und ihre Ergebnisse eintragen"),
    }

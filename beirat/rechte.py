"""What the rights of bodies allow, in words a person can check."""

from typing import Any

from django.utils.translation import gettext_lazy as _


def in_worten() -> dict[str, Any]:
    """Contribution `rechte`."""
    return {
        "beirat.gremium_sehen": _("die eigenen Gremien und ihre Mitglieder sehen"),
        "beirat.kontakte_sehen": _("Adressen der Mitglieder sehen"),
        "beirat.gremium_bearbeiten": _("Gremien, Sitze und Mitgliedschaften pflegen"),
        "beirat.zugang_einladen": _("Mitglieder von Gremien einladen, sich anzumelden"),
    }

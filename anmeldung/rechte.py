"""What the rights of registrations allow, in words a person can check."""

from typing import Any

from django.utils.translation import gettext_lazy as _


def in_worten() -> dict[str, Any]:
    """Contribution `rechte`."""
    return {
        "anmeldung.liste_sehen": _("Anmeldungen sehen"),
        "anmeldung.erfassen": _("jemanden anmelden, der anruft oder schreibt"),
        "anmeldung.aendern": _("Anmeldungen ändern und absagen"),
        "anmeldung.ausfuehren": _("die Liste der Anmeldungen herunterladen"),
        "anmeldung.plaetze_aendern": _("die Zahl der Plätze ändern"),
        "anmeldung.gruppenwahl_regeln": _("festlegen, wie Arbeitsgruppen gewählt werden, und zuteilen"),
        "anmeldung.einlassen": _("am Tag der Konferenz Menschen einlassen"),
        "anmeldung.bedarfe_zaehlen": _("zählen, was gebraucht wird, ohne Namen"),
        "anmeldung.bedarf_reservieren": _("Mittel für das reservieren, was gebraucht wird"),
        "anmeldung.bedarfe_nach_frist_sehen": _("sehen, dass jemand nach der Frist Dolmetschen braucht"),
        "anmeldung.bedarf_klaeren": _("abhaken, dass eine späte Bitte um Dolmetschen beantwortet ist"),
        "anmeldung.bedarfe_lesen": _("lesen, was eine Person braucht (jedes Lesen wird festgehalten)"),
    }

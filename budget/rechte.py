"""What the rights of money allow, in words a person can check."""

from typing import Any

from django.utils.translation import gettext_lazy as _


def in_worten() -> dict[str, Any]:
    """Contribution `rechte`."""
    return {
        "budget.sehen": _("sehen, wie viel Geld da ist und wofür es gebraucht wird"),
        "budget.beleg_sehen": _("Rechnungen und Belege öffnen"),
        "budget.ausfuehren": _("Buchungen und Listen der Mittel herunterladen"),
        "budget.bereitstellen": _("Mittel aus einem Beschluss bereitstellen und Deckungsquellen ändern"),
        "budget.grundlagen_pflegen": _("Haushaltsjahre, Mitteltöpfe und Wertgrenzen pflegen"),
        "budget.bestaetigen": _("bestätigen, was eine Deckungsquelle hergibt"),
        "budget.gegenzeichnen": _("die Bestätigung einer anderen Person gegenzeichnen"),
        "budget.reservieren": _("Mittel reservieren"),
        "budget.festlegen": _("Mittel festlegen"),
        "budget.freigeben": _("festgelegte Mittel freigeben"),
        "budget.nacherfassen": _("Festlegungen mit Nachweis nachträglich erfassen"),
        "budget.umdecken": _("eine Festlegung aus einem anderen Jahr decken"),
        "budget.uebertragen": _("Ermächtigungsüberträge beantragen und die Entscheidung eintragen"),
        "budget.rueckfluss_erfassen": _("Rückflüsse erfassen"),
        "budget.stornieren": _("Buchungen durch eine Gegenbuchung berichtigen"),
        "budget.kostenplan_bearbeiten": _("den Kostenplan schreiben"),
        "budget.kostenplan_freigeben": _("den Kostenplan freigeben"),
        "budget.vergabe_bearbeiten": _("Angebote und Vergabevermerke erfassen"),
        "budget.empfaenger_bearbeiten": _("Zahlungsempfänger erfassen und ändern"),
        "budget.rechnung_erfassen": _("Rechnungen erfassen und Belege hochladen"),
        "budget.feststellen": _("Rechnungen sachlich und rechnerisch feststellen"),
        "budget.anordnen": _("Zahlungen anordnen, die eine andere Person festgestellt hat"),
        "budget.zahlung_erfassen": _("eintragen, dass eine angeordnete Zahlung geleistet ist"),
        "budget.zuwendung_bearbeiten": _("Zuwendungsbescheide und Raten erfassen"),
        "budget.nachweis_pruefen": _("den Verwendungsnachweis eines Trägers prüfen"),
        "budget.bericht_schreiben": _("Verwendungsnachweis und Berichte schreiben"),
    }

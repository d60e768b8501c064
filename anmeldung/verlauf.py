"""Whose history of registrations can be read."""

from django.utils.translation import gettext_lazy as _

from konferenz.beitraege import Verlaufsart


def arten() -> list[Verlaufsart]:
    """Contribution `verlauf`: the registration with seat, waiting number and consents; needs have no history."""
    return [
        Verlaufsart(
            "anmeldung.anmeldung",
            "anmeldung.liste_sehen",
            verborgen=frozenset({"sortiername"}),
            teile={
                "anmeldung.platz": "anmeldung",
                "anmeldung.warteplatz": "anmeldung",
                "anmeldung.gruppenwunsch": "anmeldung",
                "anmeldung.anwesenheit": "anmeldung",
                "anmeldung.einwilligung": "anmeldung",
            },
            aktionen={
                "anmeldung:formular": _("Anmeldung abgeschickt"),
                "anmeldung:bestaetigen": _("Anmeldung bestätigt"),
                "anmeldung:angebot-annehmen": _("angebotenen Platz angenommen"),
                "anmeldung:angebot-ablehnen": _("angebotenen Platz abgelehnt"),
                "anmeldung:absagen": _("abgesagt"),
                "anmeldung:aendern": _("Angaben geändert"),
                "anmeldung:widerrufen": _("Einwilligung widerrufen"),
                "anmeldung:gruppe-waehlen": _("Arbeitsgruppe gewählt"),
                "anmeldung:gruppe-abgeben": _("Arbeitsgruppe abgegeben"),
                "anmeldung:gruppe-annehmen": _("Platz in einer Arbeitsgruppe angenommen"),
                "anmeldung:gruppe-ablehnen": _("Platz in einer Arbeitsgruppe abgelehnt"),
                "anmeldung:wuensche": _("Wünsche für Arbeitsgruppen geändert"),
                "anmeldungen:zuteilen": _("Arbeitsgruppen zugeteilt"),
                "einlass:einlassen": _("eingelassen"),
                "einlass:zurueck": _("Einlass zurückgenommen"),
                "einlass:ohne-anmeldung": _("ohne Anmeldung eingelassen"),
                "einlass:nachtragen": _("Einlass nachgetragen"),
                "anmeldungen:erfassen": _("für jemanden angemeldet"),
                "anmeldungen:bestaetigen": _("für jemanden bestätigt"),
                "anmeldungen:angebot-annehmen": _("Angebot für jemanden angenommen"),
                "anmeldungen:angebot-ablehnen": _("Angebot für jemanden abgelehnt"),
                "anmeldungen:absagen": _("für jemanden abgesagt"),
                "anmeldungen:aendern": _("Angaben für jemanden geändert"),
                "anmeldungen:bedarfe-loeschen": _("Einwilligung für jemanden widerrufen"),
                "anmeldungen:plaetze": _("Zahl der Plätze geändert"),
            },
        ),
        Verlaufsart(
            "anmeldung.kontingent",
            "anmeldung.liste_sehen",
            verborgen=frozenset({"naechste_wartenummer"}),
            aktionen={"anmeldungen:plaetze": _("Zahl der Plätze geändert")},
        ),
    ]

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
                "anmeldung.einwilligung": "anmeldung",
            },
            aktionen={
                "anmeldung:anmelden": _("Anmeldung abgeschickt"),
                "anmeldung:bestaetigen": _("Anmeldung bestätigt"),
                "anmeldung:angebot": _("über den angebotenen Platz entschieden"),
                "anmeldung:absagen": _("abgesagt"),
                "anmeldung:aendern": _("Angaben geändert"),
            },
        ),
        Verlaufsart(
            "anmeldung.kontingent", "anmeldung.liste_sehen", verborgen=frozenset({"naechste_wartenummer"})
        ),
    ]

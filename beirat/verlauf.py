"""Whose history of bodies can be read."""

from django.utils.translation import gettext_lazy as _

from konferenz.beitraege import Verlaufsart


def arten() -> list[Verlaufsart]:
    """Contribution `verlauf`: bodies with who sends into them, seats with who sat on them, people."""
    sehen = "beirat.gremium_bearbeiten"
    return [
        Verlaufsart(
            "beirat.gremium",
            sehen,
            teile={"beirat.entsendungsrecht": "gremium", "beirat.sitz": "gremium"},
            aktionen={
                "beirat:gremium-neu": _("Gremium angelegt"),
                "beirat:gremium-bearbeiten": _("Angaben zum Gremium geändert"),
                "beirat:sitz-neu": _("Sitz angelegt"),
                "beirat:sitz-bearbeiten": _("Sitz geändert"),
                "beirat:sitz-entfernen": _("Sitz gelöscht"),
            },
        ),
        Verlaufsart(
            "beirat.sitz",
            sehen,
            teile={"beirat.mitgliedschaft": "sitz"},
            aktionen={
                "beirat:aufnehmen": _("Mitglied aufgenommen"),
                "beirat:sitz-besetzen": _("Sitz besetzt"),
                "beirat:mitgliedschaft": _("Mitgliedschaft geändert"),
                "beirat:mitgliedschaft-vertretung": _("Vertretung bestimmt"),
                "beirat:mitgliedschaft-beenden": _("Mitgliedschaft beendet"),
            },
        ),
        Verlaufsart(
            "beirat.person",
            sehen,
            teile={"beirat.mitgliedschaft": "person"},
            aktionen={
                "beirat:person-aendern": _("Angaben zur Person geändert"),
                "beirat:person-einladen": _("zur Anmeldung eingeladen"),
            },
        ),
    ]

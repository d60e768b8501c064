"""What the steps of the preparation group share, and its own rules."""

from beirat.models import Gremium, Person
from konferenz.models import Benutzer
from konferenz.vorfuehrung.besetzung import Figur
from planung.models import Tagesordnungspunkt, Vorlagenpunkt

Art = Tagesordnungspunkt.Art

TAGESORDNUNG = (
    (Art.EROEFFNUNG, "Eröffnung, Feststellung der Tagesordnung", 5),
    (Art.GENEHMIGUNG, "Genehmigung der Niederschrift", 5),
    (Art.AUFGABEN, "Aufgabenkontrolle", 15),
    (Art.MITTEILUNG, "Mitteilungen des Bezirksamtes", 10),
    (Art.VERSCHIEDENES, "Verschiedenes, nächster Termin", 5),
)


def konto(figur: Figur) -> Benutzer:
    """The account of a figure of the story."""
    return Benutzer.objects.get(email=figur.email)


def mitglied(name: str) -> Person:
    """Somebody of the group by name."""
    return Person.objects.get(anzeigename=name)


def tagesordnung_vorsehen(gremium: Gremium) -> None:
    """Lines that each agenda of the group begins with."""
    Vorlagenpunkt.objects.bulk_create(
        Vorlagenpunkt(gremium=gremium, position=n, art=art, titel=titel, minuten=minuten)
        for n, (art, titel, minuten) in enumerate(TAGESORDNUNG, start=1)
    )

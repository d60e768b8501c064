"""Who belongs to a body on a day, and who gets its letters."""

from datetime import date

from django.db.models import QuerySet

from beirat.models import Gremium, Mitgliedschaft, Person


def mitgliedschaften(gremium: Gremium, tag: date) -> QuerySet[Mitgliedschaft]:
    """Memberships valid on `tag` with seat, person and sending body, in the order of the seats."""
    gueltig = Mitgliedschaft.objects.gueltig(tag).filter(sitz__gremium=gremium)
    return gueltig.select_related("person", "sitz", "entsendet_durch").order_by("sitz_id", "id")


def eingeladene(gremium: Gremium, tag: date) -> list[Person]:
    """Members, deputies and guests of the day, each once."""
    return list({eine.person_id: eine.person for eine in mitgliedschaften(gremium, tag)}.values())


def lesende_personen(gremium: Gremium, tag: date) -> set[int]:
    """Who of them may read non-public items: everybody but guests (S42)."""
    ohne_gaeste = mitgliedschaften(gremium, tag).exclude(funktion=Mitgliedschaft.Funktion.GAST)
    return set(ohne_gaeste.values_list("person", flat=True))

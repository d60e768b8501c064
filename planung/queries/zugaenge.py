"""What personal links of meetings open."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.translation import override

from beirat.models import Person
from planung.fristen import tag_der
from planung.models import Sitzung, Terminumfrage, Umfrageteilnahme
from planung.queries.mitglieder import eingeladene
from planung.queries.terminumfrage import teilnahmen

ANTWORT = "planung.antwort"
"""Purpose of the link in an invitation; its object is `planung.actions.briefe.bezug`."""
UMFRAGE = "planung.umfrage"
"""Purpose of the link in a date poll; its object is `planung.queries.terminumfrage.bezug`."""


@dataclass(frozen=True)
class Geladen:
    """Somebody who belongs to the body on the day of a meeting."""

    sitzung: Sitzung
    person: Person

    @property
    def ist_offen(self) -> bool:
        """Whether an answer is still taken."""
        return self.sitzung.stand == Sitzung.Stand.EINGELADEN and not self.sitzung.hat_begonnen


def geladen(objekt: str | None) -> Geladen | None:
    """Meeting and person of a link; None if one of them is gone or the person does not belong to the body any more."""
    nummern = (objekt or "").split(":")
    if len(nummern) < 2:
        return None
    sitzung = Sitzung.objects.mit_rahmen().filter(pk=nummern[0]).first()
    if sitzung is None:
        return None
    menschen = eingeladene(sitzung.gremium, tag_der(sitzung))
    person = next((mensch for mensch in menschen if str(mensch.pk) == nummern[1]), None)
    return Geladen(sitzung, person) if person else None


def zugaenge() -> dict[str, Callable[[str], str | None]]:
    """Contribution `zugaenge`: where the links lead to, in the language of the person."""
    return {ANTWORT: _zur_antwort, UMFRAGE: _zur_umfrage}


def _zur_antwort(objekt: str) -> str | None:
    gefunden = geladen(objekt)
    if gefunden is None:
        return None
    with override(gefunden.person.sprache):
        return reverse("mitwirken:sitzungsantwort")


def befragt(objekt: str | None) -> Umfrageteilnahme | None:
    """Who was asked in a date poll; None if the poll is gone or the person does not belong to the body any more."""
    umfrage, _trenner, person = (objekt or "").partition(":")
    try:
        reihe = Terminumfrage.objects.select_related("gremium__konferenz", "ort")
        gefunden = reihe.filter(pk=UUID(umfrage)).first()
    except ValueError:
        return None
    if gefunden is None:
        return None
    return next((eine for eine in teilnahmen(gefunden) if str(eine.person_id) == person), None)


def _zur_umfrage(objekt: str) -> str | None:
    gefunden = befragt(objekt)
    if gefunden is None:
        return None
    with override(gefunden.person.sprache):
        return reverse("mitwirken:umfrageantwort")

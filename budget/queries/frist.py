"""One day by which somebody has to do something about money: what, why, until when, where, who."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import Enum
from typing import Any

from django.urls import reverse

from budget.rules import ROLLEN_ARBEIT
from konferenz import uhr

NAH = timedelta(days=14)
"""So long before its day a deadline stands out."""


class Fristart(Enum):
    """A kind of deadline and its lead times: so many days before it clerks get a letter; below zero, so many days
    after it if it is still open.
    """

    RESERVIERUNG = ("reservierung", (7, 1))
    BINDUNG = ("bindung", (28, 7, 1))
    BUCHUNGSSCHLUSS = ("buchungsschluss", (28, 7, 1))
    JAHRESENDE = ("jahresende", (-1,))
    LEISTUNG = ("leistung", (7, -7))
    LEISTUNGSJAHR = ("leistungsjahr", (28, 7, -1))
    RECHNUNG = ("rechnung", (3, -1))
    RATE = ("rate", (7, -1))
    NACHWEIS = ("nachweis", (28, 7, -1))

    def __init__(self, wort: str, vorlaeufe: tuple[int, ...]) -> None:
        self.wort = wort
        self.vorlaeufe = vorlaeufe


@dataclass(frozen=True)
class Frist:
    """Something that is due: what, why, until when, on which page, for which roles.

    `pk` is the object it is about, `seit` the day from which somebody could know of it.
    """

    art: Fristart
    pk: int
    titel: str
    satz: str
    bis: date
    seite: str
    teile: dict[str, Any]
    rollen: tuple[str, ...] = ROLLEN_ARBEIT
    seit: date = field(default=date.min)

    @property
    def url(self) -> str:
        return reverse(f"budget:{self.seite}", kwargs=self.teile)

    @property
    def ist_vorbei(self) -> bool:
        return self.bis < uhr.heute()

    @property
    def ist_nah(self) -> bool:
        """Within the next two weeks, or over; at once what may need a new resolution (F15)."""
        return self.bis - NAH <= uhr.heute() or self.art == Fristart.LEISTUNGSJAHR

    @property
    def kennzeichen(self) -> str:
        """What it is, in a form that a letter can keep; another day makes another deadline."""
        return f"{self.art.wort}:{self.pk}:{self.bis:%Y%m%d}"

    def vorlauf(self, tag: date) -> int | None:
        """The lead time whose letter is due on `tag`: of several that have come, only the last one; none whose day was
        over before anybody could know, and none for a deadline that has passed but for those after it.
        """
        gekommen = [
            tage for tage in self.art.vorlaeufe if self.seit <= self.bis - timedelta(days=tage) <= tag
        ]
        letzter = min(gekommen, default=None)
        return None if letzter is not None and letzter >= 0 and tag > self.bis else letzter

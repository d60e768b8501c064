"""When what happens in the story. `spiele` runs the steps up to a moment, each with the clock of its day."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils import timezone

from konferenz import beitraege, uhr
from konferenz.models import Konferenz
from konferenz.vorfuehrung import berichte, post, schritte
from konferenz.vorfuehrung.zugaenge import Zugang

MORGENS = time(9, 14)
"""The time of day at which the demonstration begins."""


@dataclass(frozen=True)
class Schritt:
    """Something that happens at a moment of local time."""

    am: datetime
    tut: Callable[[], None]


def _am(jahr: int, monat: int, tag: int, stunde: int, minute: int) -> datetime:
    return timezone.make_aware(datetime(jahr, monat, tag, stunde, minute))  # noqa: DTZ001  # made aware right here


def ablauf() -> tuple[Schritt, ...]:
    """The steps of the ground floor after the accounts exist, in their order."""
    return (
        Schritt(_am(2023, 11, 27, 9, 0), schritte.behoerde_eintragen),
        Schritt(_am(2023, 11, 27, 10, 30), schritte.fruehere_konferenz_eintragen),
        Schritt(_am(2023, 11, 28, 9, 5), schritte.drucksache_einlesen),
        Schritt(_am(2023, 12, 8, 9, 20), schritte.beschluss_erfassen),
        Schritt(_am(2024, 2, 26, 11, 0), schritte.termin_festlegen),
        Schritt(_am(2024, 3, 18, 14, 10), schritte.veroeffentlichen),
    )


BEGINN = date(2023, 11, 28)
"""The first day the demonstration can show: the motion has just been read."""


def jetzt_am(tag: date) -> datetime:
    """The moment at which the demonstration of a day begins."""
    return timezone.make_aware(datetime.combine(tag, MORGENS))


def spiele(tag: date) -> list[Zugang]:
    """Play everything up to the morning of `tag`, on this floor and above; returns the accounts that were made."""
    schluss = jetzt_am(tag)
    faellig = [schritt for schritt in ablauf() if schritt.am <= schluss]
    with uhr.gestellt(faellig[0].am):
        zugaenge = schritte.konten_anlegen()
    for schritt in faellig:
        with uhr.gestellt(schritt.am):
            schritt.tut()
    with uhr.gestellt(schluss):
        konferenz = Konferenz.objects.get(kennung=schritte.KENNUNG)
        for _ in beitraege.rufe("vorfuehrung", konferenz, tag):
            pass
        berichte.fuelle(konferenz, tag)  # about what all floors did
        post.tage_spaeter()
    return zugaenge

"""When the preparation group does what in the story; each part of the work has its steps in a module of its own."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

import pghistory
from django.utils import timezone

from beirat.models import Gremium
from konferenz import uhr
from konferenz.models import Konferenz
from konferenz.vorfuehrung.geschichte import jetzt_am
from planung.vorfuehrung import fuenfte, gruppe, naechste, sitzungen, termin, themen, weg


@dataclass(frozen=True)
class Schritt:
    """Something that the preparation group does at a moment of local time."""

    am: datetime
    tut: Callable[[Gremium], object]


def _am(jahr: int, monat: int, tag: int, stunde: int, minute: int = 0) -> datetime:
    return timezone.make_aware(datetime(jahr, monat, tag, stunde, minute))  # noqa: DTZ001  # made aware right here


def ablauf() -> tuple[Schritt, ...]:
    """The steps in their order, from the day on which the group was put together."""
    return (
        Schritt(_am(2024, 1, 9, 10), gruppe.tagesordnung_vorsehen),
        Schritt(_am(2024, 1, 9, 10, 30), termin.trage_ferien_ein),
        Schritt(_am(2024, 1, 9, 11), partial(sitzungen.lade_ein, termin=sitzungen.ERSTE)),
        Schritt(_am(2024, 1, 18, 17, 5), partial(sitzungen.halte_ab, termin=sitzungen.ERSTE)),
        Schritt(_am(2024, 1, 23, 9), partial(sitzungen.verschicke, termin=sitzungen.ERSTE)),
        Schritt(_am(2024, 3, 11, 10), weg.plane),
        Schritt(_am(2024, 3, 11, 10, 5), partial(weg.erreiche, titel="Vorbereitungsgruppe eingesetzt")),
        Schritt(_am(2024, 5, 6, 10), partial(sitzungen.lade_ein, termin=sitzungen.ZWEITE)),
        Schritt(_am(2024, 5, 16, 17, 5), partial(sitzungen.halte_ab, termin=sitzungen.ZWEITE)),
        Schritt(_am(2024, 5, 17, 9), partial(weg.erreiche, titel="Leitthema beschlossen")),
        Schritt(_am(2024, 5, 22, 9), partial(sitzungen.verschicke, termin=sitzungen.ZWEITE)),
        Schritt(_am(2024, 5, 27, 10), themen.schlage_vor),
        Schritt(_am(2024, 6, 10, 10), themen.vereine_und_frage),
        Schritt(_am(2024, 6, 12, 19), themen.vergib_punkte),
        Schritt(_am(2024, 6, 13, 16), weg.erledige),
        Schritt(_am(2024, 6, 20, 18), themen.schliesse),
        Schritt(_am(2024, 6, 24, 10), partial(sitzungen.lade_ein, termin=sitzungen.DRITTE)),
        Schritt(_am(2024, 7, 4, 17, 5), partial(sitzungen.halte_ab, termin=sitzungen.DRITTE)),
        Schritt(_am(2024, 7, 5, 8), themen.waehle),
        Schritt(_am(2024, 7, 5, 9), partial(weg.erreiche, titel="Ort und Termin fest")),
        Schritt(_am(2024, 7, 9, 9), partial(sitzungen.verschicke, termin=sitzungen.DRITTE)),
        Schritt(_am(2024, 8, 1, 9), weg.lege_vor),
        Schritt(_am(2024, 8, 5, 9), partial(weg.erreiche, titel="Anmeldung geöffnet")),
        Schritt(_am(2024, 8, 9, 18), weg.werte_aus),
        Schritt(_am(2024, 8, 12, 10), partial(sitzungen.lade_ein, termin=sitzungen.VIERTE)),
        Schritt(_am(2024, 8, 22, 17, 5), partial(sitzungen.halte_ab, termin=sitzungen.VIERTE)),
        Schritt(_am(2024, 8, 30, 10), naechste.lege_an),
        Schritt(_am(2024, 8, 30, 11), termin.frage),
        Schritt(_am(2024, 9, 1, 18), termin.antworte),
        Schritt(_am(2024, 9, 3, 14, 2), naechste.lade_ein),
        Schritt(_am(2024, 9, 4, 16), naechste.antworte),
        Schritt(_am(2024, 9, 5, 9), fuenfte.schreibe_vierte_fertig),
        Schritt(_am(2024, 9, 5, 17), naechste.erinnere),
        Schritt(_am(2024, 9, 11, 17), naechste.erinnere),
        Schritt(_am(2024, 9, 12, 15), naechste.erinnere),
        Schritt(_am(2024, 9, 12, 17, 5), partial(sitzungen.halte_ab, termin=fuenfte.FUENFTE)),
        Schritt(_am(2024, 9, 13, 9), termin.breche_ab),
        Schritt(_am(2024, 9, 17, 9), partial(sitzungen.verschicke, termin=fuenfte.FUENFTE)),
    )


def fuelle(konferenz: Konferenz, tag: date) -> None:
    """Contribution `vorfuehrung`: play everything up to the morning of `tag`; before the group exists, nothing."""
    gremium = konferenz.gremien.filter(art=Gremium.Art.VORBEREITUNGSGRUPPE).first()
    if gremium is None:
        return
    for schritt in ablauf():
        if schritt.am <= jetzt_am(tag):
            with uhr.gestellt(schritt.am), pghistory.context(aktion="vorfuehrung"):
                schritt.tut(gremium)

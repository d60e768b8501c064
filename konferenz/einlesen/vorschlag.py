"""What was read from a motion: plain values, not yet confirmed by anybody."""

import datetime
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Punktart(StrEnum):
    """Kind of a petitum point: money, a group to set up, a time for the conference, anything else."""

    MITTEL = "MITTEL"
    GRUPPE = "GRUPPE"
    TERMIN = "TERMIN"
    FREI = "FREI"


@dataclass(frozen=True)
class Beratungsvorschlag:
    """One row of the Beratungsreihenfolge; an empty string or None where the row has no such cell."""

    gremium: str = ""
    datum: datetime.date | None = None
    top: str = ""


@dataclass(frozen=True)
class Punktvorschlag:
    """One point of the petitum.

    ``betrag`` is in EUR and set for MITTEL only; ``haushaltsjahre`` are in the order of their use.
    ``halbjahr`` is (year, 1 or 2) as named in the point. ``frist`` is the last day of a deadline with a date,
    ``frist_text`` its wording, also where it has no date ("schnellstmöglich").
    """

    nummer: int
    text: str
    art: Punktart = Punktart.FREI
    betrag: Decimal | None = None
    haushaltsjahre: tuple[int, ...] = ()
    halbjahr: tuple[int, int] | None = None
    frist: datetime.date | None = None
    frist_text: str = ""


@dataclass(frozen=True)
class Vorschlag:
    """A motion as read.

    ``nummer`` is the number without version ("22-0001"), ``fassung`` the version (0 is the first, 1 is ".1").
    ``betrag`` is the sum of all MITTEL points in EUR, None if one of them is unclear. ``halbjahr`` and
    ``konferenzjahr`` say when the conference is to take place. ``fehlend`` names in words what was not found.
    """

    nummer: str
    fassung: int
    titel: str
    punkte: tuple[Punktvorschlag, ...]
    leitthema: str = ""
    art: str = ""
    antragsteller: tuple[str, ...] = ()
    beratungen: tuple[Beratungsvorschlag, ...] = ()
    sachverhalt: str = ""
    petitum_einleitung: str = ""
    betrag: Decimal | None = None
    haushaltsjahre: tuple[int, ...] = ()
    halbjahr: tuple[int, int] | None = None
    konferenzjahr: int | None = None
    oeffentlich: bool | None = None
    fehlend: tuple[str, ...] = ()

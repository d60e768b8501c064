"""Minutes that somebody has to go on with: one letter to chair and minute-taker, however often the clock wakes."""

from datetime import timedelta

from beirat.models import Mitgliedschaft, Person
from konferenz import uhr
from konferenz.models import Nachricht
from planung.actions.briefe import schreibe_an
from planung.models import Protokoll, Sitzung
from planung.queries.mitglieder import mitgliedschaften
from planung.queries.protokollstand import spaetere_sitzungen

S, Funktion = Protokoll.Stand, Mitgliedschaft.Funktion
NACH_DER_SITZUNG = timedelta(days=7)
"""So long a draft may take."""
NACH_DER_NAECHSTEN = timedelta(days=1)
"""After the meeting in which sent minutes could have been approved."""
ZUSTAENDIG = (Funktion.VORSITZ, Funktion.STELLVERTRETUNG, Funktion.SCHRIFTFUEHRUNG)


def niederschriften_erinnern() -> int:
    """Write what is due; returns how many letters were written."""
    offene = Protokoll.objects.exclude(stand__in=[S.GENEHMIGT, S.GEAENDERT]).select_related(
        "sitzung__gremium__konferenz"
    )
    briefe = [
        _schreibe(protokoll, mensch)
        for protokoll in offene
        if _ist_faellig(protokoll)
        for mensch in _zustaendige(protokoll)
    ]
    return len([brief for brief in briefe if brief])


def _ist_faellig(protokoll: Protokoll) -> bool:
    if protokoll.stand != S.VERSANDT:
        return protokoll.sitzung.ende <= uhr.jetzt() - NACH_DER_SITZUNG
    return any(
        eine.stand == Sitzung.Stand.BEENDET and eine.ende <= uhr.jetzt() - NACH_DER_NAECHSTEN
        for eine in spaetere_sitzungen(protokoll)
    )


def _zustaendige(protokoll: Protokoll) -> list[Person]:
    reihe = mitgliedschaften(protokoll.sitzung.gremium, uhr.heute()).filter(funktion__in=ZUSTAENDIG)
    return [eine.person for eine in reihe]


def _schreibe(protokoll: Protokoll, mensch: Person) -> Nachricht | None:
    return schreibe_an(
        mensch,
        "niederschrift_offen",
        f"{protokoll.pk}:{protokoll.stand}:{mensch.pk}",
        bezug=f"{protokoll.pk}:{protokoll.stand}",
        konferenz=protokoll.sitzung.gremium.konferenz,
        protokoll=protokoll,
        sitzung=protokoll.sitzung,
    )

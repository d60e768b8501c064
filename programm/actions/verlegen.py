"""What becomes of the programme and its people when a public conference moves."""

from datetime import datetime
from typing import Any

from django.db import transaction

from konferenz.models import Konferenz
from programm.actions.briefe import schreibe
from programm.actions.raster import verschoben
from programm.models import Programmfassung
from programm.queries.fassung import als_text, letzte_fassung
from programm.queries.verlegen import mit_aufgabe


@transaction.atomic
def ziehe_fassung_mit(konferenz: Konferenz, vorher: datetime | None) -> None:
    """Contribution `termin_geaendert`: the released programme follows as a version of its own, with nothing of the
    draft in it; at another venue its items have no rooms. The letter about the move is the only one about it.
    """
    letzte = letzte_fassung(konferenz)
    if letzte is None or vorher is None or konferenz.beginn is None:
        return
    weg = [_verschoben(eintrag, konferenz.beginn, vorher) for eintrag in letzte.inhalt]
    raeume = set(konferenz.ort.raeume.values_list("pk", flat=True)) if konferenz.ort else set()
    for eintrag in weg:
        if eintrag["raum"] and eintrag["raum"]["nummer"] not in raeume:
            eintrag["raum"] = None
    if weg != letzte.inhalt:
        Programmfassung.objects.create(
            konferenz=konferenz, nummer=letzte.nummer + 1, inhalt=weg, freigegeben_von=letzte.freigegeben_von
        )


def _verschoben(eintrag: dict[str, Any], nach: datetime, vorher: datetime) -> dict[str, Any]:
    zeiten = {
        name: als_text(verschoben(datetime.fromisoformat(eintrag[name]), nach, vorher))
        for name in ("beginn", "ende")
    }
    return {**eintrag, **zeiten}


def schreibe_mitwirkenden(konferenz: Konferenz, vorher: datetime | None) -> None:
    """Contribution `termin_geaendert`: one letter to everybody with a task, once the conference is public and before
    it is over."""
    if not konferenz.ist_veroeffentlicht or vorher is None or konferenz.ist_vorbei:
        return
    for mensch in mit_aufgabe(konferenz):
        schreibe(mensch, "verlegt", konferenz.terminfolge, konferenz, vorher=vorher)

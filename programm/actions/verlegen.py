"""What becomes of the programme and its people when a public conference moves."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from konferenz.actions.nachricht import nachricht_schreiben
from konferenz.models import Konferenz, Nachricht
from programm.actions.raster import verschoben
from programm.models import Programmfassung
from programm.queries.fassung import letzte_fassung


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
        name: verschoben(datetime.fromisoformat(eintrag[name]), nach, vorher).isoformat()
        for name in ("beginn", "ende")
    }
    return {**eintrag, **zeiten}


def schreibe_mitwirkenden(konferenz: Konferenz, vorher: datetime | None) -> None:
    """Contribution `termin_geaendert`: one letter to everybody with a task, once the conference is public and before
    it is over."""
    if not konferenz.ist_veroeffentlicht or vorher is None or konferenz.ist_vorbei:
        return
    for mensch in (
        konferenz.mitwirkende.filter(mitwirkungen__isnull=False).select_related("person").distinct()
    ):
        person = mensch.person
        nachricht_schreiben(
            schluessel=f"programm.verlegt:{mensch.pk}:{konferenz.terminfolge}",
            anlass="programm.verlegt",
            vorlage="programm/post/verlegt",
            daten={"person": person, "vorher": vorher},
            an=person.email,
            an_name=person.anzeigename,
            sprache=person.sprache,
            weg=Nachricht.Weg.MAIL if person.email else Nachricht.Weg.BRIEF,
            bezug=str(konferenz.terminfolge),
            konferenz=konferenz,
        )


def nachricht_gilt(nachricht: Nachricht) -> bool:
    """Contribution: a letter about a move is outdated by the next one."""
    if nachricht.anlass != "programm.verlegt" or nachricht.konferenz is None:
        return True
    return nachricht.bezug == str(nachricht.konferenz.terminfolge)


def folgen(konferenz: Konferenz) -> list[str]:
    """Contribution `termin_folgen`: the grid follows, contributors get a letter."""
    saetze = []
    if konferenz.zeitfenster.exists():
        saetze.append(
            _("Alle Zeitfenster und das veröffentlichte Programm wandern mit, nach der Uhr an der Wand.")
        )
    if konferenz.programmpunkte.exclude(raum=None).exclude(raum__ort=konferenz.ort).exists():
        saetze.append(_("Am neuen Ort haben die Programmpunkte noch keine Räume."))
    zahl = konferenz.mitwirkende.filter(mitwirkungen__isnull=False).distinct().count()
    if zahl:
        satz = ngettext(
            "%(zahl)d mitwirkende Person bekommt einen Brief.",
            "%(zahl)d Mitwirkende bekommen einen Brief.",
            zahl,
        )
        saetze.append(satz % {"zahl": zahl})
    return saetze

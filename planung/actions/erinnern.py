"""Reminders before a meeting: exactly one letter for each person, meeting, lead time and generation (I09)."""

from datetime import datetime

import pghistory
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.db.models.expressions import Combinable
from django.utils import timezone

from beirat.models import Mitgliedschaft, Person
from konferenz import uhr
from konferenz.models import Nachricht
from planung.actions import briefe
from planung.actions.sitzung import sperre
from planung.fristen import faellig_am, tag_der
from planung.models import Erinnerung, Erinnerungslauf, Sitzung, Teilnahme

Ergebnis = Erinnerungslauf.Ergebnis


def erinnerungen_verschicken() -> int:
    """Write the letters of all reminders that are due; run each minute, harmless to run more often or in parallel.

    Returns how many letters were written. Each meeting is one transaction under its lock: a scheduler that dies
    leaves nothing half done.
    """
    offen = Erinnerung.objects.filter(_ohne_lauf(), sitzung__in=Sitzung.objects.mit_erinnerungen())
    faellig = {
        eine.sitzung_id: eine.sitzung
        for eine in offen.select_related("sitzung")
        if faellig_am(eine, eine.sitzung.beginn) <= uhr.jetzt()
    }
    return sum(_bearbeite(sitzung) for sitzung in faellig.values())


def _ohne_lauf() -> Combinable:
    """Condition: the reminder was not yet dealt with in the present generation of its meeting."""
    laeufe = Erinnerungslauf.objects.filter(
        erinnerung=OuterRef("pk"), generation=OuterRef("sitzung__generation")
    )
    return ~Exists(laeufe)


@transaction.atomic
def _bearbeite(sitzung: Sitzung) -> int:
    """Deal with every due reminder of one meeting, as it stands under the lock."""
    with pghistory.context(aktion="planung.erinnern"):
        sitzung = sperre(sitzung)
        if sitzung.stand != Sitzung.Stand.EINGELADEN:
            return 0
        offen = Erinnerung.objects.filter(_ohne_lauf(), sitzung=sitzung)
        faellig = sorted((faellig_am(eine, sitzung.beginn), eine.pk, eine) for eine in offen)
        dran = [(zeit, eine) for zeit, _pk, eine in faellig if zeit <= uhr.jetzt()]
        return sum(_erinnere(sitzung, eine, zeit, ist_letzte=eine is dran[-1][1]) for zeit, eine in dran)


def _erinnere(sitzung: Sitzung, erinnerung: Erinnerung, zeit: datetime, ist_letzte: bool) -> int:
    """One reminder: letters if it is still of use, else only the note that it was left out.

    It is of no use after the beginning, beside a later one that is due as well, or if its time had passed when people
    were invited.
    """
    nuetzt = ist_letzte and uhr.jetzt() < sitzung.beginn and zeit >= (sitzung.scharf_seit or zeit)
    empfaenger = _empfaenger(sitzung, erinnerung, zeit) if nuetzt else []
    geschrieben = [_schreibe(sitzung, erinnerung, mensch) for mensch in empfaenger]
    zahl = len([brief for brief in geschrieben if brief])
    Erinnerungslauf.objects.create(
        erinnerung=erinnerung,
        generation=sitzung.generation,
        faellig_am=zeit,
        ergebnis=Ergebnis.GESCHRIEBEN if nuetzt else Ergebnis.ZU_SPAET,
        briefe=zahl,
    )
    return zahl


def _empfaenger(sitzung: Sitzung, erinnerung: Erinnerung, zeit: datetime) -> list[Person]:
    """Who belongs to the body on the day of the meeting and did so already when the reminder was due; not who has
    answered that she will not come."""
    gueltig = Mitgliedschaft.objects.gueltig(tag_der(sitzung)).filter(
        sitz__gremium=sitzung.gremium, von__lte=timezone.localdate(zeit)
    )
    menschen = Person.objects.filter(pk__in=gueltig.values("person"))
    antworten = Teilnahme.objects.filter(sitzung=sitzung, generation=sitzung.generation)
    if erinnerung.nur_zusagen:
        zugesagt = antworten.filter(antwort=Teilnahme.Antwort.ZUGESAGT)
        return list(menschen.filter(pk__in=zugesagt.values("person")))
    abgesagt = antworten.filter(antwort=Teilnahme.Antwort.ABGESAGT)
    return list(menschen.exclude(pk__in=abgesagt.values("person")))


def _schreibe(sitzung: Sitzung, erinnerung: Erinnerung, mensch: Person) -> Nachricht | None:
    return briefe.schreibe(
        sitzung,
        mensch,
        "erinnerung",
        zusatz=erinnerung.kennzeichen,
        spur=Nachricht.Spur.ERINNERUNG,
        eigener_text=erinnerung.text,
    )

"""Reminders before a meeting: exactly one letter for each person, meeting, lead time and generation (I09)."""

from collections.abc import Callable
from datetime import datetime

import pghistory
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.db.models.expressions import Combinable
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from beirat.models import Mitgliedschaft, Person
from konferenz import uhr
from konferenz.models import Benutzer, Nachricht
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


@transaction.atomic
def offene_erinnern(*, sitzung: Sitzung, person: Benutzer | None) -> int:
    """Write now to every member who has not answered yet, once a day at most; returns to how many.

    Raises ValidationError unless people are invited and the meeting is ahead.
    """
    sitzung = sperre(sitzung)
    if sitzung.stand != Sitzung.Stand.EINGELADEN or sitzung.hat_begonnen:
        raise ValidationError(_("Zu dieser Sitzung kann niemand mehr erinnert werden."), code="stand")
    geantwortet = Teilnahme.objects.filter(sitzung=sitzung, generation=sitzung.generation)
    gueltig = Mitgliedschaft.objects.gueltig(tag_der(sitzung)).filter(
        sitz__gremium=sitzung.gremium, vertritt=None
    )
    gezaehlt = gueltig.exclude(funktion=Mitgliedschaft.Funktion.GAST)
    offen = Person.objects.filter(pk__in=gezaehlt.values("person")).exclude(
        pk__in=geantwortet.values("person")
    )
    tag = uhr.heute().isoformat()
    briefe_heute = [
        briefe.schreibe(sitzung, mensch, "erinnerung", zusatz=f"offen:{tag}", spur=Nachricht.Spur.ERINNERUNG)
        for mensch in offen
    ]
    return len([brief for brief in briefe_heute if brief])


def erinnerung_speichern(*, erinnerung: Erinnerung, person: Benutzer | None) -> Erinnerung:
    """Store a new or changed reminder of a meeting ahead. Raises ValidationError for one that went out already."""
    erinnerung.full_clean()
    return _aendere(erinnerung, erinnerung.save)


def erinnerung_entfernen(*, erinnerung: Erinnerung, person: Benutzer | None) -> None:
    """Take a reminder away before it goes out. Raises ValidationError for one that went out already."""
    _aendere(erinnerung, erinnerung.delete)


@transaction.atomic
def _aendere(erinnerung: Erinnerung, tue: Callable[[], object]) -> Erinnerung:
    sitzung = sperre(erinnerung.sitzung)
    if sitzung.stand not in (Sitzung.Stand.GEPLANT, Sitzung.Stand.EINGELADEN) or sitzung.hat_begonnen:
        raise ValidationError(_("Vor dieser Sitzung geht keine Erinnerung mehr hinaus."), code="stand")
    if erinnerung.pk and erinnerung.laeufe.filter(generation=sitzung.generation).exists():
        raise ValidationError(_("Diese Erinnerung ist schon hinausgegangen."), code="erledigt")
    tue()
    return erinnerung


def _schreibe(sitzung: Sitzung, erinnerung: Erinnerung, mensch: Person) -> Nachricht | None:
    return briefe.schreibe(
        sitzung,
        mensch,
        "erinnerung",
        zusatz=erinnerung.kennzeichen,
        spur=Nachricht.Spur.ERINNERUNG,
        eigener_text=erinnerung.text,
    )

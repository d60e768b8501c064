"""The date poll: ask, answer, remind those who have not answered, choose a day."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from beirat.models import Person
from konferenz import uhr
from konferenz.actions.formularschluessel import einloesen, ergebnis_merken
from konferenz.models import Benutzer, Nachricht
from planung.actions.briefe import schreibe_an
from planung.actions.sitzung import sitzung_anlegen
from planung.models import Sitzung, Terminantwort, Terminoption, Terminumfrage, Umfrageteilnahme
from planung.queries.mitglieder import eingeladene
from planung.queries.terminumfrage import bezug, ohne_antwort, teilnahmen

Stand = Terminumfrage.Stand
MINDESTENS, HOECHSTENS = 2, 6
"""Options of a poll."""
ERINNERN_VOR = timedelta(days=2)
"""Before the deadline; of a poll that runs for less than twice as long, at half of its time."""


@transaction.atomic
def umfrage_beginnen(
    *,
    umfrage: Terminumfrage,
    beginne: Sequence[datetime],
    person: Benutzer | None,
    schluessel: UUID | None = None,
) -> Terminumfrage:
    """Ask members, deputies and guests of the body for the best of some days; one letter each.

    Raises ValidationError for fewer than two options or more than six, the same one twice, an option before the
    deadline, a deadline in the past, and a body without members. `schluessel` is the key of the form.
    """
    inhalt = [umfrage.gremium_id, umfrage.titel, umfrage.frist, sorted(beginne)]
    if schluessel and (bekannt := einloesen(schluessel, {"terminumfrage": inhalt})):
        return Terminumfrage.objects.get(pk=bekannt.ergebnis)
    _pruefe_zeiten(umfrage, beginne)
    menschen = eingeladene(umfrage.gremium, uhr.heute())
    if not menschen:
        raise ValidationError(_("Dieses Gremium hat noch keine Mitglieder."), code="niemand")
    umfrage.stand, umfrage.angelegt_von = Stand.OFFEN, person
    umfrage.full_clean()
    umfrage.save()
    for beginn in sorted(beginne):
        Terminoption.objects.create(umfrage=umfrage, beginn=beginn)
    for mensch in menschen:
        Umfrageteilnahme.objects.create(umfrage=umfrage, person=mensch)
        _schreibe(umfrage, mensch, "terminumfrage")
    if schluessel:
        ergebnis_merken(schluessel, str(umfrage.pk))
    return umfrage


def _pruefe_zeiten(umfrage: Terminumfrage, beginne: Sequence[datetime]) -> None:
    if not MINDESTENS <= len(beginne) <= HOECHSTENS:
        raise ValidationError(
            _("Bitte schlagen Sie %(von)d bis %(bis)d Termine vor."),
            code="zahl",
            params={"von": MINDESTENS, "bis": HOECHSTENS},
        )
    if len(set(beginne)) < len(beginne):
        raise ValidationError(_("Ein Termin steht zweimal da."), code="doppelt")
    if umfrage.frist <= uhr.jetzt():
        raise ValidationError({"frist": _("Die Frist liegt in der Vergangenheit.")})
    if min(beginne) <= umfrage.frist:
        raise ValidationError(
            {"frist": _("Die Frist muss vor dem ersten vorgeschlagenen Termin enden.")}, code="frist"
        )


def _sperre(umfrage: Terminumfrage) -> Terminumfrage:
    reihe = Terminumfrage.objects.select_for_update(of=("self",), no_key=True)
    return reihe.select_related("gremium__konferenz", "ort").get(pk=umfrage.pk)


@transaction.atomic
def umfrage_beantworten(
    *, umfrage: Terminumfrage, mensch: Person, werte: Mapping[int, str], bemerkung: str = ""
) -> Umfrageteilnahme:
    """Store what `mensch` says about the options (number of the option -> value); a second answer replaces the first.
    An option without a value is "no answer".

    Raises ValidationError after the deadline, for somebody who was not asked or has left the body, for a foreign
    option, and if nothing is answered.
    """
    umfrage = _sperre(umfrage)
    if not umfrage.nimmt_antworten:
        raise ValidationError(_("Diese Umfrage nimmt keine Antworten mehr an."), code="beendet")
    teilnahme = next((eine for eine in teilnahmen(umfrage) if eine.person_id == mensch.pk), None)
    if teilnahme is None:
        raise ValidationError(_("Diese Person gehört nicht zu der Umfrage."), code="fremd")
    optionen = {option.pk: option for option in umfrage.optionen.all()}
    if not werte or not set(werte) <= set(optionen):
        raise ValidationError(_("Bitte antworten Sie zu mindestens einem Termin."), code="leer")
    teilnahme.antworten.all().delete()
    for nummer, wert in werte.items():
        antwort = Terminantwort(teilnahme=teilnahme, option=optionen[nummer], wert=wert)
        antwort.full_clean()
        antwort.save()
    teilnahme.geantwortet_am, teilnahme.bemerkung = uhr.jetzt(), bemerkung.strip()
    teilnahme.full_clean()
    teilnahme.save()
    return teilnahme


def umfragen_erinnern() -> int:
    """Remind who has not answered yet, once, when the deadline is near. Run as often as you like; returns how many
    letters were written.
    """
    laufend = Terminumfrage.objects.offen().select_related("gremium__konferenz", "ort")
    return sum(_erinnere(umfrage) for umfrage in laufend if _ist_zeit(umfrage))


def _ist_zeit(umfrage: Terminumfrage) -> bool:
    halb = umfrage.angelegt_am + (umfrage.frist - umfrage.angelegt_am) / 2
    return uhr.jetzt() >= max(umfrage.frist - ERINNERN_VOR, halb)


@transaction.atomic
def _erinnere(umfrage: Terminumfrage) -> int:
    umfrage = _sperre(umfrage)
    if not umfrage.nimmt_antworten:
        return 0
    briefe = [_schreibe(umfrage, mensch, "terminerinnerung") for mensch in ohne_antwort(umfrage)]
    return len([brief for brief in briefe if brief])


@transaction.atomic
def termin_waehlen(*, option: Terminoption, person: Benutzer | None) -> Sitzung:
    """The chosen option becomes a meeting with the body's agenda and reminders; everybody asked is told. The same
    option twice is the same meeting.

    Raises ValidationError once another was chosen or the poll was called off, and for a time that is over.
    """
    umfrage = _sperre(option.umfrage)
    option = umfrage.optionen.get(pk=option.pk)
    if option.ist_gewaehlt:
        return option.sitzung
    if umfrage.stand != Stand.OFFEN:
        raise ValidationError(_("In dieser Umfrage ist nichts mehr zu wählen."), code="beendet")
    if option.beginn <= uhr.jetzt():
        raise ValidationError(_("Dieser Termin ist schon vorbei."), code="vorbei")
    option.ist_gewaehlt, umfrage.stand = True, Stand.ENTSCHIEDEN
    option.save(update_fields=["ist_gewaehlt"])
    umfrage.save(update_fields=["stand"])
    sitzung = sitzung_anlegen(sitzung=_sitzung(umfrage, option), person=person)
    for teilnahme in teilnahmen(umfrage):
        _schreibe(umfrage, teilnahme.person, "termingewaehlt", sitzung=sitzung)
    return sitzung


def _sitzung(umfrage: Terminumfrage, option: Terminoption) -> Sitzung:
    return Sitzung(
        gremium=umfrage.gremium,
        terminoption=option,
        beginn=option.beginn,
        ende=option.beginn + timedelta(minutes=umfrage.dauer_minuten),
        ort=umfrage.ort,
        raum=umfrage.raum,
    )


@transaction.atomic
def umfrage_abbrechen(*, umfrage: Terminumfrage, person: Benutzer | None) -> Terminumfrage:
    """Call a poll off; who was asked is told. Twice is once. Raises ValidationError once a day was chosen."""
    umfrage = _sperre(umfrage)
    if umfrage.stand == Stand.ABGEBROCHEN:
        return umfrage
    if umfrage.stand == Stand.ENTSCHIEDEN:
        raise ValidationError(_("Der Termin ist schon gewählt. Sagen Sie die Sitzung ab."), code="gewaehlt")
    umfrage.stand = Stand.ABGEBROCHEN
    umfrage.save(update_fields=["stand"])
    for teilnahme in teilnahmen(umfrage):
        _schreibe(umfrage, teilnahme.person, "terminabgebrochen")
    return umfrage


def _schreibe(umfrage: Terminumfrage, mensch: Person, anlass: str, **daten: Any) -> Nachricht | None:
    """One letter for each person and reason."""
    return schreibe_an(
        mensch,
        anlass,
        f"{umfrage.pk}:{mensch.pk}",
        bezug=bezug(umfrage, mensch),
        konferenz=umfrage.gremium.konferenz,
        umfrage=umfrage,
        link=bezug(umfrage, mensch) if mensch.email else "",
        **daten,
    )

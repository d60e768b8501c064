"""What staff decide about a conference: date and place, texts, window of registration, publication."""

from collections.abc import Iterable
from copy import copy
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from konferenz import beitraege, uhr
from konferenz.models import Benutzer, Konferenz, Ort, Petitumspunkt, Sachstand
from konferenz.models.drucksache import Punktstand

_UNBERUEHRT = (Punktstand.ERSETZT, Punktstand.NICHT_UMSETZBAR)


@transaction.atomic
def termin_setzen(
    *,
    konferenz: Konferenz,
    beginn: datetime,
    ende: datetime,
    einlass_ab: datetime | None = None,
    ort: Ort | None = None,
    person: Benutzer | None,
) -> Konferenz:
    """Set day, times and place; of a public conference everybody concerned is told (`termin_geaendert`).

    A day outside the half-year that the paper asks for is stored, too: the points about the date become
    "abweichend" and get a draft of a state report; back inside, an unreported deviation is taken back. Raises
    ValidationError if the times contradict each other.
    """
    konferenz = (
        Konferenz.objects.select_for_update(of=("self",), no_key=True)
        .select_related("drucksache")
        .get(pk=konferenz.pk)
    )
    vorher = (konferenz.beginn, konferenz.ende, konferenz.ort_id)
    konferenz.beginn, konferenz.ende, konferenz.einlass_ab, konferenz.ort = beginn, ende, einlass_ab, ort
    ist_anders = (beginn, ende, ort and ort.pk) != vorher
    konferenz.terminfolge += ist_anders and konferenz.ist_veroeffentlicht
    konferenz.full_clean()
    konferenz.save()
    if ist_anders:
        _beschluss_abgleichen(konferenz, person)
        list(beitraege.rufe("termin_geaendert", konferenz, vorher[0]))
    return konferenz


def termin_folgen(konferenz: Konferenz, **angaben: Any) -> list[str]:
    """What another day, time or place (`angaben` of `termin_setzen`) would bring about, in sentences; nothing for a
    conference that is not public yet, and where nothing would change. Raises ValidationError for what cannot be."""
    bisher = (konferenz.beginn, konferenz.ende, konferenz.ort_id)
    neu = copy(konferenz)
    for name, wert in angaben.items():
        setattr(neu, name, wert)
    neu.full_clean()
    if not konferenz.ist_veroeffentlicht or bisher == (neu.beginn, neu.ende, neu.ort_id):
        return []
    saetze = beitraege.sammle("termin_folgen", neu)
    if saetze and not ist_im_beschluss(neu):
        saetze.append(_("Der neue Termin liegt außerhalb des Beschlusses: Der Punkt wird „abweichend“."))
    return saetze


def ist_im_beschluss(konferenz: Konferenz) -> bool:
    """Whether the day of the conference lies in the half-year its paper asks for; True without paper or day."""
    return (
        konferenz.drucksache is None
        or konferenz.tag is None
        or konferenz.drucksache.im_halbjahr(konferenz.tag)
    )


def _beschluss_abgleichen(konferenz: Konferenz, person: Benutzer | None) -> None:
    if konferenz.drucksache is None:
        return
    punkte = konferenz.drucksache.punkte.select_for_update(no_key=True).filter(art=Petitumspunkt.Art.TERMIN)
    for punkt in punkte.exclude(stand__in=_UNBERUEHRT):
        if ist_im_beschluss(konferenz):
            _abweichung_zuruecknehmen(punkt, konferenz, person)
        else:
            _abweichung_festhalten(punkt, konferenz, person)


def _abweichung_festhalten(punkt: Petitumspunkt, konferenz: Konferenz, person: Benutzer | None) -> None:
    text = _("Die Konferenz findet am %(tag)s statt. Das liegt außerhalb des Beschlusses (%(halbjahr)s).") % {
        "tag": _tag(konferenz),
        "halbjahr": _halbjahr(konferenz),
    }
    _stand_setzen(punkt, Punktstand.ABWEICHEND)
    _entwurf(punkt, Punktstand.ABWEICHEND, text, person)


def _abweichung_zuruecknehmen(punkt: Petitumspunkt, konferenz: Konferenz, person: Benutzer | None) -> None:
    """An unreported deviation leaves no draft; a reported one is followed by the draft of its correction."""
    if punkt.stand != Punktstand.ABWEICHEND:
        return
    _stand_setzen(punkt, Punktstand.IN_ARBEIT)
    punkt.sachstaende.filter(ist_entwurf=True, stand=Punktstand.ABWEICHEND).delete()
    if punkt.sachstaende.filter(ist_entwurf=False, stand=Punktstand.ABWEICHEND).exists():
        tag = _tag(konferenz)
        _entwurf(
            punkt,
            Punktstand.IN_ARBEIT,
            _("Die Konferenz findet am %(tag)s statt, wie beschlossen.") % {"tag": tag},
            person,
        )


def _stand_setzen(punkt: Petitumspunkt, stand: str) -> None:
    """The conference moved: the state follows, and what a person confirmed before no longer holds."""
    punkt.stand, punkt.bewertet_am, punkt.bewertet_von, punkt.bewertung_grund = stand, None, None, ""
    punkt.save(update_fields=["stand", "bewertet_am", "bewertet_von", "bewertung_grund"])


def _entwurf(punkt: Petitumspunkt, stand: str, text: str, person: Benutzer | None) -> None:
    """One open draft for each point: a further change of the date rewrites it."""
    Sachstand.objects.update_or_create(
        petitumspunkt=punkt,
        ist_entwurf=True,
        defaults={"stand": stand, "text": text, "stand_am": uhr.heute(), "verfasst_von": person},
    )


def _tag(konferenz: Konferenz) -> str:
    return date_format(konferenz.tag, "j. F Y") if konferenz.tag else ""


def _halbjahr(konferenz: Konferenz) -> str:
    drucksache = konferenz.drucksache
    teile = (
        [drucksache.get_halbjahr_display() or "", str(drucksache.halbjahr_jahr or "")] if drucksache else []
    )
    return " ".join(filter(None, teile))


@transaction.atomic
def texte_speichern(*, konferenz: Konferenz) -> Konferenz:
    """Store title, theme and texts as they stand in `konferenz`. Raises ValidationError without a German title."""
    if not konferenz.titel.data.get("de"):
        raise ValidationError({"titel__de": _("Der deutsche Titel fehlt.")})
    konferenz.full_clean(exclude={"kennung"})
    konferenz.save(update_fields=["titel", "leitthema", "vorspann", "warum"])
    return konferenz


@transaction.atomic
def anmeldezeit_setzen(
    *,
    konferenz: Konferenz,
    von: datetime | None,
    bis: datetime | None,
    bedarf_bis: date | None = None,
    dolmetschsprachen: Iterable[str] = (),
) -> Konferenz:
    """Set the window of registration, the last day for needs and the interpreted languages.

    Raises ValidationError if only one end of the window is given or if it reaches beyond the beginning of the
    conference.
    """
    konferenz = Konferenz.objects.select_for_update(no_key=True).get(pk=konferenz.pk)
    if (von is None) != (bis is None):
        raise ValidationError(
            _("Geben Sie Anfang und Ende der Anmeldung mit Tag und Uhrzeit an, oder lassen Sie beides leer.")
        )
    if bis and konferenz.beginn and bis > konferenz.beginn:
        raise ValidationError({"bis_tag": _("Die Anmeldung endet, bevor die Konferenz beginnt.")})
    if bedarf_bis and konferenz.beginn and bedarf_bis > timezone.localtime(konferenz.beginn).date():
        raise ValidationError({"bedarf_bis": _("Dieser Tag liegt nach der Konferenz.")})
    konferenz.anmeldung_von, konferenz.anmeldung_bis, konferenz.bedarf_bis = von, bis, bedarf_bis
    konferenz.dolmetschsprachen = list(dolmetschsprachen)
    konferenz.full_clean()
    konferenz.save()
    return konferenz


@transaction.atomic
def veroeffentlichen(*, konferenz: Konferenz) -> Konferenz:
    """Show the conference to everybody. Raises ValidationError while date, end or place are missing."""
    return _sichtbarkeit(konferenz, True)


@transaction.atomic
def verbergen(*, konferenz: Konferenz) -> Konferenz:
    """Take the conference off the public site; registrations stay."""
    return _sichtbarkeit(konferenz, False)


def _sichtbarkeit(konferenz: Konferenz, ist_veroeffentlicht: bool) -> Konferenz:
    konferenz = Konferenz.objects.select_for_update(no_key=True).get(pk=konferenz.pk)
    konferenz.ist_veroeffentlicht = ist_veroeffentlicht
    konferenz.full_clean()
    konferenz.save(update_fields=["ist_veroeffentlicht"])
    return konferenz

"""Who sits where from when to when. All rights in a body rest on it, so nobody gives a membership to himself."""

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from beirat.models import Gremium, Mitgliedschaft, Person
from konferenz import uhr
from konferenz.models import Benutzer
from konferenz.namen import bereinige

Funktion = Mitgliedschaft.Funktion


@transaction.atomic
def person_speichern(*, mensch: Person, person: Benutzer | None) -> Person:
    """Store who somebody is. Raises ValidationError for an address that another person has."""
    mensch.anzeigename = bereinige(mensch.anzeigename)
    mensch.email = mensch.email.strip().lower()
    mensch.full_clean()
    gleiche = Person.objects.exclude(pk=mensch.pk).filter(email=mensch.email)
    if mensch.email and gleiche.exists():
        raise ValidationError(
            {"email": _("Diese Adresse hat schon %(name)s.") % {"name": gleiche[0].anzeigename}},
            code="vergeben",
        )
    mensch.save()
    return mensch


@transaction.atomic
def aufnehmen(*, mitgliedschaft: Mitgliedschaft, person: Benutzer | None) -> Mitgliedschaft:
    """Put somebody on a seat; a seat or a person that is new is stored with it.

    Raises ValidationError for a seat that is taken in this time, a guest with a vote, a body that sends nobody here, a
    second chair, a deputy of another seat, or if `person` means himself.
    """
    mensch, sitz = mitgliedschaft.person, mitgliedschaft.sitz
    _sperre(sitz.gremium_id)
    if mensch.pk is None:
        person_speichern(mensch=mensch, person=person)
    if sitz.pk is None:
        sitz.full_clean()
        sitz.save()
    mitgliedschaft.person, mitgliedschaft.sitz = mensch, sitz
    return _speichere(mitgliedschaft, person)


@transaction.atomic
def mitgliedschaft_aendern(*, mitgliedschaft: Mitgliedschaft, person: Benutzer | None) -> Mitgliedschaft:
    """Store another function, sending body or time; the same refusals as `aufnehmen`."""
    _sperre(mitgliedschaft.sitz.gremium_id)
    return _speichere(mitgliedschaft, person)


def _sperre(gremium: int) -> None:
    """Changes of the members of one body wait for each other: the chair is unique over its seats."""
    Gremium.objects.select_for_update(no_key=True).get(pk=gremium)


def _speichere(mitgliedschaft: Mitgliedschaft, person: Benutzer | None) -> Mitgliedschaft:
    _pruefe_nicht_sich_selbst(mitgliedschaft.person, person)
    mitgliedschaft.full_clean()
    for pruefung in (_pruefe_stimme, _pruefe_stelle, _pruefe_vorsitz, _pruefe_einmal, _pruefe_vertretung):
        pruefung(mitgliedschaft)
    mitgliedschaft.save()
    return mitgliedschaft


def _pruefe_nicht_sich_selbst(mensch: Person, person: Benutzer | None) -> None:
    if person is not None and mensch.benutzer_id == person.pk:
        raise ValidationError(
            _(
                "Niemand gibt sich selbst eine Mitgliedschaft oder Funktion. Bitten Sie eine zweite Person mit "
                "der Rolle Sachbearbeitung."
            ),
            code="selbst",
        )


def _fehler(feld: str, text: Any, code: str, **angaben: object) -> ValidationError:
    return ValidationError({feld: ValidationError(text, code=code, params=angaben)})


def _pruefe_stimme(mitgliedschaft: Mitgliedschaft) -> None:
    if mitgliedschaft.funktion == Funktion.GAST and mitgliedschaft.sitz.ist_stimmberechtigt:
        raise _fehler("funktion", _("Ein Gast hat keine Stimme, dieser Sitz aber schon."), "gast")


def _pruefe_stelle(mitgliedschaft: Mitgliedschaft) -> None:
    """Who is sent comes from a body that has the right to; guests and those who write minutes may be sent by none."""
    stelle, gremium = mitgliedschaft.entsendet_durch, mitgliedschaft.sitz.gremium
    if stelle is not None and not gremium.entsendungsrechte.filter(stelle=stelle).exists():
        raise _fehler(
            "entsendet_durch", _("%(stelle)s entsendet niemanden in dieses Gremium."), "stelle", stelle=stelle
        )


def _zur_selben_zeit(mitgliedschaft: Mitgliedschaft) -> Any:
    """Other memberships of the body that hold on a day of this one."""
    spaeter = Q(bis__isnull=True) | Q(bis__gte=mitgliedschaft.von)
    andere = Mitgliedschaft.objects.exclude(pk=mitgliedschaft.pk).filter(
        spaeter, sitz__gremium=mitgliedschaft.sitz.gremium_id
    )
    return andere.filter(von__lte=mitgliedschaft.bis) if mitgliedschaft.bis else andere


def _pruefe_vorsitz(mitgliedschaft: Mitgliedschaft) -> None:
    if mitgliedschaft.funktion != Funktion.VORSITZ:
        return
    anderer = _zur_selben_zeit(mitgliedschaft).filter(funktion=Funktion.VORSITZ).first()
    if anderer is not None:
        raise _fehler(
            "funktion", _("Den Vorsitz hat in dieser Zeit schon %(name)s."), "vorsitz", name=anderer.person
        )


def _pruefe_einmal(mitgliedschaft: Mitgliedschaft) -> None:
    if _zur_selben_zeit(mitgliedschaft).filter(person=mitgliedschaft.person).exists():
        raise _fehler(
            "person",
            _("%(name)s gehört in dieser Zeit schon zu diesem Gremium."),
            "doppelt",
            name=mitgliedschaft.person,
        )


def _pruefe_vertretung(mitgliedschaft: Mitgliedschaft) -> None:
    """A deputy sits on the seat of the member and not longer than she."""
    vertritt = mitgliedschaft.vertritt
    if vertritt is None:
        return
    if vertritt.sitz_id != mitgliedschaft.sitz_id or vertritt.vertritt_id is not None:
        raise _fehler("vertritt", _("Vertreten wird das Mitglied auf diesem Sitz."), "vertretung")
    laenger = vertritt.bis and (mitgliedschaft.bis is None or mitgliedschaft.bis > vertritt.bis)
    if mitgliedschaft.von < vertritt.von or laenger:
        raise _fehler("von", _("Eine Vertretung dauert nicht länger als die Mitgliedschaft."), "vertretung")


@transaction.atomic
def mitgliedschaft_beenden(
    *,
    mitgliedschaft: Mitgliedschaft,
    letzter_tag: date | None = None,
    grund: str = "",
    person: Benutzer | None,
) -> None:
    """End a membership and those of its deputies after `letzter_tag`, at once if not given: every right in the body
    ends with it, the next request is refused.

    One that has not begun by then leaves no row; the history keeps it. Raises ValidationError for one that ended
    earlier.
    """
    bis = letzter_tag or uhr.heute() - timedelta(days=1)
    if mitgliedschaft.bis and mitgliedschaft.bis < bis:
        raise _fehler("letzter_tag", _("Diese Mitgliedschaft endet schon früher."), "beendet")
    _sperre(mitgliedschaft.sitz.gremium_id)
    for eine in [*mitgliedschaft.vertretungen.all(), mitgliedschaft]:
        _beende(eine, bis, grund)


def _beende(mitgliedschaft: Mitgliedschaft, bis: date, grund: str) -> None:
    if mitgliedschaft.bis and mitgliedschaft.bis <= bis:
        return
    if bis < mitgliedschaft.von:
        mitgliedschaft.delete()
        return
    mitgliedschaft.bis, mitgliedschaft.ende_grund = bis, grund.strip()
    mitgliedschaft.full_clean()
    mitgliedschaft.save()

"""Contributors: what they do, when they can, whether their name may be shown."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from beirat.actions.mitgliedschaft import person_speichern
from konferenz import uhr
from konferenz.models import Benutzer
from programm.models import Mitwirkende, Mitwirkung, Verfuegbarkeit


@transaction.atomic
def mitwirkende_speichern(*, mitwirkende: Mitwirkende, person: Benutzer | None) -> Mitwirkende:
    """Store a new or changed contributor; consent has actions of its own."""
    mitwirkende.full_clean()
    mitwirkende.save()
    return mitwirkende


@transaction.atomic
def mitwirkende_aufnehmen(*, mitwirkende: Mitwirkende, person: Benutzer | None) -> Mitwirkende:
    """Take somebody in; a person the house does not know yet is stored with it. Raises ValidationError for an address
    that another person has."""
    mensch = mitwirkende.person
    if mensch.pk is None:
        person_speichern(mensch=mensch, person=person)
    mitwirkende.person = mensch  # a foreign key keeps no number that came later
    return mitwirkende_speichern(mitwirkende=mitwirkende, person=person)


@transaction.atomic
def mitwirkende_entfernen(*, mitwirkende: Mitwirkende, person: Benutzer | None) -> None:
    """Take somebody out who has no task; raises ValidationError otherwise."""
    if mitwirkende.mitwirkungen.exists():
        raise ValidationError(
            _("Diese Person hat noch Aufgaben. Nehmen Sie ihr zuerst die Aufgaben ab."), code="aufgaben"
        )
    mitwirkende.delete()


@transaction.atomic
def verfuegbarkeit_eintragen(*, zeit: Verfuegbarkeit, person: Benutzer | None) -> Verfuegbarkeit:
    """One more time when somebody can; without any nobody has asked yet."""
    zeit.full_clean()
    zeit.save()
    return zeit


@transaction.atomic
def verfuegbarkeit_entfernen(*, zeit: Verfuegbarkeit, person: Benutzer | None) -> None:
    """Take a time away."""
    zeit.delete()


@transaction.atomic
def mitwirkung_eintragen(*, mitwirkung: Mitwirkung, person: Benutzer | None) -> Mitwirkung:
    """Give somebody a task in an item or a group of the same conference."""
    ziel = mitwirkung.programmpunkt or mitwirkung.arbeitsgruppe
    if ziel is None or ziel.konferenz_id != mitwirkung.mitwirkende.konferenz_id:
        raise ValidationError(_("Das gehört zu einer anderen Konferenz."), code="konferenz")
    mitwirkung.full_clean()
    mitwirkung.save()
    return mitwirkung


@transaction.atomic
def mitwirkung_beenden(*, mitwirkung: Mitwirkung, person: Benutzer | None) -> None:
    """Take a task away; the history keeps it."""
    mitwirkung.delete()


@transaction.atomic
def zustimmung_erfassen(*, mitwirkende: Mitwirkende, nachweis: str, person: Benutzer | None) -> Mitwirkende:
    """Record that somebody agreed to be named in public, and where that is written; the name is shown from now on."""
    mitwirkende.zustimmung_am = uhr.jetzt()
    mitwirkende.zustimmung_nachweis = nachweis.strip()
    mitwirkende.ist_oeffentlich = True
    mitwirkende.full_clean()
    mitwirkende.save()
    return mitwirkende


@transaction.atomic
def zustimmung_widerrufen(*, mitwirkende: Mitwirkende, person: Benutzer | None) -> Mitwirkende:
    """Withdraw it; the name is gone from every page, feed and file with the commit."""
    mitwirkende.zustimmung_am, mitwirkende.zustimmung_nachweis = None, ""
    mitwirkende.ist_oeffentlich = False
    mitwirkende.save()
    return mitwirkende

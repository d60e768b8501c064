"""Who gets a seat, who comes next: all of it under the lock of the conference's `Kontingent` row, in one transaction
with its cause.

The lock is one for the conference and all its working groups. Whoever changes the state of a registration holds it,
so no row of a registration or a group needs one of its own and there is one order of locking.
`FOR NO KEY UPDATE` does not collide with the foreign-key checks of new rows.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, Exists, Max, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from anmeldung.actions import briefe
from anmeldung.models import Anmeldung, Kontingent, Platz, Warteplatz
from konferenz import uhr
from konferenz.models import Konferenz


def kontingent_anlegen(konferenz: Konferenz) -> Kontingent:
    """Every conference has its row of seats from the start, at first without any."""
    return Kontingent.objects.get_or_create(konferenz=konferenz, defaults={"plaetze": 0})[0]


def sperre(konferenz: Konferenz) -> Kontingent:
    """Lock the seats of a conference and of its working groups until the end of the transaction; take it as late as
    possible."""
    return Kontingent.objects.select_for_update(no_key=True).get(konferenz=konferenz)


def freie_nummer(kontingent: Kontingent) -> int | None:
    """The smallest free seat number, or None. After a reduction seats above the capacity count as taken, too."""
    stand = kontingent.belegte.aggregate(zahl=Count("id"), hoechste=Max("nummer"))
    if stand["zahl"] >= kontingent.plaetze:
        return None
    if stand["zahl"] == (stand["hoechste"] or 0):
        return stand["zahl"] + 1
    belegt = set(kontingent.belegte.values_list("nummer", flat=True))
    return next(nummer for nummer in range(1, kontingent.plaetze + 1) if nummer not in belegt)


def setze_oder_warte(kontingent: Kontingent, anmeldung: Anmeldung) -> Platz | Warteplatz:
    """A seat only if one is free *and nobody waits*, else the next waiting number. Needs the lock."""
    nummer = None if kontingent.wartende.exists() else freie_nummer(kontingent)
    if nummer is not None:
        return Platz.objects.create(kontingent=kontingent, nummer=nummer, anmeldung=anmeldung)
    warteplatz = Warteplatz.objects.create(
        kontingent=kontingent, nummer=kontingent.naechste_wartenummer, anmeldung=anmeldung
    )
    kontingent.naechste_wartenummer += 1
    kontingent.save(update_fields=["naechste_wartenummer"])
    return warteplatz


def setze(kontingent: Kontingent, anmeldung: Anmeldung) -> Platz:
    """A seat before all who wait, for who stands at the door. Needs the lock; raises ValidationError without one."""
    nummer = freie_nummer(kontingent)
    if nummer is None:
        raise ValidationError(_("Alle Plätze sind vergeben. Das Haus ist voll."), code="voll")
    return Platz.objects.create(kontingent=kontingent, nummer=nummer, anmeldung=anmeldung)


def ist_frei(kontingent: Kontingent) -> bool:
    """Whether `setze_oder_warte` would give a seat. Needs the lock."""
    return not kontingent.wartende.exists() and freie_nummer(kontingent) is not None


def raeume(anmeldung: Anmeldung) -> None:
    """Take all seats and waiting numbers from a registration, those in groups too. Needs the lock; the caller moves
    the others up."""
    anmeldung.plaetze.all().delete()
    anmeldung.warteplaetze.all().delete()


def _biete_an(kontingent: Kontingent, nummer: int, warteplatz: Warteplatz, konferenz: Konferenz) -> None:
    """Hold a seat for somebody and say so: for the conference it is a state of the registration, for a group not."""
    anmeldung = warteplatz.anmeldung
    anmeldung.konferenz = konferenz
    bis = min(
        uhr.jetzt() + konferenz.angebotsfrist, konferenz.beginn or uhr.jetzt() + konferenz.angebotsfrist
    )
    warteplatz.delete()
    platz = Platz.objects.create(kontingent=kontingent, nummer=nummer, anmeldung=anmeldung, angeboten_bis=bis)
    if kontingent.arbeitsgruppe:
        briefe.schreibe(anmeldung, "gruppe_angebot", platz.pk, bis=bis, gruppe=kontingent.arbeitsgruppe)
        return
    anmeldung.stand = Anmeldung.Stand.ANGEBOTEN
    anmeldung.save(update_fields=["stand"])
    briefe.schreibe(anmeldung, "angebot", bis=bis)


def ruecke_nach(konferenz: Konferenz) -> int:
    """Hold every free seat of the conference and of its groups for those who wait, in the order of their numbers;
    returns how many offers went out. Needs the lock.

    When the conference has begun nobody is asked any more: the desk lets people in.
    """
    if konferenz.beginn and konferenz.beginn <= uhr.jetzt():
        return 0
    mit_wartenden = Kontingent.objects.im_haus(konferenz).filter(Exists(_wartende()))
    return sum(_ruecke_nach(eines, konferenz) for eines in mit_wartenden.select_related("arbeitsgruppe"))


def _wartende() -> QuerySet[Warteplatz]:
    return Warteplatz.objects.filter(kontingent=OuterRef("pk"))


def _ruecke_nach(kontingent: Kontingent, konferenz: Konferenz) -> int:
    angebote = 0
    for warteplatz in kontingent.wartende.select_related("anmeldung").order_by("nummer"):
        nummer = freie_nummer(kontingent)
        if nummer is None:
            break
        _biete_an(kontingent, nummer, warteplatz, konferenz)
        angebote += 1
    return angebote


@transaction.atomic
def plaetze_aendern(*, konferenz: Konferenz, plaetze: int) -> Kontingent:
    """Set the capacity. Lowering it removes nobody and blocks new offers; raising it offers the new seats in order."""
    if plaetze < 0:
        raise ValidationError(_("Die Zahl der Plätze kann nicht kleiner als null sein."), code="plaetze")
    kontingent = sperre(konferenz)
    kontingent.plaetze = plaetze
    kontingent.save(update_fields=["plaetze"])
    ruecke_nach(konferenz)
    return kontingent

"""Which letter a registration gets; texts are in `templates/anmeldung/post/`."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from anmeldung.models import Anmeldung
from konferenz import uhr
from konferenz.actions.nachricht import nachricht_schreiben
from konferenz.actions.nachricht.schreiben import wecke_nach_commit
from konferenz.models import Konferenz, Nachricht

HOECHSTENS_AM_TAG = 3
"""Letters to a known address that somebody typed again: no more than this a day, so nobody can flood a stranger."""


LINK_BLEIBT = timedelta(days=90)
"""A personal link opens the registration as long after the conference as the registration itself is kept."""


def _link_bis(konferenz: Konferenz) -> datetime:
    return (konferenz.ende or uhr.jetzt()) + LINK_BLEIBT


def _weg(anmeldung: Anmeldung) -> str:
    if anmeldung.email:
        return Nachricht.Weg.MAIL
    return Nachricht.Weg.TELEFON if anmeldung.telefon else Nachricht.Weg.BRIEF


def schreibe(anmeldung: Anmeldung, anlass: str, generation: object = "", **daten: Any) -> Nachricht | None:
    """Queue the letter `anlass` (name of its template); one for each registration, reason and generation."""
    konferenz = anmeldung.konferenz
    return nachricht_schreiben(
        schluessel=f"anmeldung.{anlass}:{anmeldung.pk}:{generation}",
        anlass=f"anmeldung.{anlass}",
        vorlage=f"anmeldung/post/{anlass}",
        daten={"anmeldung": anmeldung, "konferenz": konferenz, "link_bis": _link_bis(konferenz), **daten},
        an=anmeldung.email or anmeldung.telefon,
        an_name=anmeldung.name,
        sprache=anmeldung.sprache,
        weg=_weg(anmeldung),
        bezug=str(anmeldung.pk),
        konferenz=konferenz,
    )


def erinnere_an_bestehende(anmeldung: Anmeldung, tag: object) -> Nachricht | None:
    """Send a registered address a new link to what it has; None if it had three letters of this kind today."""
    anlass = "bestaetigen" if anmeldung.stand == Anmeldung.Stand.UNBESTAETIGT else "schon_angemeldet"
    heute = Nachricht.objects.filter(
        bezug=str(anmeldung.pk), schluessel__startswith=f"anmeldung.{anlass}:{anmeldung.pk}:{tag}-"
    )
    zahl = heute.count()
    if zahl >= HOECHSTENS_AM_TAG:
        return None
    return schreibe(anmeldung, anlass, generation=f"{tag}-{zahl}")


@transaction.atomic
def schreibe_keinen(konferenz: Konferenz, email: str, sprache: str) -> None:
    """Do for an address that gets no letter what a letter costs, and leave nothing: the time of the answer must not
    tell who is registered."""
    with transaction.atomic():
        schreibe(Anmeldung(konferenz=konferenz, email=email, sprache=sprache), "schon_angemeldet")
        transaction.set_rollback(True)
    wecke_nach_commit()

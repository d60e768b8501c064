"""Which letter a registration gets; texts are in `templates/anmeldung/post/`."""

from typing import Any

from anmeldung.models import Anmeldung
from konferenz.actions.nachricht import nachricht_schreiben
from konferenz.models import Nachricht

HOECHSTENS_AM_TAG = 3
"""Letters to a known address that somebody typed again: no more than this a day, so nobody can flood a stranger."""


def _weg(anmeldung: Anmeldung) -> str:
    if anmeldung.email:
        return Nachricht.Weg.MAIL
    return Nachricht.Weg.TELEFON if anmeldung.telefon else Nachricht.Weg.BRIEF


def schreibe(anmeldung: Anmeldung, anlass: str, generation: object = "", **daten: Any) -> Nachricht | None:
    """Queue the letter `anlass` (name of its template); one for each registration, reason and generation."""
    return nachricht_schreiben(
        schluessel=f"anmeldung.{anlass}:{anmeldung.pk}:{generation}",
        anlass=f"anmeldung.{anlass}",
        vorlage=f"anmeldung/post/{anlass}",
        daten={"anmeldung": anmeldung, "konferenz": anmeldung.konferenz, **daten},
        an=anmeldung.email or anmeldung.telefon,
        an_name=anmeldung.name,
        sprache=anmeldung.sprache,
        weg=_weg(anmeldung),
        bezug=str(anmeldung.pk),
        konferenz=anmeldung.konferenz,
    )


def erinnere_an_bestehende(anmeldung: Anmeldung, tag: object) -> None:
    """Send an address that is already registered a new link to what it has, at most three times a day."""
    anlass = "bestaetigen" if anmeldung.stand == Anmeldung.Stand.UNBESTAETIGT else "schon_angemeldet"
    heute = Nachricht.objects.filter(bezug=str(anmeldung.pk), schluessel__startswith=f"anmeldung.{anlass}:{anmeldung.pk}:{tag}-")
    zahl = heute.count()
    if zahl < HOECHSTENS_AM_TAG:
        schreibe(anmeldung, anlass, generation=f"{tag}-{zahl}")

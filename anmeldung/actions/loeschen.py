"""Erasure: nothing of the person stays in the database, counts stay right, and a restore can repeat it."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction

from anmeldung.actions import plaetze
from anmeldung.models import Anmeldung, Anwesenheit, Bedarf, Einwilligung, Gruppenwunsch, Platz, Warteplatz
from konferenz import uhr
from konferenz.models import Loeschvermerk, Nachricht, Zugangslink

ART = "anmeldung"


def _journal_schreiben(kennung: UUID) -> None:
    """One line (kind, random id, time) outside the database, so that a restored backup can be told what to forget
    again."""
    pfad = settings.LOESCHJOURNAL
    pfad.parent.mkdir(mode=0o700, exist_ok=True)
    with pfad.open("a", encoding="ascii") as datei:
        datei.write(f"{ART} {kennung} {uhr.jetzt().isoformat()}\n")


def _verlauf_entfernen(kennung: UUID) -> None:
    """Remove the history of a person, the events of this very deletion included."""
    spalten: tuple[tuple[Any, str], ...] = (
        (Anmeldung, "pgh_obj_id"),
        (Einwilligung, "anmeldung_id"),
        (Gruppenwunsch, "anmeldung_id"),
        (Anwesenheit, "anmeldung_id"),
        (Platz, "anmeldung_id"),
        (Warteplatz, "anmeldung_id"),
    )
    for modell, feld in spalten:
        modell.pgh_event_model.objects.filter(**{feld: kennung}).delete()


@transaction.atomic
def loeschen(*, anmeldung: Anmeldung) -> None:
    """Delete a registration with needs, consents, letters, links and history; its seat goes to the next one.

    What stays is one counted row without a person (`Loeschvermerk`) and one line in the journal of deletions.
    """
    plaetze.sperre(anmeldung.konferenz)
    kennung = anmeldung.pk
    frisch = Anmeldung.objects.filter(pk=kennung).first()
    if frisch is None:
        return
    plaetze.raeume(frisch)
    Bedarf.objects.filter(anmeldung=frisch).delete()
    Nachricht.objects.filter(bezug=str(kennung)).delete()
    Zugangslink.objects.filter(objekt=str(kennung), zweck__startswith="anmeldung.").delete()
    frisch.delete()
    _verlauf_entfernen(kennung)
    daten = {"stand": frisch.stand, "quelle": frisch.quelle}
    Loeschvermerk.objects.get_or_create(
        kennung=kennung,
        defaults={"art": ART, "konferenz": anmeldung.konferenz, "daten": daten, "am": uhr.jetzt()},
    )
    plaetze.ruecke_nach(anmeldung.konferenz)
    transaction.on_commit(lambda: _journal_schreiben(kennung))


def loeschungen_nachholen() -> int:
    """After a restore: delete again whatever the journal says was deleted; returns how many rows had come back."""
    pfad = settings.LOESCHJOURNAL
    if not pfad.exists():
        return 0
    zeilen = (zeile.split() for zeile in pfad.read_text(encoding="ascii").splitlines())
    kennungen = {UUID(teile[1]) for teile in zeilen if len(teile) == 3 and teile[0] == ART}
    wieder_da = list(Anmeldung.objects.filter(pk__in=kennungen).select_related("konferenz"))
    for anmeldung in wieder_da:
        loeschen(anmeldung=anmeldung)
    return len(wieder_da)

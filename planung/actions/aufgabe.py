"""Tasks and resubmissions: give, change, finish; exactly one letter when a task is overdue or a note comes back."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from konferenz import uhr
from konferenz.actions.formularschluessel import einloesen
from konferenz.models import Benutzer, Nachricht
from planung.actions.briefe import schreibe_an
from planung.models import Aufgabe, Wiedervorlage

Stand = Aufgabe.Stand
ENDE = (Stand.ERLEDIGT, Stand.VERWORFEN)


@transaction.atomic
def aufgabe_anlegen(*, aufgabe: Aufgabe, person: Benutzer | None, schluessel: UUID | None = None) -> Aufgabe:
    """Store a new task; it belongs to the body of the item it comes from. A form sent twice makes one."""
    inhalt = [aufgabe.titel, aufgabe.verantwortlich_id, aufgabe.frist, aufgabe.beschreibung]
    if schluessel and einloesen(schluessel, {"aufgabe": inhalt}):
        return aufgabe
    if aufgabe.herkunft is not None:
        aufgabe.gremium = aufgabe.herkunft.sitzung.gremium
    aufgabe.angelegt_von = person
    aufgabe.full_clean()
    aufgabe.save()
    return aufgabe


@transaction.atomic
def aufgabe_aendern(*, aufgabe: Aufgabe, person: Benutzer | None) -> Aufgabe:
    """Store changed data of a task that is still open; its state changes by `stand_setzen`."""
    alt = _sperre(aufgabe)
    if alt.stand in ENDE:
        raise ValidationError(
            _("Die Aufgabe ist abgeschlossen. Nehmen Sie sie zuerst wieder auf."), code="ende"
        )
    aufgabe.stand, aufgabe.ergebnis, aufgabe.erledigt_am = alt.stand, alt.ergebnis, alt.erledigt_am
    aufgabe.full_clean()
    aufgabe.save()
    return aufgabe


@transaction.atomic
def stand_setzen(*, aufgabe: Aufgabe, stand: str, ergebnis: str = "", person: Benutzer | None) -> Aufgabe:
    """Begin, finish, drop or take up again; what is no longer needed needs a word why."""
    aufgabe = _sperre(aufgabe)
    if stand == Stand.VERWORFEN and not ergebnis.strip():
        raise ValidationError({"ergebnis": _("Schreiben Sie, warum sie nicht mehr nötig ist.")}, code="grund")
    aufgabe.stand, aufgabe.ergebnis = stand, ergebnis.strip()
    aufgabe.erledigt_am = uhr.jetzt() if stand in ENDE else None
    aufgabe.full_clean()
    aufgabe.save()
    return aufgabe


def _sperre(aufgabe: Aufgabe) -> Aufgabe:
    return (
        Aufgabe.objects.select_for_update(of=("self",))
        .select_related("gremium__konferenz")
        .get(pk=aufgabe.pk)
    )


@transaction.atomic
def wiedervorlage_anlegen(
    *, wiedervorlage: Wiedervorlage, person: Benutzer | None, schluessel: UUID | None = None
) -> Wiedervorlage:
    """A note that comes back on a day, which is not over yet. A form sent twice makes one."""
    inhalt = [wiedervorlage.anlass, wiedervorlage.an_id, wiedervorlage.am, wiedervorlage.aufgabe_id]
    if schluessel and einloesen(schluessel, {"wiedervorlage": inhalt}):
        return wiedervorlage
    if wiedervorlage.am and wiedervorlage.am < uhr.heute():
        raise ValidationError({"am": _("Dieser Tag ist vorbei.")}, code="vorbei")
    wiedervorlage.full_clean()
    wiedervorlage.save()
    return wiedervorlage


@transaction.atomic
def wiedervorlage_erledigen(*, wiedervorlage: Wiedervorlage, person: Benutzer | None) -> Wiedervorlage:
    """Done with; a second time changes nothing."""
    if wiedervorlage.erledigt_am is None:
        wiedervorlage.erledigt_am = uhr.jetzt()
        wiedervorlage.save(update_fields=["erledigt_am"])
    return wiedervorlage


def aufgaben_erinnern() -> int:
    """One letter for each task that is overdue and each note whose day has come; run as often as you like.

    A new deadline is reminded of anew (S44). Returns how many letters were written.
    """
    geschrieben = [_erinnere(aufgabe) for aufgabe in _ueberfaellige()]
    geschrieben += [_lege_vor(eine) for eine in _faellige()]
    return len([brief for brief in geschrieben if brief is not None])


def _ueberfaellige() -> list[Aufgabe]:
    reihe = Aufgabe.objects.ueberfaellig(uhr.heute())
    return list(reihe.select_related("verantwortlich", "gremium__konferenz"))


def _faellige() -> list[Wiedervorlage]:
    reihe = Wiedervorlage.objects.filter(am__lte=uhr.heute(), erledigt_am=None)
    return list(reihe.select_related("an", "aufgabe", "gremium__konferenz"))


def _erinnere(aufgabe: Aufgabe) -> Nachricht | None:
    return schreibe_an(
        aufgabe.verantwortlich,
        "aufgabe",
        f"{aufgabe.pk}:{aufgabe.verantwortlich_id}:{aufgabe.frist}",
        konferenz=aufgabe.gremium.konferenz,
        spur=Nachricht.Spur.ERINNERUNG,
        aufgabe=aufgabe,
    )


def _lege_vor(eine: Wiedervorlage) -> Nachricht | None:
    return schreibe_an(
        eine.an,
        "wiedervorlage",
        f"{eine.pk}:{eine.am}",
        konferenz=eine.gremium.konferenz,
        spur=Nachricht.Spur.ERINNERUNG,
        wiedervorlage=eine,
    )

"""Letting people in: at several desks at once, without registration, from paper afterwards."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anmeldung.actions import plaetze
from anmeldung.actions.anmelden import Angaben, lege_an
from anmeldung.models import Anmeldung, Anwesenheit, Einlasscode, Kontingent
from konferenz import uhr
from konferenz.actions.formularschluessel import einloesen, ergebnis_merken
from konferenz.models import Benutzer, Konferenz

Stand = Anmeldung.Stand
WARUM_NICHT = {
    Stand.ABGEMELDET: _(
        "Diese Anmeldung ist abgesagt. Ist noch Platz, nehmen Sie die Person ohne Anmeldung auf."
    ),
    Stand.VERFALLEN: _(
        "Diese Anmeldung ist verfallen. Ist noch Platz, nehmen Sie die Person ohne Anmeldung auf."
    ),
    Stand.UNBESTAETIGT: _(
        "Diese Anmeldung ist nicht bestätigt. Ist noch Platz, lassen Sie die Person trotzdem ein."
    ),
    Stand.WARTELISTE: _(
        "Diese Person steht auf der Warteliste. Ist noch Platz, lassen Sie sie trotzdem ein."
    ),
    Stand.ANGEBOTEN: _(
        "Diese Person hat ihr Angebot nicht angenommen. Ist noch Platz, lassen Sie sie trotzdem ein."
    ),
}


@dataclass(frozen=True)
class Ergebnis:
    """What came of it; `war_schon_da` if another desk, or the same one, was faster."""

    anwesenheit: Anwesenheit
    war_schon_da: bool


@transaction.atomic
def einlassen(
    *,
    anmeldung: Anmeldung,
    person: Benutzer,
    tisch: str = "",
    trotzdem: bool = False,
    ist_nachgetragen: bool = False,
) -> Ergebnis:
    """Let a registered person in; again says since when she is there.

    `trotzdem` gives a seat to who has none yet, if one is free. Raises ValidationError for an ended registration, for
    one without a sure seat unless `trotzdem`, and if no seat is free.
    """
    schloss = plaetze.sperre(anmeldung.konferenz)
    frisch = Anmeldung.objects.filter(pk=anmeldung.pk).first()
    if frisch is None:
        raise ValidationError(_("Diese Anmeldung gibt es nicht mehr."), code="weg")
    schon = Anwesenheit.objects.filter(anmeldung=frisch).first()
    if schon is not None:
        return Ergebnis(schon, war_schon_da=True)
    if frisch.stand != Stand.BESTAETIGT:
        if not trotzdem or not frisch.ist_aktiv:
            raise ValidationError(WARUM_NICHT[Stand(frisch.stand)], code=frisch.stand)
        _gib_platz(schloss, frisch)
    neue = Anwesenheit(
        anmeldung=frisch, tisch=tisch.strip(), erfasst_von=person, ist_nachgetragen=ist_nachgetragen
    )
    neue.full_clean()
    neue.save()
    return Ergebnis(neue, war_schon_da=False)


def _gib_platz(kontingent: Kontingent, anmeldung: Anmeldung) -> None:
    """A free seat for who stands at the door, before all who wait elsewhere. Needs the lock."""
    gehalten = kontingent.belegte.filter(anmeldung=anmeldung).first()
    if gehalten is not None:
        gehalten.angeboten_bis = None
        gehalten.save(update_fields=["angeboten_bis"])
    else:
        anmeldung.warteplaetze.der_konferenz().delete()
        plaetze.setze(kontingent, anmeldung)
    anmeldung.stand = Stand.BESTAETIGT
    anmeldung.bestaetigt_am = anmeldung.bestaetigt_am or uhr.jetzt()
    anmeldung.save(update_fields=["stand", "bestaetigt_am"])


@transaction.atomic
def ohne_anmeldung_einlassen(
    *, konferenz: Konferenz, name: str, sprache: str, person: Benutzer, schluessel: UUID, tisch: str = ""
) -> Ergebnis:
    """Register somebody who came without, and let her in; no letter. The same form sent twice is one person.

    Raises ValidationError for an empty name and if no seat is free: then nothing is stored.
    """
    schloss = plaetze.sperre(konferenz)
    felder = Angaben(name=name, sprache=sprache).felder()
    frueher = einloesen(schluessel, {"einlass": felder})
    if frueher is not None:
        anmeldung = _mit(Anmeldung.objects.get(pk=frueher.ergebnis), konferenz)
        return einlassen(anmeldung=anmeldung, person=person, tisch=tisch)
    zusatz = {"quelle": Anmeldung.Quelle.EINLASS, "erfasst_von": person, "bestaetigt_am": uhr.jetzt()}
    anmeldung, _ist_neu = lege_an(konferenz, {**felder, **zusatz})
    plaetze.setze(schloss, anmeldung)
    anmeldung.stand = Stand.BESTAETIGT
    anmeldung.save(update_fields=["stand"])
    ergebnis_merken(schluessel, str(anmeldung.pk))
    return einlassen(anmeldung=anmeldung, person=person, tisch=tisch)


@transaction.atomic
def einlass_zuruecknehmen(*, anmeldung: Anmeldung, person: Benutzer) -> None:
    """The wrong person was let in; again changes nothing. The history keeps it."""
    Anwesenheit.objects.filter(anmeldung=anmeldung).delete()


@transaction.atomic
def nachtragen(
    *, konferenz: Konferenz, nummern: Iterable[str], person: Benutzer, tisch: str = ""
) -> list[Ergebnis]:
    """Enter from a paper list who was let in, by their numbers: all of them or nobody.

    Raises ValidationError that names every number which does not exist or has no sure seat.
    """
    gesucht = list(dict.fromkeys(nummern))
    gefunden = {
        eine.nummer: eine for eine in Anmeldung.objects.filter(konferenz=konferenz, nummer__in=gesucht)
    }
    falsch = [
        nummer for nummer in gesucht if nummer not in gefunden or gefunden[nummer].stand != Stand.BESTAETIGT
    ]
    if falsch or not gesucht:
        raise ValidationError(
            _("Diese Nummern gibt es nicht, oder sie haben keinen sicheren Platz: %(nummern)s.")
            if falsch
            else _("Schreiben Sie mindestens eine Nummer."),
            code="nummern",
            params={"nummern": ", ".join(falsch)},
        )
    return [
        einlassen(
            anmeldung=_mit(gefunden[nummer], konferenz), person=person, tisch=tisch, ist_nachgetragen=True
        )
        for nummer in gesucht
    ]


def _mit(anmeldung: Anmeldung, konferenz: Konferenz) -> Anmeldung:
    anmeldung.konferenz = konferenz
    return anmeldung


@transaction.atomic
def codes_zu(anmeldungen: Iterable[Anmeldung]) -> dict[UUID, str]:
    """The tokens for the QR codes of these registrations, made when they are needed first; three statements."""
    nummern = [eine.pk for eine in anmeldungen]
    vorhanden = set(Einlasscode.objects.filter(anmeldung__in=nummern).values_list("anmeldung", flat=True))
    neue = [Einlasscode(anmeldung_id=nummer) for nummer in nummern if nummer not in vorhanden]
    Einlasscode.objects.bulk_create(neue, ignore_conflicts=True)  # another desk may print at the same moment
    return dict(Einlasscode.objects.filter(anmeldung__in=nummern).values_list("anmeldung", "code"))


def code_zu(anmeldung: Anmeldung) -> str:
    """The token for the QR code of one registration."""
    return codes_zu([anmeldung])[anmeldung.pk]

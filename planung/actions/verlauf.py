"""The meeting while it runs: opening, taking items in any order, attendance, who takes no part, closing."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from beirat.models import Mitgliedschaft, Person
from konferenz import uhr
from konferenz.models import Benutzer
from planung.actions.abstimmung import pruefe_beschluesse
from planung.actions.protokoll import protokoll_anlegen
from planung.actions.sitzung import pruefe_uebergang, sperre
from planung.actions.stand import offene_sitzung
from planung.fristen import tag_der, zeit_der
from planung.models import Anwesenheit, Befangenheit, Sitzung, Tagesordnungspunkt

Stand = Tagesordnungspunkt.Stand


@transaction.atomic
def sitzung_eroeffnen(*, sitzung: Sitzung, um: datetime | None = None, person: Benutzer | None) -> Sitzung:
    """Open a meeting that people were invited to, on its day or later; `um` is when it really began.

    The minutes begin with it. Raises ValidationError before the day or if it was not invited to.
    """
    sitzung = sperre(sitzung)
    pruefe_uebergang(sitzung, Sitzung.Stand.LAEUFT)
    if uhr.heute() < tag_der(sitzung):
        raise ValidationError(_("Eine Sitzung wird frühestens an ihrem Tag eröffnet."), code="frueh")
    sitzung.stand, sitzung.eroeffnet_am = Sitzung.Stand.LAEUFT, um or uhr.jetzt()
    sitzung.save(update_fields=["stand", "eroeffnet_am"])
    protokoll_anlegen(sitzung=sitzung, person=person)
    return sitzung


@transaction.atomic
def sitzung_schliessen(*, sitzung: Sitzung, um: datetime | None = None, person: Benutzer | None) -> Sitzung:
    """Close a running meeting; items nobody has taken are postponed."""
    sitzung = sperre(sitzung)
    pruefe_uebergang(sitzung, Sitzung.Stand.BEENDET)
    ende = um or uhr.jetzt()
    if sitzung.eroeffnet_am and ende < sitzung.eroeffnet_am:
        raise ValidationError({"um": _("Das Ende liegt vor dem Beginn.")}, code="ende")
    sitzung.punkte.filter(stand=Stand.AUFGERUFEN).update(stand=Stand.BEHANDELT)
    sitzung.punkte.filter(stand=Stand.VORGESEHEN).update(stand=Stand.VERTAGT)
    sitzung.stand, sitzung.geschlossen_am = Sitzung.Stand.BEENDET, ende
    sitzung.save(update_fields=["stand", "geschlossen_am"])
    return sitzung


@transaction.atomic
def punkt_aufrufen(*, punkt: Tagesordnungspunkt, person: Benutzer | None) -> Tagesordnungspunkt:
    """Take an item now, in whatever order; its number and place stay. The one before it is done with."""
    punkt = _in_laufender_sitzung(punkt)
    if punkt.stand == Stand.ABGESETZT:
        raise ValidationError(_("Dieser Punkt ist von der Tagesordnung genommen."), code="abgesetzt")
    punkte = Tagesordnungspunkt.objects.filter(sitzung=punkt.sitzung_id)
    punkte.filter(stand=Stand.AUFGERUFEN).exclude(pk=punkt.pk).update(stand=Stand.BEHANDELT)
    punkt.stand = Stand.AUFGERUFEN
    if punkt.behandelt_als is None:
        punkt.behandelt_als = (punkte.aggregate(letzte=Max("behandelt_als"))["letzte"] or 0) + 1
        punkt.aufgerufen_am = zeit_der(punkt.sitzung)
    punkt.save(update_fields=["stand", "behandelt_als", "aufgerufen_am"])
    return punkt


@transaction.atomic
def punkt_abschliessen(*, punkt: Tagesordnungspunkt, person: Benutzer | None) -> Tagesordnungspunkt:
    """The item that is being taken is done with."""
    punkt = _in_laufender_sitzung(punkt)
    if punkt.stand != Stand.AUFGERUFEN:
        raise ValidationError(_("Dieser Punkt wird gerade nicht behandelt."), code="stand")
    punkt.stand = Stand.BEHANDELT
    punkt.save(update_fields=["stand"])
    return punkt


@transaction.atomic
def punkt_vertagen(*, punkt: Tagesordnungspunkt, person: Benutzer | None) -> Tagesordnungspunkt:
    """Put an item off to a later meeting. What was decided on it already cannot be put off."""
    punkt = _in_laufender_sitzung(punkt)
    if punkt.abstimmungen.exists():
        raise ValidationError(_("Über diesen Punkt ist schon abgestimmt."), code="abgestimmt")
    punkt.stand = Stand.VERTAGT
    punkt.save(update_fields=["stand"])
    return punkt


def _in_laufender_sitzung(punkt: Tagesordnungspunkt) -> Tagesordnungspunkt:
    """The stored item under the lock of its meeting, which must be running."""
    sitzung = sperre(punkt.sitzung)
    if sitzung.stand != Sitzung.Stand.LAEUFT:
        raise ValidationError(_("Das geht nur in der laufenden Sitzung."), code="stand")
    return sitzung.punkte.get(pk=punkt.pk)


@transaction.atomic
def anwesenheit_eintragen(
    *, sitzung: Sitzung, anwesenheiten: list[Anwesenheit], person: Benutzer | None
) -> list[Anwesenheit]:
    """Store who is there; a row with a key replaces the one before, one without `status` is deleted.

    Refused, with nothing stored, if a decision of the meeting would then have been made without a quorum or by more
    votes than there were voters.
    """
    sitzung = offene_sitzung(sitzung)
    bekannt = set(sitzung.anwesenheiten.values_list("pk", flat=True))
    for eine in anwesenheiten:
        eine._state.adding = eine.pk not in bekannt  # a row made from a form does not know that it is stored
        if not eine.status:
            Anwesenheit.objects.filter(sitzung=sitzung, pk=eine.pk).delete()
            continue
        eine.sitzung = sitzung
        _pruefe_person(eine)
        eine.full_clean()
        eine.save()
    pruefe_beschluesse(sitzung)
    return anwesenheiten


def _pruefe_person(anwesenheit: Anwesenheit) -> None:
    """Members are there for themselves, deputies for the member they stand for; everybody else is a guest."""
    if anwesenheit.status == Anwesenheit.Status.GAST:
        if anwesenheit.vertritt_id:
            raise ValidationError({"vertritt": _("Ein Gast vertritt niemanden.")}, code="gast")
        return
    tag = tag_der(anwesenheit.sitzung)
    gueltig = Mitgliedschaft.objects.gueltig(tag).filter(
        sitz__gremium=anwesenheit.sitzung.gremium_id, person=anwesenheit.person_id
    )
    if anwesenheit.vertritt_id:
        gueltig = gueltig.filter(vertritt__person=anwesenheit.vertritt_id)
    if not gueltig.exclude(funktion=Mitgliedschaft.Funktion.GAST).exists():
        raise ValidationError(_fremd(anwesenheit), code="fremd")


def _fremd(anwesenheit: Anwesenheit) -> ValidationError:
    wer = {"person": anwesenheit.person or anwesenheit.gastname, "mitglied": anwesenheit.vertritt}
    if anwesenheit.vertritt_id:
        satz = _("%(person)s kann %(mitglied)s nicht vertreten.")
    else:
        satz = _("%(person)s gehört dem Gremium an diesem Tag nicht an. Bitte als Gast eintragen.")
    return ValidationError(satz, params=wer)


@transaction.atomic
def befangen_melden(
    *, punkt: Tagesordnungspunkt, mensch: Person, grund: str, person: Benutzer | None
) -> Befangenheit:
    """Somebody takes no part in an item. Raises ValidationError once the item was voted on."""
    _vor_der_abstimmung(punkt)
    eine = Befangenheit(punkt=punkt, person=mensch, grund=grund)
    eine.full_clean()
    eine.save()
    return eine


@transaction.atomic
def befangenheit_streichen(*, befangenheit: Befangenheit, person: Benutzer | None) -> None:
    """It was a mistake; only before the vote."""
    _vor_der_abstimmung(befangenheit.punkt)
    befangenheit.delete()


def _vor_der_abstimmung(punkt: Tagesordnungspunkt) -> None:
    offene_sitzung(punkt.sitzung)
    teile = Tagesordnungspunkt.objects.filter(pk=punkt.pk) | punkt.unterpunkte.all()
    if any(teil.abstimmungen.exists() for teil in teile):
        raise ValidationError(
            _("Über diesen Punkt ist schon abgestimmt. Nehmen Sie zuerst die Abstimmung zurück."),
            code="abgestimmt",
        )

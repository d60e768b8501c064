"""The cost plan: draft, changes, approval by another person; what was approved stays as it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from budget.actions.buch import handelt
from budget.models import Bereitstellung, Kostenplan, Kostenposition, Planzeile
from budget.queries.kostenplan import UEBLICH, pruefsumme
from budget.queries.stand import NULL, massgebliche_obergrenze
from konferenz import uhr
from konferenz.actions.formularschluessel import einloesen
from konferenz.formate import euro
from konferenz.models import Benutzer


@dataclass(frozen=True)
class Planangabe:
    """What a draft says about one position: amount (EUR gross), or None for "not in this version", and a remark."""

    soll: Decimal | None
    erlaeuterung: str = ""


@transaction.atomic
def entwurf_anlegen(*, bereitstellung: Bereitstellung, person: Benutzer | None) -> Kostenplan:
    """The next version as a draft: a copy of the newest one, the first with the usual positions. A draft that is
    there already is returned."""
    with handelt(person):
        Bereitstellung.objects.select_for_update(no_key=True).get(pk=bereitstellung.pk)
        letzter = bereitstellung.kostenplaene.order_by("-fassung").first()
        if letzter and letzter.ist_entwurf:
            return letzter
        plan = Kostenplan.objects.create(
            bereitstellung=bereitstellung,
            fassung=letzter.fassung + 1 if letzter else 1,
            angelegt_von=person,
            bearbeitet_von=person,
        )
        if letzter:
            _uebernimm(letzter, plan)
        else:
            _schlage_vor(plan)
    return plan


def _uebernimm(alter: Kostenplan, plan: Kostenplan) -> None:
    for zeile in alter.zeilen.select_related("position"):
        plan.zeilen.create(position=zeile.position, soll=zeile.soll, erlaeuterung=zeile.erlaeuterung)


def _schlage_vor(plan: Kostenplan) -> None:
    """Usual positions without an amount, beside those that cases already have."""
    vorhandene = list(plan.bereitstellung.positionen.all())
    arten = {position.art for position in vorhandene}
    for art, bezeichnung in UEBLICH:
        if art not in arten:
            vorhandene.append(_neue_position(plan.bereitstellung, str(bezeichnung), art))
    for position in vorhandene:
        plan.zeilen.create(position=position, soll=NULL)


def _neue_position(bereitstellung: Bereitstellung, bezeichnung: str, art: str) -> Kostenposition:
    letzte = bereitstellung.positionen.aggregate(nummer=Max("nummer"))["nummer"] or 0
    position = Kostenposition(
        bereitstellung=bereitstellung, nummer=letzte + 1, bezeichnung=bezeichnung, art=art
    )
    position.full_clean()
    position.save()
    return position


@transaction.atomic
def entwurf_speichern(
    *,
    plan: Kostenplan,
    zeilen: Mapping[int, Planangabe],
    bemerkung: str,
    stand: str,
    person: Benutzer | None,
) -> Kostenplan:
    """Store amounts and remarks of a draft, by position; positions that are not named stay as they are.

    More than the ceiling is stored with a draft and refused at the approval. `stand` is the hash of what the writer
    had before him; raises ValidationError if somebody else has changed the draft meanwhile.
    """
    with handelt(person):
        entwurf = _entwurf(plan, stand)
        vorhandene = {zeile.position_id: zeile for zeile in entwurf.zeilen.all()}
        for position, angabe in zeilen.items():
            _schreibe(entwurf, vorhandene.get(position), position, angabe, person)
        entwurf.bemerkung = bemerkung.strip()
        entwurf.bearbeitet_von = person
        entwurf.save(update_fields=["bemerkung", "bearbeitet_von"])
    return entwurf


def _schreibe(
    plan: Kostenplan, zeile: Planzeile | None, position: int, angabe: Planangabe, person: Benutzer | None
) -> None:
    """One line: written, struck out, or left as it is if nothing changed."""
    if angabe.soll is None:
        if zeile:
            zeile.delete()
        return
    zeile = zeile or Planzeile(plan=plan, position_id=position)
    if zeile.pk and (zeile.soll, zeile.erlaeuterung) == (angabe.soll, angabe.erlaeuterung):
        return
    zeile.soll, zeile.erlaeuterung, zeile.geschrieben_von = angabe.soll, angabe.erlaeuterung, person
    zeile.full_clean()
    zeile.save()


@transaction.atomic
def position_aufnehmen(
    *,
    plan: Kostenplan,
    bezeichnung: str,
    art: str,
    soll: Decimal,
    person: Benutzer | None,
    schluessel: UUID | None = None,
) -> Kostenposition:
    """Add a position to a draft; one of that name that an older version had comes back. Raises ValidationError if
    the draft has it."""
    with handelt(person):
        entwurf = _entwurf(plan)
        vorhandene = entwurf.bereitstellung.positionen.filter(bezeichnung__iexact=bezeichnung.strip()).first()
        if schluessel and einloesen(schluessel, {"position": [entwurf.pk, bezeichnung, art, soll]}):
            return vorhandene or entwurf.bereitstellung.positionen.latest("nummer")
        position = vorhandene or _neue_position(entwurf.bereitstellung, bezeichnung.strip(), art)
        if entwurf.zeilen.filter(position=position).exists():
            raise ValidationError({"bezeichnung": _("Diese Kostenposition steht schon im Plan.")})
        _schreibe(entwurf, None, position.pk, Planangabe(soll), person)
        entwurf.bearbeitet_von = person
        entwurf.save(update_fields=["bearbeitet_von"])
    return position


@transaction.atomic
def position_umbenennen(
    *, position: Kostenposition, bezeichnung: str, art: str, person: Benutzer | None
) -> Kostenposition:
    """Another name or kind, as long as no approved version has the position: what was approved stays as it was."""
    with handelt(person):
        _sperre_plaene(position.bereitstellung_id)
        if position.planzeilen.filter(plan__freigegeben_am__isnull=False).exists():
            raise ValidationError(
                _(
                    "Diese Position steht in einer freigegebenen Fassung und behält ihren Namen. "
                    "Bitte streichen Sie sie im Entwurf und nehmen Sie eine neue auf."
                ),
                code="freigegeben",
            )
        position.bezeichnung, position.art = bezeichnung.strip(), art
        position.full_clean()
        position.save(update_fields=["bezeichnung", "art"])
        Kostenplan.objects.filter(
            bereitstellung=position.bereitstellung_id, freigegeben_am__isnull=True
        ).update(bearbeitet_von=person)
    return position


@transaction.atomic
def plan_freigeben(*, plan: Kostenplan, stand: str, person: Benutzer) -> Kostenplan:
    """Approve a draft: from now on it is in force and nobody changes it any more.

    Raises ValidationError for whoever wrote any of it, for a plan above the ceiling or without an amount, and if it is
    not what the person had before her (`stand`).
    """
    with handelt(person):
        entwurf = _entwurf(plan, stand)
        _pruefe_zweite_person(entwurf, person)
        _pruefe_summe(entwurf)
        entwurf.freigegeben_von, entwurf.freigegeben_am = person, uhr.jetzt()
        entwurf.full_clean()
        entwurf.save(update_fields=["freigegeben_von", "freigegeben_am"])
    return entwurf


def _pruefe_zweite_person(plan: Kostenplan, person: Benutzer) -> None:
    schreibende = {plan.angelegt_von_id, plan.bearbeitet_von_id}
    schreibende.update(plan.zeilen.values_list("geschrieben_von", flat=True))
    if person.pk in schreibende:
        raise ValidationError(
            _("Sie haben an diesem Entwurf mitgeschrieben. Freigeben muss eine andere Person."), code="selbst"
        )


def _pruefe_summe(plan: Kostenplan) -> None:
    soll = sum(plan.zeilen.values_list("soll", flat=True), NULL)
    if not soll:
        raise ValidationError(_("Der Plan enthält noch keinen Betrag."), code="leer")
    grenze = massgebliche_obergrenze(plan.bereitstellung, uhr.heute()).betrag
    if soll > grenze:
        raise ValidationError(
            _(
                "Geplant sind %(soll)s, die Obergrenze ist %(grenze)s. "
                "Ein Plan über der Obergrenze kann nicht freigegeben werden: Es sind %(um)s zu viel."
            ),
            code="obergrenze",
            params={"soll": euro(soll), "grenze": euro(grenze), "um": euro(soll - grenze)},
        )


@transaction.atomic
def entwurf_verwerfen(*, plan: Kostenplan, person: Benutzer | None) -> None:
    """Throw a draft away; an approved version stays."""
    with handelt(person):
        _entwurf(plan).delete()


def _sperre_plaene(bereitstellung: int) -> None:
    list(Kostenplan.objects.select_for_update().filter(bereitstellung=bereitstellung).values_list("pk"))


def _entwurf(plan: Kostenplan, stand: str | None = None) -> Kostenplan:
    """The draft, locked; raises ValidationError if it was approved, thrown away or changed since `stand`."""
    entwurf = Kostenplan.objects.select_for_update(of=("self",)).filter(pk=plan.pk).first()
    if entwurf is None:
        raise ValidationError(_("Dieser Entwurf wurde inzwischen verworfen."), code="verworfen")
    if not entwurf.ist_entwurf:
        raise ValidationError(
            _("Diese Fassung ist freigegeben und bleibt, wie sie ist. Bitte legen Sie eine neue Fassung an."),
            code="freigegeben",
        )
    if stand is not None and stand != pruefsumme(entwurf):
        raise ValidationError(
            _(
                "Der Entwurf wurde inzwischen von jemand anderem geändert. "
                "Bitte öffnen Sie die Seite neu und prüfen Sie, was sich geändert hat."
            ),
            code="veraltet",
        )
    return entwurf

"""Where the money comes from: ceiling and ordered sources from a resolution point, later ones, locks of a source."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F, Max
from django.utils.translation import gettext_lazy as _

from budget.actions.buch import aufschlagen, handelt, jahr_oder_fehler
from budget.models import Bereitstellung, Deckungsquelle, Mitteltopf, Obergrenze
from konferenz import uhr
from konferenz.actions.formularschluessel import einloesen, ergebnis_merken
from konferenz.formate import euro
from konferenz.models import Benutzer, Drucksache, Konferenz, Petitumspunkt


@dataclass(frozen=True)
class Quellenangaben:
    """What is said about a new source; without days it can be bound in its whole year.

    A `bindung_ab` before the year needs the file reference of the Verpflichtungsermächtigung or Vorgriff.
    """

    topf: Mitteltopf
    jahr: int
    bindung_ab: date | None = None
    bindung_ab_aktenzeichen: str = ""
    bindung_bis: date | None = None


@transaction.atomic
def bereitstellen(
    *,
    konferenz: Konferenz,
    punkt: Petitumspunkt,
    obergrenze: Decimal,
    quellen: list[Quellenangaben],
    person: Benutzer | None,
    schluessel: UUID | None = None,
) -> Bereitstellung:
    """Provide the money of a conference: ceiling (EUR gross) and sources in the order of their ranks.

    `punkt` is the point of the paper that asks for the money; the paper may still be under consultation, then only
    reservations are possible (F16). Raises ValidationError if the conference has its money already, without a source,
    or where a source does not fit its year.
    """
    if schluessel is not None:
        erste = einloesen(schluessel, {"bereitstellen": [konferenz.pk, punkt.pk, obergrenze, quellen]})
        if erste is not None:
            return Bereitstellung.objects.get(pk=erste.ergebnis)
    if not quellen:
        raise ValidationError(_("Nennen Sie mindestens eine Deckungsquelle."), code="ohne_quelle")
    with handelt(person):
        bereitstellung = _anlegen(konferenz, punkt, person)
        _neue_obergrenze(bereitstellung, punkt, obergrenze, uhr.heute(), person)
        for rang, angaben in enumerate(quellen, start=1):
            _lege_quelle_an(bereitstellung, angaben, rang, punkt)
    if schluessel is not None:
        ergebnis_merken(schluessel, str(bereitstellung.pk))
    return bereitstellung


def _anlegen(konferenz: Konferenz, punkt: Petitumspunkt, person: Benutzer | None) -> Bereitstellung:
    """The row of the conference; of two who provide at once the second is told."""
    try:
        with transaction.atomic():
            return Bereitstellung.objects.create(konferenz=konferenz, punkt=punkt, angelegt_von=person)
    except IntegrityError:
        raise ValidationError(
            _("Für diese Konferenz sind schon Mittel bereitgestellt."), code="vorhanden"
        ) from None


def _neue_obergrenze(
    bereitstellung: Bereitstellung, punkt: Petitumspunkt, betrag: Decimal, ab: date, person: Benutzer | None
) -> Obergrenze:
    grenze = Obergrenze(
        bereitstellung=bereitstellung, betrag=betrag, gilt_ab=ab, punkt=punkt, erfasst_von=person
    )
    grenze.full_clean(exclude={"erfasst_von"})
    grenze.save()
    return grenze


def _lege_quelle_an(
    bereitstellung: Bereitstellung, angaben: Quellenangaben, rang: int, punkt: Petitumspunkt | None
) -> Deckungsquelle:
    jahr = jahr_oder_fehler(angaben.jahr)
    quelle = Deckungsquelle(
        bereitstellung=bereitstellung,
        topf=angaben.topf,
        haushaltsjahr=jahr,
        herkunftsjahr=jahr.jahr,
        rang=rang,
        bindung_ab=angaben.bindung_ab or date(jahr.jahr, 1, 1),
        bindung_ab_aktenzeichen=angaben.bindung_ab_aktenzeichen.strip(),
        bindung_bis=angaben.bindung_bis or jahr.letzter_tag,
        punkt=punkt,
    )
    quelle.full_clean()
    quelle.save()
    return quelle


@transaction.atomic
def obergrenze_aendern(
    *,
    bereitstellung: Bereitstellung,
    punkt: Petitumspunkt,
    betrag: Decimal,
    gilt_ab: date,
    person: Benutzer | None,
) -> Obergrenze:
    """A later resolution sets another ceiling (EUR gross). One below what is bound already is refused.

    Raises ValidationError for a paper that is not effective or a day before its resolution.
    """
    beschluss = (
        punkt.drucksache.entscheidungen.filter(stand=Drucksache.Stand.BESCHLOSSEN).order_by("am").first()
    )
    if not punkt.drucksache.ist_wirksam or beschluss is None or gilt_ab < beschluss.am:
        raise ValidationError(
            {"gilt_ab": _("Eine neue Obergrenze gilt frühestens ab dem Tag eines wirksamen Beschlusses.")}
        )
    with handelt(person):
        buch = aufschlagen(bereitstellung, person)
        verbraucht = buch.lage.summen.verbraucht
        if betrag < verbraucht:
            raise ValidationError(
                {
                    "betrag": ValidationError(
                        _("Gebunden sind schon %(gebunden)s. Die Obergrenze kann nicht darunter liegen."),
                        code="darunter",
                        params={"gebunden": euro(verbraucht)},
                    )
                }
            )
        return _neue_obergrenze(buch.bereitstellung, punkt, betrag, gilt_ab, person)


@transaction.atomic
def quelle_hinzufuegen(
    *,
    bereitstellung: Bereitstellung,
    angaben: Quellenangaben,
    punkt: Petitumspunkt | None = None,
    person: Benutzer | None,
) -> Deckungsquelle:
    """A further source behind the others, for example of a third fiscal year."""
    with handelt(person):
        buch = aufschlagen(bereitstellung, person)
        return _lege_quelle_an(buch.bereitstellung, angaben, _letzter_rang(bereitstellung) + 1, punkt)


@transaction.atomic
def einnahme_hinzufuegen(
    *,
    bereitstellung: Bereitstellung,
    geber: str,
    jahr: int,
    bindung_bis: date | None = None,
    person: Benutzer | None,
) -> Deckungsquelle:
    """Other income (F14): its own kind of source outside ceiling and order; its amount is confirmed like any other."""
    with handelt(person):
        buch = aufschlagen(bereitstellung, person)
        haushaltsjahr = jahr_oder_fehler(jahr)
        quelle = Deckungsquelle(
            bereitstellung=buch.bereitstellung,
            art=Deckungsquelle.Art.SONSTIGE,
            geber=geber.strip(),
            haushaltsjahr=haushaltsjahr,
            herkunftsjahr=jahr,
            rang=_letzter_rang(bereitstellung) + 1,
            bindung_ab=min(uhr.heute(), date(jahr, 1, 1)),
            bindung_bis=bindung_bis or haushaltsjahr.letzter_tag,
        )
        quelle.full_clean()
        quelle.save()
    return quelle


def _letzter_rang(bereitstellung: Bereitstellung) -> int:
    return bereitstellung.quellen.aggregate(letzter=Max("rang"))["letzter"] or 0


def mache_platz(bereitstellung: Bereitstellung, rang: int) -> None:
    """Move the sources from `rang` on one place back, so that a new one fits between. Needs the lock."""
    bereitstellung.quellen.filter(rang__gte=rang).update(rang=F("rang") + 1)


@transaction.atomic
def quelle_sperren(*, quelle: Deckungsquelle, grund: str, person: Benutzer | None) -> Deckungsquelle:
    """Lock a source: nothing more is committed from it, payments go on."""
    return _setze_sperre(quelle, True, grund.strip(), person)


@transaction.atomic
def quelle_entsperren(*, quelle: Deckungsquelle, person: Benutzer | None) -> Deckungsquelle:
    """Open a locked source again."""
    return _setze_sperre(quelle, False, "", person)


def _setze_sperre(
    quelle: Deckungsquelle, gesperrt: bool, grund: str, person: Benutzer | None
) -> Deckungsquelle:
    with handelt(person):
        aufschlagen(quelle.bereitstellung, person)
        quelle.refresh_from_db()
        quelle.ist_gesperrt, quelle.sperrgrund = gesperrt, grund
        quelle.full_clean()
        quelle.save(update_fields=["ist_gesperrt", "sperrgrund"])
    return quelle


@transaction.atomic
def bindung_aendern(*, quelle: Deckungsquelle, bindung_bis: date, person: Benutzer | None) -> Deckungsquelle:
    """The autumn date of the Finanzbehörde: another last day of binding, at the latest 31 December of the year."""
    with handelt(person):
        aufschlagen(quelle.bereitstellung, person)
        quelle.refresh_from_db()
        quelle.bindung_bis = bindung_bis
        quelle.full_clean()
        quelle.save(update_fields=["bindung_bis"])
    return quelle

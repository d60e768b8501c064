"""Where the money comes from: ceiling and ordered sources from a resolution point, later ceilings, settings."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from budget.actions.buch import aufschlagen, erstes_ergebnis, handelt, merke_ergebnis
from budget.actions.quellen import Quellenangaben, lege_quelle_an, pruefe_punkt
from budget.models import Bereitstellung, Obergrenze
from budget.queries.beschluss import beschlossen_am
from konferenz import uhr
from konferenz.formate import datum_kurz, euro
from konferenz.models import Benutzer, Konferenz, Petitumspunkt


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

    `punkt` is the point of the conference's paper that asks for the money; the paper may still be under consultation,
    then only reservations are possible (F16). Raises ValidationError if the conference has its money already, for a
    point of another or a lost paper, without a source, or where a source does not fit its year.
    """
    if erste := erstes_ergebnis(schluessel, "bereitstellen", konferenz.pk, punkt.pk, obergrenze, quellen):
        return Bereitstellung.objects.get(pk=erste)
    if punkt.drucksache_id != konferenz.drucksache_id:
        raise ValidationError(
            {"punkt": _("Der Punkt steht nicht in der Drucksache, auf der die Konferenz beruht.")}
        )
    pruefe_punkt(punkt)
    if not quellen:
        raise ValidationError(_("Nennen Sie mindestens eine Deckungsquelle."), code="ohne_quelle")
    with handelt(person):
        bereitstellung = _anlegen(konferenz, punkt, person)
        _neue_obergrenze(bereitstellung, punkt, obergrenze, uhr.heute(), person)
        for rang, angaben in enumerate(quellen, start=1):
            lege_quelle_an(bereitstellung, angaben, rang, punkt)
    merke_ergebnis(schluessel, bereitstellung)
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


@transaction.atomic
def obergrenze_aendern(
    *,
    bereitstellung: Bereitstellung,
    punkt: Petitumspunkt,
    betrag: Decimal,
    gilt_ab: date,
    person: Benutzer | None,
    schluessel: UUID | None = None,
) -> Obergrenze:
    """A later resolution sets another ceiling (EUR gross). One below what is bound or reserved is refused.

    Raises ValidationError, by field, for a paper that is not effective, a day before its resolution, before the
    ceiling of now, or to come: it is entered when it holds, because only then can it be compared with what is bound.
    """
    if erste := erstes_ergebnis(schluessel, "obergrenze", bereitstellung.pk, punkt.pk, betrag, gilt_ab):
        return Obergrenze.objects.get(pk=erste)
    _pruefe_wirksam(punkt, gilt_ab)
    with handelt(person):
        buch = aufschlagen(bereitstellung, person)
        _pruefe_beginn(buch.bereitstellung, gilt_ab)
        verbraucht = buch.lage.summen.verbraucht
        if betrag < verbraucht:
            raise _feldfehler(
                "betrag",
                _(
                    "Gebunden oder reserviert sind schon %(gebunden)s. "
                    "Die Obergrenze kann nicht darunter liegen."
                ),
                gebunden=euro(verbraucht),
            )
        grenze = _neue_obergrenze(buch.bereitstellung, punkt, betrag, gilt_ab, person)
    merke_ergebnis(schluessel, grenze)
    return grenze


def _pruefe_wirksam(punkt: Petitumspunkt, gilt_ab: date) -> None:
    """F16: a ceiling holds from the day of an effective resolution."""
    am = beschlossen_am(punkt.drucksache)
    if not punkt.drucksache.ist_wirksam or am is None:
        raise _feldfehler(
            "punkt",
            _("%(drucksache)s ist %(stand)s. Eine neue Obergrenze braucht einen wirksamen Beschluss."),
            drucksache=punkt.drucksache,
            stand=punkt.drucksache.get_stand_display(),
        )
    if gilt_ab < am:
        raise _feldfehler(
            "gilt_ab",
            _("Beschlossen wurde am %(tag)s. Die Obergrenze kann nicht davor gelten."),
            tag=datum_kurz(am),
        )


def _pruefe_beginn(bereitstellung: Bereitstellung, gilt_ab: date) -> None:
    letzte = bereitstellung.obergrenzen.order_by("-gilt_ab").values_list("gilt_ab", flat=True)[0]
    if gilt_ab < letzte:
        raise _feldfehler(
            "gilt_ab",
            _("Die bisherige Obergrenze gilt seit dem %(tag)s. Die neue kann nicht davor beginnen."),
            tag=datum_kurz(letzte),
        )
    if gilt_ab > uhr.heute():
        raise _feldfehler(
            "gilt_ab", _("Der Tag liegt in der Zukunft. Tragen Sie die Obergrenze ein, wenn sie gilt.")
        )


def _feldfehler(feld: str, satz: object, **angaben: object) -> ValidationError:
    return ValidationError({feld: ValidationError(satz, code=feld, params=angaben)})  # type: ignore[arg-type]


@transaction.atomic
def regeln_aendern(
    *,
    bereitstellung: Bereitstellung,
    regel: str,
    bestaetigung_gilt_tage: int,
    reservierung_gilt_tage: int,
    leitweg_id: str = "",
    erechnung_ab_netto: Decimal = Decimal("1000.00"),
    person: Benutzer | None,
) -> Bereitstellung:
    """Settings: usual cover of a commitment (F3), days a confirmation proves something (F1), days a reservation
    holds (F19), what e-invoices must carry. Existing reservations keep their end.
    """
    with handelt(person):
        gesperrt = aufschlagen(bereitstellung, person).bereitstellung
        gesperrt.regel = regel
        gesperrt.bestaetigung_gilt_tage = bestaetigung_gilt_tage
        gesperrt.reservierung_gilt_tage = reservierung_gilt_tage
        gesperrt.leitweg_id, gesperrt.erechnung_ab_netto = leitweg_id.strip(), erechnung_ab_netto
        gesperrt.full_clean(exclude={"angelegt_von"})
        gesperrt.save(
            update_fields=[
                "regel", "bestaetigung_gilt_tage", "reservierung_gilt_tage", "leitweg_id", "erechnung_ab_netto",
            ]
        )  # fmt: skip
    return gesperrt


__all__ = ["Quellenangaben", "bereitstellen", "obergrenze_aendern", "regeln_aendern"]

"""Sources of cover: add one, other income, lock it, say in which days it can be bound."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Max
from django.utils.translation import gettext_lazy as _

from budget.actions.buch import aufschlagen, erstes_ergebnis, handelt, jahr_oder_fehler, merke_ergebnis
from budget.models import Bereitstellung, Deckungsquelle, Haushaltsjahr, Mitteltopf
from budget.queries.beschluss import VERLOREN
from konferenz import uhr
from konferenz.formate import datum_kurz
from konferenz.models import Benutzer, Petitumspunkt


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


def lege_quelle_an(
    bereitstellung: Bereitstellung, angaben: Quellenangaben, rang: int, punkt: Petitumspunkt
) -> Deckungsquelle:
    """Store a source of one pot and year; raises ValidationError where its days do not fit."""
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


def pruefe_punkt(punkt: Petitumspunkt) -> None:
    """The paper behind a point can still ask for money: it was neither rejected nor objected to nor annulled (F16)."""
    drucksache = punkt.drucksache
    if drucksache.stand in VERLOREN:
        raise ValidationError(
            _("%(drucksache)s ist %(stand)s. Daraus können keine Mittel bereitgestellt werden."),
            code="kein_beschluss",
            params={"drucksache": drucksache, "stand": drucksache.get_stand_display()},
        )


@transaction.atomic
def quelle_hinzufuegen(
    *,
    bereitstellung: Bereitstellung,
    angaben: Quellenangaben,
    punkt: Petitumspunkt,
    person: Benutzer | None,
    schluessel: UUID | None = None,
) -> Deckungsquelle:
    """A further source behind the others, from the resolution point that allows it.

    Raises ValidationError for a lost resolution, a pot and year that stand here already, or days outside its year.
    """
    pruefe_punkt(punkt)
    if erste := erstes_ergebnis(schluessel, "quelle", bereitstellung.pk, angaben, punkt.pk):
        return Deckungsquelle.objects.get(pk=erste)
    with handelt(person):
        buch = aufschlagen(bereitstellung, person)
        quelle = lege_quelle_an(buch.bereitstellung, angaben, _letzter_rang(bereitstellung) + 1, punkt)
    merke_ergebnis(schluessel, quelle)
    return quelle


@transaction.atomic
def einnahme_hinzufuegen(
    *,
    bereitstellung: Bereitstellung,
    geber: str,
    jahr: int,
    bindung_bis: date | None = None,
    person: Benutzer | None,
    schluessel: UUID | None = None,
) -> Deckungsquelle:
    """Other income (F14): its own kind of source outside ceiling and order; its amount is confirmed like any other."""
    if erste := erstes_ergebnis(schluessel, "einnahme", bereitstellung.pk, geber, jahr, bindung_bis):
        return Deckungsquelle.objects.get(pk=erste)
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
    merke_ergebnis(schluessel, quelle)
    return quelle


def _letzter_rang(bereitstellung: Bereitstellung) -> int:
    return bereitstellung.quellen.aggregate(letzter=Max("rang"))["letzter"] or 0


def mache_platz(bereitstellung: Bereitstellung, rang: int) -> None:
    """Move the sources from `rang` on one place back, so that a new one fits between. Needs the lock."""
    bereitstellung.quellen.filter(rang__gte=rang).update(rang=F("rang") + 1)


@transaction.atomic
def quelle_sperren(*, quelle: Deckungsquelle, grund: str, person: Benutzer | None) -> Deckungsquelle:
    """Lock a source: nothing more is committed from it, payments go on."""
    if not grund.strip():
        raise ValidationError({"grund": _("Zur Sperre gehört ein Grund.")})
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
def bindung_aendern(
    *,
    quelle: Deckungsquelle,
    bindung_bis: date,
    bindung_ab: date | None = None,
    bindung_ab_aktenzeichen: str | None = None,
    person: Benutzer | None,
) -> Deckungsquelle:
    """Other days of binding: the autumn date of the Finanzbehörde, or a recorded Verpflichtungsermächtigung.

    The last day is at the latest 31 December of the year, of a carried-over rest of the year it is good for. What is
    not given stays. Raises ValidationError once the books of the source are closed (I07), and where releases that
    counted until now would no longer cover what was committed after them.
    """
    with handelt(person):
        buch = aufschlagen(quelle.bereitstellung, person)
        quelle.refresh_from_db()
        _pruefe_noch_offen(quelle)
        _pruefe_letzten_tag(quelle, bindung_bis)
        quelle.bindung_bis = bindung_bis
        quelle.bindung_ab = bindung_ab or quelle.bindung_ab
        if bindung_ab_aktenzeichen is not None:
            quelle.bindung_ab_aktenzeichen = bindung_ab_aktenzeichen.strip()
        quelle.full_clean()
        quelle.save(update_fields=["bindung_bis", "bindung_ab", "bindung_ab_aktenzeichen"])
        buch.schliessen()
    return quelle


def _pruefe_noch_offen(quelle: Deckungsquelle) -> None:
    jahr = Haushaltsjahr.objects.filter(jahr=quelle.letztes_jahr).first() or quelle.haushaltsjahr
    if jahr.ist_abgeschlossen:
        raise ValidationError(
            _("Das Jahr %(jahr)s ist seit dem %(tag)s abgeschlossen. Daran ändert sich nichts mehr."),
            code="abgeschlossen",
            params={"jahr": str(jahr), "tag": datum_kurz(jahr.buchungsschluss)},
        )


def _pruefe_letzten_tag(quelle: Deckungsquelle, bindung_bis: date) -> None:
    """A carried-over rest is good for the years that were granted, no longer (F11)."""
    if quelle.art != Deckungsquelle.Art.UEBERTRAG:
        return
    bis = quelle.aus_uebertrag.gueltig_bis_jahr or quelle.herkunftsjahr
    if bindung_bis.year > bis:
        raise ValidationError(
            {
                "bindung_bis": ValidationError(
                    _("Bewilligt ist der Übertrag bis Ende %(jahr)d."), code="bewilligt", params={"jahr": bis}
                )
            }
        )

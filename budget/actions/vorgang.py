"""Reserve and commit together with what is known about the case by then: payee, position, days of the service."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from budget.actions.buch import aufschlagen, handelt
from budget.actions.empfaenger import empfaenger_zu_namen
from budget.actions.festlegen import festlegen, pruefe_leistungsjahr
from budget.actions.reservieren import reservieren
from budget.actions.zahlen import offene_festlegungen
from budget.models import Buchung, Vorgang
from budget.queries.vorgangsstand import vorgangsstaende
from konferenz.models import Benutzer, Konferenz

RUND_UM_DEN_TAG = timedelta(days=7)
"""A service of so many days is for the day of the conference, with building up and taking down."""


@transaction.atomic
def vorgang_festlegen(
    *, vorgang: Vorgang, empfaenger_name: str = "", person: Benutzer | None, **angaben: Any
) -> list[Buchung]:
    """As `festlegen`; a payee nobody knows yet is entered, and a stored case keeps its new particulars."""
    _halte_fest(vorgang, empfaenger_name, person)
    return festlegen(vorgang=vorgang, person=person, **angaben)


@transaction.atomic
def vorgang_reservieren(
    *, vorgang: Vorgang, empfaenger_name: str = "", person: Benutzer | None, **angaben: Any
) -> Buchung:
    """As `reservieren`; a payee nobody knows yet is entered."""
    _halte_fest(vorgang, empfaenger_name, person)
    return reservieren(vorgang=vorgang, person=person, **angaben)


@transaction.atomic
def angaben_aendern(*, vorgang: Vorgang, empfaenger_name: str = "", person: Benutzer | None) -> Vorgang:
    """Store new particulars of a case; amounts, sources and the kind of money stay what they are.

    Raises ValidationError where the service moves beyond the years of money that is still open, without a note (F6).
    """
    with handelt(person):
        aufschlagen(vorgang.bereitstellung, person)
        pruefe_leistungsjahr(
            vorgang, [eine.quelle for eine, _offen in offene_festlegungen(vorgang) if eine.quelle]
        )
        _halte_fest(vorgang, empfaenger_name, person)
    return vorgang


def _halte_fest(vorgang: Vorgang, empfaenger_name: str, person: Benutzer | None) -> None:
    with handelt(person):
        if empfaenger_name.strip():
            vorgang.empfaenger = empfaenger_zu_namen(empfaenger_name)
        if vorgang.pk is not None:
            vorgang.full_clean(exclude={"angelegt_von"})
            vorgang.save()


def termin_geaendert(konferenz: Konferenz, vorher: datetime | None) -> None:
    """Contribution `termin_geaendert`: what was to be rendered on the former day of the conference, and is not paid, is
    rendered on the new one; a few days around it move along, and what runs for longer lasts at least until then. In
    another year its cover has to be decided anew: a note on the year of the service (F6) was written for the former
    one and goes; the history keeps it (F15).
    """
    if vorher is None or konferenz.tag is None:
        return
    tag = timezone.localdate(vorher)
    faelle = list(
        Vorgang.objects.select_for_update(no_key=True)
        .filter(Q(leistung_bis__gte=tag) | Q(leistung_bis=None, leistung_von=tag), leistung_von__lte=tag)
        .filter(art=Vorgang.Art.MITTEL, form=Vorgang.Form.EIGEN, bereitstellung__konferenz=konferenz)
    )
    staende = vorgangsstaende(faelle)
    for fall in faelle:
        if staende[fall.pk].ist_offen:
            bisher = fall.leistung_bis or tag
            _ruecke(fall, tag, konferenz.tag)
            fall.leistungsjahr_vermerk = (
                fall.leistungsjahr_vermerk if (fall.leistung_bis or konferenz.tag).year == bisher.year else ""
            )
            fall.save(update_fields=["leistung_von", "leistung_bis", "leistungsjahr_vermerk"])


def _ruecke(fall: Vorgang, vorher: date, neu: date) -> None:
    """Move the days of a service by as much as the conference; a long one only ends later."""
    von, bis = fall.leistung_von, fall.leistung_bis
    if von is not None and (bis is None or bis - von <= RUND_UM_DEN_TAG):
        fall.leistung_von = von + (neu - vorher)
        fall.leistung_bis = bis and bis + (neu - vorher)
    elif bis is not None:
        fall.leistung_bis = max(bis, neu)

"""Payees: entered, corrected, linked to organisations and people who must not decide about them."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from beirat.models import Organisation
from budget.actions.buch import erstes_ergebnis, handelt, merke_ergebnis
from budget.models import Rechnung, Zahlungsanweisung, Zahlungsempfaenger
from budget.models.rechnung import OFFEN
from budget.queries.befangenheit import befangenheiten
from budget.queries.rechnung import pruefsumme
from konferenz import uhr
from konferenz.models import Benutzer


@transaction.atomic
def empfaenger_speichern(
    *,
    empfaenger: Zahlungsempfaenger,
    organisation_name: str = "",
    person: Benutzer | None,
    schluessel: UUID | None = None,
) -> Zahlungsempfaenger:
    """Store a payee, new or changed; `organisation_name` links one that is not known yet. Signatures on open invoices
    of a payee who is somebody else now are void (S24).

    Raises ValidationError for a second payee of the same name at the same place.
    """
    with handelt(person):
        inhalt = [empfaenger.pk, empfaenger.name, empfaenger.plz, organisation_name]
        if erste := erstes_ergebnis(schluessel, "empfaenger", *inhalt):
            return Zahlungsempfaenger.objects.get(pk=int(erste))
        if organisation_name.strip():
            empfaenger.organisation = _organisation(organisation_name.strip())
        empfaenger.full_clean()
        empfaenger.save()
        _hebe_unterschriften_auf(empfaenger)
        merke_ergebnis(schluessel, empfaenger)
    return empfaenger


def empfaenger_zu_namen(name: str, umsatzsteuer_id: str = "") -> Zahlungsempfaenger:
    """The payee of that name, or a new one, also if somebody enters it at the same moment; the caller runs a
    transaction.
    """
    reihe = Zahlungsempfaenger.objects.filter(name__iexact=name.strip())
    if gefunden := reihe.first():
        return gefunden
    neu = Zahlungsempfaenger(name=name.strip(), umsatzsteuer_id=umsatzsteuer_id)
    try:
        with transaction.atomic():
            neu.full_clean()
            neu.save()
    except (IntegrityError, ValidationError):
        if gefunden := reihe.first():
            return gefunden
        raise
    return neu


def _organisation(name: str) -> Organisation:
    gefunden = Organisation.objects.filter(name__iexact=name).first()
    if gefunden:
        return gefunden
    neu = Organisation(name=name)
    neu.full_clean()
    neu.save()
    return neu


def _hebe_unterschriften_auf(empfaenger: Zahlungsempfaenger) -> None:
    """On open invoices: where the payee is somebody else now, or one who signed turns out to be concerned (S25)."""
    offene = Rechnung.objects.select_for_update(no_key=True, of=("self",)).filter(
        empfaenger=empfaenger, stand__in=OFFEN
    )
    for rechnung in offene.select_related("beleg").order_by("pk"):
        rechnung.empfaenger = empfaenger
        anweisung = rechnung.anweisungen.filter(aufgehoben_am=None).first()
        if anweisung and not _gilt_noch(anweisung, rechnung):
            anweisung.aufgehoben_am, anweisung.aufgehoben_grund = (
                uhr.jetzt(),
                str(_("Zahlungsempfänger geändert")),
            )
            anweisung.save(update_fields=["aufgehoben_am", "aufgehoben_grund"])
            rechnung.stand = Rechnung.Stand.ERFASST
            rechnung.save(update_fields=["stand"])


def _gilt_noch(anweisung: Zahlungsanweisung, rechnung: Rechnung) -> bool:
    personen = {anweisung.sachlich_von, anweisung.rechnerisch_von, anweisung.angeordnet_von} - {None}
    return anweisung.pruefsumme == pruefsumme(rechnung) and not befangenheiten(
        rechnung.empfaenger, [person for person in personen if person]
    )

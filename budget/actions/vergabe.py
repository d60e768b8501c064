"""Procurement: thresholds of the house, offers for a case, and the note why an order went where it went."""

from decimal import Decimal
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from budget.actions.buch import handelt
from budget.actions.empfaenger import empfaenger_zu_namen
from budget.models import Angebot, Vergabevermerk, Vorgang, Wertgrenze
from konferenz import uhr
from konferenz.actions.formularschluessel import einloesen
from konferenz.models import Benutzer


@transaction.atomic
def wertgrenze_speichern(*, grenze: Wertgrenze, person: Benutzer | None) -> Wertgrenze:
    """Store a threshold, new or changed. Raises ValidationError if the procedure has one from that day already."""
    with handelt(person):
        grenze.full_clean()
        grenze.save()
    return grenze


@transaction.atomic
def angebot_eintragen(
    *,
    angebot: Angebot,
    anbieter_name: str = "",
    person: Benutzer | None,
    schluessel: UUID | None = None,
) -> Angebot | None:
    """Store an offer, new or changed; `anbieter_name` makes a payee of somebody who is not known yet.

    None if the form was sent before. Raises ValidationError for a day to come or amounts that do not fit.
    """
    _pruefe_vergabe(angebot.vorgang)
    if angebot.vom > uhr.heute():
        raise ValidationError({"vom": _("Der Tag liegt in der Zukunft.")})
    with handelt(person):
        inhalt = [angebot.vorgang_id, angebot.anbieter_id, anbieter_name, angebot.netto, angebot.brutto]
        if schluessel and einloesen(schluessel, {"angebot": inhalt}):
            return None
        if anbieter_name:
            angebot.anbieter = empfaenger_zu_namen(anbieter_name)
        angebot.full_clean()
        angebot.save()
    return angebot


@transaction.atomic
def angebot_entfernen(*, angebot: Angebot, person: Benutzer | None) -> None:
    """Take an offer away that was entered by mistake; one that a note has chosen stays."""
    with handelt(person):
        if Vergabevermerk.objects.filter(gewaehlt=angebot).exists():
            raise ValidationError(
                _("Dieses Angebot ist im Vergabevermerk gewählt. Bitte ändern Sie zuerst den Vermerk."),
                code="gewaehlt",
            )
        angebot.delete()


@transaction.atomic
def vermerk_schreiben(
    *,
    vorgang: Vorgang,
    verfahren: str,
    auftragswert_netto: Decimal,
    gewaehlt: Angebot | None,
    begruendung: str,
    person: Benutzer,
) -> Vergabevermerk:
    """Write the note of a case, or write it anew; the audit trail keeps what it said before.

    Raises ValidationError for an offer of another case and without a reason.
    """
    _pruefe_vergabe(vorgang)
    with handelt(person):
        vermerk = Vergabevermerk.objects.select_for_update().filter(vorgang=vorgang).first()
        vermerk = vermerk or Vergabevermerk(vorgang=vorgang)
        vermerk.verfahren, vermerk.auftragswert_netto = verfahren, auftragswert_netto
        vermerk.gewaehlt, vermerk.begruendung = gewaehlt, begruendung.strip()
        vermerk.person, vermerk.am = person, uhr.jetzt()
        if gewaehlt and gewaehlt.vorgang_id != vorgang.pk:
            raise ValidationError({"gewaehlt": _("Dieses Angebot gehört zu einem anderen Vorgang.")})
        vermerk.full_clean()
        vermerk.save()
    return vermerk


def _pruefe_vergabe(vorgang: Vorgang) -> None:
    if vorgang.form != Vorgang.Form.EIGEN:
        raise ValidationError(
            _("Eine Zuwendung ist kein Auftrag: Hier gibt es weder Angebote noch einen Vergabevermerk."),
            code="zuwendung",
        )

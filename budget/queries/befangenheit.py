"""Who must not decide about whose money: nobody certifies or orders what concerns himself or his organisation
(VV zu § 70 LHO, S25)."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from beirat.models import Person, Zugehoerigkeit
from budget.models import Zahlungsempfaenger
from konferenz import uhr
from konferenz.models import Benutzer


def befangenheiten(
    empfaenger: Zahlungsempfaenger, benutzer: Iterable[Benutzer], tag: date | None = None
) -> dict[int, str]:
    """Account -> the reason why this person decides nothing about money for the payee; only those with a reason."""
    nummern = [person.pk for person in benutzer]
    gruende: dict[int, str] = {}
    if empfaenger.organisation_id:
        eigene = (
            Zugehoerigkeit.objects.gueltig(tag or uhr.heute())
            .filter(organisation=empfaenger.organisation_id, person__benutzer__in=nummern)
            .select_related("person", "organisation")
        )
        for bindung in eigene:
            gruende[bindung.person.benutzer_id] = _("%(art)s bei %(organisation)s") % {  # type: ignore[index]
                "art": bindung.get_art_display(),
                "organisation": bindung.organisation,
            }
    if empfaenger.person_id:
        selbst = Person.objects.filter(pk=empfaenger.person_id, benutzer__in=nummern)
        gruende |= dict.fromkeys(selbst.values_list("benutzer_id", flat=True), _("bekommt selbst das Geld"))
    return gruende


def befangen(empfaenger: Zahlungsempfaenger, benutzer: Benutzer) -> str:
    """The reason for one person; empty if she may decide."""
    return befangenheiten(empfaenger, [benutzer]).get(benutzer.pk, "")

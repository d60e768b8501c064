"""Who must not decide about whose money: nobody certifies or orders what concerns himself or his organisation
(VV zu § 70 LHO, S25)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from beirat.models import Person, Zugehoerigkeit
from budget.models import Zahlungsempfaenger
from konferenz import uhr
from konferenz.models import Benutzer, Rollenzuweisung


@dataclass(frozen=True)
class Kandidat:
    """Somebody with the role for a step; with the reason if she may not do it for this invoice."""

    benutzer: Benutzer
    grund: str

    @property
    def in_worten(self) -> str:
        """The name, or the name and why it cannot be chosen."""
        if not self.grund:
            return self.benutzer.name
        return _("%(name)s – nicht möglich: %(grund)s") % {"name": self.benutzer.name, "grund": self.grund}


def kandidaten(
    empfaenger: Zahlungsempfaenger | None, rollen: Iterable[str], gruende: dict[int, str] | None = None
) -> list[Kandidat]:
    """Everybody who has one of the roles today, by name. `gruende` are further reasons: account -> words. Without a
    payee nobody is concerned.
    """
    zuweisungen = Rollenzuweisung.objects.gueltig(uhr.heute()).filter(rolle__in=list(rollen))
    personen = list(
        Benutzer.objects.filter(is_active=True, pk__in=zuweisungen.values("benutzer")).order_by("name", "pk")
    )
    alle = (gruende or {}) | (befangenheiten(empfaenger, personen) if empfaenger else {})
    return [Kandidat(person, alle.get(person.pk, "")) for person in personen]


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


def eigene_empfaenger(benutzer: Benutzer) -> set[int]:
    """Payees about whose money this person decides nothing today."""
    organisationen = Zugehoerigkeit.objects.gueltig(uhr.heute()).filter(person__benutzer=benutzer)
    eigene = Zahlungsempfaenger.objects.filter(
        Q(person__benutzer=benutzer) | Q(organisation__in=organisationen.values("organisation"))
    )
    return set(eigene.values_list("pk", flat=True))

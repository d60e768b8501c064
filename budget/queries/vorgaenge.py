"""Cases as a list: how much, in which state, from which years."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from budget.models import Bereitstellung, Buchung, Vorgang
from budget.queries.stand import Summen, summen_je
from budget.queries.vorgangsstand import Lebenslage, lebenslage
from konferenz.formate import Stand


@dataclass(frozen=True)
class Vorgangszeile:
    """One case with its sums (EUR gross) and the years its money comes from."""

    vorgang: Vorgang
    summen: Summen
    jahre: tuple[int, ...]

    @property
    def lebenslage(self) -> Lebenslage:
        return lebenslage(self.summen)

    @property
    def stand(self) -> Stand:
        return self.lebenslage.stand

    @property
    def aus(self) -> str:
        """The years in words; a reservation has none yet. Other income stands apart from the ceiling (F14)."""
        jahre = _(" und ").join(str(jahr) for jahr in self.jahre)
        return (
            _("%(jahre)s, sonstige Einnahme") % {"jahre": jahre}
            if jahre and self.vorgang.ist_sonstige
            else jahre
        )


def vorgangszeilen(
    bereitstellung: Bereitstellung, *, suche: str = "", stand: str = ""
) -> list[Vorgangszeile]:
    """The cases of a conference, the newest first, whose purpose or payee holds `suche` and whose state is `stand`.

    Three statements, whatever the number of rows.
    """
    buchungen = Buchung.objects.filter(bereitstellung=bereitstellung)
    summen = summen_je(buchungen, "vorgang")
    jahre: dict[int, set[int]] = {}
    quellen = buchungen.filter(quelle__isnull=False).exclude(art=Buchung.Art.RESERVIERUNG)
    for vorgang, jahr in quellen.order_by().values_list("vorgang", "quelle__haushaltsjahr").distinct():
        jahre.setdefault(vorgang, set()).add(jahr)
    zeilen = [
        Vorgangszeile(einer, summen.get(einer.pk, Summen()), tuple(sorted(jahre.get(einer.pk, ()))))
        for einer in bereitstellung.vorgaenge.select_related("empfaenger", "position").order_by("-nummer")
        if _passt(einer, suche)
    ]
    return [zeile for zeile in zeilen if stand in ("", zeile.lebenslage.name)]


def _passt(vorgang: Vorgang, suche: str) -> bool:
    worte = f"{vorgang} {vorgang.empfaenger or ''}".casefold()
    return all(wort in worte for wort in suche.casefold().split())

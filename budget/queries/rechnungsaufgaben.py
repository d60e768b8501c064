"""What somebody has to do next about an invoice, who may, and why others may not."""

from dataclasses import dataclass

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from budget.models import Bereitstellung, Rechnung
from budget.models.rechnung import OFFEN
from budget.queries.befangenheit import Kandidat, eigene_empfaenger, kandidaten
from budget.queries.rechnung import Rechnungslage, Rechnungsschritt, lagen, rechnungen, reste_je_vorgang
from budget.rules import ROLLEN_ANORDNUNG, ROLLEN_ARBEIT
from konferenz.formate import euro
from konferenz.models import Benutzer


@dataclass(frozen=True)
class Tat:
    """A step: right, roles and page, title and reason."""

    recht: str
    rollen: tuple[str, ...]
    seite: str
    titel: str | Promise
    grund: str | Promise


TATEN = {
    Rechnungsschritt.FESTSTELLEN: Tat(
        "budget.feststellen", ROLLEN_ARBEIT, "rechnung-feststellen",
        gettext_lazy("Feststellen"),
        gettext_lazy("Stimmt die Rechnung sachlich und rechnerisch? Danach ordnet eine andere Person die Zahlung an."),
    ),
    Rechnungsschritt.ANORDNEN: Tat(
        "budget.anordnen", ROLLEN_ANORDNUNG, "rechnung-anordnen",
        gettext_lazy("Anordnen"),
        gettext_lazy("Die Rechnung ist festgestellt. Anordnen muss eine andere Person."),
    ),
    Rechnungsschritt.ZAHLEN: Tat(
        "budget.zahlung_erfassen", ROLLEN_ARBEIT, "rechnung-zahlen",
        gettext_lazy("Zahlung eintragen"),
        gettext_lazy("Die Zahlung ist angeordnet. Tragen Sie ein, an welchem Tag die Kasse gezahlt hat."),
    ),
    Rechnungsschritt.REST: Tat(
        "budget.freigeben", ROLLEN_ARBEIT, "rechnung-rest",
        gettext_lazy("Rest freigeben"),
        gettext_lazy("Es war mehr festgelegt als gezahlt. Erst mit der Freigabe wird der Rest wieder frei."),
    ),
}  # fmt: skip
"""What each step needs."""
ENTSCHEIDUNGEN = (Rechnungsschritt.FESTSTELLEN, Rechnungsschritt.ANORDNEN)
"""Steps that decide about the payee; recording a payment or releasing a rest decides nothing (S25)."""


@dataclass(frozen=True)
class Aufgabe:
    """The next step of one invoice, with everybody who has its role and, of some, why they may not."""

    tat: Tat
    wer: list[Kandidat]

    def darf(self, benutzer: Benutzer) -> bool:
        return any(einer.benutzer.pk == benutzer.pk and not einer.grund for einer in self.wer)

    def hindernis(self, benutzer: Benutzer) -> str:
        """Why this person may not although she has the role; empty if she may or has no such role."""
        return next((einer.grund for einer in self.wer if einer.benutzer.pk == benutzer.pk), "")

    @property
    def namen(self) -> list[str]:
        """Who may do it."""
        return [einer.benutzer.name for einer in self.wer if not einer.grund]


def aufgabe(lage: Rechnungslage) -> Aufgabe | None:
    """The next step of an invoice; None if there is none."""
    if lage.schritt is None:
        return None
    tat = TATEN[lage.schritt]
    unterschrieben = {}
    if lage.schritt == Rechnungsschritt.ANORDNEN and lage.anweisung:
        nummern = (lage.anweisung.sachlich_von_id, lage.anweisung.rechnerisch_von_id)
        unterschrieben = dict.fromkeys(filter(None, nummern), _("hat die Rechnung festgestellt"))
    betroffen = lage.rechnung.empfaenger if lage.schritt in ENTSCHEIDUNGEN else None
    return Aufgabe(tat, kandidaten(betroffen, tat.rollen, unterschrieben))


@dataclass(frozen=True)
class Eigene:
    """An invoice that waits for one person: what to do, the page, and whether she was asked by name."""

    lage: Rechnungslage
    tat: Tat
    ist_persoenlich: bool

    @property
    def titel(self) -> str:
        rechnung = self.lage.rechnung
        werte = {"tat": self.tat.titel, "rechnung": rechnung, "wer": rechnung.empfaenger.name}
        return _("%(tat)s: %(rechnung)s von %(wer)s") % werte

    @property
    def betrag(self) -> str:
        return euro(self.lage.rest if self.tat.seite == "rechnung-rest" else self.lage.noch_zu_zahlen)


def eigene_aufgaben(benutzer: Benutzer, bereitstellung: Bereitstellung) -> list[Eigene]:
    """What this person can do now, what she was asked for by name and what is due first; the number of statements does
    not depend on the number of invoices.
    """
    rechte = {schritt: benutzer.has_perm(tat.recht, bereitstellung) for schritt, tat in TATEN.items()}
    if not any(rechte.values()):
        return []
    wartende = rechnungen(bereitstellung).filter(Q(stand__in=OFFEN) | _mit_rest(bereitstellung))
    gesperrt = eigene_empfaenger(benutzer)
    eigene = [
        Eigene(lage, TATEN[lage.schritt], lage.rechnung.feststellung_durch_id == benutzer.pk)
        for lage in lagen(wartende)
        if lage.schritt and rechte[lage.schritt] and _kann(lage, benutzer, gesperrt)
    ]
    return sorted(eigene, key=_reihenfolge)


def _mit_rest(bereitstellung: Bereitstellung) -> Q:
    """Paid final invoices of cases in which something is left: few, however many are paid."""
    letzte = Q(vorgang__bereitstellung=bereitstellung, stand=Rechnung.Stand.BEZAHLT, ist_schluss=True)
    faelle = Rechnung.objects.filter(letzte).order_by().values_list("vorgang", flat=True).distinct()
    return letzte & Q(vorgang__in=[nummer for nummer, rest in reste_je_vorgang(faelle).items() if rest])


def _kann(lage: Rechnungslage, benutzer: Benutzer, gesperrt: set[int]) -> bool:
    """Not concerned, has not signed already, and was not passed over in favour of somebody who was asked by name."""
    if lage.schritt not in ENTSCHEIDUNGEN:
        return True
    if lage.rechnung.empfaenger_id in gesperrt:
        return False
    if lage.schritt == Rechnungsschritt.FESTSTELLEN:
        return lage.rechnung.feststellung_durch_id in (None, benutzer.pk)
    anweisung = lage.anweisung
    return anweisung is None or benutzer.pk not in (anweisung.sachlich_von_id, anweisung.rechnerisch_von_id)


def _reihenfolge(eine: Eigene) -> tuple[bool, bool, str, int]:
    faellig = eine.lage.rechnung.faellig_am
    return (not eine.ist_persoenlich, faellig is None, str(faellig or ""), eine.lage.rechnung.pk)

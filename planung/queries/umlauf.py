"""Votes by circulation: state in words, who may vote, what was voted."""

from dataclasses import dataclass

from django.utils import timezone

from beirat.models import Person
from konferenz import uhr
from konferenz.formate import Stand
from planung.models import Umlaufbeschluss, Umlaufstimme
from planung.queries.beschlussfaehigkeit import Besetzung

S = Umlaufbeschluss.Stand
_ART = {S.OFFEN: "info", S.ANGENOMMEN: "success", S.ABGELEHNT: "neutral"}


def stand_des(umlauf: Umlaufbeschluss) -> Stand:
    """The badge."""
    return Stand(_ART.get(S(umlauf.stand), "warning"), str(umlauf.get_stand_display()))


def nimmt_stimmen(umlauf: Umlaufbeschluss) -> bool:
    """Whether somebody can vote now."""
    return umlauf.stand == S.OFFEN and umlauf.frist > uhr.jetzt()


def stimmberechtigte(umlauf: Umlaufbeschluss) -> list[Person]:
    """Who sits on a seat with a vote: today while it runs, on its last day afterwards. Deputies vote in meetings."""
    tag = uhr.heute() if umlauf.beendet_am is None else timezone.localdate(umlauf.beendet_am)
    inhaber = [eine for eine in Besetzung.am(umlauf.gremium, tag).inhaber.values() if eine]
    return list(Person.objects.filter(pk__in=[eine.person_id for eine in inhaber]).order_by("anzeigename"))


@dataclass(frozen=True)
class Ergebnis:
    """What was voted by whom; `ohne` have not answered."""

    stimmen: list[Umlaufstimme]
    ohne: list[Person]

    @property
    def zahlen(self) -> list[tuple[str, int]]:
        """Name of each value and how often it was given."""
        werte = [eine.wert for eine in self.stimmen]
        return [(str(wert.label), werte.count(wert.value)) for wert in Umlaufstimme.Wert]


def ergebnis_des(umlauf: Umlaufbeschluss) -> Ergebnis:
    """Votes by name, and who has not voted."""
    stimmen = list(umlauf.stimmen.select_related("person").order_by("person__anzeigename"))
    geantwortet = {eine.person_id for eine in stimmen}
    return Ergebnis(stimmen, [mensch for mensch in stimmberechtigte(umlauf) if mensch.pk not in geantwortet])

"""What the outbox asks about letters of money: whether their reason still holds when they are handed over."""

from datetime import date

from budget.models import Bereitstellung
from budget.queries.frist import Frist
from budget.queries.fristen import fristen
from budget.queries.jahresende import offene_bindungen
from budget.queries.stand import lage
from budget.rules import ROLLEN_ARBEIT
from konferenz import uhr
from konferenz.models import Benutzer, Nachricht, Rollenzuweisung

FRIST = "budget.frist"
JAHRESENDE = "budget.jahresende"


def zustaendige(rollen: tuple[str, ...], tag: date) -> list[Benutzer]:
    """Active accounts that have one of the roles on that day; one statement."""
    zuweisungen = Rollenzuweisung.objects.gueltig(tag).filter(rolle__in=rollen)
    return list(Benutzer.objects.filter(is_active=True, pk__in=zuweisungen.values("benutzer")).order_by("pk"))


def frist_bezug(frist: Frist, vorlauf: int, benutzer: Benutzer) -> str:
    """What a reminder is about: deadline with its day, lead time, person."""
    return f"{frist.kennzeichen}:{vorlauf}:{benutzer.pk}"


def nachricht_gilt(nachricht: Nachricht) -> bool:
    """Contribution: a reminder is outdated once the thing is done, has another day or the day has passed; a list once
    nothing is open; and each once the person has no role for it any more.
    """
    if nachricht.anlass not in (FRIST, JAHRESENDE):
        return True
    reihe = Bereitstellung.objects.select_related("konferenz")
    bereitstellung = reihe.filter(konferenz=nachricht.konferenz_id).first()
    if bereitstellung is None:
        return False
    if nachricht.anlass == FRIST:
        return _frist_gilt(nachricht, bereitstellung)
    jahr, person = map(int, nachricht.bezug.split(":"))
    return _ist_zustaendig(person, ROLLEN_ARBEIT) and bool(offene_bindungen(bereitstellung, jahr))


def _frist_gilt(nachricht: Nachricht, bereitstellung: Bereitstellung) -> bool:
    kennzeichen, vorlauf, person = nachricht.bezug.rsplit(":", 2)
    for frist in fristen(bereitstellung, lage(bereitstellung)):
        if frist.kennzeichen == kennzeichen:
            zu_spaet = frist.ist_vorbei and int(vorlauf) >= 0
            return not zu_spaet and _ist_zustaendig(int(person), frist.rollen)
    return False


def _ist_zustaendig(person: int, rollen: tuple[str, ...]) -> bool:
    return any(benutzer.pk == person for benutzer in zustaendige(rollen, uhr.heute()))

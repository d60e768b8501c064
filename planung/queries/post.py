"""What the outbox asks about letters of meetings: whether their reason still holds, and what is attached."""

from konferenz.beitraege import Anlage
from konferenz.models import Nachricht
from planung.fristen import tag_der
from planung.models import Sitzung, Teilnahme
from planung.queries.mitglieder import eingeladene

MIT_KALENDER = (
    "planung.einladung",
    "planung.nachtrag",
    "planung.verlegt",
    "planung.erinnerung",
    "planung.abgesagt",
)


def nachricht_gilt(nachricht: Nachricht) -> bool:
    """Contribution: a letter is outdated when the meeting was moved or cancelled, has begun, or the person left."""
    if nachricht.anlass not in MIT_KALENDER:
        return True
    sitzung, person, generation = _bezug(nachricht)
    if sitzung is None:
        return False
    if nachricht.anlass == "planung.abgesagt":
        return sitzung.stand == Sitzung.Stand.ABGESAGT
    gehoert_dazu = any(mensch.pk == person for mensch in eingeladene(sitzung.gremium, tag_der(sitzung)))
    steht = sitzung.stand == Sitzung.Stand.EINGELADEN and not sitzung.hat_begonnen
    return steht and gehoert_dazu and sitzung.generation == generation


def anlagen(nachricht: Nachricht) -> list[Anlage]:
    """Contribution: the calendar entry of the meeting for the recipient."""
    if nachricht.anlass not in MIT_KALENDER:
        return []
    from beirat.models import Person
    from planung.kalender import anlage

    sitzung, person, generation = _bezug(nachricht)
    if sitzung is None:
        return []
    antwort = Teilnahme.objects.filter(sitzung=sitzung, person=person, generation=generation)
    wert = antwort.values_list("antwort", flat=True).first()
    return [anlage(sitzung, Person.objects.get(pk=person), wert, nachricht.sprache)]


def _bezug(nachricht: Nachricht) -> tuple[Sitzung | None, int, int]:
    """Meeting, person and generation that `planung.actions.briefe.bezug` wrote down."""
    sitzung, person, generation = (int(teil) for teil in nachricht.bezug.split(":"))
    return Sitzung.objects.mit_rahmen().filter(pk=sitzung).first(), person, generation

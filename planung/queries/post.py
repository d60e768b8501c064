"""What the outbox asks about letters of meetings: whether their reason still holds, and what is attached."""

from beirat.models import Mitgliedschaft
from konferenz import uhr
from konferenz.beitraege import Anlage
from konferenz.models import Nachricht
from planung.fristen import tag_der
from planung.models import Protokoll, Sitzung, Teilnahme
from planung.queries.mitglieder import eingeladene, mitgliedschaften
from planung.queries.zugaenge import befragt

MIT_KALENDER = (
    "planung.einladung",
    "planung.nachtrag",
    "planung.verlegt",
    "planung.erinnerung",
    "planung.abgesagt",
)
FRAGEN = ("planung.terminumfrage", "planung.terminerinnerung")


def nachricht_gilt(nachricht: Nachricht) -> bool:
    """Contribution: a letter is outdated when the meeting was moved or cancelled, has begun, or the person left."""
    if nachricht.anlass in FRAGEN:
        return _fragt_noch(nachricht)
    if nachricht.anlass == "planung.niederschrift_offen":
        pk, _trenner, stand = nachricht.bezug.partition(":")
        return Protokoll.objects.filter(pk=pk, stand=stand).exists()
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


def _fragt_noch(nachricht: Nachricht) -> bool:
    """A date poll asks while it takes answers; its reminder only who has not answered."""
    teilnahme = befragt(nachricht.bezug)
    if teilnahme is None or not teilnahme.umfrage.nimmt_antworten:
        return False
    return nachricht.anlass != "planung.terminerinnerung" or teilnahme.geantwortet_am is None


def anlagen(nachricht: Nachricht) -> list[Anlage]:
    """Contribution: the calendar entry of the meeting for the recipient; with minutes what she may read of them."""
    if nachricht.anlass == "planung.niederschrift":
        return [_niederschrift(nachricht)]
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


def _niederschrift(nachricht: Nachricht) -> Anlage:
    """The sent version as PDF: whole for members of today, else the public part (S42)."""
    from konferenz.models import Bezirk
    from planung.models import Protokollfassung
    from planung.niederschrift import als_bericht
    from planung.queries.niederschrift import sichtbarer_teil

    sitzung, person, _generation = _bezug(nachricht)
    fassungen = Protokollfassung.objects.filter(protokoll__sitzung=sitzung, stand=Protokoll.Stand.VERSANDT)
    fassung = fassungen.latest("nummer")
    inhalt = sichtbarer_teil(fassung.inhalt, sitzung is not None and _ist_mitglied(sitzung, person))
    bericht = als_bericht(inhalt, fassung.pruefsumme)
    name = f"niederschrift-{sitzung.nummer if sitzung else ''}.pdf"
    return Anlage(name, "application/pdf", bericht.als_pdf(Bezirk.objects.first()))


def _ist_mitglied(sitzung: Sitzung, person: int) -> bool:
    """Whether the person belongs to the body today and is no guest: rights end with the membership."""
    eigene = mitgliedschaften(sitzung.gremium, uhr.heute()).filter(person=person)
    return eigene.exclude(funktion=Mitgliedschaft.Funktion.GAST).exists()


def _bezug(nachricht: Nachricht) -> tuple[Sitzung | None, int, int]:
    """Meeting, person and generation that `planung.actions.briefe.bezug` wrote down."""
    sitzung, person, generation = (int(teil) for teil in nachricht.bezug.split(":"))
    return Sitzung.objects.mit_rahmen().filter(pk=sitzung).first(), person, generation

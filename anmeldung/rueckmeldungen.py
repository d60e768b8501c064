"""What the anonymous answers come to."""

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta

from anmeldung.models import Rueckmeldung
from anmeldung.queries import KLEINSTE_ZAHL
from konferenz import uhr
from konferenz.diagramm import Saeulen, saeulen
from konferenz.models import Konferenz

OFFEN = timedelta(days=30)
"""So long after the conference answers are taken."""


def ist_offen(konferenz: Konferenz) -> bool:
    """Whether answers are taken now: from the beginning of the conference on."""
    beginn, ende = konferenz.beginn, konferenz.ende
    return beginn is not None and ende is not None and beginn <= uhr.jetzt() <= ende + OFFEN


@dataclass(frozen=True)
class Auswertung:
    """`zahlen` are (answer in words, how many), best first; empty while so few answered that one could guess who."""

    anzahl: int
    zahlen: list[tuple[str, int]]
    diagramm: Saeulen
    gut: list[str]
    besser: list[str]


def auswertung(konferenz: Konferenz) -> Auswertung:
    """All answers of a conference, the words in no order that says when; one statement."""
    alle = list(konferenz.rueckmeldungen.order_by("note", "gut", "besser"))
    if len(alle) < KLEINSTE_ZAHL:
        return Auswertung(len(alle), [], saeulen([]), [], [])
    je_note = Counter(eine.note for eine in alle)
    zahlen = [(str(note.label), je_note[note.value]) for note in Rueckmeldung.Note]
    return Auswertung(
        anzahl=len(alle),
        zahlen=zahlen,
        diagramm=saeulen(zahlen),
        gut=sorted(eine.gut for eine in alle if eine.gut.strip()),
        besser=sorted(eine.besser for eine in alle if eine.besser.strip()),
    )

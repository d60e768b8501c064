"""Letters to people who contribute; texts are in `templates/programm/post/`."""

from typing import Any

from konferenz.actions.nachricht import nachricht_schreiben
from konferenz.models import Konferenz, Nachricht
from programm.models import Mitwirkende


def schreibe(mensch: Mitwirkende, anlass: str, generation: int, konferenz: Konferenz, **daten: Any) -> None:
    """Queue the letter `anlass` in the person's language, once for each `generation`: the number of the version or of
    the move that it is about. Who has no address gets it on paper."""
    person = mensch.person
    nachricht_schreiben(
        schluessel=f"programm.{anlass}:{mensch.pk}:{generation}",
        anlass=f"programm.{anlass}",
        vorlage=f"programm/post/{anlass}",
        daten={"person": person, **daten},
        an=person.email,
        an_name=person.anzeigename,
        sprache=person.sprache,
        weg=Nachricht.Weg.MAIL if person.email else Nachricht.Weg.BRIEF,
        bezug=str(generation),
        konferenz=konferenz,
    )

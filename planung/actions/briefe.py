"""Letters about a meeting; texts are in `templates/planung/post/`."""

from typing import Any

from django.utils.translation import gettext, override

from beirat.models import Person
from konferenz.actions.nachricht import nachricht_schreiben
from konferenz.actions.nachricht.marken import MARKEN, Marken
from konferenz.actions.nachricht.schreiben import rendere
from konferenz.models import Konferenz, Nachricht
from planung.models import Sitzung


def bezug(sitzung: Sitzung, person: Person) -> str:
    """What a letter is about: meeting, person, generation; read back by `planung.queries.post`."""
    return f"{sitzung.pk}:{person.pk}:{sitzung.generation}"


def _antwort(sitzung: Sitzung, person: Person) -> str:
    """Object of the link to answer by; paper has none."""
    return bezug(sitzung, person) if person.email else ""


def entwurf(sitzung: Sitzung, person: Person, anlass: str, **daten: Any) -> str:
    """The wording of a letter in German before it is written; a link is a place."""
    marken = Marken()
    alle = {
        "sitzung": sitzung,
        "person": person,
        "antwort": _antwort(sitzung, person),
        MARKEN: marken,
        **daten,
    }
    with override("de"):
        teile = marken.zerlege(rendere(f"planung/post/{anlass}.txt", alle).strip())
        return "".join(teil if isinstance(teil, str) else gettext("[persönlicher Link]") for teil in teile)


def schreibe(
    sitzung: Sitzung,
    person: Person,
    anlass: str,
    zusatz: object = "",
    spur: int = Nachricht.Spur.SOFORT,
    **daten: Any,
) -> Nachricht | None:
    """Queue the letter `anlass` of a meeting; None if this person has it already for this generation and `zusatz`
    (I09).
    """
    return schreibe_an(
        person,
        anlass,
        f"{sitzung.pk}:{person.pk}:{zusatz}:{sitzung.generation}",
        bezug=bezug(sitzung, person),
        konferenz=sitzung.gremium.konferenz,
        spur=spur,
        sitzung=sitzung,
        antwort=_antwort(sitzung, person),
        **daten,
    )


def schreibe_an(
    person: Person,
    anlass: str,
    wofuer: object,
    *,
    bezug: str = "",
    konferenz: Konferenz | None,
    spur: int = Nachricht.Spur.SOFORT,
    **daten: Any,
) -> Nachricht | None:
    """Queue the letter `anlass` in the person's language; None if it was written before for `wofuer`. Who has no
    address gets it on paper.
    """
    return nachricht_schreiben(
        schluessel=f"planung.{anlass}:{wofuer}",
        anlass=f"planung.{anlass}",
        vorlage=f"planung/post/{anlass}",
        daten={"person": person, **daten},
        an=person.email,
        an_name=person.anzeigename,
        sprache=person.sprache,
        weg=Nachricht.Weg.MAIL if person.email else Nachricht.Weg.BRIEF,
        spur=spur,
        bezug=bezug,
        konferenz=konferenz,
    )

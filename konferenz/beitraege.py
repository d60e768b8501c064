"""Places that upper apps fill: the lower app names the place, `konferenz/haus.py` lists the functions, and nothing
registers itself.

| place | function | returns |
|---|---|---|
| `rollen` | `(benutzer, tag)` | names of roles that follow from memberships on that day |
| `vorbereitung` | `(konferenz)` | list of `Entsendung`: who prepares the conference |
| `gremium` | `(gremium)` | list of `Angabe`: what upper apps say about a body on its page |
| `startseite` | `(konferenz)` | `Anmeldestand` for the public start page |
| `menue` | `(konferenz)` | list of `Menuepunkt` of the public frame, `gruppe` is "kopf" or "hilfe" (footer) |
| `navigation` | `(benutzer, konferenz)` | list of `Menuepunkt` |
| `karten` | `(benutzer, konferenz)` | list of `Karte` for the staff's start page |
| `naechstes` | `(benutzer, konferenz)` | list of `Schritt`: what this person should do next |
| `rechte` | `()` | dict right -> what it allows, in words |
| `verlauf` | `()` | list of `Verlaufsart`: objects whose history has a page |
| `nachricht_gilt` | `(nachricht)` | False if the reason of the letter is gone |
| `anlagen` | `(nachricht)` | list of `Anlage`, made when the letter is handed over |
| `zugaenge` | `()` | dict purpose -> function `(objekt: str) -> address or None` a personal link leads to |
| `link_erneut` | `(konferenz)` | list of `Menuepunkt`: pages that send a lost personal link again |
| `petitum_nachweis` | `(punkt, konferenz)` | list of `Nachweis`: what the data say about a point of the resolution |
| `konferenz_angelegt` | `(konferenz)` | nothing; same transaction |
| `termin_geaendert` | `(konferenz, vorher)` | nothing; same transaction; `vorher` is the former beginning or None |
| `arbeitsgruppen_geaendert` | `(konferenz)` | nothing; same transaction; groups, their seats or times may be others |
| `belegung` | `(konferenz)` | dict number of a working group, None for the conference -> people with a seat |
| `thema` | `(benutzer, thema)` | list of `Tat`: what upper apps make of a topic |
| `termin_folgen` | `(konferenz)` | list of sentences: what a move to the day and place of `konferenz` would do |
| `arbeitsgruppe` | `(benutzer, gruppe)` | list of `Angabe`: what upper apps say about a working group on its page |
| `programm_freigegeben` | `(fassung, aenderungen)` | nothing; same transaction |
| `programm_betroffene` | `(konferenz, aenderungen)` | how many letters of the upper app a release would send |
| `vorfuehrung` | `(konferenz, tag)` | nothing; fills the demonstration up to that day |
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string


@dataclass(frozen=True)
class Menuepunkt:
    """One line of the staff's navigation: `gruppe` is the heading it stands under, `zahl` what is waiting there.

    `auch` is the beginning of other addresses that belong to this line; a longer one of another line goes first.
    """

    gruppe: str
    titel: str
    url: str
    zahl: int | None = None
    auch: str = ""


@dataclass(frozen=True)
class Karte:
    """One card of the staff's start page, small `rang` first.

    `vorlage` fills the card below its heading and finds what it needs in `karte.daten`; `abzeichen` is kind and
    word of a badge.
    """

    titel: str
    vorlage: str
    daten: dict[str, Any] = field(default_factory=dict)
    rang: int = 50
    abzeichen: tuple[str, str] | None = None


@dataclass(frozen=True)
class Schritt:
    """A next step, computed from the state: the task as a title, one sentence why, the words of its button, the day
    it is due."""

    titel: str
    grund: str
    url: str
    tat: str
    frist: date | None = None
    rang: int = 50


@dataclass(frozen=True)
class Verlaufsart:
    """A kind of object whose history can be read: `modell` as `app.model`, the right that opens it, fields of it and
    of its parts that are never shown.

    `teile` are kinds whose rows belong to the object: `app.model` -> name of the field that points to it.
    `aktionen` says in words
    what the pages do that change it: name of the address -> words.
    """

    modell: str
    recht: str
    verborgen: frozenset[str] = frozenset()
    teile: dict[str, str] = field(default_factory=dict)
    aktionen: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Entsendung:
    """One body that sends members into the preparation: printed name and number of members today."""

    stelle: str
    mitglieder: int


@dataclass(frozen=True)
class Angabe:
    """One line about an object: name, value, where it leads to, and one sentence that explains it."""

    name: str
    wert: str
    url: str = ""
    satz: str = ""


@dataclass(frozen=True)
class Tat:
    """A link, or with `ist_knopf` a button that sends a POST to `url`."""

    name: str
    url: str
    ist_knopf: bool = False


@dataclass(frozen=True)
class Anmeldestand:
    """What the start page says about registration.

    `phase` is one of vor, offen, warteliste, geschlossen, vorbei; `frei` are seats nobody holds; `url` leads to the
    form.
    """

    phase: str
    frei: int
    plaetze: int
    url: str


@dataclass(frozen=True)
class Nachweis:
    """What the data say about a petitum point: one sentence, its weight, the page that shows it.

    `wertung` is "erfuellt", "offen" or "abweichend" for something the point demands, "hinweis" for what only helps to
    judge. `recht` opens `url`; without it the sentence stands alone.
    """

    wertung: str
    satz: str
    url: str = ""
    recht: str = ""


@dataclass(frozen=True)
class Anlage:
    """An attachment of a letter: file name, media type with parameters, content."""

    name: str
    typ: str
    inhalt: bytes


@cache
def _funktionen(platz: str) -> tuple[Callable[..., Any], ...]:
    return tuple(import_string(name) for name in settings.BEITRAEGE[platz])


def rufe(platz: str, *argumente: Any) -> Iterator[Any]:
    """The answers of all functions of a place, in the order of the settings."""
    for funktion in _funktionen(platz):
        yield funktion(*argumente)


def sammle(platz: str, *argumente: Any) -> list[Any]:
    """The answers of a place whose functions return lists, as one list."""
    return [eintrag for antwort in rufe(platz, *argumente) for eintrag in antwort]

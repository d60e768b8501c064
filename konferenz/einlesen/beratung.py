"""The rows of the Beratungsreihenfolge: body, date, number of the agenda item."""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from .gliedern import einzeilig
from .vorschlag import Beratungsvorschlag
from .zeiten import TAG, datum

#: More than any motion has; keeps reading fast for a text that is none.
HOECHSTENS_BERATUNGEN = 99

_ZELLENGRENZE = re.compile(r"\t|\||  +")
_TOP = re.compile(r"\b(?:TOP\s(?:(?:Ö|N|NÖ)\s?)?|(?:Ö|N|NÖ)\s?)[0-9]{1,3}(?:\.[0-9]{1,3}){0,2}")
_UHRZEIT = re.compile(r"\b(?:um\s)?[0-9]{1,2}[:.][0-9]{2}(?:\sUhr)?|\b(?:Mo|Di|Mi|Do|Fr|Sa|So)\.?,|\b\w+tag,")
# Column heads and states of a consultation, which are no bodies.
_KEIN_GREMIUM = frozenset(
    {"gremium", "top", "datum", "status", "sitzung", "sitzungstermin", "tagesordnungspunkt", "ö", "n"}
    | {
        "beratung",
        "beratungsart",
        "vorberatung",
        "anhörung",
        "entscheidung",
        "kenntnisnahme",
        "zuständigkeit",
    }
    | {"beschluss", "beschlussart", "ergebnis", "beschlossen", "abgelehnt", "überwiesen", "vertagt", "zur"}
    | {
        "öffentlich",
        "nichtöffentlich",
        "nicht",
        "geändert",
        "ungeändert",
        "einstimmig",
        "mehrheitlich",
        "art",
    }
)


@dataclass
class _Reihe:
    gremium: str = ""
    datum: datetime.date | None = None
    top: str = ""


def lies_beratungen(zeilen: list[str]) -> tuple[Beratungsvorschlag, ...]:
    """Read the rows, whatever the order of their columns: a new row begins where a column comes again.

    Raises ValidationError for more than ``HOECHSTENS_BERATUNGEN`` rows.
    """
    reihen: list[_Reihe] = []
    for spalte, wert in _alle_werte(zeilen):
        if not reihen or getattr(reihen[-1], spalte):
            reihen.append(_Reihe())
        setattr(reihen[-1], spalte, wert)
        if len(reihen) > HOECHSTENS_BERATUNGEN:
            raise ValidationError(
                _("Die Beratungsreihenfolge ist zu lang. Bitte fügen Sie nur eine Drucksache ein."),
                code="beratung_zu_lang",
            )
    return tuple(Beratungsvorschlag(reihe.gremium, reihe.datum, reihe.top) for reihe in reihen)


def _alle_werte(zeilen: list[str]) -> Iterator[tuple[str, datetime.date | str]]:
    for zeile in filter(None, zeilen):
        for zelle in _ZELLENGRENZE.split(zeile):
            yield from _werte(einzeilig(zelle))


def _werte(zelle: str) -> Iterator[tuple[str, datetime.date | str]]:
    """Yield what one cell holds, in the order of the columns date, body, agenda item."""
    fund = TAG.search(zelle)
    tag = datum(fund) if fund else None
    if tag:
        yield "datum", tag
    top = _TOP.search(zelle)
    name = einzeilig(_TOP.sub(" ", _UHRZEIT.sub(" ", TAG.sub(" ", zelle)))).strip(" -–,;:()")
    if _ist_gremium(name):
        yield "gremium", name
    if top:
        yield "top", einzeilig(top[0])


def _ist_gremium(name: str) -> bool:
    woerter = re.findall(r"[^\W\d_]+", name.casefold())
    return any(wort not in _KEIN_GREMIUM for wort in woerter)

"""What is ordered because people need it: which needs make one order, how many need it, and the money kept for it."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from anmeldung.models import Anmeldung, Bedarf, Bedarfsreservierung
from anmeldung.queries import KLEINSTE_ZAHL
from budget.models import Kostenposition
from budget.queries.vorgangsstand import Vorgangsstand, vorgangsstaende
from konferenz import geheim
from konferenz.models import Benutzer, Konferenz

Position = Kostenposition.Art


@dataclass(frozen=True)
class Bestellart:
    """One thing to order: key, name, the needs that ask for it, the kind of cost it is."""

    schluessel: str
    name: Any
    bedarfe: frozenset[str]
    position: str


DOLMETSCHEN = "dolmetschen"
"""Key of the order of interpreters; it is asked for by a language, not by a need of the catalogue."""

BESTELLARTEN = (
    Bestellart(DOLMETSCHEN, _("Dolmetschen"), frozenset(), Position.DOLMETSCHEN),
    Bestellart("gebaerden", _("Gebärdensprachdolmetschen"), frozenset({"dgs"}), Position.GEBAERDEN),
    Bestellart("schrift", _("Schriftdolmetschen"), frozenset({"schriftdolmetschen"}), Position.DOLMETSCHEN),
    Bestellart("hoeranlage", _("Höranlage"), frozenset({"hoeranlage"}), Position.RAUM),
    Bestellart(
        "grossschrift", _("Unterlagen in großer Schrift"), frozenset({"grossschrift"}), Position.DRUCK
    ),
    Bestellart("kinder", _("Kinderbetreuung"), frozenset({"kinderbetreuung"}), Position.KINDER),
    Bestellart(
        "essen",
        _("besondere Verpflegung"),
        frozenset({"vegan", "ohne_schwein", "nuss", "gluten", "laktose"}),
        Position.VERPFLEGUNG,
    ),
)
NACH_SCHLUESSEL = {art.schluessel: art for art in BESTELLARTEN}


@dataclass(frozen=True)
class Bestellung:
    """One thing to order for a conference; `zahl` is None where it is too small to be shown to this person."""

    art: Bestellart
    zahl: int | None
    reservierung: Bedarfsreservierung | None = None
    stand: Vorgangsstand | None = None

    @property
    def ist_offen(self) -> bool:
        """No money is kept for it."""
        return self.stand is None or not self.stand.lebt


def zahlen_je_art(konferenz: Konferenz) -> dict[str, int]:
    """How many people who come need each thing; without names."""
    kommt = [Anmeldung.Stand.BESTAETIGT, Anmeldung.Stand.ANGEBOTEN]
    texte = Bedarf.objects.filter(anmeldung__konferenz=konferenz, anmeldung__stand__in=kommt)
    inhalte = [geheim.oeffne(bytes(text)) for text in texte.values_list("verschluesselt", flat=True)]
    return {art.schluessel: sum(_braucht(inhalt, art) for inhalt in inhalte) for art in BESTELLARTEN}


def _braucht(inhalt: dict[str, Any], art: Bestellart) -> bool:
    if art.schluessel == DOLMETSCHEN:
        return bool(inhalt.get("dolmetschen"))
    return not art.bedarfe.isdisjoint(inhalt.get("arten", ()))


def reservierungen(konferenz: Konferenz) -> dict[str, tuple[Bedarfsreservierung, Vorgangsstand]]:
    """The latest reservation of each kind with what became of it; two statements."""
    reihe = list(konferenz.bedarfsreservierungen.select_related("vorgang", "von").order_by("am", "id"))
    staende = vorgangsstaende(eine.vorgang for eine in reihe)
    return {eine.art: (eine, staende[eine.vorgang_id]) for eine in reihe}


def bestellungen(konferenz: Konferenz, benutzer: Benutzer, *, mit_zahlen: bool) -> list[Bestellung]:
    """Everything somebody needs or money is reserved for; small counts only for the role Bedarfe.

    Without `mit_zahlen` only what money is reserved for: where few people named a need, that somebody needs a thing
    would already say who (S55).
    """
    zahlen = zahlen_je_art(konferenz) if mit_zahlen else {}
    reserviert = reservierungen(konferenz)
    kleinste = 1 if benutzer.has_perm("anmeldung.bedarfe_lesen", konferenz) else KLEINSTE_ZAHL
    return [
        Bestellung(art, _gezeigt(zahlen.get(art.schluessel), kleinste), *reserviert.get(art.schluessel, ()))
        for art in BESTELLARTEN
        if zahlen.get(art.schluessel) or art.schluessel in reserviert
    ]


def _gezeigt(zahl: int | None, kleinste: int) -> int | None:
    return zahl if zahl is not None and (zahl >= kleinste or not zahl) else None

"""The catalogue of needs: what a person may ask for, never why (Art. 9 GDPR: needs, not reasons).

Stored as `{"arten": [keys], "dolmetschen": language code or "", "dolmetschen_andere": free text}`;
empty parts are left out.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from konferenz.namen import bereinige
from konferenz.sprachen import SPRACHEN

EINWILLIGUNG_VERSION = "1"
"""Rises with every change of the sentence below; stored with each consent."""

EINWILLIGUNG_TEXT = _(
    "Ich willige ein, dass meine Angaben aus diesem Abschnitt verwendet werden, um den Tag vorzubereiten. "
    "Ich kann das jederzeit widerrufen."
)

FOLGEPOST_VERSION = "1"
FOLGEPOST_TEXT = _("Ja, ich möchte erfahren, was aus den Ergebnissen wird.")

ANDERE_SPRACHE = "andere"
ANDERE_SPRACHE_NAME = _("Andere Sprache")
GRUPPE_DOLMETSCHEN = _("Dolmetschen")
LAENGE_ANDERE = 80


@dataclass(frozen=True)
class Bedarfsart:
    """One thing a person can tick: key as stored, group of the form, label."""

    schluessel: str
    gruppe: str
    text: Any


GRUPPEN = {
    "zugang": _("Zugang und Verständigung"),
    "essen": _("Essen"),
    "kinder": _("Kinder"),
}

ARTEN = (
    Bedarfsart("rollstuhl", "zugang", _("Platz für einen Rollstuhl")),
    Bedarfsart("dgs", "zugang", _("Deutsche Gebärdensprache (DGS)")),
    Bedarfsart("schriftdolmetschen", "zugang", _("Schriftdolmetschen")),
    Bedarfsart("hoeranlage", "zugang", _("Höranlage")),
    Bedarfsart("grossschrift", "zugang", _("Unterlagen in großer Schrift")),
    Bedarfsart("assistenz", "zugang", _("Begleitperson oder Assistenz")),
    Bedarfsart("assistenzhund", "zugang", _("Ich komme mit einem Assistenzhund")),
    Bedarfsart("vegan", "essen", _("Vegan")),
    Bedarfsart("ohne_schwein", "essen", _("Ohne Schweinefleisch")),
    Bedarfsart("nuss", "essen", _("Nussallergie")),
    Bedarfsart("gluten", "essen", _("Ohne Gluten")),
    Bedarfsart("laktose", "essen", _("Ohne Laktose")),
    Bedarfsart("kinderbetreuung", "kinder", _("Ich bringe Kinder mit und brauche Betreuung")),
)
NACH_SCHLUESSEL = {art.schluessel: art for art in ARTEN}


def auswahl(gruppe: str) -> list[tuple[str, Any]]:
    """Choices of one group for a form."""
    return [(art.schluessel, art.text) for art in ARTEN if art.gruppe == gruppe]


def pruefe(bedarfe: Mapping[str, Any] | None) -> dict[str, Any]:
    """The needs in their stored shape, without empty parts; raises ValidationError for what the catalogue does not
    know."""
    roh = bedarfe or {}
    arten = [art.schluessel for art in ARTEN if art.schluessel in roh.get("arten", ())]
    dolmetschen = roh.get("dolmetschen", "")
    andere = (
        bereinige(roh.get("dolmetschen_andere", ""))[:LAENGE_ANDERE] if dolmetschen == ANDERE_SPRACHE else ""
    )
    if set(roh.get("arten", ())) - set(arten) or (
        dolmetschen and dolmetschen not in SPRACHEN and dolmetschen != ANDERE_SPRACHE
    ):
        raise ValidationError(
            _("Diesen Bedarf kennen wir nicht. Bitte wählen Sie aus der Liste."), code="bedarf"
        )
    if dolmetschen == ANDERE_SPRACHE and not andere:
        raise ValidationError(
            _("Bitte schreiben Sie dazu, welche Sprache Sie brauchen."), code="dolmetschen_andere"
        )
    teile = {"arten": arten, "dolmetschen": dolmetschen, "dolmetschen_andere": andere}
    return {name: wert for name, wert in teile.items() if wert}


def braucht_dolmetschen(bedarfe: Mapping[str, Any]) -> bool:
    """Whether somebody has to be booked by the deadline: interpreting, sign language or speech-to-text."""
    return bool(dolmetschwunsch(bedarfe))


def dolmetschwunsch(bedarfe: Mapping[str, Any]) -> frozenset[str]:
    """What of these needs has to be booked by the deadline; equal for two sets of needs with the same wish."""
    sprache = (bedarfe.get("dolmetschen", ""), bedarfe.get("dolmetschen_andere", ""))
    return frozenset({"dgs", "schriftdolmetschen"} & set(bedarfe.get("arten", ()))) | (set(sprache) - {""})


def in_worten(bedarfe: Mapping[str, Any]) -> list[str]:
    """The needs as lines in the current language."""
    zeilen = [str(NACH_SCHLUESSEL[art].text) for art in bedarfe.get("arten", ())]
    sprache = bedarfe.get("dolmetschen")
    if sprache:
        name = bedarfe.get("dolmetschen_andere") or SPRACHEN[sprache].name
        zeilen.append(str(_("Dolmetschen: %(sprache)s") % {"sprache": name}))
    return zeilen

"""Versions of an agenda as they were sent: frozen, hidden from who may not read it, compared."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from planung.models import Einladung, Tagesordnungspunkt
from planung.queries.tagesordnung import ist_oeffentlich


def verdeckt(inhalt: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The agenda without the titles of non-public items; what stands there instead is in the reader's language."""
    return [
        zeile if zeile["ist_oeffentlich"] else {**zeile, "titel": _("nichtöffentlich")} for zeile in inhalt
    ]


@dataclass(frozen=True)
class Zeile:
    """One item as it was sent."""

    id: int
    nummer: str
    titel: str
    ist_oeffentlich: bool
    ist_abgesetzt: bool
    minuten: int

    @property
    def ist_unterpunkt(self) -> bool:
        return "." in self.nummer


def eingefroren(punkte: list[Tagesordnungspunkt]) -> list[dict[str, Any]]:
    """The agenda as it is sent, as plain values."""
    return [
        {
            "id": punkt.pk,
            "nummer": punkt.nummer,
            "titel": punkt.titel,
            "ist_oeffentlich": ist_oeffentlich(punkt),
            "ist_abgesetzt": punkt.stand == Tagesordnungspunkt.Stand.ABGESETZT,
            "minuten": punkt.minuten,
        }
        for punkt in punkte
    ]


@dataclass(frozen=True)
class Unterschied:
    """What became of one item between two versions: `art` is neu, abgesetzt or geaendert."""

    art: str
    nummer: str
    titel: str
    vorher: str = ""


def unterschiede(alt: list[dict[str, Any]], neu: list[dict[str, Any]]) -> list[Unterschied]:
    """New, changed and withdrawn items in the order of the new version."""
    frueher = {zeile["id"]: zeile for zeile in alt}
    return [
        unterschied
        for zeile in neu
        if (unterschied := _unterschied(frueher.get(zeile["id"]), zeile)) is not None
    ]


def _unterschied(alt: dict[str, Any] | None, neu: dict[str, Any]) -> Unterschied | None:
    if alt is None:
        return Unterschied("neu", neu["nummer"], neu["titel"])
    if neu["ist_abgesetzt"] and not alt["ist_abgesetzt"]:
        return Unterschied("abgesetzt", neu["nummer"], neu["titel"])
    if alt["titel"] != neu["titel"] or alt["ist_oeffentlich"] != neu["ist_oeffentlich"]:
        return Unterschied("geaendert", neu["nummer"], neu["titel"], alt["titel"])
    return None


def offene_aenderungen(letzte: Einladung | None, punkte: list[Tagesordnungspunkt]) -> list[Unterschied]:
    """What has changed in the agenda since it was sent last; nothing before the invitation."""
    return unterschiede(letzte.inhalt, eingefroren(punkte)) if letzte else []

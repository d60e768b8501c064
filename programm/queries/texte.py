"""Texts of the programme, and into which languages they are not translated yet."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet

from konferenz.models import Konferenz
from konferenz.sprachen import texte
from programm.models import Arbeitsgruppe, Mitwirkende, Programmpunkt, Raum

FELDER: dict[str, tuple[type[Model], tuple[str, ...]]] = {
    "gruppe": (Arbeitsgruppe, ("titel", "ziele", "leitfragen", "zielgruppe")),
    "punkt": (Programmpunkt, ("titel", "text")),
    "raum": (Raum, ("lage",)),
    "person": (Mitwirkende, ("ueber",)),
}
"""Kind as in the address -> table and its fields in several languages."""


@dataclass(frozen=True)
class Textlage:
    """An object with German text: `fehlt` are the languages in which at least one of its texts is missing."""

    art: str
    objekt: Any
    fehlt: list[str]


def objekte(art: str, konferenz: Konferenz) -> QuerySet[Any]:
    """All objects of a kind that belong to this conference."""
    reihen: dict[str, QuerySet[Any]] = {
        "gruppe": konferenz.arbeitsgruppen.lebend(),
        "punkt": konferenz.programmpunkte.in_ordnung().filter(arbeitsgruppe__abgesagt_am=None),
        "raum": Raum.objects.filter(ort=konferenz.ort_id),
        "person": konferenz.mitwirkende.select_related("person"),
    }
    return reihen[art]


def textlagen(konferenz: Konferenz, sprachen: Iterable[str]) -> list[Textlage]:
    """Every object that has something to translate, in the order of the kinds; four statements."""
    codes = [code for code in sprachen if code != "de"]
    lagen = []
    for art, (_modell, felder) in FELDER.items():
        for objekt in objekte(art, konferenz):
            zu_uebersetzen = [daten for feld in felder if "de" in (daten := texte(getattr(objekt, feld)))]
            if zu_uebersetzen:
                fehlt = [code for code in codes if any(code not in daten for daten in zu_uebersetzen)]
                lagen.append(Textlage(art, objekt, fehlt))
    return lagen

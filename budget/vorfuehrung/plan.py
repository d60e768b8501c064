"""The cost plan of the story: written by Amira, approved by Bernd, three times."""

from decimal import Decimal

from budget.actions.kostenplan import (
    Planangabe,
    entwurf_anlegen,
    entwurf_speichern,
    plan_freigeben,
    position_umbenennen,
)
from budget.models import Kostenplan, Kostenposition
from budget.queries.kostenplan import pruefsumme
from budget.vorfuehrung.grundlagen import mittel
from konferenz.models import Konferenz
from konferenz.vorfuehrung.besetzung import HAUSHALT, SACHBEARBEITUNG
from konferenz.vorfuehrung.schritte import person

Art = Kostenposition.Art

NAMEN = {Art.ORGANISATION: "Organisation, Raum und Technik", Art.DRUCK: "Druck"}
"""Positions that have another name here than in the usual list."""
ERSTE = {
    Art.ORGANISATION: "15000.00", Art.DOLMETSCHEN: "1500.00", Art.GEBAERDEN: "1200.00", Art.DRUCK: "800.00",
    Art.DOKUMENTATION: "1500.00",
}  # fmt: skip
ZWEITE = {**ERSTE, Art.KINDER: "500.00", Art.DOKUMENTATION: "1000.00"}
DRITTE = {
    Art.ORGANISATION: "15000.00", Art.GEBAERDEN: "1450.00", Art.DOLMETSCHEN: "1100.00", Art.KINDER: "400.00",
    Art.DRUCK: "700.00", Art.DOKUMENTATION: "1350.00",
}  # fmt: skip
"""What each version plans, in EUR gross."""


def position(konferenz: Konferenz, art: str) -> Kostenposition:
    """The position of a kind."""
    return mittel(konferenz).positionen.get(art=art)


def _schreibe(konferenz: Konferenz, betraege: dict[Art, str], bemerkung: str) -> None:
    amira = person(SACHBEARBEITUNG)
    plan = entwurf_anlegen(bereitstellung=mittel(konferenz), person=amira)
    for eine in mittel(konferenz).positionen.all():
        if not eine.planzeilen.exclude(plan=plan).exists() and eine.art in NAMEN:
            position_umbenennen(position=eine, bezeichnung=NAMEN[Art(eine.art)], art=eine.art, person=amira)
    zeilen = {
        eine.pk: Planangabe(Decimal(betraege[Art(eine.art)]) if eine.art in betraege else None)
        for eine in mittel(konferenz).positionen.all()
    }
    entwurf_speichern(plan=plan, zeilen=zeilen, bemerkung=bemerkung, stand=pruefsumme(plan), person=amira)


def erste_fassung(konferenz: Konferenz) -> None:
    """What the organising body offered, and what the office buys itself."""
    _schreibe(konferenz, ERSTE, "Nach dem Angebot des Trägers und den Preisen der letzten Konferenz.")


def zweite_fassung(konferenz: Konferenz) -> None:
    """The preparation group asks for child care."""
    _schreibe(
        konferenz, ZWEITE, "Kinderbetreuung auf Wunsch der Vorbereitungsgruppe, dafür weniger Dokumentation."
    )


def dritte_fassung(konferenz: Konferenz) -> None:
    """After the offers came in."""
    _schreibe(
        konferenz,
        DRITTE,
        "Nach den Angeboten: Gebärdensprache teurer, Simultandolmetschen und Druck günstiger.",
    )


def freigeben(konferenz: Konferenz) -> None:
    """Bernd approves the draft."""
    plan = Kostenplan.objects.get(bereitstellung=mittel(konferenz), freigegeben_am__isnull=True)
    plan_freigeben(plan=plan, stand=pruefsumme(plan), person=person(HAUSHALT))

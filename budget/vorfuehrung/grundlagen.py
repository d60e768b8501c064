"""What the money of the story rests on: years, pot, ceiling, confirmations, the carry-over of 2023."""

from datetime import date
from decimal import Decimal

from budget.actions.bereitstellen import bereitstellen
from budget.actions.bestaetigen import gegenzeichnen, verfuegbarkeit_bestaetigen
from budget.actions.haushalt import haushaltsjahr_anlegen, topf_speichern
from budget.actions.quellen import Quellenangaben, bindung_aendern
from budget.actions.uebertrag_entscheiden import auf_uebertrag_umdecken as _auf_uebertrag
from budget.actions.uebertrag_entscheiden import uebertrag_bewilligen as bewilligen
from budget.actions.uebertragen import Postenangaben
from budget.actions.uebertragen import uebertrag_beantragen as beantragen
from budget.actions.vergabe import wertgrenze_speichern
from budget.models import (
    Bereitstellung,
    Buchung,
    Deckungsquelle,
    Ermaechtigungsuebertrag,
    Mitteltopf,
    Verfuegbarkeitsbestaetigung,
    Wertgrenze,
)
from konferenz import uhr
from konferenz.models import Konferenz, Petitumspunkt
from konferenz.vorfuehrung.besetzung import ANORDNUNG, HAUSHALT
from konferenz.vorfuehrung.schritte import BESCHLUSS_AM, person

OBERGRENZE = Decimal("20000.00")
REST_2023 = Decimal("6500.00")
SCHLUESSE = {2023: date(2024, 1, 12), 2024: date(2025, 1, 10), 2025: date(2026, 1, 9)}
LETZTER_TAG_2024 = date(2024, 11, 15)
WERTGRENZEN = (
    (Wertgrenze.Verfahren.DIREKT, date(2023, 1, 1), "1000.00"),
    (Wertgrenze.Verfahren.VERHANDLUNG, date(2023, 1, 1), "50000.00"),
    (Wertgrenze.Verfahren.DIREKT, date(2024, 1, 1), "5000.00"),
    (Wertgrenze.Verfahren.VERHANDLUNG, date(2024, 1, 1), "100000.00"),
)
"""Procedure, first day, net amount in EUR (to verify); three offers are compared where it is no direct order."""


def mittel(konferenz: Konferenz) -> Bereitstellung:
    """The money of the conference."""
    return Bereitstellung.objects.select_related("konferenz").get(konferenz=konferenz)


def quelle(konferenz: Konferenz, jahr: int) -> Deckungsquelle:
    """The source of a year out of the budget of that year."""
    return mittel(konferenz).quellen.get(haushaltsjahr=jahr, art=Deckungsquelle.Art.HAUSHALT)


def haus_einrichten(konferenz: Konferenz) -> None:
    """Bernd enters the fiscal years, the pot and the thresholds of procurement."""
    bernd = person(HAUSHALT)
    for jahr, schluss in SCHLUESSE.items():
        haushaltsjahr_anlegen(jahr=jahr, buchungsschluss=schluss, person=bernd)
    topf_speichern(topf=Mitteltopf(name="Förderfonds konsumtiv"), person=bernd)
    for verfahren, ab, bis in WERTGRENZEN:
        grenze = Wertgrenze(
            verfahren=verfahren, gueltig_ab=ab, bis_netto=Decimal(bis), fundstelle="HmbVgG (zu prüfen)"
        )
        grenze.angebote = 0 if verfahren == Wertgrenze.Verfahren.DIREKT else 3
        wertgrenze_speichern(grenze=grenze, person=bernd)


def mittel_bereitstellen(konferenz: Konferenz) -> None:
    """First 2023, then 2024, as the resolution says; 2024 may be bound at once by a Verpflichtungsermächtigung."""
    topf = Mitteltopf.objects.get()
    drucksache = konferenz.drucksache
    bereitstellen(
        konferenz=konferenz,
        punkt=Petitumspunkt.objects.get(drucksache=drucksache, art=Petitumspunkt.Art.MITTEL),
        obergrenze=OBERGRENZE,
        quellen=[
            Quellenangaben(topf, 2023),
            Quellenangaben(topf, 2024, bindung_ab=BESCHLUSS_AM, bindung_ab_aktenzeichen="SR 44-2023/120"),
        ],
        person=person(HAUSHALT),
    )


def _bestaetige(konferenz: Konferenz, jahr: int, betrag: str, aktenzeichen: str) -> None:
    verfuegbarkeit_bestaetigen(
        quelle=quelle(konferenz, jahr),
        betrag=Decimal(betrag),
        stichtag=uhr.heute(),
        aktenzeichen=aktenzeichen,
        person=person(HAUSHALT),
    )


def _zeichne_gegen(konferenz: Konferenz) -> None:
    offene = Verfuegbarkeitsbestaetigung.objects.offen().filter(quelle__bereitstellung=mittel(konferenz))
    for bestaetigung in offene:
        gegenzeichnen(bestaetigung=bestaetigung, person=person(ANORDNUNG))


def erste_bestaetigung(konferenz: Konferenz) -> None:
    """12.500,00 are left in 2023, 7.500,00 are set aside for 2024."""
    _bestaetige(konferenz, 2023, "12500.00", "SR 44-2023/121")
    _bestaetige(konferenz, 2024, "7500.00", "SR 44-2023/122")


erste_gegenzeichnung = _zeichne_gegen


def frist_der_bindung(konferenz: Konferenz) -> None:
    """The Finanzbehörde sets the autumn date."""
    bindung_aendern(quelle=quelle(konferenz, 2024), bindung_bis=LETZTER_TAG_2024, person=person(HAUSHALT))


def _offene_festlegung(konferenz: Konferenz) -> Buchung:
    """The part of the grant that 2023 covers."""
    return quelle(konferenz, 2023).buchungen.get(art=Buchung.Art.FESTLEGUNG)


def uebertrag_beantragen(konferenz: Konferenz) -> None:
    """What of 2023 is committed and not paid is applied for as carry-over."""
    beantragen(
        quelle=quelle(konferenz, 2023),
        posten=[Postenangaben(_offene_festlegung(konferenz), REST_2023)],
        aktenzeichen="SR 44-2024/31",
        person=person(HAUSHALT),
    )


def _uebertrag(konferenz: Konferenz) -> Ermaechtigungsuebertrag:
    return Ermaechtigungsuebertrag.objects.get(quelle__bereitstellung=mittel(konferenz))


def uebertrag_bewilligen(konferenz: Konferenz) -> None:
    """The Finanzbehörde grants all of it for 2024."""
    bewilligen(
        uebertrag=_uebertrag(konferenz),
        bewilligt=REST_2023,
        gueltig_bis_jahr=2024,
        aktenzeichen="FB 312-2024/88",
        person=person(HAUSHALT),
    )


uebertrag_gegenzeichnen = _zeichne_gegen


def auf_uebertrag_umdecken(konferenz: Konferenz) -> None:
    """The open part of the grant moves from 2023 to the carried-over rest."""
    _auf_uebertrag(
        uebertrag=_uebertrag(konferenz),
        posten=[Postenangaben(_offene_festlegung(konferenz), REST_2023)],
        person=person(HAUSHALT),
    )


def zweite_bestaetigung(konferenz: Konferenz) -> None:
    """7.500,00 minus the 2.500,00 of the grant."""
    _bestaetige(konferenz, 2024, "5000.00", "SR 44-2024/97")


zweite_gegenzeichnung = _zeichne_gegen

"""Money in every state that the pages of plan, procurement and grants can show."""

from dataclasses import dataclass
from datetime import date

from budget.actions.bestaetigen import verfuegbarkeit_bestaetigen
from budget.actions.festlegen import festlegen
from budget.actions.kostenplan import Planangabe, entwurf_anlegen, entwurf_speichern, plan_freigeben
from budget.actions.reservieren import reservieren
from budget.actions.uebertragen import Postenangaben, uebertrag_beantragen
from budget.actions.vergabe import angebot_eintragen, vermerk_schreiben
from budget.actions.zuwendung import Ratenangabe, bescheid_eintragen, rate_abrufen, raten_planen
from budget.models import (
    Angebot,
    Buchung,
    Ermaechtigungsuebertrag,
    Kostenplan,
    Kostenposition,
    Meldegrenze,
    Verfuegbarkeitsbestaetigung,
    Vorgang,
    Wertgrenze,
)
from budget.queries.kostenplan import pruefsumme
from konferenz import uhr
from tests import welt
from tests.budget.geschichte import meldegrenzen
from tests.budget.welt import Kasse, eur, traeger

PLAN = {
    "organisation": "12.000,00", "raum": "0,00", "verpflegung": None, "dolmetschen": "1.100,00",
    "gebaerden": "1.450,00", "kinder": "400,00", "honorar": None, "druck": "700,00", "dokumentation": "1.350,00",
}  # fmt: skip


@dataclass
class Fuellung:
    """Objects that addresses name."""

    fassung: Kostenplan
    entwurf: Kostenplan
    zuwendung: Vorgang
    auftrag: Vorgang
    angebot: Angebot
    position: Kostenposition
    wertgrenze: Wertgrenze
    meldegrenze: Meldegrenze
    bestaetigung: Verfuegbarkeitsbestaetigung
    uebertrag: Ermaechtigungsuebertrag


def wertgrenzen() -> Wertgrenze:
    """As in the notes on the budget: direct orders up to 1.000 net in 2023, 5.000 in 2024; negotiation up to 50.000
    and 100.000."""
    for jahr, direkt, verhandlung in ((2023, "1.000,00", "50.000,00"), (2024, "5.000,00", "100.000,00")):
        ab = {"gueltig_ab": date(jahr, 1, 1), "fundstelle": f"Hamburgische Wertgrenzen {jahr}"}
        erste = Wertgrenze.objects.create(verfahren="direkt", bis_netto=eur(direkt), **ab)
        Wertgrenze.objects.create(verfahren="verhandlung", bis_netto=eur(verhandlung), angebote=3, **ab)
        Wertgrenze.objects.create(verfahren="ausschreibung", **ab)
    return erste


def fuelle(haus: Kasse) -> Fuellung:
    """A plan in two versions, a grant with instalments, orders with and without a note, a split one, a reservation, an
    application for a carry-over."""
    grenze = wertgrenzen()
    with welt.zeit("2023-12-11"):
        haus.bestaetige(haus.q2024, "20.000,00")
        haus.bestaetige(haus.q2023, "12.500,00")
        fassung = _plan(haus)
    with welt.zeit("2023-12-18"):
        zuwendung = _zuwendung(haus)
        auftrag, angebot = _auftraege(haus)
        entwurf = entwurf_anlegen(bereitstellung=haus.bereitstellung, person=haus.amira)
    position = haus.bereitstellung.positionen.get(art="druck")
    with welt.zeit("2024-04-10"):
        uebertrag = _uebertragsantrag(haus)
    return Fuellung(
        fassung,
        entwurf,
        zuwendung,
        auftrag,
        angebot,
        position,
        grenze,
        meldegrenzen(),
        _wartende(haus),
        uebertrag,
    )


def zeile(art: str) -> Buchung:
    """The first row of that kind, of a case that is no application."""
    reihe = Buchung.objects.filter(art=art, vorgang__art=Vorgang.Art.MITTEL).select_related("vorgang")
    return reihe.order_by("lfd")[0]


SEITEN_EINER_ZEILE = {
    "reservierung-beenden": Buchung.Art.RESERVIERUNG,
    "freigeben": Buchung.Art.FESTLEGUNG,
    "umdecken": Buchung.Art.FESTLEGUNG,
    "jahresende-freigeben": Buchung.Art.FESTLEGUNG,
    "jahresende-umdecken": Buchung.Art.FESTLEGUNG,
    "rueckfluss": Buchung.Art.ZAHLUNG,
    "wiederverwenden": Buchung.Art.RUECKFLUSS,
    "stornieren": Buchung.Art.FESTLEGUNG,
}
"""Pages whose address holds the numbers of a case and of one of its rows, with the kind of the row."""


def _uebertragsantrag(haus: Kasse) -> Ermaechtigungsuebertrag:
    """Over a part of an order of 2023 that is still open."""
    druck = Buchung.objects.get(vorgang__zweck="Druck", quelle=haus.q2023)
    return uebertrag_beantragen(
        quelle=haus.q2023, posten=[Postenangaben(druck, eur("300,00"))], person=haus.bernd
    )


def _wartende(haus: Kasse) -> Verfuegbarkeitsbestaetigung:
    """A statement about 2024 that waits for its second person."""
    return verfuegbarkeit_bestaetigen(
        quelle=haus.q2024,
        betrag=eur("7.500,00"),
        stichtag=uhr.heute(),
        aktenzeichen="44-2024/9",
        person=haus.bernd,
    )


def _plan(haus: Kasse) -> Kostenplan:
    plan = entwurf_anlegen(bereitstellung=haus.bereitstellung, person=haus.amira)
    zeilen = {
        position.pk: Planangabe(eur(betrag) if (betrag := PLAN[position.art]) else None)
        for position in haus.bereitstellung.positionen.all()
    }
    plan = entwurf_speichern(
        plan=plan, zeilen=zeilen, bemerkung="Erster Plan.", stand=pruefsumme(plan), person=haus.amira
    )
    return plan_freigeben(plan=plan, stand=pruefsumme(plan), person=haus.bernd)


def _zuwendung(haus: Kasse) -> Vorgang:
    organisation = haus.bereitstellung.positionen.get(art="organisation")
    neu = haus.zuwendung(empfaenger=traeger(), position=organisation)
    vorgang = festlegen(vorgang=neu, betrag=eur("12.000,00"), person=haus.bernd)[0].vorgang
    bescheid_eintragen(
        vorgang=vorgang, bescheid_am=date(2023, 12, 18), aktenzeichen="44-2023/311", beginn_am=date(2024, 1, 2),
        nachweis_bis=date(2025, 5, 16), person=haus.amira,
    )  # fmt: skip
    raten = [
        Ratenangabe(eur("6.000,00"), date(2023, 12, 18)),
        Ratenangabe(eur("4.000,00"), date(2024, 8, 1)),
    ]
    erste = raten_planen(vorgang=vorgang, raten=raten, person=haus.amira)[0]
    rate_abrufen(rate=erste, eingegangen_am=date(2023, 12, 18), person=haus.amira)
    return vorgang


def _auftraege(haus: Kasse) -> tuple[Vorgang, Angebot]:
    positionen = {position.art: position for position in haus.bereitstellung.positionen.all()}
    technik = traeger("Technik Nord GmbH")
    for betrag in ("700,00", "800,00"):  # together beyond the direct order of 2023
        einer = haus.vorgang("Druck", position=positionen["druck"], empfaenger=technik)
        festlegen(vorgang=einer, betrag=eur(betrag), person=haus.bernd)
    reservieren(
        vorgang=haus.vorgang("Dolmetschen", position=positionen["dolmetschen"]), betrag=eur("980,00"),
        person=haus.amira,
    )  # fmt: skip
    auftrag = festlegen(
        vorgang=haus.vorgang("Gebärdensprache", position=positionen["gebaerden"]), betrag=eur("1.420,00"),
        person=haus.bernd,
    )[0].vorgang  # fmt: skip
    gebote = (("Gebärdenbüro Elbe", "1.193,28", "1.420,00"), ("DGS Hamburg", "1.300,00", "1.547,00"))
    angebote = [
        angebot_eintragen(
            angebot=Angebot(vorgang=auftrag, netto=eur(netto), brutto=eur(brutto), vom=date(2023, 12, 10)),
            anbieter_name=name, person=haus.amira,
        )
        for name, netto, brutto in gebote
    ]  # fmt: skip
    angebot: Angebot = angebote[0]  # type: ignore[assignment]
    vermerk_schreiben(
        vorgang=auftrag, verfahren="verhandlung", auftragswert_netto=eur("1.193,28"), gewaehlt=angebot,
        begruendung="Günstigstes Angebot; ein drittes Büro hat abgesagt.", person=haus.amira,
    )  # fmt: skip
    return auftrag, angebot

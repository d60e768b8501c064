"""Invoices of the story: each goes the whole way, certified by Amira, ordered by Carla; on 2 September 2024 one waits
for each of them.
"""

from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from string import Template
from typing import Any

from budget.actions.anweisen import anordnen as _anordnen
from budget.actions.anweisen import feststellen as _feststellen
from budget.actions.anweisen import zahlung_eintragen
from budget.actions.beleg import beleg_ablegen
from budget.actions.bereitstellen import regeln_aendern
from budget.actions.rechnung import rechnung_erfassen, rechnung_zurueckweisen
from budget.models import Kostenposition, Rechnung, Vorgang
from budget.queries.rechnung import pruefsumme
from budget.vorfuehrung.grundlagen import mittel
from konferenz import uhr
from konferenz.models import Konferenz
from konferenz.vorfuehrung.besetzung import ANORDNUNG, HAUSHALT, SACHBEARBEITUNG
from konferenz.vorfuehrung.schritte import person

Art = Kostenposition.Art

LEITWEG = "02-202406-77"
"""Invented."""
MIT_STEUER = Decimal("1.19")
DRUCK = "DV-4711"
ZU_VIEL, PREIS = Decimal("714.00"), Decimal("640.00")
ABSCHLAEGE = {
    "HH-2024-29": Decimal("119.00"),
    "HH-2024-31": Decimal("238.00"),
    "HH-2024-34": Decimal("357.00"),
}
"""What the sign language interpreters ask for before the day itself, gross in EUR."""
ERSTER, ZWEITER, DRITTER = ABSCHLAEGE


def leitweg_eintragen(konferenz: Konferenz) -> None:
    """Bernd enters what e-invoices must carry; the other settings stay."""
    bereitstellung = mittel(konferenz)
    namen = ("regel", "bestaetigung_gilt_tage", "reservierung_gilt_tage", "erechnung_ab_netto")
    gleiche: dict[str, Any] = {name: getattr(bereitstellung, name) for name in namen}
    regeln_aendern(bereitstellung=bereitstellung, **gleiche, leitweg_id=LEITWEG, person=person(HAUSHALT))


def _vorgang(konferenz: Konferenz, art: str) -> Vorgang:
    return mittel(konferenz).vorgaenge.select_related("empfaenger").get(position__art=art)


def _betraege(brutto: Decimal) -> dict[str, Decimal]:
    netto = (brutto / MIT_STEUER).quantize(Decimal("0.01"))
    return {"netto": netto, "steuer": brutto - netto, "brutto": brutto}


def _erfasse(konferenz: Konferenz, art: str, nummer: str, brutto: Decimal, **angaben: Any) -> Rechnung:
    """Dated two days before it came in, due in two weeks."""
    vorgang, heute = _vorgang(konferenz, art), uhr.heute()
    rechnung = Rechnung(
        vorgang=vorgang, empfaenger=vorgang.empfaenger, nummer=nummer, datum=heute - timedelta(days=2),
        eingegangen_am=heute, faellig_am=heute + timedelta(days=14), **_betraege(brutto), **angaben,
    )  # fmt: skip
    return rechnung_erfassen(rechnung=rechnung, person=person(SACHBEARBEITUNG))


def _rechnung(konferenz: Konferenz, nummer: str) -> Rechnung:
    """The invoice of that number which was not sent back."""
    reihe = Rechnung.objects.filter(vorgang__bereitstellung=mittel(konferenz), nummer=nummer)
    reihe = reihe.select_related("vorgang__bereitstellung", "empfaenger", "beleg")
    return reihe.exclude(stand=Rechnung.Stand.ABGELEHNT).get()


def _abruf(konferenz: Konferenz, rate: int) -> str:
    """Number of the call of an instalment."""
    vorgang = _vorgang(konferenz, Art.ORGANISATION)
    return Rechnung.objects.values_list("nummer", flat=True).get(vorgang=vorgang, rate__nummer=rate)


def _stelle_fest(konferenz: Konferenz, nummer: str) -> None:
    rechnung = _rechnung(konferenz, nummer)
    amira = person(SACHBEARBEITUNG)
    _feststellen(
        rechnung=rechnung, sachlich=True, rechnerisch=True, gesehen=pruefsumme(rechnung), person=amira
    )


def _ordne_an(konferenz: Konferenz, nummer: str) -> None:
    rechnung = _rechnung(konferenz, nummer)
    _anordnen(rechnung=rechnung, gesehen=pruefsumme(rechnung), person=person(ANORDNUNG))


def _zahle(konferenz: Konferenz, nummer: str) -> None:
    zahlung_eintragen(
        rechnung=_rechnung(konferenz, nummer), gezahlt_am=uhr.heute(), person=person(SACHBEARBEITUNG)
    )


def erste_rate_feststellen(konferenz: Konferenz) -> None:
    """The call fits the notice."""
    _stelle_fest(konferenz, _abruf(konferenz, 1))


def erste_rate_anordnen(konferenz: Konferenz) -> None:
    """By another person."""
    _ordne_an(konferenz, _abruf(konferenz, 1))


def erste_rate_zahlen(konferenz: Konferenz) -> None:
    """Paid on the books of 2023, two days before they close (F9)."""
    _zahle(konferenz, _abruf(konferenz, 1))


def zweite_rate_feststellen(konferenz: Konferenz) -> None:
    """As the first."""
    _stelle_fest(konferenz, _abruf(konferenz, 2))


def zweite_rate_anordnen(konferenz: Konferenz) -> None:
    """As the first."""
    _ordne_an(konferenz, _abruf(konferenz, 2))


def zweite_rate_zahlen(konferenz: Konferenz) -> None:
    """Paid from the carried-over rest."""
    _zahle(konferenz, _abruf(konferenz, 2))


def druck_zuviel_berechnet(konferenz: Konferenz) -> None:
    """The printer asks for more posters than he delivered: the invoice goes back."""
    rechnung = _erfasse(konferenz, Art.DRUCK, DRUCK, ZU_VIEL, leistung_von=date(2024, 8, 23))
    grund = "Berechnet sind 800 Plakate, geliefert wurden 700."
    rechnung_zurueckweisen(rechnung=rechnung, grund=grund, person=person(SACHBEARBEITUNG))


def druck_berichtigt(konferenz: Konferenz) -> None:
    """The corrected one has the same number; it is certified at once."""
    _erfasse(konferenz, Art.DRUCK, DRUCK, PREIS, leistung_von=date(2024, 8, 23))
    _stelle_fest(konferenz, DRUCK)


def druck_anordnen(konferenz: Konferenz) -> None:
    """By another person."""
    _ordne_an(konferenz, DRUCK)


def druck_zahlen(konferenz: Konferenz) -> None:
    """Delivered and paid in full."""
    _zahle(konferenz, DRUCK)


def _erechnung(konferenz: Konferenz, nummer: str) -> BytesIO:
    """What the interpreters send: an XRechnung in UBL."""
    heute, vorgang = uhr.heute(), _vorgang(konferenz, Art.GEBAERDEN)
    vorlage = Template(Path(__file__).with_name("rechnung.xml").read_text(encoding="utf-8"))
    tage = {"datum": heute - timedelta(days=2), "faellig": heute + timedelta(days=14)}
    werte = {"nummer": nummer, "leitweg": LEITWEG, "verkaeufer": vorgang.empfaenger}
    return BytesIO(vorlage.substitute(werte, **tage, **_betraege(ABSCHLAEGE[nummer])).encode())


def _lade_hoch(konferenz: Konferenz, nummer: str) -> Any:
    return beleg_ablegen(
        bereitstellung=mittel(konferenz), datei=_erechnung(konferenz, nummer), name=f"{nummer}.xml",
        person=person(SACHBEARBEITUNG),
    )  # fmt: skip


def _abschlag(konferenz: Konferenz, nummer: str) -> None:
    """Entered from its e-invoice and certified."""
    beleg = _lade_hoch(konferenz, nummer)
    _erfasse(
        konferenz,
        Art.GEBAERDEN,
        nummer,
        ABSCHLAEGE[nummer],
        beleg=beleg,
        leitweg_id=LEITWEG,
        ist_schluss=False,
    )
    _stelle_fest(konferenz, nummer)


def erster_abschlag(konferenz: Konferenz) -> None:
    """For getting to know the words of the conference."""
    _abschlag(konferenz, ERSTER)


def erster_abschlag_anordnen(konferenz: Konferenz) -> None:
    """Ordered; the cash office has not paid yet."""
    _ordne_an(konferenz, ERSTER)


def zweiter_abschlag(konferenz: Konferenz) -> None:
    """Certified; it waits for Carla."""
    _abschlag(konferenz, ZWEITER)


def dritter_abschlag_hochladen(konferenz: Konferenz) -> None:
    """The file is there, nobody has entered the invoice yet."""
    _lade_hoch(konferenz, DRITTER)

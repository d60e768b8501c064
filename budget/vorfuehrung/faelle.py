"""What the money of the story is for: one grant in four instalments, and orders of the office."""

from datetime import date
from decimal import Decimal

from budget.actions.empfaenger import empfaenger_speichern
from budget.actions.festlegen import festlegen
from budget.actions.reservieren import reservieren
from budget.actions.vergabe import angebot_eintragen
from budget.actions.zuwendung import Ratenangabe, bescheid_eintragen, rate_abrufen, raten_planen
from budget.models import Angebot, Kostenposition, Rate, Vorgang, Zahlungsempfaenger
from budget.vorfuehrung.grundlagen import mittel
from budget.vorfuehrung.plan import position
from konferenz import uhr
from konferenz.models import Konferenz
from konferenz.vorfuehrung.besetzung import HAUSHALT, SACHBEARBEITUNG
from konferenz.vorfuehrung.schritte import person

Art = Kostenposition.Art

TRAEGER = "Elbinsel Miteinander e. V."
ZUWENDUNG = Decimal("15000.00")
RATEN = (
    ("6000.00", date(2024, 1, 10)),
    ("4000.00", date(2024, 7, 24)),
    ("2500.00", date(2024, 9, 30)),
    ("2500.00", date(2024, 11, 29)),
)
"""Amount in EUR and day of each instalment."""
TAG_DER_KONFERENZ = date(2024, 11, 16)
NACHWEIS_BIS = date(2025, 5, 16)


def _empfaenger(name: str) -> Zahlungsempfaenger:
    """A payee, invented; entered when it is needed first."""
    return Zahlungsempfaenger.objects.get_or_create(
        name=name, defaults={"haupttaetigkeit": True, "geschaeftskonto": True}
    )[0]


def _traeger() -> Zahlungsempfaenger:
    """An association: whoever belongs to it does not decide about its money."""
    neu = Zahlungsempfaenger(
        name=TRAEGER, ort="Hamburg", haupttaetigkeit=True, geschaeftskonto=True, steuer="frei"
    )
    return empfaenger_speichern(empfaenger=neu, organisation_name=TRAEGER, person=person(HAUSHALT))


def _fall(konferenz: Konferenz, art: str, zweck: str, **angaben: object) -> Vorgang:
    """A case that is not stored yet."""
    return Vorgang(
        bereitstellung=mittel(konferenz), position=position(konferenz, art), zweck=zweck, **angaben
    )


def _vorgang(konferenz: Konferenz, art: str) -> Vorgang:
    return mittel(konferenz).vorgaenge.get(position__art=art)


def zuwendung_bewilligen(konferenz: Konferenz) -> None:
    """One grant over both years, with its notice and four instalments."""
    bernd = person(HAUSHALT)
    fall = _fall(
        konferenz, Art.ORGANISATION, "Organisation, Raum und Technik", form=Vorgang.Form.ZUWENDUNG,
        empfaenger=_traeger(), bescheid_am=uhr.heute(),
    )  # fmt: skip
    vorgang = festlegen(vorgang=fall, betrag=ZUWENDUNG, person=bernd)[0].vorgang
    bescheid_eintragen(
        vorgang=vorgang,
        bescheid_am=uhr.heute(),
        aktenzeichen="SR 44-2023/130",
        beginn_am=date(2023, 12, 19),
        nachweis_bis=NACHWEIS_BIS,
        person=bernd,
    )
    raten = [Ratenangabe(Decimal(betrag), tag) for betrag, tag in RATEN]
    raten_planen(vorgang=vorgang, raten=raten, person=bernd)


def _rate_abrufen(konferenz: Konferenz, nummer: int) -> None:
    rate = Rate.objects.get(zuwendung__vorgang=_vorgang(konferenz, Art.ORGANISATION), nummer=nummer)
    rate_abrufen(rate=rate, eingegangen_am=uhr.heute(), person=person(SACHBEARBEITUNG))


def erste_rate_abrufen(konferenz: Konferenz) -> None:
    """The organising body calls the first instalment."""
    _rate_abrufen(konferenz, 1)


def zweite_rate_abrufen(konferenz: Konferenz) -> None:
    """The rest of 2023 has been carried over: the next instalment can be called."""
    _rate_abrufen(konferenz, 2)


def dritte_rate_abrufen(konferenz: Konferenz) -> None:
    """Called, to be certified and ordered until the end of September."""
    _rate_abrufen(konferenz, 3)


def _reservieren(konferenz: Konferenz, art: str, zweck: str, betrag: str) -> Vorgang:
    """Kept free for the days of the setting."""
    fall = _fall(konferenz, art, zweck, leistung_von=TAG_DER_KONFERENZ)
    return reservieren(vorgang=fall, betrag=Decimal(betrag), person=person(SACHBEARBEITUNG)).vorgang


def simultandolmetschen_reservieren(konferenz: Konferenz) -> None:
    """An offer is there, the order is not signed."""
    vorgang = _reservieren(konferenz, Art.DOLMETSCHEN, "Simultandolmetschen", "980.00")
    angebot = Angebot(
        vorgang=vorgang, vom=uhr.heute(), netto=Decimal("823.53"), brutto=Decimal("980.00"),
    )  # fmt: skip
    angebot_eintragen(angebot=angebot, anbieter_name="Sprachenwerk Nord", person=person(SACHBEARBEITUNG))


def kinderbetreuung_reservieren(konferenz: Konferenz) -> None:
    """As many children as have been announced so far."""
    _reservieren(konferenz, Art.KINDER, "Kinderbetreuung", "360.00")


def druck_beauftragen(konferenz: Konferenz) -> None:
    """Posters and programme, delivered in August."""
    fall = _fall(
        konferenz, Art.DRUCK, "Plakate und Programmhefte", empfaenger=_empfaenger("Druckhaus Veddel"),
        leistung_von=date(2024, 8, 23),
    )  # fmt: skip
    festlegen(vorgang=fall, betrag=Decimal("640.00"), person=person(SACHBEARBEITUNG))


def gebaerdensprache_beauftragen(konferenz: Konferenz) -> None:
    """Two interpreters for the whole day."""
    fall = _fall(
        konferenz, Art.GEBAERDEN, "Gebärdensprachdolmetschen", empfaenger=_empfaenger("Handzeichen Hamburg"),
        leistung_von=TAG_DER_KONFERENZ,
    )  # fmt: skip
    festlegen(vorgang=fall, betrag=Decimal("1420.00"), person=person(SACHBEARBEITUNG))

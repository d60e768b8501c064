"""The fixed world of money: the resolution of 07.12.2023, ceiling 20.000,00, sources 2023 and 2024 (szenarien.md)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from budget.actions.bereitstellen import Quellenangaben, bereitstellen
from budget.actions.bestaetigen import gegenzeichnen, verfuegbarkeit_bestaetigen
from budget.models import (
    Bereitstellung,
    Buchung,
    Deckungsquelle,
    Haushaltsjahr,
    Mitteltopf,
    Vorgang,
    Zahlungsempfaenger,
)
from budget.queries.stand import Lage, lage
from konferenz import uhr
from konferenz.actions.drucksache import entscheidung_erfassen
from konferenz.models import Benutzer, Drucksache, Konferenz, Petitumspunkt
from tests import welt
from tests.personen import person

BESCHLUSS_AM = date(2023, 12, 7)


def eur(text: str) -> Decimal:
    """Amount in German notation: `eur("12.500,00")`."""
    return Decimal(text.replace(".", "").replace(",", "."))


@dataclass
class Kasse:
    """Everything a test of money needs: people, conference, sources."""

    amira: Benutzer
    bernd: Benutzer
    carla: Benutzer
    konferenz: Konferenz
    punkt: Petitumspunkt
    bereitstellung: Bereitstellung

    @property
    def q2023(self) -> Deckungsquelle:
        return self.bereitstellung.quellen.get(haushaltsjahr=2023)

    @property
    def q2024(self) -> Deckungsquelle:
        return self.bereitstellung.quellen.get(haushaltsjahr=2024, art=Deckungsquelle.Art.HAUSHALT)

    @property
    def lage(self) -> Lage:
        return lage(Bereitstellung.objects.get(pk=self.bereitstellung.pk))

    @property
    def frei(self) -> Decimal:
        return self.lage.frei

    def bestaetige(self, quelle: Deckungsquelle, betrag: str, stichtag: date | None = None) -> None:
        """Confirmed by Bernd and countersigned by Carla, as of today if no day is given."""
        bestaetigung = verfuegbarkeit_bestaetigen(
            quelle=quelle,
            betrag=eur(betrag),
            stichtag=stichtag or uhr.heute(),
            aktenzeichen=f"44-{quelle.haushaltsjahr_id}/1",
            person=self.bernd,
        )
        gegenzeichnen(bestaetigung=bestaetigung, person=self.carla)

    def vorgang(self, zweck: str = "Raum", **angaben: Any) -> Vorgang:
        """A new case, not stored yet."""
        return Vorgang(bereitstellung=self.bereitstellung, zweck=zweck, **angaben)

    def zuwendung(self, zweck: str = "Organisation", **angaben: Any) -> Vorgang:
        """A new grant, not stored yet."""
        return self.vorgang(zweck, form=Vorgang.Form.ZUWENDUNG, **angaben)

    def buchungen(self) -> list[tuple[str, int | None, Decimal]]:
        """Kind, year of the source and amount of every row."""
        reihe = Buchung.objects.filter(bereitstellung=self.bereitstellung).select_related("quelle")
        return [(b.art, b.quelle.haushaltsjahr_id if b.quelle else None, b.betrag) for b in reihe]


def haushaltsjahre() -> None:
    """2023 closes its books on 12.01.2024, the later ones in mid-January."""
    for jahr, schluss in ((2023, date(2024, 1, 12)), (2024, date(2025, 1, 10)), (2025, date(2026, 1, 9))):
        Haushaltsjahr.objects.get_or_create(jahr=jahr, defaults={"buchungsschluss": schluss})


def drucksache(stand: str = "beschlossen") -> Drucksache:
    """Drs. 22-4292 with its point on money; decided on 07.12.2023 unless another state is asked for."""
    papier = Drucksache.objects.create(
        nummer="22-4292", titel="Integrationskonferenz", betrag=eur("20.000,00"), haushaltsjahre=[2023, 2024],
        halbjahr_jahr=2024, halbjahr=2,
    )  # fmt: skip
    papier.punkte.create(nummer=1, text="20.000 Euro für die Konferenz", art=Petitumspunkt.Art.MITTEL)
    if stand != "eingebracht":
        with welt.zeit("2023-12-08"):
            entscheidung_erfassen(drucksache=papier, stand=stand, am=BESCHLUSS_AM)
    papier.refresh_from_db()
    return papier


def kasse(
    stand: str = "beschlossen", bescheid_statt_leistung: bool = True, konferenz: Konferenz | None = None
) -> Kasse:
    """Ceiling 20.000,00; 2024 may be bound from 07.12.2023; nothing is confirmed yet. For a conference of its own, or
    for one that has a paper with its point on money."""
    haushaltsjahre()
    if konferenz is None:
        welt.bezirk()
        konferenz = welt.konferenz(drucksache=drucksache(stand))
    punkt = Petitumspunkt.objects.get(drucksache=konferenz.drucksache, art=Petitumspunkt.Art.MITTEL)
    topf = Mitteltopf.objects.create(
        name="Förderfonds konsumtiv", bescheid_statt_leistung=bescheid_statt_leistung
    )
    bernd = person("haushalt", name="Bernd Lohmann", password=None)
    with welt.zeit("2023-12-08"):
        bereitstellung = bereitstellen(
            konferenz=konferenz,
            punkt=punkt,
            obergrenze=eur("20.000,00"),
            quellen=[
                Quellenangaben(topf, 2023),
                Quellenangaben(topf, 2024, bindung_ab=BESCHLUSS_AM, bindung_ab_aktenzeichen="44-2023/120"),
            ],
            person=bernd,
        )
    return Kasse(
        amira=person("sachbearbeitung", name="Amira Haddad", password=None),
        bernd=bernd,
        carla=person("anordnung", name="Carla Jansen", password=None),
        konferenz=konferenz,
        punkt=punkt,
        bereitstellung=bereitstellung,
    )


def bestaetigte_kasse(q2023: str | None = "12.500,00", q2024: str = "20.000,00", **angaben: Any) -> Kasse:
    """As on 11.12.2023: 2024 confirmed with 20.000,00 and 2023 as said (None: not confirmed)."""
    haus = kasse(**angaben)
    with welt.zeit("2023-12-11"):
        haus.bestaetige(haus.q2024, q2024)
        if q2023 is not None:
            haus.bestaetige(haus.q2023, q2023)
    return haus


def traeger(name: str = "Elbinsel Miteinander e. V.") -> Zahlungsempfaenger:
    """A payee that is an association."""
    return Zahlungsempfaenger.objects.create(name=name)

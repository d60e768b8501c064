"""The bodies of the demonstration: assembly, board, and the preparation group that both send members to."""

from dataclasses import dataclass
from datetime import date

from beirat.models import Entsendungsrecht, Gremium, Mitgliedschaft, Person, Sitz
from konferenz import uhr
from konferenz.models import Benutzer, Konferenz
from konferenz.vorfuehrung import besetzung
from konferenz.vorfuehrung.besetzung import ANSCHRIFT, Figur

GRUPPE_SEIT = date(2024, 1, 18)
"""The first meeting of the preparation group."""
WAHLPERIODE_SEIT = date(2019, 9, 1)

Funktion = Mitgliedschaft.Funktion


@dataclass(frozen=True)
class Platz:
    """A seat of the preparation group: who sits on it, for which field, in which function."""

    name: str
    bereich: str
    figur: Figur | None = None
    funktion: str = Funktion.MITGLIED


AUS_DER_VERSAMMLUNG = (
    Platz("Frank Petersen", "SPD-Fraktion", besetzung.BEZIRKSVERSAMMLUNG),
    Platz("Joachim Brandt", "CDU-Fraktion"),
    Platz("Silke Hansen", "FDP-Fraktion"),
    Platz("Jana Wolters", "GRÜNE-Fraktion"),
)
AUS_DEM_BEIRAT = (
    Platz("Deniz Aydın", "Beratung", besetzung.VORSITZ, Funktion.VORSITZ),
    Platz("Elif Kaya", "Wohnen", besetzung.BEIRAT),
    Platz("Mariam Ahmadi", "Arbeit"),
    Platz("Samuel Tekle", "Gesundheit"),
)
VERTRETUNG = Platz("Karin Ohlsen", "SPD-Fraktion")
"""Stands in for the member of the SPD group in the preparation group."""
GAST = Platz("Nadia Karimi", "Sprachmittlung im Bezirk", funktion=Funktion.GAST)
FREIER_SITZ = "Bildung"


def fuelle(konferenz: Konferenz, tag: date) -> None:
    """The bodies as they stand on `tag`; the preparation group exists from its first meeting on."""
    versammlung = Gremium.objects.create(name="Bezirksversammlung", art=Gremium.Art.BEZIRKSVERSAMMLUNG)
    beirat = Gremium.objects.create(name="Integrationsbeirat", art=Gremium.Art.BEIRAT)
    with uhr.gestellt(uhr.tagesbeginn(WAHLPERIODE_SEIT)):
        gewaehlte = [_setze(versammlung, platz, _person(platz)) for platz in AUS_DER_VERSAMMLUNG]
        berufene = [_setze(beirat, platz, _person(platz)) for platz in AUS_DEM_BEIRAT]
    Sitz.objects.create(gremium=beirat, bereich=FREIER_SITZ)
    if tag >= GRUPPE_SEIT:
        with uhr.gestellt(uhr.tagesbeginn(GRUPPE_SEIT)):
            _gruppe(konferenz, {versammlung: gewaehlte, beirat: berufene})


def _person(platz: Platz) -> Person:
    """The person of a seat, with her account if she is a figure of the story."""
    kurz = platz.figur.kurz if platz.figur else platz.name.lower().replace(" ", ".")
    benutzer = Benutzer.objects.get(email=platz.figur.email) if platz.figur else None
    return Person.objects.create(anzeigename=platz.name, email=ANSCHRIFT.format(kurz), benutzer=benutzer)


def _setze(gremium: Gremium, platz: Platz, person: Person) -> Mitgliedschaft:
    stimmt_ab = platz.funktion not in (Funktion.SCHRIFTFUEHRUNG, Funktion.GAST)
    sitz = Sitz.objects.create(gremium=gremium, bereich=platz.bereich, ist_stimmberechtigt=stimmt_ab)
    return Mitgliedschaft.objects.create(sitz=sitz, person=person, funktion=platz.funktion)


def _gruppe(konferenz: Konferenz, entsandt: dict[Gremium, list[Mitgliedschaft]]) -> None:
    """The preparation group: a seat for each member that is sent, and two without a vote for minutes and guest."""
    gruppe = Gremium.objects.create(
        name=f"Vorbereitungsgruppe {konferenz.kennung}",
        art=Gremium.Art.VORBEREITUNGSGRUPPE,
        konferenz=konferenz,
        quorum=Gremium.Quorum.JE_STELLE,
    )
    for stelle, mitglieder in entsandt.items():
        Entsendungsrecht.objects.create(gremium=gruppe, stelle=stelle)
        for mitglied in mitglieder:
            _entsende(gruppe, mitglied, stelle)
    protokoll = Platz(
        besetzung.SCHRIFTFUEHRUNG.name, "Niederschrift", besetzung.SCHRIFTFUEHRUNG, Funktion.SCHRIFTFUEHRUNG
    )
    for ohne_stimme in (protokoll, GAST):
        _setze(gruppe, ohne_stimme, _person(ohne_stimme))


def _entsende(gruppe: Gremium, mitglied: Mitgliedschaft, stelle: Gremium) -> None:
    """The member of a sending body on a seat of the group, with a deputy where the story has one."""
    sitz = Sitz.objects.create(gremium=gruppe, bereich=f"{stelle.name}, {mitglied.sitz.bereich}")
    entsandt = {"sitz": sitz, "entsendet_durch": stelle}
    in_gruppe = Mitgliedschaft.objects.create(person=mitglied.person, funktion=mitglied.funktion, **entsandt)
    if mitglied.sitz.bereich == VERTRETUNG.bereich:
        Mitgliedschaft.objects.create(person=_person(VERTRETUNG), vertritt=in_gruppe, **entsandt)

"""Meetings with minutes in every state, for tests of pages and rights: one runs, one draft, one sent, one approved."""

from dataclasses import dataclass

from beirat.models import Person
from konferenz import uhr
from planung.actions import protokoll as aktionen
from planung.actions.abstimmung import abstimmen
from planung.actions.protokoll import Text
from planung.actions.tagesordnung import numeriere
from planung.actions.verlauf import (
    anwesenheit_eintragen,
    befangen_melden,
    punkt_aufrufen,
    sitzung_eroeffnen,
    sitzung_schliessen,
)
from planung.models import (
    Abstimmung,
    Anwesenheit,
    Aufgabe,
    Befangenheit,
    Protokoll,
    Protokolleinwand,
    Sitzung,
    Tagesordnungspunkt,
)
from tests.planung.fuellung import Fuellung
from tests.planung.welt import zeitpunkt

GEHEIM = "Geheimsache Personal"
GEHEIMER_TEXT = "Vertraulich: Frau Muster wird empfohlen."
OFFENER_TEXT = "Es gibt vier Arbeitsgruppen."


@dataclass
class Niederschriften:
    """The meetings and what addresses name of them."""

    laufend: Sitzung  # 02.09.2024, its second item is being taken
    entwurf: Protokoll  # of 22.08.2024, everything written
    versandt: Protokoll  # of 08.08.2024, with an objection
    genehmigt: Protokoll  # of 04.07.2024, with a change
    punkt: Tagesordnungspunkt  # the one that is taken now
    abstimmung: Abstimmung
    befangenheit: Befangenheit
    einwand: Protokolleinwand


def schreibe_nieder(haus: Fuellung) -> Niederschriften:
    """Four meetings of the filled group, played through the actions."""
    genehmigt = versandt(haus, "2024-07-04")
    sent = versandt(haus, "2024-08-08")
    with uhr.gestellt(zeitpunkt("2024-08-08 18:00")):
        punkt = genehmigt.sitzung.punkte.in_ordnung()[1]
        aktionen.protokoll_genehmigen(
            protokoll=genehmigt,
            in_sitzung=sent.sitzung,
            aenderung="Änderung zu TOP 2",
            texte={punkt.pk: Text("Es gibt vier Arbeitsgruppen mit je 30 Plätzen.", "")},
            person=haus.konten["vorsitz"],
        )
    einwand = Protokolleinwand(
        protokoll=sent, person=haus.gruppe.elif_, punkt=sent.sitzung.punkte.in_ordnung()[1],
        text="Es waren drei Arbeitsgruppen.",
    )  # fmt: skip
    aktionen.einwand_erheben(einwand=einwand, person=haus.konten["mitglied"])
    entwurf = beendet(haus, "2024-08-22").protokoll
    laufend = eroeffnet(haus, "2024-09-02", "09:00")
    punkt = laufend.punkte.in_ordnung()[1]
    abstimmung, befangenheit = _beschliesse(haus, laufend, "09:10")
    for eines in (genehmigt, sent, entwurf):
        eines.refresh_from_db()
    return Niederschriften(laufend, entwurf, sent, genehmigt, punkt, abstimmung, befangenheit, einwand)


def eroeffnet(haus: Fuellung, tag: str, um: str = "17:00") -> Sitzung:
    """A meeting of that day that runs, everybody with an account is there, the first item taken."""
    sitzung = haus.gruppe.sitzung(f"{tag} {um}", stand=Sitzung.Stand.EINGELADEN)
    haus.gruppe.punkt(sitzung, GEHEIM, ist_oeffentlich=False)
    numeriere(sitzung)
    with uhr.gestellt(zeitpunkt(f"{tag} {um}")):
        sitzung_eroeffnen(sitzung=sitzung, person=haus.konten["schriftfuehrung"])
        namen = (
            "Deniz Aydın",
            "Elif Kaya",
            "Mariam Ahmadi",
            "Frank Petersen",
            "Silke Hansen",
            "Jana Wolters",
            "Ralf Thomsen",
        )
        leute = [
            Anwesenheit(person=Person.objects.get(anzeigename=name), status="anwesend") for name in namen
        ]
        leute[2].von = zeitpunkt(f"{tag} {um}")
        leute.append(
            Anwesenheit(person=Person.objects.get(anzeigename="Samuel Tekle"), status="entschuldigt")
        )
        leute.append(Anwesenheit(gastname="Amira Haddad (Bezirksamt)", status="gast"))
        anwesenheit_eintragen(sitzung=sitzung, anwesenheiten=leute, person=None)
        punkt_aufrufen(punkt=sitzung.punkte.in_ordnung()[0], person=None)
    sitzung.refresh_from_db()
    return sitzung


def beendet(haus: Fuellung, tag: str) -> Sitzung:
    """A meeting of that day that is over; all items are written, the third is not public."""
    sitzung = eroeffnet(haus, tag)
    _beschliesse(haus, sitzung, "17:20", tag)
    texte = ("Der Vorsitz eröffnet die Sitzung.", OFFENER_TEXT, GEHEIMER_TEXT)
    with uhr.gestellt(zeitpunkt(f"{tag} 18:40")):
        for punkt, text in zip(sitzung.punkte.in_ordnung(), texte, strict=True):
            punkt_aufrufen(punkt=punkt, person=None)
            schreibe(punkt, text)
        sitzung_schliessen(sitzung=sitzung, person=None)
    Aufgabe.objects.create(
        gremium=haus.gremium, titel="Programm drucken lassen", verantwortlich=haus.gruppe.frank,
        herkunft=sitzung.punkte.in_ordnung()[1],
    )  # fmt: skip
    Aufgabe.objects.create(
        gremium=haus.gremium, titel="Geheime Aufgabe", verantwortlich=haus.gruppe.frank,
        herkunft=sitzung.punkte.in_ordnung()[2],
    )  # fmt: skip
    sitzung.refresh_from_db()
    return sitzung


def schreibe(punkt: Tagesordnungspunkt, text: str, fertig: bool = True) -> None:
    """Store the text of an item as it stands."""
    abschnitt = punkt.abschnitt
    aktionen.abschnitt_speichern(
        abschnitt=abschnitt, version=abschnitt.version, text=Text(text, "", fertig), person=None
    )


def _beschliesse(
    haus: Fuellung, sitzung: Sitzung, um: str, tag: str = "2024-09-02"
) -> tuple[Abstimmung, Befangenheit]:
    """Take the second item: one takes no part, the others vote."""
    punkt = sitzung.punkte.in_ordnung()[1]
    with uhr.gestellt(zeitpunkt(f"{tag} {um}")):
        punkt_aufrufen(punkt=punkt, person=None)
        befangenheit = befangen_melden(punkt=punkt, mensch=haus.gruppe.elif_, grund="traeger", person=None)
        abstimmung = Abstimmung(punkt=punkt, gegenstand="Vier Arbeitsgruppen", ja=3, nein=1, enthaltung=0)
        abstimmen(abstimmung=abstimmung, person=None)
    return abstimmung, befangenheit


def versandt(haus: Fuellung, tag: str) -> Protokoll:
    """Minutes of a meeting of that day, agreed and sent the next day."""
    protokoll = beendet(haus, tag).protokoll
    with uhr.gestellt(zeitpunkt(f"{tag} 20:00")):
        aktionen.protokoll_abstimmen(protokoll=protokoll, person=haus.konten["vorsitz"])
        return aktionen.protokoll_versenden(protokoll=protokoll, person=haus.konten["schriftfuehrung"])

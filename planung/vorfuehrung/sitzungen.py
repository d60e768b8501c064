"""The meetings that the group has held in the story: invited, opened, decided, written down, approved in the next."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from beirat.models import Gremium
from konferenz import uhr
from konferenz.models import Ort
from konferenz.vorfuehrung import besetzung
from planung.actions import protokoll as niederschrift
from planung.actions.abstimmung import abstimmen
from planung.actions.aufgabe import aufgabe_anlegen
from planung.actions.einladen import einladen
from planung.actions.protokoll import Text
from planung.actions.sitzung import sitzung_anlegen
from planung.actions.tagesordnung import punkt_hinzufuegen
from planung.actions.verlauf import (
    anwesenheit_eintragen,
    punkt_aufrufen,
    sitzung_eroeffnen,
    sitzung_schliessen,
)
from planung.models import Abstimmung, Anwesenheit, Aufgabe, Sitzung, Tagesordnungspunkt
from planung.vorfuehrung.gruppe import konto, mitglied

DA = (
    "Deniz Aydın",
    "Elif Kaya",
    "Mariam Ahmadi",
    "Frank Petersen",
    "Silke Hansen",
    besetzung.SCHRIFTFUEHRUNG.name,
)
ENTSCHULDIGT = ("Samuel Tekle", "Joachim Brandt")
RAHMEN = (
    "Herr Aydın eröffnet die Sitzung um 17:05 Uhr. Die Tagesordnung wird unverändert festgestellt.",
    "Die Niederschrift der vorigen Sitzung wird genehmigt.",
    "Die offenen Aufgaben werden durchgegangen.",
    "Frau Haddad berichtet aus dem Bezirksamt.",
)
"""What is written about the items that each agenda begins with; the last one is written at the end."""


@dataclass(frozen=True)
class Sache:
    """An item of a meeting: title, result, decision with its votes, a task with person and day."""

    titel: str
    ergebnis: str
    beschluss: str = ""
    stimmen: tuple[int, int, int] = (5, 0, 0)
    aufgabe: tuple[str, str, date] | None = None
    ist_oeffentlich: bool = True


@dataclass(frozen=True)
class Termin:
    """A meeting that was held: its day and the items that were its own."""

    tag: date
    sachen: tuple[Sache, ...]
    ist_fertig: bool = True


ERSTE = Termin(
    date(2024, 1, 18),
    (
        Sache(
            "Auftrag und Arbeitsweise der Vorbereitungsgruppe",
            "Die Gruppe liest den Beschluss der Bezirksversammlung. Bis zur Konferenz trifft sie sich, wenn etwas zu "
            "entscheiden ist.",
            "Beschlossen wird, wenn beide entsendenden Stellen vertreten sind.",
        ),
    ),
)
ZWEITE = Termin(
    date(2024, 5, 16),
    (
        Sache(
            "Leitthema",
            "Drei Vorschläge werden beraten. Alle wollen zeigen, was im Bezirk schon gelingt.",
            "Das Leitthema ist „Zusammen besser werden“.",
            (4, 1, 0),
            ("Vorspann für die Einladung entwerfen", "Elif Kaya", date(2024, 6, 14)),
        ),
    ),
)
DRITTE = Termin(
    date(2024, 7, 4),
    (
        Sache(
            "Ort und Termin",
            "Das Bürgerhaus Wilhelmsburg ist am 16. November frei und ohne Stufen erreichbar.",
            "Die Konferenz findet am 16. November 2024 im Bürgerhaus Wilhelmsburg statt.",
        ),
        Sache(
            "Angebote für die Kinderbetreuung",
            "Zwei Träger haben ein Angebot abgegeben. Die Preise bleiben vertraulich, bis der Auftrag vergeben ist.",
            ist_oeffentlich=False,
            aufgabe=("Raum für die Kinderbetreuung anfragen", "Elif Kaya", date(2024, 8, 30)),
        ),
    ),
)
VIERTE = Termin(
    date(2024, 8, 22),
    (
        Sache(
            "Programm und Arbeitsgruppen",
            "Die Gruppe berät den Entwurf 1 des Programms. Die Arbeitsgruppen sollen in zwei Runden arbeiten, damit am "
            "Nachmittag Empfehlungen entstehen.",
            "Es gibt vier Arbeitsgruppen mit je 30 Plätzen: Arbeit und Ausbildung, Wohnen, Bildung und Sprache, "
            "Integrationsbeirat.",
            aufgabe=("Entwurf 2 des Programms gegenlesen", "Frank Petersen", date(2024, 9, 10)),
        ),
        Sache(
            "Dolmetschen und Kinderbetreuung",
            "Bisher fragen 20 Personen nach Dolmetschen, am häufigsten Arabisch und Türkisch.",
            aufgabe=("Plakate in fünf Sprachen verteilen", "Deniz Aydın", date(2024, 9, 20)),
        ),
    ),
    ist_fertig=False,
)


def _um(tag: date, stunde: int, minute: int = 0) -> datetime:
    return timezone.make_aware(datetime.combine(tag, time(stunde, minute)))


def lade_ein(gremium: Gremium, termin: Termin) -> None:
    """The meeting with its agenda, and the invitation to it."""
    ort, _neu = Ort.objects.get_or_create(
        name="Bezirksamt Hamburg-Mitte",
        defaults={"strasse": "Caffamacherreihe 1–3", "plz": "20355", "ort": "Hamburg"},
    )
    chefin = konto(besetzung.SACHBEARBEITUNG)
    beginn = _um(termin.tag, 17)
    sitzung = Sitzung(
        gremium=gremium, beginn=beginn, ende=beginn + timedelta(hours=2), ort=ort, raum="Raum 4.10"
    )
    sitzung_anlegen(sitzung=sitzung, person=chefin)
    vorige = sitzung.punkte.in_ordnung()[3]
    for sache in termin.sachen:
        punkt = Tagesordnungspunkt(
            sitzung=sitzung, titel=sache.titel, ist_oeffentlich=sache.ist_oeffentlich, minuten=30
        )
        vorige = punkt_hinzufuegen(punkt=punkt, nach=vorige, person=chefin)
    einladen(sitzung=sitzung, person=chefin)


def halte_ab(gremium: Gremium, termin: Termin) -> None:
    """The evening itself; the minutes of the meeting before are approved in it."""
    sitzung = gremium.sitzungen.get(beginn=_um(termin.tag, 17))
    schreibt = konto(besetzung.SCHRIFTFUEHRUNG)
    sitzung = sitzung_eroeffnen(sitzung=sitzung, um=_um(termin.tag, 17, 5), person=schreibt)
    leute = [Anwesenheit(person=mitglied(name), status="anwesend") for name in DA]
    leute += [Anwesenheit(person=mitglied(name), status="entschuldigt") for name in ENTSCHULDIGT]
    leute.append(Anwesenheit(gastname="Amira Haddad (Bezirksamt)", status="gast"))
    anwesenheit_eintragen(sitzung=sitzung, anwesenheiten=leute, person=schreibt)
    _genehmige_vorige(sitzung)
    punkte = list(sitzung.punkte.in_ordnung())
    for nummer, punkt in enumerate(punkte):
        with uhr.gestellt(_um(termin.tag, 17, 10) + timedelta(minutes=10 * nummer)):
            _behandle(punkt, _sache(termin, punkt, nummer))
    with uhr.gestellt(_um(termin.tag, 18, 50)):
        sitzung_schliessen(sitzung=sitzung, person=schreibt)


def _sache(termin: Termin, punkt: Tagesordnungspunkt, nummer: int) -> tuple[Sache, bool]:
    """What is said about an item, and whether it is written to the end."""
    eigene = next((sache for sache in termin.sachen if sache.titel == punkt.titel), None)
    if eigene is not None:
        return eigene, termin.ist_fertig or eigene != termin.sachen[-1]
    if termin is ERSTE and nummer in (1, 2):
        return Sache(punkt.titel, "Entfällt in der ersten Sitzung."), True
    text = RAHMEN[nummer] if nummer < len(RAHMEN) else "Herr Aydın schließt die Sitzung um 18:50 Uhr."
    return Sache(punkt.titel, text), True


def _behandle(punkt: Tagesordnungspunkt, was: tuple[Sache, bool]) -> None:
    sache, ist_fertig = was
    schreibt = konto(besetzung.SCHRIFTFUEHRUNG)
    punkt_aufrufen(punkt=punkt, person=schreibt)
    punkt.refresh_from_db()
    if sache.beschluss:
        ja, nein, enthaltung = sache.stimmen
        eine = Abstimmung(punkt=punkt, gegenstand=sache.beschluss, ja=ja, nein=nein, enthaltung=enthaltung)
        abstimmen(abstimmung=eine, person=schreibt)
    if sache.aufgabe:
        titel, wer, bis = sache.aufgabe
        aufgabe = Aufgabe(titel=titel, verantwortlich=mitglied(wer), frist=bis, herkunft=punkt)
        aufgabe_anlegen(aufgabe=aufgabe, person=schreibt)
    niederschrift.abschnitt_speichern(
        abschnitt=punkt.abschnitt,
        version=0,
        text=Text(sache.ergebnis, sache.beschluss, ist_fertig),
        person=schreibt,
    )


def _genehmige_vorige(sitzung: Sitzung) -> None:
    vorige = sitzung.gremium.sitzungen.filter(beginn__lt=sitzung.beginn).order_by("-beginn").first()
    if vorige is not None:
        niederschrift.protokoll_genehmigen(
            protokoll=vorige.protokoll, in_sitzung=sitzung, person=konto(besetzung.SCHRIFTFUEHRUNG)
        )


def verschicke(gremium: Gremium, termin: Termin) -> None:
    """The chair agrees to the minutes, and they go out."""
    protokoll = gremium.sitzungen.get(beginn=_um(termin.tag, 17)).protokoll
    niederschrift.protokoll_abstimmen(protokoll=protokoll, person=konto(besetzung.VORSITZ))
    niederschrift.protokoll_versenden(protokoll=protokoll, person=konto(besetzung.SCHRIFTFUEHRUNG))

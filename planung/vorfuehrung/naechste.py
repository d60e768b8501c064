"""The meeting that is ahead on the day of the demonstration: planned, then invited, then answered."""

from datetime import date, datetime, time
from io import BytesIO

from django.utils import timezone

from beirat.models import Gremium
from konferenz.bericht import Abschnitt, Bericht, Liste, Text
from konferenz.models import Bezirk, Ort
from konferenz.vorfuehrung import besetzung
from planung.actions.antworten import antworten
from planung.actions.einladen import einladen
from planung.actions.erinnern import erinnerungen_verschicken
from planung.actions.sitzung import sitzung_anlegen
from planung.actions.tagesordnung import punkt_hinzufuegen
from planung.actions.unterlage import unterlage_ablegen
from planung.models import Sitzung, Tagesordnungspunkt, Unterlage
from planung.vorfuehrung.gruppe import konto, mitglied

TAG = date(2024, 9, 12)
ANTWORTEN = (
    ("Deniz Aydın", "zugesagt", ""),
    ("Elif Kaya", "zugesagt", ""),
    ("Mariam Ahmadi", "zugesagt", "kommt eine Viertelstunde später"),
    ("Samuel Tekle", "zugesagt", "hat angerufen"),
    ("Frank Petersen", "zugesagt", ""),
    ("Joachim Brandt", "abgesagt", "ist im Urlaub"),
    (besetzung.SCHRIFTFUEHRUNG.name, "zugesagt", ""),
)
ENTWURF = Bericht(
    titel="Programm der Integrationskonferenz, Entwurf 2",
    unterzeile="Stand: 30. August 2024",
    abschnitte=[
        Abschnitt("Vormittag", [Text("Begrüßung, Vortrag und Gespräch im großen Saal.")]),
        Abschnitt(
            "Arbeitsgruppen",
            [Liste(["Arbeit und Ausbildung", "Wohnen", "Bildung und Sprache", "Integrationsbeirat"])],
        ),
    ],
)


def _um(stunde: int) -> datetime:
    return timezone.make_aware(datetime.combine(TAG, time(stunde)))


def lege_an(gremium: Gremium) -> None:
    """The meeting with its agenda and a paper."""
    ort, _neu = Ort.objects.get_or_create(
        name="Bezirksamt Hamburg-Mitte",
        defaults={"strasse": "Caffamacherreihe 1–3", "plz": "20355", "ort": "Hamburg"},
    )
    sitzung = Sitzung(
        gremium=gremium, beginn=_um(17), ende=_um(19), form=Sitzung.Form.HYBRID, ort=ort, raum="Raum 4.10",
        zugangshinweis="Aufzug links vom Eingang. Der Raum ist ohne Stufen erreichbar.",
        videolink="https://video.hamburg-mitte.example/vorbereitung",
    )  # fmt: skip
    sitzung_anlegen(sitzung=sitzung, person=konto(besetzung.VORSITZ))
    vorige = sitzung.punkte.get(art=Tagesordnungspunkt.Art.MITTEILUNG)
    programm = _punkt(sitzung, "Programm und Arbeitsgruppen", vorige, minuten=40)
    _punkt(sitzung, "Leitung und Moderation der vier Gruppen", uebergeordnet=programm, minuten=20)
    _punkt(sitzung, "Dolmetschen: Sprachen je Gruppe", uebergeordnet=programm, minuten=20)
    _punkt(sitzung, "Sachstand Budget", programm, minuten=15, ist_oeffentlich=False)
    unterlage_ablegen(
        unterlage=Unterlage(punkt=programm, titel="Programm, Entwurf 2"),
        datei=BytesIO(ENTWURF.als_pdf(Bezirk.objects.first())),
        person=konto(besetzung.SACHBEARBEITUNG),
    )


def _punkt(
    sitzung: Sitzung, titel: str, nach: Tagesordnungspunkt | None = None, **angaben: object
) -> Tagesordnungspunkt:
    punkt = Tagesordnungspunkt(sitzung=sitzung, titel=titel, **angaben)
    return punkt_hinzufuegen(punkt=punkt, nach=nach, person=konto(besetzung.VORSITZ))


def lade_ein(gremium: Gremium) -> None:
    """The chair invites."""
    anschreiben = "Bitte lesen Sie den Entwurf 2 des Programms vorher."
    einladen(sitzung=_sitzung(gremium), anschreiben=anschreiben, person=konto(besetzung.VORSITZ))


def antworte(gremium: Gremium) -> None:
    """Most have answered; who called was entered by the administration."""
    sitzung = _sitzung(gremium)
    for name, antwort, bemerkung in ANTWORTEN:
        person = konto(besetzung.SACHBEARBEITUNG) if bemerkung == "hat angerufen" else None
        antworten(sitzung=sitzung, mensch=mitglied(name), antwort=antwort, bemerkung=bemerkung, person=person)


def erinnere(_gremium: Gremium) -> None:
    """What the clock would have done."""
    erinnerungen_verschicken()


def _sitzung(gremium: Gremium) -> Sitzung:
    return gremium.sitzungen.get(beginn=_um(17))

"""The story of the resolution after it was adopted: its points judged, and what was reported when."""

from dataclasses import dataclass
from datetime import date

import pghistory

from konferenz import uhr
from konferenz.actions.beschluss import (
    als_berichtet_eintragen,
    bericht_entwerfen,
    bericht_schreiben,
    punkt_bewerten,
    punkt_zuweisen,
)
from konferenz.beschlusskontrolle import punktlage
from konferenz.models import Benutzer, Drucksache, Konferenz
from konferenz.vorfuehrung.besetzung import HAUSHALT, SACHBEARBEITUNG

VERSAMMLUNG, AUSSCHUSS = "Bezirksversammlung", "Ausschuss für Sozialraumentwicklung"


@dataclass(frozen=True)
class _Bericht:
    """A report of the story: day, body, place, summary, and for each point state and text."""

    am: date
    an: str
    fundstelle: str
    satz: str
    punkte: dict[int, tuple[str, str]]


BERICHTE = (
    _Bericht(
        date(2024, 3, 5),
        AUSSCHUSS,
        "TOP Ö 6",
        "Gruppe eingesetzt, erste Sitzung am 18.01.2024. Mittel auf zwei Jahre aufgeteilt.",
        {
            1: (
                "erledigt",
                "12.500,00 Euro kommen aus 2023, 7.500,00 Euro aus 2024. Mehr war 2023 nicht verfügbar.",
            ),
            2: (
                "erledigt",
                "Die Vorbereitungsgruppe ist eingesetzt und hat am 18.01.2024 zum ersten Mal getagt.",
            ),
            3: ("in_arbeit", "Der Termin steht fest: Samstag, 16.11.2024, im Bürgerhaus Wilhelmsburg."),
        },
    ),
    _Bericht(
        date(2024, 6, 13),
        VERSAMMLUNG,
        "TOP Ö 7.2",
        "Vorbereitungsgruppe arbeitet, Termin 16.11.2024 festgelegt. "
        "Wegen der Wahl am 9. Juni wechseln zwei Mitglieder.",
        {
            1: ("erledigt", "Für 6.500,00 Euro aus 2023 ist der Übertrag ins Jahr 2024 beantragt."),
            2: ("erledigt", "Die Gruppe tagt monatlich. Wegen der Wahl am 9. Juni wechseln zwei Mitglieder."),
            3: ("in_arbeit", "Die Anmeldung öffnet am 05.08.2024. Vier Arbeitsgruppen sind in Vorbereitung."),
        },
    ),
    _Bericht(
        date(2024, 12, 12),
        VERSAMMLUNG,
        "TOP Ö 8.1",
        "Die Konferenz hat am 16.11.2024 stattgefunden. Die Dokumentation ist in Arbeit.",
        {
            1: ("erledigt", "Das Geld ist gebunden. Der Verwendungsnachweis folgt nach dem Jahresabschluss."),
            2: ("erledigt", "Die Gruppe hat die Konferenz vorbereitet und wertet sie jetzt aus."),
            3: ("erledigt", "Die Konferenz hat am 16.11.2024 im Bürgerhaus Wilhelmsburg stattgefunden."),
        },
    ),
)


def fuelle(konferenz: Konferenz, tag: date) -> None:
    """Reports and judgements up to `tag`, once all floors have told their part."""
    drucksache = Drucksache.objects.filter(konferenzen=konferenz).first()
    if drucksache is None or not drucksache.ist_wirksam:
        return
    amira = Benutzer.objects.get(email=SACHBEARBEITUNG.email)
    with pghistory.context(person=amira.pk, aktion="vorfuehrung"):
        _weise_zu(drucksache)
        for bericht in BERICHTE:
            if bericht.am < tag:
                with uhr.gestellt(uhr.tagesbeginn(bericht.am)):
                    _berichte(konferenz, bericht, amira)


def _weise_zu(drucksache: Drucksache) -> None:
    wer = {
        1: (HAUSHALT.name, None),
        2: (SACHBEARBEITUNG.name, None),
        3: (SACHBEARBEITUNG.name, date(2024, 12, 31)),
    }
    for punkt in drucksache.punkte.all():
        zustaendig, frist = wer.get(punkt.nummer, ("", None))
        punkt_zuweisen(punkt=punkt, frist=frist or punkt.frist, zustaendig=zustaendig)


def _berichte(konferenz: Konferenz, inhalt: _Bericht, amira: Benutzer) -> None:
    bericht = bericht_entwerfen(konferenz=konferenz, an=inhalt.an, person=amira)
    bericht_schreiben(bericht=bericht, an=inhalt.an, einleitung=inhalt.satz, punkte=inhalt.punkte)
    als_berichtet_eintragen(bericht=bericht, am=inhalt.am, fundstelle=inhalt.fundstelle)
    for punkt in bericht.drucksache.punkte.select_related("drucksache").prefetch_related(
        "sachstaende__bericht"
    ):
        stand = punktlage(punkt, konferenz).vorschlag or inhalt.punkte[punkt.nummer][0]
        punkt_bewerten(punkt=punkt, konferenz=konferenz, stand=stand, person=amira)

"""The poll for a meeting in October, which runs on the day of the demonstration; and the days to mind, which staff
have entered for Hamburg.
"""

from datetime import date, datetime, time

from django.utils import timezone

from beirat.models import Gremium
from konferenz.models import Ort
from konferenz.vorfuehrung import besetzung
from planung.actions.kalenderhinweis import hinweis_speichern
from planung.actions.terminumfrage import umfrage_abbrechen, umfrage_beantworten, umfrage_beginnen
from planung.models import Kalenderhinweis, Terminumfrage
from planung.vorfuehrung.gruppe import konto, mitglied

TITEL = "Sitzung im Oktober: letzte Absprachen"
TAGE = (date(2024, 10, 10), date(2024, 10, 14), date(2024, 10, 24), date(2024, 11, 4))
ANTWORTEN = (
    ("Deniz Aydın", ("ja", "ja", "vielleicht", "ja"), ""),
    ("Elif Kaya", ("ja", "ja", "nein", "nein"), ""),
    ("Frank Petersen", ("nein", "ja", "nein", "vielleicht"), "In den Ferien bin ich nicht in Hamburg."),
    ("Samuel Tekle", ("vielleicht", "ja", "ja", "ja"), ""),
)
FERIEN = (
    ("Frühjahrsferien Hamburg", "2024-03-18", "2024-03-28"),
    ("Pfingstferien Hamburg", "2024-05-21", "2024-05-24"),
    ("Sommerferien Hamburg", "2024-07-18", "2024-08-28"),
    ("Herbstferien Hamburg", "2024-10-21", "2024-11-01"),
    ("Weihnachtsferien Hamburg", "2024-12-20", "2025-01-03"),
    ("Frühjahrsferien Hamburg", "2025-03-10", "2025-03-21"),
    ("Sommerferien Hamburg", "2025-07-24", "2025-09-03"),
)
FEIERTAGE = (
    ("Tag der Deutschen Einheit", "2024-10-03", "2024-10-03"),
    ("Reformationstag", "2024-10-31", "2024-10-31"),
    ("Weihnachten", "2024-12-25", "2024-12-26"),
)
RELIGION = (
    ("Ramadan", "2024-03-11", "2024-04-09"),
    ("Newroz", "2024-03-20", "2024-03-21"),
    ("Fest des Fastenbrechens", "2024-04-10", "2024-04-12"),
    ("orthodoxes Osterfest", "2024-05-05", "2024-05-06"),
    ("Opferfest", "2024-06-16", "2024-06-19"),
    ("Rosch ha-Schana", "2024-10-03", "2024-10-04"),
    ("Jom Kippur", "2024-10-12", "2024-10-12"),
    ("Diwali", "2024-10-31", "2024-11-01"),
    ("Ramadan", "2025-03-01", "2025-03-29"),
    ("Fest des Fastenbrechens", "2025-03-30", "2025-04-01"),
    ("Opferfest", "2025-06-06", "2025-06-09"),
)


def trage_ferien_ein(_gremium: Gremium) -> None:
    """What the administration looked up at the beginning of the year."""
    for art, eintraege in (("ferien", FERIEN), ("feiertag", FEIERTAGE), ("religion", RELIGION)):
        for name, von, bis in eintraege:
            hinweis = Kalenderhinweis(
                name=name, art=art, von=date.fromisoformat(von), bis=date.fromisoformat(bis)
            )
            hinweis_speichern(hinweis=hinweis, person=konto(besetzung.SACHBEARBEITUNG))


def frage(gremium: Gremium) -> None:
    """The chair asks."""
    umfrage_beginnen(
        umfrage=Terminumfrage(
            gremium=gremium, titel=TITEL, hinweis="Wir brauchen etwa zwei Stunden.", frist=_um(date(2024, 9, 6), 18),
            ort=Ort.objects.filter(name="Bezirksamt Hamburg-Mitte").first(), raum="Raum 4.10",
        ),
        beginne=[_um(tag, 17) for tag in TAGE],
        person=konto(besetzung.VORSITZ),
    )  # fmt: skip


def antworte(gremium: Gremium) -> None:
    """Four have answered."""
    umfrage = _umfrage(gremium)
    optionen = list(umfrage.optionen.all())
    for name, werte, bemerkung in ANTWORTEN:
        je_option = {option.pk: wert for option, wert in zip(optionen, werte, strict=True)}
        umfrage_beantworten(umfrage=umfrage, mensch=mitglied(name), werte=je_option, bemerkung=bemerkung)


def breche_ab(gremium: Gremium) -> None:
    """In September everything was said; the group meets again after the conference."""
    umfrage_abbrechen(umfrage=_umfrage(gremium), person=konto(besetzung.VORSITZ))


def _umfrage(gremium: Gremium) -> Terminumfrage:
    return gremium.terminumfragen.get(titel=TITEL)


def _um(tag: date, stunde: int) -> datetime:
    return timezone.make_aware(datetime.combine(tag, time(stunde)))

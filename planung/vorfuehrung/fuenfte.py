"""How the fifth meeting goes in the story, for whoever looks at a later day: the minutes before it are sent in time,
it is held, and its own minutes go out."""

from datetime import date

from beirat.models import Gremium
from konferenz.vorfuehrung import besetzung
from planung.actions.protokoll import Text, abschnitt_speichern
from planung.queries.protokollstand import unfertige
from planung.vorfuehrung import naechste, sitzungen
from planung.vorfuehrung.gruppe import konto
from planung.vorfuehrung.sitzungen import Sache, Termin

FUENFTE = Termin(
    naechste.TAG,
    (
        Sache(
            "Programm und Arbeitsgruppen",
            "Die Gruppe geht den Entwurf 2 des Programms durch und ist einverstanden.",
            "Der Entwurf 2 ist die Grundlage der Einladung.",
        ),
        Sache(
            "Leitung und Moderation der vier Gruppen",
            "Jede Gruppe bekommt eine Leitung aus dem Beirat und eine Moderation von außen.",
            aufgabe=("Moderationen anfragen", "Deniz Aydın", date(2024, 9, 27)),
        ),
        Sache(
            "Dolmetschen: Sprachen je Gruppe",
            "Arabisch und Türkisch gibt es in jeder Gruppe, weitere Sprachen nach den Anmeldungen.",
        ),
        Sache(
            "Sachstand Budget",
            "Die Verwaltung berichtet vertraulich über gebundene und freie Mittel.",
            ist_oeffentlich=False,
        ),
    ),
)


def schreibe_vierte_fertig(gremium: Gremium) -> None:
    """The last text of the minutes before is written; then the chair agrees, and they go out."""
    schreibt = konto(besetzung.SCHRIFTFUEHRUNG)
    protokoll = gremium.sitzungen.get(beginn__date=sitzungen.VIERTE.tag).protokoll
    for eins in unfertige(protokoll):
        text = Text(eins.ergebnis, eins.beschluss, ist_fertig=True)
        abschnitt_speichern(abschnitt=eins, version=eins.version, text=text, person=schreibt)
    sitzungen.verschicke(gremium, sitzungen.VIERTE)

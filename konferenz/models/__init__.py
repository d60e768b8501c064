"""All tables of the ground floor."""

from konferenz.models.benutzer import Benutzer, Rolle, Rollenzuweisung
from konferenz.models.betrieb import Formularschluessel, Loeschvermerk, Uhr, Zaehler, Zugriff
from konferenz.models.bezirk import Bezirk, Rechtstext
from konferenz.models.drucksache import Beratung, Drucksache, Entscheidung, Petitumspunkt
from konferenz.models.konferenz import Angebot, Konferenz, Ort
from konferenz.models.nachricht import Nachricht, Zugangslink
from konferenz.models.sachstand import Sachstand, Sachstandsbericht

__all__ = [
    "Angebot",
    "Benutzer",
    "Beratung",
    "Bezirk",
    "Drucksache",
    "Entscheidung",
    "Formularschluessel",
    "Konferenz",
    "Loeschvermerk",
    "Nachricht",
    "Ort",
    "Petitumspunkt",
    "Rechtstext",
    "Rolle",
    "Rollenzuweisung",
    "Sachstand",
    "Sachstandsbericht",
    "Uhr",
    "Zaehler",
    "Zugangslink",
    "Zugriff",
]

"""All tables of the programme."""

from programm.models.arbeitsgruppe import Arbeitsgruppe
from programm.models.fassung import Programmfassung
from programm.models.mitwirkung import Mitwirkende, Mitwirkung, Verfuegbarkeit
from programm.models.raster import Programmpunkt, Raum, Zeitfenster

__all__ = [
    "Arbeitsgruppe",
    "Mitwirkende",
    "Mitwirkung",
    "Programmfassung",
    "Programmpunkt",
    "Raum",
    "Verfuegbarkeit",
    "Zeitfenster",
]

"""All tables of the top floor."""

from anmeldung.models.anmeldung import Anmeldung, Einwilligung
from anmeldung.models.anwesenheit import Anwesenheit, Einlasscode
from anmeldung.models.bedarf import Bedarf, Bedarfsreservierung
from anmeldung.models.gruppenwahl import Gruppenwahl, Gruppenwunsch
from anmeldung.models.platz import Belegung, Kontingent, Platz, Warteplatz
from anmeldung.models.rueckmeldung import Rueckmeldung

__all__ = [
    "Anmeldung",
    "Anwesenheit",
    "Bedarf",
    "Bedarfsreservierung",
    "Belegung",
    "Einlasscode",
    "Einwilligung",
    "Gruppenwahl",
    "Gruppenwunsch",
    "Kontingent",
    "Platz",
    "Rueckmeldung",
    "Warteplatz",
]

"""All tables of the meetings' floor."""

from planung.models.aufgabe import Aufgabe, Meilenstein, Wiedervorlage
from planung.models.erinnerung import Erinnerung, Erinnerungslauf, Erinnerungsvorlage
from planung.models.protokoll import Protokoll, Protokollabschnitt, Protokolleinwand, Protokollfassung
from planung.models.sitzung import (
    Einladung,
    Sitzung,
    Tagesordnungspunkt,
    Teilnahme,
    Vorlagenpunkt,
    Zustellung,
)
from planung.models.terminfindung import (
    Kalenderhinweis,
    Terminantwort,
    Terminoption,
    Terminumfrage,
    Umfrageteilnahme,
)
from planung.models.thema import Handlungsfeld, Priorisierungsrunde, Punktevergabe, Thema, Themenkosten
from planung.models.unterlage import Unterlage
from planung.models.verlauf import Abstimmung, Anwesenheit, Befangenheit, Umlaufbeschluss, Umlaufstimme

__all__ = [
    "Abstimmung",
    "Anwesenheit",
    "Aufgabe",
    "Befangenheit",
    "Einladung",
    "Erinnerung",
    "Erinnerungslauf",
    "Erinnerungsvorlage",
    "Handlungsfeld",
    "Kalenderhinweis",
    "Meilenstein",
    "Priorisierungsrunde",
    "Protokoll",
    "Protokollabschnitt",
    "Protokolleinwand",
    "Protokollfassung",
    "Punktevergabe",
    "Sitzung",
    "Tagesordnungspunkt",
    "Teilnahme",
    "Terminantwort",
    "Terminoption",
    "Terminumfrage",
    "Thema",
    "Themenkosten",
    "Umfrageteilnahme",
    "Umlaufbeschluss",
    "Umlaufstimme",
    "Unterlage",
    "Vorlagenpunkt",
    "Wiedervorlage",
    "Zustellung",
]

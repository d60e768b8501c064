"""All tables of the money floor."""

from budget.models.buchung import (
    Buchung,
    Deckungsentscheidung,
    Ermaechtigungsuebertrag,
    Uebertragsposten,
    Vorgang,
)
from budget.models.empfaenger import Zahlungsempfaenger
from budget.models.grundlage import (
    Bereitstellung,
    Deckungsquelle,
    Haushaltsjahr,
    Mitteltopf,
    Obergrenze,
    Verfuegbarkeitsbestaetigung,
)
from budget.models.kosten import Kostenplan, Kostenposition, Planzeile
from budget.models.meldung import Meldeart, Meldegrenze, Meldung
from budget.models.rechnung import Beleg, Rechnung, Zahlungsanweisung
from budget.models.vergabe import Angebot, Vergabevermerk, Wertgrenze
from budget.models.zuwendung import Rate, Verwendungsnachweis, Zuwendung

__all__ = [
    "Angebot",
    "Beleg",
    "Bereitstellung",
    "Buchung",
    "Deckungsentscheidung",
    "Deckungsquelle",
    "Ermaechtigungsuebertrag",
    "Haushaltsjahr",
    "Kostenplan",
    "Kostenposition",
    "Meldeart",
    "Meldegrenze",
    "Meldung",
    "Mitteltopf",
    "Obergrenze",
    "Planzeile",
    "Rate",
    "Rechnung",
    "Uebertragsposten",
    "Verfuegbarkeitsbestaetigung",
    "Vergabevermerk",
    "Verwendungsnachweis",
    "Vorgang",
    "Wertgrenze",
    "Zahlungsanweisung",
    "Zahlungsempfaenger",
    "Zuwendung",
]

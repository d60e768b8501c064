"""The list of who is expected, to print: one part for each desk."""

from itertools import pairwise
from typing import Any

from anmeldung.einlasslage import erwartete
from anmeldung.models import Anmeldung, Platz
from konferenz.bericht import Abschnitt, Bericht, Spalte, Tabelle
from konferenz.models import Konferenz

SPALTEN = (Spalte("da", 6), Spalte("Name", 40), Spalte("Nummer", 10), Spalte("Arbeitsgruppe", 20))
KAESTCHEN = "[  ]"


def als_bericht(konferenz: Konferenz, tische: int = 1) -> tuple[Bericht, int]:
    """Everybody with a sure seat by name, in `tische` parts of nearly the same size; and how many they are.

    Nothing about needs stands in it.
    """
    alle = list(erwartete(konferenz))
    grenzen = [len(alle) * nummer // tische for nummer in range(tische + 1)]
    teile = [alle[von:bis] for von, bis in pairwise(grenzen)]
    abschnitte = [
        Abschnitt(f"Tisch {nummer}: {_bereich(teil)}" if tische > 1 else "", [_tabelle(teil)])
        for nummer, teil in enumerate(teile, start=1)
    ]
    return Bericht(titel="Einlass", unterzeile=str(konferenz.titel), abschnitte=abschnitte), len(alle)


def _bereich(teil: list[Anmeldung]) -> str:
    return f"{teil[0].name} bis {teil[-1].name}" if teil else "niemand"


def _tabelle(teil: list[Any]) -> Tabelle:
    zeilen = [(KAESTCHEN, eine.name, eine.nummer, _gruppen(eine.gruppenplaetze)) for eine in teil]
    return Tabelle("Wer erwartet wird", "Einlass", SPALTEN, zeilen, leer="Niemand ist angemeldet.")


def _gruppen(plaetze: list[Platz]) -> str:
    gruppen = (platz.kontingent.arbeitsgruppe for platz in plaetze)
    return ", ".join(f"AG {gruppe.nummer}" for gruppe in gruppen if gruppe)

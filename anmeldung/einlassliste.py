"""The list of who is expected, to print: one part for each desk."""

from itertools import pairwise

from anmeldung.einlasslage import mit_gruppen
from anmeldung.models import Anmeldung
from konferenz.bericht import Abschnitt, Bericht, Spalte, Tabelle
from konferenz.models import Konferenz

SPALTEN = (Spalte("da", 6), Spalte("Name", 40), Spalte("Nummer", 10), Spalte("Arbeitsgruppe", 20))
KAESTCHEN = "[  ]"


def als_bericht(konferenz: Konferenz, tische: int = 1) -> tuple[Bericht, int]:
    """Everybody with a sure seat by name, in `tische` parts of nearly the same size; and how many they are.

    Nothing about needs stands in it.
    """
    reihe = Anmeldung.objects.filter(konferenz=konferenz, stand=Anmeldung.Stand.BESTAETIGT)
    alle = list(mit_gruppen(reihe).order_by("sortiername", "nummer"))
    grenzen = [len(alle) * nummer // tische for nummer in range(tische + 1)]
    teile = [alle[von:bis] for von, bis in pairwise(grenzen)]
    abschnitte = [
        Abschnitt(f"Tisch {nummer}: {_bereich(teil)}" if tische > 1 else "", [_tabelle(teil)])
        for nummer, teil in enumerate(teile, start=1)
    ]
    return Bericht(titel="Einlass", unterzeile=str(konferenz.titel), abschnitte=abschnitte), len(alle)


def _bereich(teil: list[Anmeldung]) -> str:
    return f"{teil[0].name} bis {teil[-1].name}" if teil else "niemand"


def _tabelle(teil: list[Anmeldung]) -> Tabelle:
    zeilen = [(KAESTCHEN, eine.name, eine.nummer, _gruppen(eine)) for eine in teil]
    return Tabelle("Wer erwartet wird", "Einlass", SPALTEN, zeilen, leer="Niemand ist angemeldet.")


def _gruppen(anmeldung: Anmeldung) -> str:
    plaetze = anmeldung.gruppenplaetze  # type: ignore[attr-defined]  # from `mit_gruppen`
    return ", ".join(f"AG {platz.kontingent.arbeitsgruppe.nummer}" for platz in plaetze)

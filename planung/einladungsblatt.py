"""The agenda as a printed page: a report out of what the reader may see."""

from collections.abc import Iterable

from konferenz.bericht import Abschnitt, Bericht, Spalte, Tabelle, Text
from konferenz.formate import datum, datum_mit_tag, uhrzeit
from planung.kalender import ort
from planung.models import Einladung, Sitzung
from planung.queries.tagesordnung import Zeile

SPALTEN = (Spalte("TOP", 6), Spalte("Gegenstand", 60), Spalte("Minuten", 10, ist_zahl=True))


def als_bericht(sitzung: Sitzung, zeilen: Iterable[Zeile], einladung: Einladung | None) -> Bericht:
    """Time, place, agenda; the foot of each page says which version it is, a draft before anything was sent."""
    return Bericht(
        titel=f"Tagesordnung der {sitzung}",
        unterzeile=sitzung.gremium.name,
        angaben=_angaben(sitzung),
        abschnitte=[*_anschreiben(einladung), Abschnitt("", [_tabelle(zeilen)])],
        marke=f"{einladung} vom {datum(einladung.versandt_am)}"
        if einladung
        else "Entwurf, noch nicht versandt",
    )


def _angaben(sitzung: Sitzung) -> list[tuple[str, str]]:
    paare = [
        ("Wann", f"{datum_mit_tag(sitzung.beginn)}, {uhrzeit(sitzung.beginn)}–{uhrzeit(sitzung.ende)} Uhr"),
        ("Wo", ort(sitzung)),
        ("Zugang", sitzung.zugangshinweis),
        ("Videokonferenz", sitzung.videolink),
        ("Am Telefon", sitzung.einwahl),
    ]
    return [(name, wert) for name, wert in paare if wert]


def _anschreiben(einladung: Einladung | None) -> list[Abschnitt]:
    return [Abschnitt("", [Text(einladung.anschreiben)])] if einladung and einladung.anschreiben else []


def _tabelle(zeilen: Iterable[Zeile]) -> Tabelle:
    return Tabelle(
        titel="Tagesordnung", kurz="Tagesordnung", spalten=SPALTEN,
        zeilen=[(zeile.nummer, _gegenstand(zeile), zeile.punkt.minuten) for zeile in zeilen],
    )  # fmt: skip


def _gegenstand(zeile: Zeile) -> str:
    zusatz = []
    if zeile.ist_lesbar and not zeile.ist_oeffentlich:
        zusatz.append("nicht öffentlich")
    if zeile.ist_abgesetzt:
        zusatz.append("von der Tagesordnung genommen")
    return f"{zeile.titel} ({', '.join(zusatz)})" if zusatz else zeile.titel

"""The minutes as a printed page: a report out of the data that `planung.queries.niederschrift` has cut to what the
reader may see."""

from collections.abc import Iterator
from typing import Any

from konferenz.bericht import Abschnitt, Angaben, Baustein, Bericht, Liste, Text
from planung.models import Anwesenheit, Protokoll, Tagesordnungspunkt

_NICHT_BEHANDELT = {
    Tagesordnungspunkt.Stand.ABGESETZT: "Von der Tagesordnung genommen.",
    Tagesordnungspunkt.Stand.VERTAGT: "Vertagt.",
    Tagesordnungspunkt.Stand.VORGESEHEN: "Noch nicht behandelt.",
}


def als_bericht(inhalt: dict[str, Any], pruefsumme: str = "") -> Bericht:
    """The minutes with one section for each item; the foot of each page says how far they are."""
    return Bericht(
        titel=f"Niederschrift der {inhalt['sitzung']}",
        unterzeile=f"{inhalt['gremium']} · {inhalt['tag']}, {inhalt['von']}–{inhalt['bis']} Uhr",
        angaben=angaben_zu(inhalt),
        abschnitte=[_abschnitt(punkt) for punkt in inhalt["punkte"]],
        marke=_marke(inhalt, pruefsumme),
    )


def _marke(inhalt: dict[str, Any], pruefsumme: str) -> str:
    stand = Protokoll.Stand(inhalt["stand"])
    wort = str(stand.label) if inhalt["genehmigt_in"] else f"{stand.label}, noch nicht genehmigt"
    return f"{wort} · Prüfsumme {pruefsumme[:16]}" if pruefsumme else wort


def angaben_zu(inhalt: dict[str, Any]) -> list[tuple[str, str]]:
    """Place, who led, who was there: pairs of name and value without empty ones."""
    status = Anwesenheit.Status
    je_status = inhalt["anwesenheit"]
    paare = [
        ("Ort", inhalt["ort"]),
        ("Leitung", inhalt["leitung"]),
        ("Niederschrift", inhalt["schreibt"]),
        ("Anwesend", ", ".join(je_status[status.ANWESEND])),
        ("Entschuldigt", ", ".join(je_status[status.ENTSCHULDIGT])),
        ("Nicht entschuldigt", ", ".join(je_status[status.UNENTSCHULDIGT])),
        ("Gäste", ", ".join(je_status[status.GAST])),
        ("Beschlussfähig", inhalt["beschlussfaehig"]),
        ("Genehmigt in", inhalt["genehmigt_in"]),
        ("Änderung bei der Genehmigung", inhalt["aenderung"]),
    ]
    return [(name, wert) for name, wert in paare if wert]


def _abschnitt(punkt: dict[str, Any]) -> Abschnitt:
    return Abschnitt(f"TOP {punkt['nummer']}: {punkt['titel']}", list(_bausteine(punkt)))


def _bausteine(punkt: dict[str, Any]) -> Iterator[Baustein]:
    if punkt["stand"] in _NICHT_BEHANDELT:
        yield Text(_NICHT_BEHANDELT[punkt["stand"]])
    if punkt["ergebnis"]:
        yield Text(punkt["ergebnis"])
    if punkt["ohne_mitwirkung"]:
        yield Text(f"Ohne Mitwirkung: {', '.join(punkt['ohne_mitwirkung'])}")
    if punkt["beschluss"]:
        yield Text(f"Beschluss: {punkt['beschluss']}")
    if punkt["abstimmungen"]:
        yield Angaben(
            [(f"Abstimmung: {eine['gegenstand']}", _stimmen(eine)) for eine in punkt["abstimmungen"]]
        )
    if punkt["aufgaben"]:
        yield Liste([f"Aufgabe: {aufgabe_in_worten(eine)}" for eine in punkt["aufgaben"]])


def _stimmen(abstimmung: dict[str, Any]) -> str:
    return f"{abstimmung['stimmen']} – {abstimmung['ergebnis']}"


def aufgabe_in_worten(aufgabe: dict[str, Any]) -> str:
    """ "Entwurf 2 vorlegen – Amira Haddad, bis 30.08.2024"."""
    bis = f", bis {aufgabe['bis']}" if aufgabe["bis"] else ""
    return f"{aufgabe['titel']} – {aufgabe['wer']}{bis}"

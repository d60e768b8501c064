"""Everything that is stored about one registration, for the person herself (Art. 15 and 20 GDPR)."""

from datetime import datetime
from typing import Any

from django.db.models import Model

from anmeldung import bedarfe as katalog
from anmeldung import queries
from anmeldung.actions.bedarfe import eigene
from anmeldung.models import Anmeldung, Anwesenheit
from konferenz import uhr
from konferenz.models import Nachricht, Zugriff

_OHNE_WERT = ("sortiername", "erfasst_von", "konferenz")
"""Columns that say nothing of their own about the person: a copy of the name, a member of staff, the conference."""


def gegenstand(anmeldung: Anmeldung) -> str:
    """How the log of accesses names a registration."""
    return f"anmeldung.anmeldung:{anmeldung.pk}"


def auskunft(anmeldung: Anmeldung) -> dict[str, Any]:
    """Data, seat, waiting list, needs, consents, letters, history and accesses; times are aware datetimes."""
    return {
        "auskunft_vom": uhr.jetzt(),
        "konferenz": {"titel": str(anmeldung.konferenz.titel), "beginn": anmeldung.konferenz.beginn},
        "anmeldung": _felder(anmeldung),
        "platz": _platz(anmeldung),
        "warteliste": _warteliste(anmeldung),
        "arbeitsgruppen": _gruppen(anmeldung),
        "anwesenheit": _anwesenheit(anmeldung),
        "bedarfe": katalog.in_worten(eigene(anmeldung)),
        "einwilligungen": [_felder(eine) for eine in anmeldung.einwilligungen.all()],
        "briefe": [_brief(nachricht) for nachricht in Nachricht.objects.filter(bezug=str(anmeldung.pk))],
        "verlauf": _verlauf(anmeldung),
        "zugriffe": _zugriffe(anmeldung),
    }


def _wert(objekt: Model, feld: str) -> Any:
    anzeige = getattr(objekt, f"get_{feld}_display", None)
    wert = getattr(objekt, feld)
    return str(anzeige()) if anzeige and wert else wert


def _felder(objekt: Model) -> dict[str, Any]:
    """The columns with their values, choices in words; keys and technical copies are left out."""
    namen = [
        feld.name for feld in objekt._meta.concrete_fields if not feld.primary_key and not feld.is_relation
    ]
    return {name: _wert(objekt, name) for name in namen if name not in _OHNE_WERT}


def _platz(anmeldung: Anmeldung) -> dict[str, Any] | None:
    platz = anmeldung.plaetze.der_konferenz().first()
    return _felder(platz) if platz else None


def _warteliste(anmeldung: Anmeldung) -> dict[str, Any] | None:
    warteplatz = anmeldung.warteplaetze.der_konferenz().first()
    if warteplatz is None:
        return None
    return {**_felder(warteplatz), "wartende_davor": queries.wartet_vor(anmeldung)}


def _anwesenheit(anmeldung: Anmeldung) -> dict[str, Any] | None:
    anwesenheit = Anwesenheit.objects.filter(anmeldung=anmeldung).first()
    return _felder(anwesenheit) if anwesenheit else None


def _gruppen(anmeldung: Anmeldung) -> list[dict[str, Any]]:
    """Seats, waiting numbers and wishes, each with its working group."""
    reihen: tuple[Any, ...] = (anmeldung.plaetze.in_gruppen(), anmeldung.warteplaetze.in_gruppen())
    zeilen = [
        {"arbeitsgruppe": str(eine.kontingent.arbeitsgruppe), **_felder(eine)}
        for reihe in reihen
        for eine in reihe.select_related("kontingent__arbeitsgruppe")
    ]
    wuensche = anmeldung.gruppenwuensche.select_related("arbeitsgruppe")
    return zeilen + [{"arbeitsgruppe": str(eine.arbeitsgruppe), **_felder(eine)} for eine in wuensche]


def _brief(nachricht: Nachricht) -> dict[str, Any]:
    return {
        "betreff": nachricht.betreff,
        "text": nachricht.text_zum_zeigen,
        "sprache": nachricht.sprache,
        "an": nachricht.an,
        "weg": str(nachricht.get_weg_display()),
        "stand": str(nachricht.get_stand_display()),
        "geschrieben_am": nachricht.erstellt_am,
        "versandt_am": nachricht.versandt_am,
    }


def _verlauf(anmeldung: Anmeldung) -> list[dict[str, Any]]:
    """Each change of the registration with the values it had then, the oldest first; real time."""
    verlauf: Any = Anmeldung.pgh_event_model  # type: ignore[attr-defined]
    ereignisse = verlauf.objects.filter(pgh_obj_id=anmeldung.pk).order_by("pgh_created_at", "pgh_id")
    namen = ("name", "name_lateinisch", "email", "telefon", "organisation", "sprache", "stand")
    return [
        {"am": eines.pgh_created_at, **{name: _wert(eines, name) for name in namen}} for eines in ereignisse
    ]


def _zugriffe(anmeldung: Anmeldung) -> list[dict[str, Any]]:
    """Who looked is told as a kind of access: a number of readings, never the name of a member of staff."""
    zeilen: list[tuple[str, datetime]] = list(
        Zugriff.objects.filter(gegenstand=gegenstand(anmeldung)).order_by("am", "pk").values_list("art", "am")
    )
    return [{"art": str(Zugriff.Art(art).label), "am": am} for art, am in zeilen]

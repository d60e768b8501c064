"""The history of an object, read from the audit trail: who, when, which action, old and new values."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from i18nfield.strings import LazyI18nString

from konferenz import beitraege
from konferenz.beitraege import Verlaufsart
from konferenz.formate import betrag
from konferenz.models import Benutzer
from konferenz.sprachen import AUSWAHL, sprache

_ARTEN_DER_AENDERUNG = {
    "insert": gettext_lazy("angelegt"),
    "update": gettext_lazy("geändert"),
    "delete": gettext_lazy("gelöscht"),
}

AKTIONEN = {
    "arbeit:bezirk": gettext_lazy("Angaben zur Behörde gespeichert"),
    "arbeit:rechtstext": gettext_lazy("Rechtstext gespeichert"),
    "arbeit:ort-neu": gettext_lazy("Ort angelegt"),
    "arbeit:ort": gettext_lazy("Ort geändert"),
    "arbeit:drucksache-anlegen": gettext_lazy("Drucksache erfasst"),
    "arbeit:drucksache-entscheidung": gettext_lazy("Entscheidung eingetragen"),
    "arbeit:petitumspunkt": gettext_lazy("Punkt bewertet"),
    "arbeit:punkt-zuweisen": gettext_lazy("Zuständigkeit und Frist gesetzt"),
    "arbeit:bericht-neu": gettext_lazy("Bericht entworfen"),
    "arbeit:bericht-schreiben": gettext_lazy("Bericht geschrieben"),
    "arbeit:bericht-senden": gettext_lazy("Bericht gesendet"),
    "arbeit:bericht-eintragen": gettext_lazy("als berichtet eingetragen"),
    "arbeit:bericht-verwerfen": gettext_lazy("Entwurf verworfen"),
    "arbeit:konferenz-termin": gettext_lazy("Termin und Ort gesetzt"),
    "arbeit:konferenz-anmeldung": gettext_lazy("Anmeldezeit gesetzt"),
    "arbeit:konferenz-texte": gettext_lazy("Texte gespeichert"),
    "arbeit:konferenz-veroeffentlichen": gettext_lazy("Konferenz veröffentlicht"),
    "arbeit:konferenz-verbergen": gettext_lazy("Konferenz verborgen"),
    "arbeit:angebot-neu": gettext_lazy("Angebot angelegt"),
    "arbeit:angebot": gettext_lazy("Angebot geändert"),
    "arbeit:angebot-loeschen": gettext_lazy("Angebot gelöscht"),
    "arbeit:angebot-vorziehen": gettext_lazy("Angebote umgestellt"),
    "arbeit:konto-einladen": gettext_lazy("Konto eingeladen"),
    "arbeit:konto-sperren": gettext_lazy("Konto gesperrt"),
    "arbeit:konto-entsperren": gettext_lazy("Konto entsperrt"),
    "arbeit:rolle-geben": gettext_lazy("Rolle vergeben"),
    "arbeit:rolle-beenden": gettext_lazy("Rolle beendet"),
    "arbeit:einladung": gettext_lazy("Einladung angenommen"),
    "arbeit:passwort": gettext_lazy("Passwort neu gesetzt"),
}
"""Pages of the ground floor that change something, in words."""


def arten() -> list[Verlaufsart]:
    """Contribution `verlauf` of the ground floor."""
    sehen = "konferenz.verlauf_sehen"
    return [
        Verlaufsart(
            "konferenz.konferenz", sehen, teile={"konferenz.angebot": "konferenz"}, aktionen=AKTIONEN
        ),
        Verlaufsart(
            "konferenz.drucksache",
            sehen,
            teile={
                f"konferenz.{teil}": "drucksache"
                for teil in ("beratung", "petitumspunkt", "entscheidung", "sachstandsbericht")
            },
        ),
        Verlaufsart("konferenz.petitumspunkt", sehen, teile={"konferenz.sachstand": "petitumspunkt"}),
        Verlaufsart("konferenz.bezirk", sehen),
        Verlaufsart("konferenz.rechtstext", sehen, verborgen=frozenset({"html"})),
        Verlaufsart("konferenz.ort", sehen),
        Verlaufsart(
            "konferenz.benutzer",
            "konferenz.konten_verwalten",
            teile={"konferenz.rollenzuweisung": "benutzer"},
        ),
    ]


@dataclass(frozen=True)
class Aenderung:
    """One field: German name, value before and after in words."""

    feld: str
    alt: str
    neu: str


@dataclass(frozen=True)
class Eintrag:
    """One recorded change. `wer` is a name, or says that nobody was logged in; `was` names a part of the
    object, empty for itself.
    """

    am: datetime
    wer: str
    aktion: str
    art: str
    was: str
    aenderungen: list[Aenderung] = field(default_factory=list)


def art_zu(modell: str) -> Verlaufsart | None:
    """The kind of an address such as `konferenz.drucksache`; None if it has no history page."""
    return next((art for art in beitraege.sammle("verlauf") if art.modell == modell), None)


def verlauf(art: Verlaufsart, objekt: models.Model) -> list[Eintrag]:
    """All recorded changes of an object and of its parts, the latest first."""
    zeilen = [
        (ereignis.pgh_created_at, rang, ereignis.pgh_id, vorher, ereignis)
        for rang, (modell, suche) in enumerate(_quellen(art, objekt))
        for vorher, ereignis in _mit_vorgaenger(modell, suche)
    ]
    # All changes of one transaction carry the same time: the object comes before its parts.
    zeilen.sort(key=lambda zeile: zeile[:3], reverse=True)
    leser = _Leser(art, [ereignis for *_ordnung, ereignis in zeilen])
    return [leser.eintrag(vorher, ereignis) for *_ordnung, vorher, ereignis in zeilen]


def _quellen(art: Verlaufsart, objekt: models.Model) -> Iterator[tuple[Any, dict[str, Any]]]:
    yield apps.get_model(art.modell), {"pgh_obj_id": objekt.pk}
    for teil, feld in art.teile.items():
        yield apps.get_model(teil), {f"{feld}_id": objekt.pk}


def _mit_vorgaenger(modell: Any, suche: dict[str, Any]) -> list[tuple[Any, Any]]:
    """Events with the one before of the same row; an insert has none."""
    letzte: dict[Any, Any] = {}
    paare = []
    for ereignis in (
        modell.pgh_event_model.objects.filter(**suche).select_related("pgh_context").order_by("pgh_id")
    ):
        paare.append((letzte.get(ereignis.pgh_obj_id), ereignis))
        letzte[ereignis.pgh_obj_id] = ereignis
    return paare


class _Leser:
    """Turns events into words; names of people and of linked objects are fetched once for all events."""

    def __init__(self, art: Verlaufsart, ereignisse: list[Any]) -> None:
        self.art = art
        self.aktionen = {
            name: wort for eine in beitraege.sammle("verlauf") for name, wort in eine.aktionen.items()
        }
        genannt = (_metadaten(ereignis).get("person") for ereignis in ereignisse)
        nummern: set[int] = {nummer for nummer in genannt if nummer is not None}
        self.namen = {konto.pk: konto.name for konto in Benutzer.objects.filter(pk__in=nummern)}
        self.verknuepft = _verknuepfte(ereignisse)

    def eintrag(self, vorher: Any, ereignis: Any) -> Eintrag:
        modell = ereignis.pgh_tracked_model
        ist_teil = modell._meta.label_lower != self.art.modell
        return Eintrag(
            am=ereignis.pgh_created_at,
            wer=self._wer(ereignis),
            aktion=str(self.aktionen.get(_metadaten(ereignis).get("aktion"), "")),
            art=str(_ARTEN_DER_AENDERUNG.get(ereignis.pgh_label, ereignis.pgh_label)),
            was=str(modell._meta.verbose_name) if ist_teil else "",
            aenderungen=list(self._aenderungen(vorher, ereignis)),
        )

    def _wer(self, ereignis: Any) -> str:
        daten = _metadaten(ereignis)
        if "person" not in daten:
            return _("automatisch")
        if daten["person"] is None:
            return _("über die öffentliche Seite")
        return self.namen.get(daten["person"]) or _("gelöschtes Konto")

    def _aenderungen(self, vorher: Any, ereignis: Any) -> Iterator[Aenderung]:
        if ereignis.pgh_label == "delete":
            return
        for feld in _sichtbare_felder(ereignis, self.art):
            alt, neu = (getattr(zeile, feld.attname) if zeile else None for zeile in (vorher, ereignis))
            if alt != neu and not (_leer(alt) and _leer(neu)):
                yield Aenderung(str(feld.verbose_name), self._wort(feld, alt), self._wort(feld, neu))

    def _wort(self, feld: Any, wert: Any) -> str:
        if feld.is_relation and wert is not None:
            return self.verknuepft.get((feld.related_model, wert)) or f"#{wert}"
        return in_worten(feld, wert)


def _metadaten(ereignis: Any) -> dict[str, Any]:
    return ereignis.pgh_context.metadata if ereignis.pgh_context else {}


def _sichtbare_felder(ereignis: Any, art: Verlaufsart) -> Iterator[Any]:
    """Fields of the model that the event keeps, without keys, without what is never shown and without the way
    back to the object.
    """
    vorhanden = {feld.name for feld in ereignis._meta.fields}
    zurueck = art.teile.get(ereignis.pgh_tracked_model._meta.label_lower)
    for feld in ereignis.pgh_tracked_model._meta.fields:
        if (
            feld.name in vorhanden
            and not feld.primary_key
            and feld.name not in art.verborgen
            and feld.name != zurueck
        ):
            yield feld


def _verknuepfte(ereignisse: Iterable[Any]) -> dict[tuple[Any, Any], str]:
    """Names of all objects the events point to, one statement per kind of object."""
    gesucht: dict[Any, set[Any]] = {}
    for ereignis in ereignisse:
        for feld in ereignis.pgh_tracked_model._meta.fields:
            nummer = getattr(ereignis, feld.attname, None)
            if feld.is_relation and nummer is not None:
                gesucht.setdefault(feld.related_model, set()).add(nummer)
    gefunden = ((modell, modell._base_manager.in_bulk(nummern)) for modell, nummern in gesucht.items())
    return {(modell, pk): str(objekt) for modell, objekte in gefunden for pk, objekt in objekte.items()}


def _leer(wert: Any) -> bool:
    return wert is None or wert == "" or wert == []


def in_worten(feld: Any, wert: Any) -> str:
    """A stored value as staff read it; empty for none."""
    if _leer(wert):
        return ""
    if isinstance(wert, bool):
        return _("ja") if wert else _("nein")
    if isinstance(wert, list):
        return ", ".join(_gewaehlt(feld.base_field, eins) for eins in wert)
    return _gewaehlt(feld, wert) if feld.choices else _skalar(wert)


def _gewaehlt(feld: Any, wert: Any) -> str:
    """The words of a choice; languages by their German names."""
    if feld.choices == AUSWAHL:
        return sprache(wert).name_deutsch
    return str(dict(feld.flatchoices).get(wert, wert))


def _skalar(wert: Any) -> str:
    if isinstance(wert, Decimal):
        return betrag(wert)
    if isinstance(wert, LazyI18nString):
        return _mehrsprachig(wert)
    if isinstance(wert, datetime):
        return date_format(timezone.localtime(wert), "d.m.Y H:i")
    return date_format(wert, "d.m.Y") if isinstance(wert, date) else str(wert)


def _mehrsprachig(wert: LazyI18nString) -> str:
    """German alone as it is, several languages one below the other with their German names."""
    daten = wert.data if isinstance(wert.data, dict) else {"de": wert.data or ""}
    texte = {code: text for code, text in daten.items() if text}
    if set(texte) <= {"de"}:
        return texte.get("de", "")
    return "\n".join(f"{sprache(code).name_deutsch}: {text}" for code, text in texte.items())

"""The house stands as drawn: imports and foreign keys only downwards, the same rooms in each app, every
contribution loads."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models
from django.utils.module_loading import import_string

STAPEL = ["konferenz", "beirat", "budget", "planung", "programm", "anmeldung"]
"""From the ground up; any app may use every app below it, none above."""

RAEUME = ["rules", "models", "queries", "actions", "forms", "views", "urls"]
"""Rooms of an app from the ground up; a module in a room may import the rooms below it, and all the small modules
beside them."""

BREIT = {"tasks": 3, "receivers": 3, "navigation": 4, "middleware": 4}
"""Rooms beside the stack, on the level of the room with that index."""

WURZEL = Path(settings.BASE_DIR)


def _module(app: str) -> Iterator[tuple[Path, str]]:
    """All modules of an app but its migrations, with their dotted names."""
    for pfad in sorted((WURZEL / app).rglob("*.py")):
        if "migrations" not in pfad.parts:
            teile = pfad.relative_to(WURZEL).with_suffix("").parts
            yield pfad, ".".join(teile[:-1] if teile[-1] == "__init__" else teile)


def _importe(pfad: Path) -> Iterator[str]:
    """Dotted names that a module imports, late imports included."""
    for knoten in ast.walk(ast.parse(pfad.read_text(encoding="utf-8"))):
        if isinstance(knoten, ast.Import):
            yield from (name.name for name in knoten.names)
        elif isinstance(knoten, ast.ImportFrom) and knoten.module:
            yield from (f"{knoten.module}.{name.name}" for name in knoten.names)


@pytest.mark.parametrize("app", STAPEL)
def test_importe_gehen_nur_nach_unten(app: str) -> None:
    erlaubt = STAPEL[: STAPEL.index(app) + 1]
    aufwaerts = [
        f"{name} imports {ziel}"
        for pfad, name in _module(app)
        for ziel in _importe(pfad)
        if ziel.split(".")[0] in STAPEL and ziel.split(".")[0] not in erlaubt
    ]
    assert aufwaerts == []


def test_die_pruefung_der_importe_sieht_einen_verstoss(tmp_path: Path) -> None:
    """The walker would notice: a late import inside a function counts too."""
    modul = tmp_path / "m.py"
    modul.write_text("def f():\n    from anmeldung.models import Anmeldung\n    import budget.models\n")
    assert list(_importe(modul)) == ["anmeldung.models.Anmeldung", "budget.models"]


def _eigene_modelle() -> Iterator[type[models.Model]]:
    yield from (modell for modell in apps.get_models() if modell._meta.app_label in STAPEL)


def test_fremdschluessel_gehen_nur_nach_unten() -> None:
    gezaehlt, aufwaerts = 0, []
    for modell in _eigene_modelle():
        hoehe = STAPEL.index(modell._meta.app_label)
        for feld in modell._meta.get_fields():
            ziel = getattr(feld, "related_model", None)
            if isinstance(feld, models.ForeignKey) and ziel and ziel._meta.app_label in STAPEL:
                gezaehlt += 1
                if STAPEL.index(ziel._meta.app_label) > hoehe:
                    aufwaerts.append(f"{modell.__name__}.{feld.name} -> {ziel.__name__}")
    assert gezaehlt > 20
    assert aufwaerts == []


def _hoehe(raum: str) -> int | None:
    name = "urls" if raum.startswith("urls") else raum
    return RAEUME.index(name) if name in RAEUME else BREIT.get(name)


@pytest.mark.parametrize("app", STAPEL)
def test_die_raeume_einer_app_bauen_aufeinander_auf(app: str) -> None:
    verstoesse = []
    for pfad, name in _module(app):
        teile = name.split(".")
        eigene = _hoehe(teile[1]) if len(teile) > 1 else None
        if eigene is None:
            continue
        for ziel in _importe(pfad):
            raum = ziel.split(".")[1] if ziel.startswith(f"{app}.") else ""
            andere = _hoehe(raum)
            if andere is not None and andere > eigene:
                verstoesse.append(f"{name} imports {ziel}")
    assert verstoesse == []


def test_kein_modul_hat_mehr_als_400_zeilen_und_keine_schublade_heisst_utils() -> None:
    lang = {name: len(pfad.read_text().splitlines()) for app in STAPEL for pfad, name in _module(app)}
    assert lang
    assert {name: zeilen for name, zeilen in lang.items() if zeilen > 400} == {}
    assert [
        name for name in lang if name.split(".")[-1] in {"utils", "helpers", "common", "services", "misc"}
    ] == []


@pytest.mark.parametrize("platz", settings.BEITRAEGE)
def test_jeder_beitrag_laesst_sich_laden_und_steht_von_unten_nach_oben(platz: str) -> None:
    namen = settings.BEITRAEGE[platz]
    assert all(callable(import_string(name)) for name in namen)
    hoehen = [STAPEL.index(name.split(".")[0]) for name in namen]
    assert hoehen == sorted(hoehen)


def test_jede_tabelle_mit_geschaeftlichem_inhalt_hat_einen_verlauf() -> None:
    """I10. Without history: needs (on purpose), letters and links (their rows are the record), technical tables."""
    ohne = {
        "Buchung",  # only grows: its rows are the record
        "Rueckmeldung",  # anonymous: a history would say when
        "Einlasscode",  # random, made once, never changed
        "Belegung",  # a copy that a trigger makes of seat and grid
        "Bedarf", "Nachricht", "Zugangslink", "Uhr", "Formularschluessel", "Zaehler", "Zugriff", "Loeschvermerk",
    }  # fmt: skip
    tatsaechlich = {
        modell.__name__
        for modell in _eigene_modelle()
        if not hasattr(modell, "pgh_event_model") and not hasattr(modell, "pgh_tracked_model")
    }
    assert tatsaechlich == ohne


def test_vorlagen_nennen_keine_seiten_hoeherer_stockwerke() -> None:
    """A template of the ground floor that names `anmeldung:…` would be an import upwards in disguise."""
    muster = re.compile(r"""["'](beirat|budget|planung|programm|anmeldung|anmeldungen):""")
    orte = [WURZEL / "templates" / name for name in ("konferenz", "_rahmen", "_teile", "account", "fehler")]
    verstoesse = [
        str(pfad) for ort in orte for pfad in ort.rglob("*.html") if muster.search(pfad.read_text())
    ]
    assert verstoesse == []

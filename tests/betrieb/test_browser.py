"""What happens where there is no Chromium: one loud line, and in CI a failure."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from betrieb import browser
from betrieb.prozesse import BASIS


def lauf_ohne_chromium(ordner: Path, **umgebung: str) -> subprocess.CompletedProcess[str]:
    """Run one browser test in an environment that holds no browser."""
    rest = {
        name: wert for name, wert in os.environ.items() if not name.startswith(("PYTEST_", "TEST_", "CI"))
    }
    leer = {"PATH": str(ordner), "PLAYWRIGHT_BROWSERS_PATH": str(ordner / "keine")}
    ziel = "tests/betrieb/test_testdienste.py::test_seite_meldet_fremde_rechner_csp_und_skriptfehler"
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-q", ziel],
        cwd=BASIS,
        env={**rest, **leer, **umgebung},
        check=False,
        text=True,
        capture_output=True,
    )


def test_ohne_chromium_wird_ausgelassen_mit_einer_lauten_zeile(tmp_path):
    ergebnis = lauf_ohne_chromium(tmp_path)
    assert ergebnis.returncode == 0, ergebnis.stdout
    laut = [zeile for zeile in ergebnis.stdout.splitlines() if zeile.startswith("!!!")]
    assert laut == [f"!!! 1 Browsertests NICHT gelaufen / browser tests NOT run. {browser.HILFE}"]


def test_ohne_chromium_scheitert_der_lauf_in_ci(tmp_path):
    ergebnis = lauf_ohne_chromium(tmp_path, CI="true")
    assert ergebnis.returncode == 1
    assert browser.HILFE in ergebnis.stdout


@pytest.mark.parametrize(
    ("wert", "pflicht"), [("true", True), ("1", True), ("", False), ("0", False), ("false", False)]
)
def test_ci_wird_erkannt(monkeypatch, wert, pflicht):
    monkeypatch.setenv("CI", wert)
    assert browser.pflicht() is pflicht


def test_chromium_auf_dem_pfad_wird_genommen(monkeypatch, tmp_path):
    programm = tmp_path / "google-chrome"
    programm.write_text("#!/bin/sh\n")
    programm.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert browser.finde() == str(programm)

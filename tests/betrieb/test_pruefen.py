"""`make check` and `make lock`."""

import subprocess
import sys

import pytest

from betrieb import pruefen, sperren
from betrieb.prozesse import BASIS


@pytest.mark.parametrize(("code", "ergebnis"), [(0, True), (3, False)])
def test_ausgabe_erscheint_nur_wenn_eine_pruefung_scheitert(capsys, code, ergebnis):
    pruefung = pruefen.Pruefung("Probe", ["-c", f"import sys; print('Grund'); sys.exit({code})"])
    assert pruefen.bestanden(pruefung) is ergebnis
    gesagt = capsys.readouterr().out
    assert ("ok" in gesagt, "FEHLER" in gesagt, "Grund" in gesagt) == (ergebnis, not ergebnis, not ergebnis)


def test_alle_pruefungen_des_auftrags_sind_dabei():
    namen = [pruefung.name for pruefung in pruefen.pruefungen()]
    assert namen == ["ruff", "Format", "mypy", "Schichten", "djlint", "Migrationen", "Deploy", "bandit"]


def test_ohne_netz_wird_die_suche_nach_schwachstellen_mit_einer_zeile_ausgelassen(monkeypatch, capsys):
    for name in ("HTTPS_PROXY", "HTTP_PROXY", "https_proxy", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
    assert pruefen.audit() is True
    [zeile] = capsys.readouterr().out.splitlines()
    assert zeile.split(maxsplit=1) == [
        "pip-audit",
        "ausgelassen: Daten nicht erreichbar / skipped: data not reachable",
    ]


def test_sperrdateien_werden_ohne_adressen_und_mit_pruefsummen_geschrieben():
    befehl = sperren.befehl_fuer("laufzeit")
    assert {"--generate-hashes", "--universal", "--no-emit-index-url", "--no-emit-find-links"} <= set(befehl)
    assert befehl[-2:] == ["requirements/laufzeit.txt", "requirements/laufzeit.in"]


def test_verwaltungsbefehle_ohne_server_laufen_ohne_vorfuehrung(tmp_path):
    umgebung = {"PATH": "/usr/bin:/bin"}
    befehl = [sys.executable, "-m", "betrieb.verwalten", "help", "sprachen_sammeln"]
    ergebnis = subprocess.run(befehl, cwd=BASIS, env=umgebung, text=True, capture_output=True, check=True)
    assert "gettext" in ergebnis.stdout

"""Children that end when their parent ends."""

import os
import signal
import subprocess
import sys
import time

import pytest

from betrieb.aufsicht import geburt
from betrieb.prozesse import BASIS, Kind, fuehre_aus, rolle_ohne_root

ELTERN = """
import sys, time
from pathlib import Path
from betrieb.prozesse import Kind
kind = Kind("schlaf", ["sleep", "600"], Path(sys.argv[1]), rolle=sys.argv[2])
kind.starten()
print(kind.prozess.pid, flush=True)
time.sleep(600)
"""


def warte_auf(bedingung, sekunden: float = 10) -> bool:
    ende = time.monotonic() + sekunden
    while time.monotonic() < ende:
        if bedingung():
            return True
        time.sleep(0.02)
    return False


@pytest.mark.parametrize("rolle", ["selbst", "ohne root"])
def test_kill_9_der_eltern_beendet_das_kind(tmp_path, rolle):
    rolle = rolle_ohne_root() if rolle == "ohne root" else rolle
    befehl = [sys.executable, "-c", ELTERN, str(tmp_path / "log"), rolle]
    with subprocess.Popen(befehl, cwd=BASIS, stdout=subprocess.PIPE, text=True) as eltern:
        assert eltern.stdout
        nummer = int(eltern.stdout.readline())
        assert geburt(nummer) is not None
        eltern.send_signal(signal.SIGKILL)
    assert warte_auf(lambda: geburt(nummer) is None)


@pytest.mark.skipif(os.geteuid() != 0, reason="nur root muss seine Rechte ablegen")
def test_programm_laeuft_nicht_als_root():
    ergebnis = fuehre_aus(["id", "-un"], rolle_ohne_root())
    assert (ergebnis.stdout.strip(), ergebnis.returncode) == ("nobody", 0)


def test_kind_das_nicht_hoert_wird_samt_gruppe_getoetet(tmp_path):
    stur = Kind(
        "stur", ["bash", "-c", "trap '' TERM; echo bereit; while :; do sleep 0.1; done"], tmp_path / "log"
    )
    stur.starten()
    assert warte_auf(lambda: "bereit" in stur.auszug())
    stur.beenden(frist=0.3)
    assert stur.prozess.returncode == -signal.SIGKILL


def test_altes_protokoll_bleibt_einmal_liegen(tmp_path):
    kind = Kind("echo", ["echo", "neu"], tmp_path / "echo.log")
    (tmp_path / "echo.log").write_text("alt")
    kind.starten()
    kind.prozess.wait()
    assert ((tmp_path / "echo.log").read_text(), (tmp_path / "echo.alt").read_text()) == ("neu\n", "alt")

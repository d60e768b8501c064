"""The supervisor's memory and patience."""

import os
import signal
import subprocess
import time

import pytest

from betrieb.aufsicht import Aufsicht, geburt
from betrieb.einrichten import Abbruch
from betrieb.prozesse import Kind


def test_aufsicht_startet_ein_gestorbenes_kind_neu_und_beendet_alle(tmp_path):
    aufsicht = Aufsicht(tmp_path / "kinder.json")
    kind = aufsicht.starte(Kind("schlaf", ["sleep", "600"], tmp_path / "log"))
    assert aufsicht.sieh_nach() == []
    erste = kind.prozess.pid
    os.kill(erste, signal.SIGKILL)
    kind.prozess.wait()
    assert aufsicht.sieh_nach() == ["schlaf"]
    zweite = kind.prozess.pid
    assert zweite != erste
    assert geburt(zweite) is not None
    aufsicht.beende_alle()
    assert geburt(zweite) is None
    assert not (tmp_path / "kinder.json").exists()


def test_aufsicht_gibt_ein_kind_auf_das_immer_wieder_endet(tmp_path):
    aufsicht = Aufsicht(tmp_path / "kinder.json")
    kind = aufsicht.starte(Kind("kurz", ["sh", "-c", "echo kaputt; exit 3"], tmp_path / "log"))

    def immer_wieder() -> None:
        for _ in range(10):
            kind.prozess.wait()
            aufsicht.sieh_nach()

    with pytest.raises(Abbruch) as fehler:
        immer_wieder()
    assert fehler.value.deutsch.startswith("kurz endet immer wieder.")
    assert "kaputt" in fehler.value.englisch


def test_naechster_start_wartet_auf_alte_kinder_und_toetet_die_sturen(tmp_path):
    stur = Kind(
        "stur", ["bash", "-c", "trap '' TERM; echo bereit; while :; do sleep 0.1; done"], tmp_path / "log"
    )
    Aufsicht(tmp_path / "kinder.json").starte(stur)
    while "bereit" not in stur.auszug():
        time.sleep(0.02)
    Aufsicht(tmp_path / "kinder.json").warte_auf_alte(sekunden=0.3)
    assert stur.prozess.wait(5) == -signal.SIGKILL


def test_wiederverwendete_prozessnummer_wird_nicht_getoetet(tmp_path):
    fremd = subprocess.Popen(["sleep", "600"])
    (tmp_path / "kinder.json").write_text(f'[[{fremd.pid}, "1"]]')
    Aufsicht(tmp_path / "kinder.json").warte_auf_alte(sekunden=0.1)
    assert fremd.poll() is None
    fremd.kill()
    fremd.wait()


def test_kaum_gestartetes_kind_ohne_eigene_gruppe_wird_auch_getoetet(tmp_path):
    neu = Kind("schlaf", ["sleep", "600"], tmp_path / "log")
    Aufsicht(tmp_path / "kinder.json").starte(neu)
    Aufsicht(tmp_path / "kinder.json").warte_auf_alte(sekunden=0)
    assert neu.prozess.wait(5) == -signal.SIGKILL

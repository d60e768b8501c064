"""The embedded servers."""

import os
import subprocess
from pathlib import Path

import pytest

from betrieb import dienste
from betrieb.einrichten import Abbruch


def test_kurzer_pfad_wird_genommen_und_ist_privat(tmp_path):
    ordner = dienste.socket_ordner(tmp_path / "lauf")
    assert (ordner, ordner.stat().st_mode & 0o777) == (tmp_path / "lauf", 0o700)


def test_zu_langer_pfad_weicht_in_einen_kurzen_privaten_ordner_aus(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    ordner = dienste.socket_ordner(tmp_path / ("x" * 120))
    assert (ordner.parent, ordner.stat().st_mode & 0o777) == (tmp_path, 0o700)
    assert dienste.passt(ordner)
    assert dienste.socket_ordner(tmp_path / ("x" * 120)) == ordner
    assert dienste.socket_ordner(tmp_path / ("y" * 120)) != ordner


def test_ohne_kurzen_ort_wird_der_pfad_genannt(tmp_path, monkeypatch):
    lang = tmp_path / ("x" * 120)
    lang.mkdir()
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(lang))
    monkeypatch.setattr(dienste.tempfile, "gettempdir", lambda: str(lang))
    with pytest.raises(Abbruch) as fehler:
        dienste.socket_ordner(lang / "lauf")
    assert "ist zu lang für einen Socket (107 Bytes)" in fehler.value.deutsch
    assert "is too long for a socket" in fehler.value.englisch


def test_verweis_statt_ordner_wird_abgelehnt(tmp_path):
    (tmp_path / "ziel").mkdir()
    (tmp_path / "lauf").symlink_to(tmp_path / "ziel")
    with pytest.raises(Abbruch):
        dienste.privater_ordner(tmp_path / "lauf")


def starte_kurz(daten: Path, rolle: str | None) -> str:
    """Start PostgreSQL, ask it something, stop it."""
    kind = dienste.postgres(daten, daten.parent / "s", daten.parent / "log", haltbar=False, rolle=rolle)
    kind.starten()
    try:
        dienste.warte(lambda: dienste.postgres_bereit(daten.parent / "s"), kind)
        frage = [
            str(dienste.pg_programm("psql")),
            "-h",
            str(daten.parent / "s"),
            "-U",
            "postgres",
            "-Atc",
            "SHOW port",
        ]
        return subprocess.run(frage, check=True, text=True, capture_output=True).stdout
    finally:
        kind.beenden()


@pytest.mark.skipif(os.geteuid() != 0, reason="nur root kann zu einem anderen Benutzer werden")
def test_wo_namensraeume_verboten_sind_laeuft_postgres_als_nobody(tmp_path_factory):
    ordner = Path(subprocess.run(["mktemp", "-d"], check=True, text=True, capture_output=True).stdout.strip())
    ordner.chmod(0o755)
    try:
        assert starte_kurz(ordner / "pg", "uid:65534") == "5432\n"
        assert (ordner / "pg").stat().st_uid == 65534
    finally:
        subprocess.run(["rm", "-rf", str(ordner)], check=True)


@pytest.mark.skipif(os.geteuid() != 0, reason="nur root kann zu einem anderen Benutzer werden")
def test_gesperrter_ordner_darueber_wird_genannt(tmp_path):
    tmp_path.chmod(0o700)
    with pytest.raises(Abbruch) as fehler:
        dienste.postgres(tmp_path / "pg", tmp_path / "s", tmp_path / "log", rolle="uid:65534")
    assert "PostgreSQL darf nicht als root laufen" in fehler.value.deutsch


def test_sperrdatei_mit_fremder_prozessnummer_hindert_nicht(tmp_path):
    assert starte_kurz(tmp_path / "pg", None) == "5432\n"
    (tmp_path / "pg/postmaster.pid").write_text(f"{os.getpid()}\n{tmp_path}/pg\n")
    assert starte_kurz(tmp_path / "pg", None) == "5432\n"


def test_server_der_nicht_hochkommt_zeigt_sein_protokoll(tmp_path):
    kind = dienste.redis(tmp_path, tmp_path / "fehlt", tmp_path / "redis.log")
    kind.starten()
    with pytest.raises(Abbruch) as fehler:
        dienste.warte((tmp_path / "redis.sock").exists, kind, sekunden=10)
    assert fehler.value.deutsch == f"redis ist nicht bereit geworden. Protokoll: {tmp_path}/redis.log"
    assert "chdir" in fehler.value.englisch

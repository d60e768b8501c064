"""The default start, as a person meets it: real processes, real signals."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from betrieb.aufsicht import geburt
from betrieb.dienste import antwortet
from betrieb.postfach import oeffne_socket
from betrieb.prozesse import BASIS
from betrieb.vorfuehrung import KENNZEICHEN

FREMD = (
    "DATABASE_URL",
    "REDIS_URL",
    "ALLOWED_HOSTS",
    "BASIS_URL",
    "BETRIEBSART",
    "VAR_DIR",
    "EMAIL_URL",
    "MAKEFLAGS",
)
"""Variables of the test run that the demonstration must not inherit."""


def ist_weg(nummer: int) -> bool:
    return geburt(nummer) is None


def heisst(nummer: int, name: str) -> bool:
    try:
        return name in Path(f"/proc/{nummer}/cmdline").read_text()
    except OSError:
        return False


def nachkommen(nummer: int) -> set[int]:
    """All living descendants of a process."""
    eltern = {}
    for ordner in Path("/proc").glob("[0-9]*"):
        try:
            felder = (ordner / "stat").read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        eltern[int(ordner.name)] = int(felder[1])
    gefunden, neu = set(), {nummer}
    while neu:
        neu = {kind for kind, vater in eltern.items() if vater in neu} - gefunden
        gefunden |= neu
    return gefunden


class Terminal:
    """A terminal in which somebody types `make start`."""

    def __init__(self, ordner: Path) -> None:
        self.var = ordner / "var"
        self.ausgabe = ordner / "ausgabe"
        with oeffne_socket() as horcher:
            self.port = horcher.getsockname()[1]
        self.make: subprocess.Popen[bytes] | None = None
        self.alle: set[int] = set()

    def tippe(self, ziel: str = "start", **umgebung: str) -> subprocess.Popen[bytes]:
        rest = {name: wert for name, wert in os.environ.items() if name not in FREMD}
        befehl = ["make", "--no-print-directory", ziel, f"PORT={self.port}", f"VAR={self.var}"]
        with self.ausgabe.open("wb") as ziel_datei:
            self.make = subprocess.Popen(
                befehl, cwd=BASIS, env={**rest, **umgebung}, stdout=ziel_datei, stderr=subprocess.STDOUT
            )
        return self.make

    @property
    def text(self) -> str:
        return self.ausgabe.read_text()

    def warte_bis_bereit(self, sekunden: float = 300) -> float:
        """Wait for the greeting; seconds it took."""
        beginn = time.monotonic()
        assert self.make
        while "Die Vorführung läuft (" not in self.text:
            assert self.make.poll() is None, self.text
            assert time.monotonic() - beginn < sekunden, self.text
            time.sleep(0.1)
        self.alle |= nachkommen(self.make.pid)
        return time.monotonic() - beginn

    @property
    def aufsicht(self) -> int:
        """Number of the supervisor: the eldest of its name, as each child bears it too until its own program begins."""
        assert self.make
        wann = {
            nummer: geburt(nummer) for nummer in nachkommen(self.make.pid) if heisst(nummer, "betrieb.start")
        }
        assert wann, self.text
        return min(wann, key=lambda nummer: int(wann[nummer] or "9" * 20))

    def warte_bis_leer(self, sekunden: float = 30) -> set[int]:
        """Wait until every process ever seen has ended; those that have not."""
        ende = time.monotonic() + sekunden
        while time.monotonic() < ende and not all(map(ist_weg, self.alle)):
            time.sleep(0.1)
        return {nummer for nummer in self.alle if not ist_weg(nummer)}


@pytest.fixture
def terminal(tmp_path) -> Iterator[Terminal]:
    terminal = Terminal(tmp_path)
    yield terminal
    if terminal.make and terminal.make.poll() is None:
        terminal.make.terminate()
        terminal.make.wait(60)


def starte_direkt(*argumente: str, **umgebung: str) -> subprocess.CompletedProcess[str]:
    """Run the supervisor where it is expected to refuse."""
    rest = {name: wert for name, wert in os.environ.items() if name not in FREMD}
    return subprocess.run(
        [sys.executable, "-m", "betrieb.start", *argumente],
        cwd=BASIS,
        env={**rest, **umgebung},
        check=False,
        text=True,
        capture_output=True,
        timeout=60,
    )


def test_start_kill_9_zweiter_start_und_strg_c(terminal):
    """The whole life of a demonstration: ready, killed, ready again in seconds, refused twice, stopped."""
    terminal.tippe()
    terminal.warte_bis_bereit()
    adresse = f"http://127.0.0.1:{terminal.port}"
    assert f"{adresse}/ " not in terminal.text
    assert f"{adresse}/\n" in terminal.text
    assert f"{adresse}/vorfuehrung/post/" in terminal.text
    assert antwortet(f"{adresse}/healthz")
    assert antwortet(f"{adresse}/")
    assert {
        ort.stat().st_mode & 0o777 for ort in (terminal.var, terminal.var / "pg", terminal.var / "post")
    } == {0o700}
    assert {(terminal.var / datei).stat().st_mode & 0o777 for datei in ("schluessel", "umgebung")} == {0o600}
    assert len(json.loads((terminal.var / "kinder.json").read_text())) == 6

    os.kill(terminal.aufsicht, signal.SIGKILL)
    assert terminal.warte_bis_leer() == set()
    schluessel = (terminal.var / "schluessel").read_text()

    terminal.tippe()
    terminal.warte_bis_bereit(60)  # about five seconds on a machine with nothing else to do
    assert (terminal.var / "schluessel").read_text() == schluessel
    zweiter = starte_direkt("--var", str(terminal.var), "--port", str(terminal.port))
    assert zweiter.returncode == 1
    assert f"In diesem Ordner läuft die Vorführung schon: {adresse}/" in zweiter.stderr
    assert "already running" in zweiter.stderr

    os.kill(terminal.aufsicht, signal.SIGINT)
    assert terminal.make.wait(60) == 0
    assert terminal.warte_bis_leer() == set()
    assert "Die Vorführung ist beendet." in terminal.text


def test_strg_c_waehrend_des_starts_hinterlaesst_nichts(terminal):
    terminal.tippe()
    while not (terminal.var / "kinder.json").exists():
        assert terminal.make.poll() is None, terminal.text
        time.sleep(0.02)
    terminal.alle |= nachkommen(terminal.make.pid)
    os.kill(terminal.aufsicht, signal.SIGINT)
    assert terminal.make.wait(60) == 0
    assert terminal.warte_bis_leer() == set()


def test_belegter_port_wird_genannt_mit_ausweg(tmp_path):
    with oeffne_socket() as horcher:
        port = horcher.getsockname()[1]
        ergebnis = starte_direkt("--var", str(tmp_path / "var"), "--port", str(port))
    assert ergebnis.returncode == 1
    assert (
        f"Port {port} ist belegt. Bitte einen anderen nehmen: make start PORT={port + 1}" in ergebnis.stderr
    )
    assert f"Port {port} is in use." in ergebnis.stderr


@pytest.mark.parametrize(
    ("argument", "satz"),
    [
        ("--port=abc", "PORT=abc ist keine Portnummer."),
        ("--port=70000", "PORT=70000 ist keine Portnummer."),
        ("--am=2024-02-30", "AM=2024-02-30 ist kein Tag. So geht es: make start AM=2024-09-02"),
        ("--am=gestern", "AM=gestern ist kein Tag."),
    ],
)
def test_unsinnige_angabe_wird_genannt(tmp_path, argument, satz):
    ergebnis = starte_direkt("--var", str(tmp_path / "var"), argument)
    assert ergebnis.returncode == 1
    assert satz in ergebnis.stderr
    assert not (tmp_path / "var").exists()


def test_fremder_rechnername_wird_vor_allem_anderen_abgelehnt(tmp_path):
    ergebnis = starte_direkt("--var", str(tmp_path / "var"), ALLOWED_HOSTS="konferenz.example")
    assert ergebnis.returncode == 1
    assert "läuft nur auf diesem Rechner" in ergebnis.stderr
    assert not (tmp_path / "var/pg").exists()


def test_reset_loescht_die_daten_und_laesst_anderes_liegen(tmp_path):
    var = tmp_path / "var"
    for name in ("pg", "post/new", "test"):
        (var / name).mkdir(parents=True)
    (var / "schluessel").write_text("x")
    assert starte_direkt("--var", str(var), "--zuruecksetzen").returncode == 0
    assert sorted(eintrag.name for eintrag in var.iterdir()) == ["start.sperre", "test"]


@pytest.mark.langsam
def test_kill_9_von_make_beendet_auch_die_aufsicht(terminal):
    terminal.tippe()
    terminal.warte_bis_bereit()
    terminal.make.kill()
    terminal.make.wait()
    assert terminal.warte_bis_leer() == set()


@pytest.mark.langsam
def test_gestorbener_webserver_wird_neu_gestartet(terminal):
    terminal.tippe()
    terminal.warte_bis_bereit()
    web = next(
        n for n in nachkommen(terminal.make.pid) if "gunicorn" in Path(f"/proc/{n}/cmdline").read_text()
    )
    os.killpg(os.getpgid(web), signal.SIGKILL)
    ende = time.monotonic() + 30
    while "web war beendet und läuft wieder." not in terminal.text and time.monotonic() < ende:
        time.sleep(0.1)
    while not antwortet(f"http://127.0.0.1:{terminal.port}/healthz") and time.monotonic() < ende:
        time.sleep(0.1)
    assert time.monotonic() < ende


@pytest.mark.langsam
def test_mit_fremden_servern_wird_keiner_gestartet_und_reset_loescht_nur_die_eigene_datenbank(terminal):
    name = f"aussen_{os.getpid()}"
    aussen = {
        "DATABASE_URL": make_conninfo(os.environ["DATABASE_URL"], dbname=name),
        "REDIS_URL": os.environ["REDIS_URL"],
    }
    terminal.tippe(**aussen)
    terminal.warte_bis_bereit()
    programme = {Path(f"/proc/{nummer}/exe").readlink().name for nummer in nachkommen(terminal.make.pid)}
    assert not programme & {"postgres", "redis-server"}
    with psycopg.connect(aussen["DATABASE_URL"]) as verbindung:
        frage = (
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = current_database()"
        )
        assert verbindung.execute(frage).fetchone() == (KENNZEICHEN,)
    os.kill(terminal.aufsicht, signal.SIGINT)
    assert terminal.make.wait(60) == 0
    assert starte_direkt("--var", str(terminal.var), "--zuruecksetzen", **aussen).returncode == 0
    with pytest.raises(psycopg.OperationalError, match="does not exist"):
        psycopg.connect(aussen["DATABASE_URL"])


@pytest.mark.langsam
def test_start_an_einem_anderen_tag_und_hinweis_auf_reset(terminal):
    terminal.tippe(AM="2023-12-11")
    terminal.warte_bis_bereit()
    os.kill(terminal.aufsicht, signal.SIGINT)
    assert terminal.make.wait(60) == 0
    terminal.tippe(AM="2024-11-01")
    terminal.warte_bis_bereit()
    assert "make reset" in terminal.text


@pytest.mark.langsam
def test_sehr_langer_pfad_startet_trotzdem(terminal, tmp_path):
    terminal.var = tmp_path / ("lang" * 20) / "var"
    terminal.var.parent.mkdir()
    terminal.tippe()
    terminal.warte_bis_bereit()
    assert antwortet(f"http://127.0.0.1:{terminal.port}/healthz")


@pytest.mark.langsam
@pytest.mark.skipif(os.geteuid() != 0, reason="nur root kann ein anderer Benutzer werden")
@pytest.mark.skipif(
    not Path("/usr/bin/python3").exists(), reason="kein Python, das andere Benutzer lesen können"
)
def test_frischer_ordner_als_gewoehnlicher_benutzer(terminal):
    """A clone in an empty folder, a user without rights, the system's Python: `make start` and nothing before it."""
    ordner = Path(subprocess.run(["mktemp", "-d"], check=True, text=True, capture_output=True).stdout.strip())
    try:
        subprocess.run(["git", "clone", "-q", str(BASIS), str(ordner / "k")], check=True)
        subprocess.run(["chown", "-R", "games:games", str(ordner)], check=True)
        rest = {name: wert for name, wert in os.environ.items() if name not in FREMD}
        befehl = ["setpriv", "--reuid", "games", "--regid", "games", "--clear-groups", "make", "start"]
        befehl += [f"PORT={terminal.port}", "PYTHON=/usr/bin/python3"]
        with terminal.ausgabe.open("wb") as ziel:
            terminal.make = subprocess.Popen(
                befehl,
                cwd=ordner / "k",
                env={**rest, "HOME": str(ordner), "PATH": "/usr/local/bin:/usr/bin:/bin"},
                stdout=ziel,
                stderr=subprocess.STDOUT,
            )
        terminal.warte_bis_bereit(400)
        assert antwortet(f"http://127.0.0.1:{terminal.port}/")
        assert (ordner / "k/var").stat().st_mode & 0o777 == 0o700
        os.kill(terminal.aufsicht, signal.SIGINT)
        assert terminal.make.wait(60) == 0
        assert terminal.warte_bis_leer() == set()
    finally:
        subprocess.run(["rm", "-rf", str(ordner)], check=True)


def test_makefile_zeigt_ohne_ziel_seine_ziele():
    text = subprocess.run(["make"], cwd=BASIS, check=True, text=True, capture_output=True).stdout
    ziele = re.findall(r"^  make ([a-z-]+)", text, re.M)
    assert ziele == [
        "hilfe",
        "start",
        "test",
        "test-alles",
        "benchmark",
        "check",
        "lock",
        "sprachen",
        "reset",
        "einrichten",
    ]

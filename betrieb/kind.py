"""Last step before a child process: tie its life to the supervisor's, leave root where the program asks for it.

    python -I betrieb/kind.py PARENT_PID SIGNAL ROLE PROGRAM [ARGUMENT ...]

ROLE is `selbst` (unchanged), `namensraum` (root becomes uid 1000 of a user namespace of its own) or `uid:NUMBER`.
A program of its own instead of a preexec_fn: that one may deadlock in a parent with threads.
Exit code 77: the kernel forbids user namespaces here.
"""

import ctypes
import os
import signal
import sys
from pathlib import Path

PR_SET_PDEATHSIG = 1
CLONE_NEWUSER = 0x10000000
VERBOTEN = 77
ZUORDNUNG = "1000 0 1"
"""Uid 1000 inside is uid 0 outside, one id."""


def in_namensraum(libc: ctypes.CDLL) -> None:
    """Map root to an ordinary uid in a new user namespace; end with code 77 where that is forbidden."""
    if libc.unshare(CLONE_NEWUSER):
        sys.exit(VERBOTEN)
    try:
        for datei, inhalt in (("setgroups", "deny"), ("uid_map", ZUORDNUNG), ("gid_map", ZUORDNUNG)):
            Path(f"/proc/self/{datei}").write_text(inhalt)
    except OSError:
        sys.exit(VERBOTEN)


def wechsle(rolle: str, libc: ctypes.CDLL) -> None:
    """Take on the role."""
    if rolle == "namensraum":
        in_namensraum(libc)
    elif rolle.startswith("uid:"):
        nummer = int(rolle.removeprefix("uid:"))
        os.setgroups([])
        os.setgid(nummer)
        os.setuid(nummer)


def haupt(argumente: list[str]) -> None:
    """Prepare and become the program."""
    eltern, zeichen, rolle, *befehl = argumente
    libc = ctypes.CDLL(None, use_errno=True)
    os.setsid()
    wechsle(rolle, libc)
    # After the change of credentials, which clears it.
    libc.prctl(PR_SET_PDEATHSIG, int(signal.Signals[zeichen]))
    if os.getppid() != int(eltern):
        sys.exit("the parent is gone")
    os.execvp(befehl[0], befehl)


if __name__ == "__main__":
    haupt(sys.argv[1:])

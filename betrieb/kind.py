"""Last step before a child process: tie its life to the supervisor's, leave root where the program asks for it.

    python -I betrieb/kind.py PARENT_PID SIGNAL ROLE PROGRAM [ARGUMENT ...]

ROLE is `selbst` (unchanged), `namensraum:NUMBER` (we are that uid inside a user namespace of our own) or `uid:NUMBER`.
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


def in_namensraum(nummer: int, libc: ctypes.CDLL) -> None:
    """Become another uid in a new user namespace; end with code 77 where that is forbidden."""
    zuordnungen = {"uid_map": os.geteuid(), "gid_map": os.getegid()}
    if libc.unshare(CLONE_NEWUSER):
        sys.exit(VERBOTEN)
    try:
        Path("/proc/self/setgroups").write_text("deny")
        for datei, aussen in zuordnungen.items():
            Path("/proc/self", datei).write_text(f"{nummer} {aussen} 1")
    except OSError:
        sys.exit(VERBOTEN)


def wechsle(rolle: str, libc: ctypes.CDLL) -> None:
    """Take on the role."""
    art, _, zahl = rolle.partition(":")
    if art == "namensraum":
        in_namensraum(int(zahl), libc)
    elif art == "uid":
        os.setgroups([])
        os.setgid(int(zahl))
        os.setuid(int(zahl))


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

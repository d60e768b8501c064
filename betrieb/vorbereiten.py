"""What must be done before the demonstration's servers start, in one process: each start of Django takes a second.

python -m betrieb.vorbereiten --am YYYY-MM-DD --ausgabe FILE
"""

import argparse
import hashlib
import io
import sys
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError

from betrieb.prozesse import BASIS
from konferenz.kataloge import kompiliere

ERSTER_TAG = "2024-09-02"
"""The Monday on which the demonstration begins unless AM says otherwise."""


def stand_der_dateien() -> str:
    """Hash that changes when a static file of ours or a front-end package changes."""
    summe = hashlib.sha256((BASIS / "package-lock.json").read_bytes())
    for datei in sorted(datei for datei in (BASIS / "static").rglob("*") if datei.is_file()):
        summe.update(
            f"{datei.relative_to(BASIS)} {datei.stat().st_mtime_ns} {datei.stat().st_size}\n".encode()
        )
    return summe.hexdigest()


def sammle_dateien(stempel: Path) -> bool:
    """Collect and compress the static files if they changed; whether it was necessary."""
    stand = stand_der_dateien()
    if stempel.exists() and stempel.read_text() == stand and Path(settings.STATIC_ROOT).is_dir():
        return False
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stempel.write_text(stand)
    return True


def haupt() -> None:
    """Run all steps; what the filling says goes to the output file."""
    leser = argparse.ArgumentParser()
    leser.add_argument("--am", default="")
    leser.add_argument("--ausgabe", type=Path, required=True)
    argumente = leser.parse_args()
    kompiliere(BASIS / "locale")
    django.setup()
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    sammle_dateien(Path(settings.VAR_DIR) / "stand-statisch")
    gesagt = io.StringIO()
    call_command("vorfuehrung_fuellen", am=argumente.am or ERSTER_TAG, stdout=gesagt)
    argumente.ausgabe.touch(mode=0o600)
    argumente.ausgabe.write_text(gesagt.getvalue())


if __name__ == "__main__":
    try:
        haupt()
    except CommandError as problem:
        sys.exit(str(problem))

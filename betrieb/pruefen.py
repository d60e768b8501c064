"""`make check`: every static check of the project, all of them even if one fails."""

import os
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from betrieb.prozesse import BASIS

EIGENE = ["konferenz", "beirat", "budget", "planung", "programm", "anmeldung"]
PRODUKTION = {
    "BETRIEBSART": "produktion",
    "SECRET_KEY": "pruefung-" + "x9" * 40,
    "FELD_SCHLUESSEL": "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=",
    "ALLOWED_HOSTS": "konferenz.example",
    "BASIS_URL": "https://konferenz.example",
    "PROXY_ANZAHL": "1",
    "DATABASE_URL": "postgresql:///konferenz?host=/nirgends",
    "REDIS_URL": "redis://localhost:1/0",
    "EMAIL_URL": "smtp://localhost:25",
    "MAIL_VON": "konferenz@konferenz.example",
    "DJANGO_SETTINGS_MODULE": "konferenz.settings",
}
"""Settings as in production, for checks that read the settings and ask no server."""


@dataclass(frozen=True)
class Pruefung:
    """One check: its name, its command after `python`, and its environment."""

    name: str
    befehl: list[str]
    umgebung: dict[str, str] = field(default_factory=dict)


def vorhandene(ordner: list[str]) -> list[str]:
    """Those of the folders that exist."""
    return [name for name in ordner if (BASIS / name).is_dir()]


def pruefungen() -> list[Pruefung]:
    """All checks but pip-audit, in the order in which they run."""
    programm = str(Path(sys.executable).parent)
    return [
        Pruefung("ruff", ["-m", "ruff", "check", "--quiet", "."]),
        Pruefung("Format", ["-m", "ruff", "format", "--check", "--quiet", "."]),
        Pruefung("mypy", ["-m", "mypy"], PRODUKTION),
        Pruefung("Schichten", [f"{programm}/lint-imports"]),
        Pruefung("djlint", ["-m", "djlint", "templates", "--lint", "--quiet"]),
        Pruefung("Migrationen", ["manage.py", "makemigrations", "--check", "--dry-run"], PRODUKTION),
        Pruefung("Deploy", ["manage.py", "check", "--deploy", "--fail-level", "WARNING"], PRODUKTION),
        Pruefung(
            "bandit",
            ["-m", "bandit", "-q", "-ll", "-c", "pyproject.toml", "-r", *vorhandene([*EIGENE, "betrieb"])],
        ),
    ]


def bestanden(pruefung: Pruefung) -> bool:
    """Run one check, print one line, and its output if it failed."""
    beginn = time.monotonic()
    ergebnis = subprocess.run(
        [sys.executable, *pruefung.befehl],
        cwd=BASIS,
        env={**os.environ, **pruefung.umgebung},
        check=False,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    zeichen = "ok" if ergebnis.returncode == 0 else "FEHLER"
    print(f"  {pruefung.name:<12} {zeichen} ({time.monotonic() - beginn:.1f} s)", flush=True)
    if ergebnis.returncode:
        print(ergebnis.stdout)
    return ergebnis.returncode == 0


def audit() -> bool:
    """Known vulnerabilities of the locked packages; skipped with a line where the data cannot be reached."""
    befehl = [
        sys.executable,
        "-m",
        "pip_audit",
        "--progress-spinner",
        "off",
        "--disable-pip",
        "--require-hashes",
    ]
    for name in ("laufzeit", "vorfuehrung", "entwicklung"):
        befehl += ["-r", f"requirements/{name}.txt"]
    try:
        ergebnis = subprocess.run(befehl, cwd=BASIS, check=False, text=True, capture_output=True, timeout=240)
    except subprocess.TimeoutExpired:
        print("  pip-audit    ausgelassen: keine Antwort / skipped: no answer")
        return True
    unerreichbar = (
        "ConnectionError",
        "ServiceError",
        "Max retries",
        "HTTPError",
        "RequestException",
        "Tunnel connection",
    )
    if ergebnis.returncode and any(wort in ergebnis.stderr for wort in unerreichbar):
        print("  pip-audit    ausgelassen: Daten nicht erreichbar / skipped: data not reachable")
        return True
    print(f"  pip-audit    {'ok' if ergebnis.returncode == 0 else 'FEHLER'}")
    if ergebnis.returncode:
        print(ergebnis.stdout, ergebnis.stderr)
    return ergebnis.returncode == 0


def haupt() -> int:
    """0 if everything is in order, else 1."""
    ergebnisse = [bestanden(pruefung) for pruefung in pruefungen()]
    ergebnisse.append(audit())
    return 0 if all(ergebnisse) else 1


if __name__ == "__main__":
    sys.exit(haupt())

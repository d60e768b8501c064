"""`make lock`: write the lock files from what we ask for (requirements/*.in, package.json)."""

import subprocess
import sys
from pathlib import Path

from betrieb.einrichten import npm_befehl
from betrieb.prozesse import BASIS

REIHENFOLGE = ("laufzeit", "vorfuehrung", "entwicklung", "node")
"""Later files read the locks of earlier ones."""


def befehl_fuer(name: str) -> list[str]:
    """uv's command for one lock file: for all platforms, with hashes, without any registry's address."""
    uv = str(Path(sys.executable).with_name("uv"))
    schalter = (
        "--quiet --upgrade --python-version 3.11 --universal --generate-hashes --no-header --no-annotate"
    )
    ohne_adressen = "--no-emit-index-url --no-emit-find-links"
    ziel = ["-o", f"requirements/{name}.txt", f"requirements/{name}.in"]
    return [uv, "pip", "compile", *schalter.split(), *ohne_adressen.split(), *ziel]


def haupt() -> int:
    """Write all; 1 if a step failed (its tool has said why)."""
    befehle = [befehl_fuer(name) for name in REIHENFOLGE]
    befehle.append([*npm_befehl(), "install", "--package-lock-only", "--ignore-scripts"])
    for befehl in befehle:
        if subprocess.run(befehl, cwd=BASIS, check=False).returncode:
            return 1
    print("Geschrieben. Bitte mit `make test` und `make check` prüfen. / Written; please run the tests.")
    return 0


if __name__ == "__main__":
    sys.exit(haupt())

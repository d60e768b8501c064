"""A real Chromium for the tests: found on the PATH or installed by Playwright.

python -m betrieb.browser     fetch one with Playwright where none is there; never fails, says one line instead
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMEN = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
KEINER = "kein Chromium"
HILFE = "sudo apt install chromium – oder/or: .venv/bin/python -m playwright install --with-deps chromium"


def auf_dem_pfad() -> str | None:
    """The first Chromium on the PATH."""
    return next((fund for fund in map(shutil.which, NAMEN) if fund), None)


def von_playwright() -> str | None:
    """The Chromium that Playwright installed, if it did."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        pfad = playwright.chromium.executable_path
    return pfad if Path(pfad).exists() else None


def finde() -> str | None:
    """Path of a Chromium to test with, or None."""
    return auf_dem_pfad() or von_playwright()


def pflicht() -> bool:
    """Whether a missing browser is a failure (in CI) and not only a reason to skip."""
    return os.environ.get("CI", "") not in ("", "0", "false")


def haupt() -> None:
    """Fetch a Chromium where there is none."""
    if finde():
        return
    print(
        "Kein Chromium gefunden; Playwright holt eines … / No Chromium found; Playwright fetches one …",
        flush=True,
    )
    befehl = [sys.executable, "-m", "playwright", "install", "chromium"]
    try:
        geholt = subprocess.run(befehl, check=False, capture_output=True, timeout=600).returncode == 0
    except subprocess.TimeoutExpired:
        geholt = False
    if not geholt:
        print(f"!!! Das ging nicht. / That failed. {HILFE}", flush=True)


if __name__ == "__main__":
    haupt()

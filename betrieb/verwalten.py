"""manage.py in the environment of this folder's demonstration.

    .venv/bin/python -m betrieb.verwalten COMMAND [ARGUMENT ...]

Commands that need the database work while `make start` runs; others always.
"""

import os
import sys

from django.core.management import execute_from_command_line

from betrieb.prozesse import BASIS
from betrieb.vorfuehrung import lies_paare

OHNE_DIENSTE = {
    "BETRIEBSART": "vorfuehrung",
    "DJANGO_SETTINGS_MODULE": "konferenz.settings",
    "DATABASE_URL": "postgresql:///konferenz?host=/nirgends",
    "REDIS_URL": "unix:///nirgends/redis.sock",
    "SECRET_KEY": "ohne-dienste",
    "FELD_SCHLUESSEL": "",
    "ALLOWED_HOSTS": "localhost",
    "BASIS_URL": "http://localhost",
    "EMAIL_URL": "smtp://localhost",
    "MAIL_VON": "konferenz@vorfuehrung.invalid",
}
"""Enough for commands that only look at code and files."""


def haupt() -> None:
    """Run the command with the stored environment, else with one that reaches no server."""
    for name, wert in (lies_paare(BASIS / "var/umgebung") or OHNE_DIENSTE).items():
        os.environ.setdefault(name, wert)
    execute_from_command_line(["manage.py", *sys.argv[1:]])


if __name__ == "__main__":
    haupt()

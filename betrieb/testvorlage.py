"""A migrated template database for the tests, so that a run copies it instead of migrating again."""

import fcntl
import hashlib
import os
import subprocess
import sys
from pathlib import Path

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

from betrieb.prozesse import BASIS

ANFANG = "vorlage_"
ANWENDUNG = "anwendung"
"""Role of the processes that tests start: as in production it owns nothing."""


def name_der_vorlage() -> str:
    """Name that changes with every migration of ours, the rights of the application, and every package."""
    summe = hashlib.sha256((BASIS / "requirements/laufzeit.txt").read_bytes())
    rechte = BASIS.glob("konferenz/management/commands/rolle_einrichten.py")
    for datei in sorted([*BASIS.glob("*/migrations/*.py"), *rechte]):
        summe.update(f"{datei.relative_to(BASIS)}\n".encode() + datei.read_bytes())
    return ANFANG + summe.hexdigest()[:16]


def _vorhandene(verbindung: psycopg.Connection) -> set[str]:
    frage = "SELECT datname FROM pg_database WHERE datname LIKE %s"
    return {zeile[0] for zeile in verbindung.execute(frage, [f"{ANFANG}%"])}


def _migriere(url: str) -> None:
    umgebung = {**os.environ, "DATABASE_URL": url, "ABFRAGE_GRENZE": "0"}
    for befehl in (["migrate", "--verbosity", "0", "--noinput"], ["rolle_einrichten", ANWENDUNG]):
        subprocess.run([sys.executable, "manage.py", *befehl], cwd=BASIS, env=umgebung, check=True)


def sichere_vorlage(url: str, sperre: Path) -> str:
    """Name of the template database on this server; makes it if it is missing and drops outdated ones.

    `url` names any database of the server, `sperre` a file that keeps parallel test processes apart.
    A template gets its name only when it is complete.
    """
    name = name_der_vorlage()
    verbindung = psycopg.connect(make_conninfo(url, dbname="postgres"), autocommit=True)
    with sperre.open("w") as datei, verbindung:
        fcntl.flock(datei, fcntl.LOCK_EX)
        vorhandene = _vorhandene(verbindung)
        if name in vorhandene:
            return name
        for alte in vorhandene:
            verbindung.execute(sql.SQL("DROP DATABASE {}").format(sql.Identifier(alte)))
        entwurf = f"{ANFANG}im_bau"
        verbindung.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(entwurf)))
        _migriere(make_conninfo(url, dbname=entwurf))
        umbenennen = sql.SQL("ALTER DATABASE {} RENAME TO {}")
        verbindung.execute(umbenennen.format(sql.Identifier(entwurf), sql.Identifier(name)))
    return name

"""What is measured against: servers as in production (fsync on), a conference with 10,000 registrations."""

import base64
import os
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

from betrieb import dienste
from betrieb.postfach import oeffne_socket
from betrieb.prozesse import Kind

ZEILEN = 10_000
PROZESSE, FAEDEN = 2, 4


def _umgebung(ordner: Path, sockel: Path) -> None:
    os.environ.update(
        BETRIEBSART="produktion",
        DJANGO_SETTINGS_MODULE="konferenz.settings",
        DATABASE_URL=f"postgresql:///konferenz?host={sockel}&user={dienste.SUPERUSER}",
        REDIS_URL=f"unix://{sockel}/redis.sock",
        SECRET_KEY=secrets.token_hex(32),
        FELD_SCHLUESSEL=base64.urlsafe_b64encode(secrets.token_bytes(32)).decode(),
        ALLOWED_HOSTS="127.0.0.1",
        BASIS_URL="https://127.0.0.1",
        EMAIL_URL="smtp://127.0.0.1:9",
        MAIL_VON="konferenz@bezirk.example",
        VAR_DIR=str(ordner),
        PROXY_ANZAHL="1",
    )


@contextmanager
def dienste_laufen() -> Iterator[Path]:
    """PostgreSQL and Redis in a folder that vanishes; yields the folder."""
    with TemporaryDirectory(prefix="konferenz-messen-") as name:
        ordner = Path(name)
        sockel = dienste.socket_ordner(ordner / "s")
        _umgebung(ordner, sockel)
        kinder = [
            dienste.postgres(
                ordner / "pg", sockel, ordner / "postgres.log", optionen=["max_connections=100"]
            ),
            dienste.redis(sockel, ordner, ordner / "redis.log"),
        ]
        try:
            for kind in kinder:
                kind.starten()
            dienste.warte(lambda: dienste.postgres_bereit(sockel), kinder[0])
            _erste_tabellen(sockel)
            yield ordner
        finally:
            for kind in reversed(kinder):
                kind.beenden()


def _erste_tabellen(sockel: Path) -> None:
    import psycopg

    with psycopg.connect(
        f"host={sockel} user={dienste.SUPERUSER} dbname=postgres", autocommit=True
    ) as verbindung:
        verbindung.execute("CREATE DATABASE konferenz")
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    from django.db import connection

    with connection.cursor() as zeiger:
        zeiger.execute("CREATE TABLE nackt (id bigserial PRIMARY KEY, name text NOT NULL)")


def fuelle() -> None:
    """The conference of the tests, moved around today, open for registration, with 10,000 registrations."""
    from django.utils import timezone

    from anmeldung.models import Anmeldung
    from konferenz.models import Angebot
    from tests import welt

    jetzt = timezone.now()
    welt.bezirk()
    konferenz = welt.konferenz(
        plaetze=ZEILEN * 2, beginn=jetzt + timedelta(days=60), ende=jetzt + timedelta(days=60, hours=7),
        einlass_ab=jetzt + timedelta(days=60, minutes=-45), bedarf_bis=(jetzt + timedelta(days=40)).date(),
        anmeldung_von=jetzt - timedelta(days=10), anmeldung_bis=jetzt + timedelta(days=50),
    )  # fmt: skip
    for rang in range(6):
        Angebot.objects.create(
            konferenz=konferenz, rang=rang, titel={"de": f"Angebot {rang}"}, text={"de": "Für alle."}
        )
    Anmeldung.objects.bulk_create(
        Anmeldung(
            id=uuid4(), konferenz=konferenz, nummer=f"N{nummer}", name=f"Gast {nummer:05}",
            sortiername=f"gast {nummer:05}",
            email=f"gast{nummer}@example.org",
            stand=Anmeldung.Stand.UNBESTAETIGT, eingegangen_am=jetzt - timedelta(minutes=nummer),
        )
        for nummer in range(ZEILEN)
    )  # fmt: skip


PUNKTE = 200
RAEUME = 10


def fuelle_programm() -> None:
    """A released programme of 200 items in ten rooms."""
    from konferenz.models import Konferenz
    from programm.actions.freigeben import freigeben
    from programm.models import Programmpunkt, Raum, Zeitfenster
    from tests.personen import person

    konferenz = Konferenz.objects.get()
    assert konferenz.beginn
    raeume = [
        Raum.objects.create(ort=konferenz.ort, name=f"Raum {nummer:02}", plaetze=30, position=nummer)
        for nummer in range(RAEUME)
    ]
    for reihe in range(PUNKTE // RAEUME):
        beginn = konferenz.beginn + timedelta(minutes=20 * reihe)
        fenster = Zeitfenster.objects.create(
            konferenz=konferenz, beginn=beginn, ende=beginn + timedelta(minutes=20)
        )
        for raum in raeume:
            titel = {"de": f"Vortrag {reihe}.{raum.position}"}
            Programmpunkt.objects.create(konferenz=konferenz, titel=titel, zeitfenster=fenster, raum=raum)
    freigeben(konferenz=konferenz, person=person("uebersetzung", email="freigabe@bezirk.example"))


def arbeitssitzung() -> str:
    """Session key of a clerk with a second factor, logged in."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from tests.personen import person

    clerk = person("sachbearbeitung")
    sitzung = SessionStore()
    sitzung[SESSION_KEY] = str(clerk.pk)
    sitzung[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    sitzung[HASH_SESSION_KEY] = clerk.get_session_auth_hash()
    sitzung.create()
    return sitzung.session_key or ""


@contextmanager
def webserver(ordner: Path, anwendung: str) -> Iterator[str]:
    """gunicorn with two processes of four threads; yields the address."""
    horcher = oeffne_socket()
    url = f"http://127.0.0.1:{horcher.getsockname()[1]}"
    befehl = [
        sys.executable, "-m", "gunicorn", anwendung, "--bind", f"fd://{horcher.fileno()}", "--worker-class", "gthread",
        "--workers", str(PROZESSE), "--threads", str(FAEDEN), "--no-control-socket",
    ]  # fmt: skip
    kind = Kind("web", befehl, ordner / "web.log", fds=(horcher.fileno(),))
    kind.starten()
    horcher.close()
    try:
        dienste.warte(lambda: _lauscht(url), kind)
        yield url
    finally:
        kind.beenden()


def _lauscht(url: str) -> bool:
    from benchmarks.last import Anfrage, Verbindung

    try:
        return Verbindung(url).sende(Anfrage("/lesen/"))[0] < 600
    except OSError:
        return False

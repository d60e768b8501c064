"""pytest plugin (`-p betrieb.testdienste`): real PostgreSQL, Redis and SMTP for every test process.

The environment must stand before pytest-django reads the settings; therefore it is set in `pytest_addoption`, which
pytest calls as soon as it registers this plugin. The controller starts the servers; the workers of xdist inherit their
addresses, take a Redis database of their own and open an SMTP server of their own.

DATABASE_URL and REDIS_URL from outside are used as they are; then nothing is started.
"""

import base64
import fcntl
import os
import secrets
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

import pytest

from betrieb import browser, dienste
from betrieb.einrichten import Abbruch
from betrieb.postfach import Postfach, oeffne_socket
from betrieb.prozesse import BASIS, Kind
from betrieb.testhash import BILLIG
from betrieb.testvorlage import sichere_vorlage
from konferenz.kataloge import kompiliere

pytest_plugins = ["betrieb.testserver"]

PLATZ = "TEST_PLATZ"
"""Environment variable: folder of this run, handed on to the workers."""
EIGENE_DATENBANK = "TEST_EIGENE_DATENBANK"
"""Environment variable: set if the plugin started PostgreSQL itself."""
MAX_PLAETZE = 20


class Lauf:
    """What this process holds while the tests run."""

    def __init__(self) -> None:
        self.sperre: TextIO | None = None
        self.postfach = Postfach()
        self.kinder: list[Kind] = []
        self.redis_port = 0
        self.redis_passwort = ""


lauf = Lauf()


def _freier_platz() -> tuple[Path, TextIO]:
    """The first folder var/test/N that no other run in this checkout uses, and the lock on it."""
    wurzel = dienste.privater_ordner(BASIS / "var") / "test"
    for nummer in range(1, MAX_PLAETZE + 1):
        ordner = dienste.privater_ordner(wurzel / str(nummer))
        sperre = (ordner / "sperre").open("w")
        try:
            fcntl.flock(sperre, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            sperre.close()
            continue
        return ordner, sperre
    raise pytest.UsageError(f"More than {MAX_PLAETZE} test runs in this folder at once.")


def _nummer() -> int:
    """Number of this xdist worker, beginning with 1; 0 without xdist."""
    return int(os.environ.get("PYTEST_XDIST_WORKER", "gw-1").removeprefix("gw")) + 1


def _waehle_adressen() -> None:
    """Controller: take a folder and decide where the servers will listen."""
    platz, lauf.sperre = _freier_platz()
    os.environ[PLATZ] = str(platz)
    os.environ.pop(EIGENE_DATENBANK, None)
    if "DATABASE_URL" not in os.environ:
        os.environ[EIGENE_DATENBANK] = "ja"
        sockel = dienste.socket_ordner(platz / "s")
        os.environ["DATABASE_URL"] = f"postgresql:///konferenz?host={sockel}&user={dienste.SUPERUSER}"
    if "REDIS_URL" not in os.environ:
        with oeffne_socket() as horcher:
            lauf.redis_port = horcher.getsockname()[1]
        lauf.redis_passwort = secrets.token_hex(16)
        os.environ["REDIS_URL"] = f"redis://:{lauf.redis_passwort}@127.0.0.1:{lauf.redis_port}/0"
    os.environ["SECRET_KEY"] = secrets.token_hex(32)
    os.environ["FELD_SCHLUESSEL"] = base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()


def _setze_umgebung() -> None:
    """Every process: what the settings read."""
    var = Path(os.environ[PLATZ]) / f"var{_nummer()}"
    shutil.rmtree(var, ignore_errors=True)
    (dienste.privater_ordner(var) / "statisch").mkdir()  # as after collectstatic
    lauf.postfach.starten()
    if os.environ["REDIS_URL"].startswith("redis://"):
        os.environ["REDIS_URL"] = f"{os.environ['REDIS_URL'].rsplit('/', 1)[0]}/{_nummer()}"
    os.environ.update(
        PATH=f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}",
        BETRIEBSART="test",
        DJANGO_SETTINGS_MODULE="konferenz.settings",
        ALLOWED_HOSTS="localhost,127.0.0.1,testserver",
        BASIS_URL="https://konferenz.example",
        EMAIL_URL=lauf.postfach.url,
        MAIL_VON="konferenz@bezirk.example",
        VAR_DIR=str(dienste.privater_ordner(var)),
        PROXY_ANZAHL="0",
    )


def pytest_addoption(parser: pytest.Parser) -> None:
    """Set the environment (see the module's docstring); no option is added."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        _waehle_adressen()
    _setze_umgebung()


def pytest_configure(config: pytest.Config) -> None:
    """Controller: start the servers."""
    if lauf.sperre is None:
        return
    kompiliere(BASIS / "locale")
    platz = Path(os.environ[PLATZ])
    try:
        if EIGENE_DATENBANK in os.environ:
            _starte_postgres(platz)
        if lauf.redis_port:
            _starte_redis(platz)
    except Abbruch as problem:
        raise pytest.UsageError(f"{problem.deutsch}\n{problem.englisch}") from problem


def _starte_postgres(platz: Path) -> None:
    sockel = dienste.socket_ordner(platz / "s")
    optionen = ["max_connections=300", "shared_buffers=64MB"]
    kind = dienste.postgres(platz / "pg", sockel, platz / "postgres.log", haltbar=False, optionen=optionen)
    kind.starten()
    lauf.kinder.append(kind)
    dienste.warte(lambda: dienste.postgres_bereit(sockel), kind)


def _starte_redis(platz: Path) -> None:
    sockel = dienste.socket_ordner(platz / "s")
    (sockel / "redis.sock").unlink(missing_ok=True)
    kind = dienste.redis(
        sockel, platz, platz / "redis.log", port=lauf.redis_port, passwort=lauf.redis_passwort
    )
    kind.starten()
    lauf.kinder.append(kind)
    dienste.warte((sockel / "redis.sock").exists, kind)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop what this process started."""
    for kind in reversed(lauf.kinder):
        kind.beenden()
    lauf.kinder.clear()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say loudly, once, that the browser tests did not run."""
    ausgelassen = [
        bericht
        for bericht in terminalreporter.stats.get("skipped", [])
        if browser.KEINER in str(bericht.longrepr)
    ]
    if ausgelassen:
        satz = f"!!! {len(ausgelassen)} Browsertests NICHT gelaufen / browser tests NOT run. {browser.HILFE}"
        terminalreporter.write_line(satz, red=True, bold=True)


@pytest.fixture(scope="session", autouse=True)
def _echte_post(django_test_environment: None) -> None:
    """Undo Django's in-memory mail: letters of tests go over real SMTP to `postfach`."""
    from django.conf import settings

    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"


@pytest.fixture(scope="session", autouse=True)
def _billige_passwoerter(django_test_environment: None) -> None:
    """Most tests need an account, few care what hashing its password costs (those set `TEUER`)."""
    from django.conf import settings

    settings.PASSWORD_HASHERS = [BILLIG]


@pytest.fixture(scope="session", autouse=True)
def _vorlage(django_test_environment: None) -> None:
    """On our own server, test databases are copies of a migrated one."""
    if EIGENE_DATENBANK in os.environ:
        from django.db import connection

        platz = Path(os.environ[PLATZ])
        vorlage = sichere_vorlage(os.environ["DATABASE_URL"], platz / "vorlage.sperre")
        connection.settings_dict["TEST"]["TEMPLATE"] = vorlage


@pytest.fixture(scope="session", autouse=True)
def _schnelle_leerung(django_test_environment: None) -> None:
    """Test databases are emptied by a superuser's short cut, past the wall around the ledger."""
    from betrieb import testleerung

    testleerung.statt_flush()


@pytest.fixture
def postfach() -> Iterator[Postfach]:
    """The SMTP server behind EMAIL_URL, empty and obedient; see `Postfach` for its knobs."""
    lauf.postfach.leeren()
    yield lauf.postfach
    lauf.postfach.an()
    lauf.postfach.leeren()

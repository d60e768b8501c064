"""Fixtures with a browser and with server processes of their own (second part of the pytest plugin)."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode, urlsplit

import pytest

from betrieb import browser, dienste
from betrieb.postfach import oeffne_socket
from betrieb.prozesse import Kind, toete
from betrieb.testvorlage import ANWENDUNG

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request
    from pytest_django.live_server_helper import LiveServer

EIGENE_RECHNER = {"127.0.0.1", "localhost"}


class Wache:
    """Collects what a page must not do: requests to other hosts, violations of the CSP, script errors."""

    def __init__(self) -> None:
        self.verstoesse: list[str] = []

    def beobachte(self, kontext: "BrowserContext") -> None:
        """Watch all pages of a browser context, present and future."""
        kontext.on("request", self._anfrage)
        kontext.on("console", self._konsole)
        kontext.on("weberror", lambda fehler: self.verstoesse.append(f"script error: {fehler.error}"))

    def _anfrage(self, anfrage: "Request") -> None:
        ziel = urlsplit(anfrage.url)
        if ziel.scheme in ("http", "https", "ws", "wss") and ziel.hostname not in EIGENE_RECHNER:
            self.verstoesse.append(f"request to another host: {anfrage.url}")

    def _konsole(self, zeile: "ConsoleMessage") -> None:
        if "Content Security Policy" in zeile.text or "Content-Security-Policy" in zeile.text:
            self.verstoesse.append(f"CSP: {zeile.text}")


@pytest.fixture(scope="session")
def chromium() -> "Iterator[Browser]":
    """One real Chromium per test process. Without one: skipped, in CI failed."""
    programm = browser.finde()
    if programm is None:
        grund = f"{browser.KEINER}: {browser.HILFE}"
        pytest.fail(grund) if browser.pflicht() else pytest.skip(grund)
    from django.core.servers.basehttp import WSGIRequestHandler
    from playwright.sync_api import sync_playwright

    # It writes head and body of an answer apart; the browser's kernel would acknowledge the head 40 ms later.
    WSGIRequestHandler.disable_nagle_algorithm = True
    # Playwright's loop runs in this thread; Django would take the tests for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        fenster = playwright.chromium.launch(executable_path=programm)
        yield fenster
        fenster.close()


@pytest.fixture
def neue_seite(chromium: "Browser", live_server: "LiveServer") -> "Iterator[Callable[..., Page]]":
    """A function that opens a page in a context of its own on the running site; arguments as of `new_context`
    (locale, viewport, color_scheme, java_script_enabled …).

    The test fails if any of them asked another host, broke the CSP or ended in a script error.
    """
    wache = Wache()
    kontexte: list[BrowserContext] = []

    def oeffne(**wuensche: Any) -> "Page":
        kontext = chromium.new_context(**{"base_url": live_server.url, "locale": "de-DE", **wuensche})
        kontext.set_default_timeout(15_000)
        wache.beobachte(kontext)
        kontexte.append(kontext)
        return kontext.new_page()

    yield oeffne
    for kontext in kontexte:
        kontext.close()
    if wache.verstoesse:
        pytest.fail("\n".join(wache.verstoesse))


@pytest.fixture
def seite(neue_seite: "Callable[..., Page]") -> "Page":
    """One guarded page on the running site."""
    return neue_seite()


def datenbank_url() -> str:
    """libpq URI of the database of this test process, for processes started by tests: on our own server with the role
    that the application has in production.
    """
    from django.db import connection

    angaben = dict(connection.settings_dict)
    if connection.settings_dict["TEST"].get("TEMPLATE"):
        angaben["USER"] = ANWENDUNG
    teile = {
        "host": angaben["HOST"],
        "port": angaben["PORT"],
        "user": angaben["USER"],
        "password": angaben["PASSWORD"],
    }
    return (
        f"postgresql:///{angaben['NAME']}?{urlencode({name: wert for name, wert in teile.items() if wert})}"
    )


class Webprozess:
    """gunicorn on the test database, as in production; `url` is its address."""

    def __init__(self, ordner: Path) -> None:
        self.ordner = ordner
        self.url = ""
        self.kind: Kind | None = None

    def starten(self, *, prozesse: int = 1, faeden: int = 4, **umgebung: str) -> str:
        """Start the server, wait for /healthz, return the address. Further arguments: its environment."""
        horcher = oeffne_socket()
        self.url = f"http://127.0.0.1:{horcher.getsockname()[1]}"
        self.kind = Kind(
            "web",
            dienste.gunicorn(horcher.fileno(), prozesse=prozesse, faeden=faeden),
            self.ordner / "web.log",
            umgebung={"DATABASE_URL": datenbank_url(), "BASIS_URL": self.url, **umgebung},
            fds=(horcher.fileno(),),
        )
        self.kind.starten()
        horcher.close()
        dienste.warte(lambda: dienste.antwortet(f"{self.url}/healthz"), self.kind)
        return self.url

    def toeten(self) -> None:
        """kill -9 of the whole group."""
        if self.kind and self.kind.prozess:
            toete(self.kind.prozess.pid)
            self.kind.prozess.wait()


@pytest.fixture
def webprozess(transactional_db: None, tmp_path: Path) -> Iterator[Webprozess]:
    """A web server process of its own on the test database; call `.starten()`."""
    prozess = Webprozess(tmp_path)
    yield prozess
    if prozess.kind:
        prozess.kind.beenden()


@pytest.fixture
def celeryprozess(transactional_db: None, tmp_path: Path) -> Iterator[Callable[..., Kind]]:
    """A function that starts a Celery worker on the test database and waits until it listens."""
    kinder: list[Kind] = []

    def starte(**umgebung: str) -> Kind:
        kind = Kind(
            "worker",
            dienste.celery_worker(),
            tmp_path / f"worker{len(kinder)}.log",
            umgebung={"DATABASE_URL": datenbank_url(), **umgebung},
        )
        kind.starten()
        kinder.append(kind)
        dienste.warte(lambda: "ready." in kind.auszug(200), kind)
        return kind

    yield starte
    for kind in kinder:
        kind.beenden()

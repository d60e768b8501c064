"""A load of clients on loopback: each sends its requests one after the other on one connection."""

import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPConnection
from urllib.parse import urlsplit

CLIENTS = 16


@dataclass(frozen=True)
class Anfrage:
    """One request: method, path, headers, body."""

    pfad: str
    methode: str = "GET"
    kopf: tuple[tuple[str, str], ...] = ()
    daten: str | None = None


@dataclass(frozen=True)
class Ergebnis:
    """Requests per second over all clients, response times in milliseconds, answers that were not 2xx."""

    rate: float
    p50: float
    p99: float
    fehler: int


class Verbindung:
    """One keep-alive connection to the server."""

    def __init__(self, url: str) -> None:
        self.leitung = HTTPConnection(urlsplit(url).netloc, timeout=30)

    def sende(self, anfrage: Anfrage) -> tuple[int, dict[str, str], str]:
        self.leitung.request(anfrage.methode, anfrage.pfad, anfrage.daten, dict(anfrage.kopf))
        antwort = self.leitung.getresponse()
        text = antwort.read().decode()
        return antwort.status, {name.lower(): wert for name, wert in antwort.getheaders()}, text


def _ein_client(url: str, anfragen: Iterable[Anfrage], ende: float) -> tuple[list[float], int]:
    verbindung, dauern, fehler = Verbindung(url), [], 0
    for anfrage in anfragen:
        if time.perf_counter() >= ende:
            break
        beginn = time.perf_counter()
        status, _kopf, _text = verbindung.sende(anfrage)
        dauern.append(time.perf_counter() - beginn)
        fehler += not 200 <= status < 300
    return dauern, fehler


def miss(url: str, anfragen: Callable[[int], Iterable[Anfrage]], sekunden: float = 6.0) -> Ergebnis:
    """Let 16 clients send what `anfragen(client)` gives them for some seconds, or until there is nothing left."""
    _ein_client(url, list(_kopf_von(anfragen(0), 1)), time.perf_counter() + 10)
    beginn = time.perf_counter()
    with ThreadPoolExecutor(CLIENTS) as pool:
        laeufe = list(
            pool.map(lambda client: _ein_client(url, anfragen(client), beginn + sekunden), range(CLIENTS))
        )
    dauer = time.perf_counter() - beginn
    zeiten = sorted(zeit for dauern, _fehler in laeufe for zeit in dauern)
    return Ergebnis(
        rate=len(zeiten) / dauer,
        p50=zeiten[len(zeiten) // 2] * 1000,
        p99=zeiten[int(len(zeiten) * 0.99)] * 1000,
        fehler=sum(fehler for _dauern, fehler in laeufe),
    )


def _kopf_von(anfragen: Iterable[Anfrage], zahl: int) -> Iterable[Anfrage]:
    for _nummer, anfrage in zip(range(zahl), anfragen, strict=False):
        yield anfrage

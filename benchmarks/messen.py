"""`make benchmark`: requests per second, p50, p99 and SQL statements of the pages that matter, next to a bare
Django view.

Client and servers share the machine, so judge the ratios of one run. Figures of peers to compare with are counts of
statements.
"""

import re
import time
from collections.abc import Callable, Iterable, Iterator
from itertools import count, repeat
from pathlib import Path
from urllib.parse import urlencode

from benchmarks import aufbau
from benchmarks.last import CLIENTS, Anfrage, Ergebnis, Verbindung, miss

FORMULAR = "/2024/anmeldung/"
ANMELDUNGEN = 60
"""Registrations of each client in the measurement of complete registrations."""
MINDESTZEIT = 3.2
"""Seconds a form must have been open before it may be sent."""

_absender = count(1)


def _kopf(keks: str = "") -> tuple[tuple[str, str], ...]:
    """Headers of the proxy: https, and another client for each request so that no limit is met."""
    nummer = next(_absender)
    herkunft = f"10.{nummer >> 16 & 255}.{nummer >> 8 & 255}.{nummer & 255}"
    kekse = (("Cookie", keks),) if keks else ()
    return (("X-Forwarded-Proto", "https"), ("X-Forwarded-For", herkunft), *kekse)


def _immer(pfad: str, keks: str = "") -> Callable[[int], Iterable[Anfrage]]:
    return lambda _client: (Anfrage(pfad, kopf=_kopf(keks)) for _ in repeat(None))


def _ausgefuellt(formular: str, keks: str, nummer: int) -> Anfrage:
    versteckt = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', formular))
    daten = {
        **versteckt,
        "name": f"Neuer Gast {nummer}",
        "email": f"neu{nummer}@example.org",
        "sprache": "de",
    }
    return Anfrage(
        FORMULAR, "POST",
        (*_kopf(keks), ("Content-Type", "application/x-www-form-urlencoded"), ("Referer", "https://127.0.0.1/")),
        urlencode(daten),
    )  # fmt: skip


def _geoeffnet(url: str, beginn: int, zahl: int) -> list[Anfrage]:
    """Open the form `zahl` times as different people and fill each in."""
    verbindung, ausgefuellte = Verbindung(url), []
    for nummer in range(beginn, beginn + zahl):
        _status, kopf, text = verbindung.sende(Anfrage(FORMULAR, kopf=_kopf()))
        ausgefuellte.append(_ausgefuellt(text, kopf["set-cookie"].split(";")[0], nummer))
    return ausgefuellte


def _absenden(url: str) -> Ergebnis:
    je_client = [_geoeffnet(url, 1_000_000 + client * 1000, ANMELDUNGEN + 1) for client in range(CLIENTS)]
    time.sleep(MINDESTZEIT)
    return miss(url, lambda client: je_client[client][1:] if client else iter(je_client[0]), sekunden=60)


def _statements(pfad: str, keks: str = "", anfrage: Anfrage | None = None) -> int:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(
        HTTP_HOST="127.0.0.1",
        HTTP_X_FORWARDED_PROTO="https",
        HTTP_X_FORWARDED_FOR="10.1.1.1",
        HTTP_COOKIE=keks,
    )
    with CaptureQueriesContext(connection) as gezaehlt:
        antwort = client.get(pfad) if anfrage is None else _sende(client, anfrage)
        assert antwort.status_code == 200, antwort.status_code
    return len(gezaehlt)


def _sende(client: object, anfrage: Anfrage) -> object:
    return client.post(anfrage.pfad, anfrage.daten, content_type="application/x-www-form-urlencoded")  # type: ignore[attr-defined]


def _statements_des_absendens() -> int:
    from django.test import Client

    formular = Client(HTTP_HOST="127.0.0.1", HTTP_X_FORWARDED_PROTO="https").get(FORMULAR)
    keks = formular.cookies["csrftoken"].value
    anfrage = _ausgefuellt(formular.content.decode(), "", 999_999)
    time.sleep(MINDESTZEIT)
    return _statements(FORMULAR, f"csrftoken={keks}", anfrage)


def _zeile(name: str, ergebnis: Ergebnis, massstab: Ergebnis, statements: int) -> str:
    fehler = f"  {ergebnis.fehler} Fehler!" if ergebnis.fehler else ""
    return (
        f"{name:44}{ergebnis.rate:8.0f}/s{ergebnis.p50:9.1f}{ergebnis.p99:9.1f}{statements:6}"
        f"{ergebnis.rate / massstab.rate:9.2f}{fehler}"
    )


def _nackt(ordner: Path) -> tuple[Ergebnis, Ergebnis]:
    with aufbau.webserver(ordner, "benchmarks.nackt:application") as url:
        return miss(url, _immer("/lesen/")), miss(url, _immer("/schreiben/"))


def _produkt(ordner: Path, sitzung: str) -> Iterator[tuple[str, Ergebnis, bool, int]]:
    """Name, figures, whether it writes, statements."""
    clerk = f"sessionid={sitzung}"
    liste = "/arbeit/2024/anmeldungen/"
    with aufbau.webserver(ordner, "konferenz.wsgi:application") as url:
        yield "Startseite, neu gebaut", miss(url, _immer("/2024/?neu")), False, _statements("/2024/?neu")
        yield (
            "Startseite, fertig, auf Änderung geprüft",
            miss(url, _immer("/2024/")),
            False,
            min(_statements("/2024/") for _mal in range(2)),  # the first one builds it
        )
        plan = "/2024/programm/"
        yield f"Programm mit {aufbau.PUNKTE} Punkten", miss(url, _immer(plan)), False, _statements(plan)
        formular = _statements(FORMULAR)
        yield "Formular öffnen", miss(url, _immer(FORMULAR)), False, formular
        absenden = _statements_des_absendens()
        yield "Anmeldung absenden", _absenden(url), True, absenden
        print(f"{'Anmeldung ganz: Formular und Absenden':44}{'2 Anfragen':>28}{formular + absenden:6}")
        yield f"Liste mit {aufbau.ZEILEN}", miss(url, _immer(liste, clerk)), False, _statements(liste, clerk)
        suche = f"{liste}?q=gast+04711"
        yield f"Suche in {aufbau.ZEILEN}", miss(url, _immer(suche, clerk)), False, _statements(suche, clerk)


def haupt() -> None:
    """Measure and print one table."""
    with aufbau.dienste_laufen() as ordner:
        aufbau.fuelle()
        aufbau.fuelle_programm()
        sitzung = aufbau.arbeitssitzung()
        lesen, schreiben = _nackt(ordner)
        print(f"{'':44}{'Anfragen':>10}{'p50 ms':>9}{'p99 ms':>9}{'SQL':>6}{'zu nackt':>9}")
        print(_zeile("nackt: ein SELECT, kleine Vorlage", lesen, lesen, 1))
        print(_zeile("nackt: ein INSERT", schreiben, schreiben, 1))
        for name, ergebnis, schreibt, statements in _produkt(ordner, sitzung):
            print(_zeile(name, ergebnis, schreiben if schreibt else lesen, statements), flush=True)


if __name__ == "__main__":
    haupt()

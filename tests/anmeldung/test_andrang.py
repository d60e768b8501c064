"""Many at once: 500 people for 50 seats through the running web server, and what would happen without the lock
(I01–I04)."""

import re
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlencode, urlsplit
from uuid import uuid4

import pytest
from django.db import DatabaseError
from django.utils import timezone

from anmeldung import actions
from anmeldung.actions import plaetze
from anmeldung.models import Anmeldung, Kontingent, Platz, Warteplatz
from konferenz.actions.zugang import zugangslink_ausstellen
from konferenz.models import Konferenz, Nachricht
from tests import welt
from tests.gleichzeitig import fehler_bei
from tests.orakel import verletzungen_plaetze

pytestmark = pytest.mark.django_db(transaction=True)


def _viele(konferenz: Konferenz, zahl: int) -> list[Anmeldung]:
    """Unconfirmed registrations without the detour over the form."""
    leute = [
        Anmeldung(
            konferenz=konferenz,
            nummer=f"T{nummer}",
            name=f"Gast {nummer}",
            sortiername=f"gast {nummer:04}",
            email=f"g{nummer}@example.org",
        )
        for nummer in range(zahl)
    ]
    return Anmeldung.objects.bulk_create(leute)


class Gast:
    """A person with a browser: opens the personal link, sees the button, presses it when all are ready."""

    def __init__(self, url: str, geheimnis: str) -> None:
        self.leitung = HTTPConnection(urlsplit(url).netloc, timeout=60)
        self.kekse: dict[str, str] = {}
        self.pfad, self.csrf = f"/z/{geheimnis}/", ""

    def _frage(self, methode: str, pfad: str, daten: str | None = None) -> tuple[int, str, str]:
        kopf = {"Cookie": "; ".join(f"{name}={wert}" for name, wert in self.kekse.items())}
        if daten is not None:
            kopf |= {"Content-Type": "application/x-www-form-urlencoded"}
        self.leitung.request(methode, pfad, daten, kopf)
        antwort = self.leitung.getresponse()
        text = antwort.read().decode()
        for keks in antwort.headers.get_all("Set-Cookie") or []:
            name, _gleich, wert = keks.split(";")[0].partition("=")
            self.kekse[name] = wert
        return antwort.status, text, antwort.headers.get("Location", "")

    def oeffne(self) -> None:
        status, _text, self.pfad = self._frage("GET", self.pfad)
        assert status == 302
        status, text, _ziel = self._frage("GET", self.pfad)
        assert status == 200, text[:500]
        self.csrf = re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', text)[-1]

    def bestaetige(self) -> int:
        self.leitung.close()  # while the others opened their pages the server has hung up on the idle one
        return self._frage("POST", self.pfad, urlencode({"csrfmiddlewaretoken": self.csrf}))[0]


def test_500_bestaetigen_zugleich_50_plaetze(webprozess: Any) -> None:
    """I01, I03: nobody oversold, waiting numbers 1…450 without a gap, every person exactly one letter that says how
    it stands."""
    welt.bezirk()
    jetzt = timezone.now()
    konferenz = welt.konferenz(
        plaetze=50, beginn=jetzt + timedelta(days=60), ende=jetzt + timedelta(days=60, hours=7), einlass_ab=None,
        anmeldung_von=jetzt - timedelta(days=1), anmeldung_bis=jetzt + timedelta(days=50), bedarf_bis=None,
    )  # fmt: skip
    leute = _viele(konferenz, 500)
    Anmeldung.objects.update(eingegangen_am=jetzt)
    geheimnisse = [
        zugangslink_ausstellen(
            zweck="anmeldung.bestaetigen", objekt=str(person.pk), gueltig_bis=jetzt + timedelta(days=3)
        )
        for person in leute
    ]
    url = webprozess.starten(prozesse=2, faeden=8, BETRIEBSART="test")
    gaeste = [Gast(url, geheimnis) for geheimnis in geheimnisse]
    with ThreadPoolExecutor(24) as pool:
        list(pool.map(Gast.oeffne, gaeste))
        antworten = Counter(pool.map(Gast.bestaetige, gaeste))
    assert antworten == {302: 500}
    assert sorted(Platz.objects.values_list("nummer", flat=True)) == list(range(1, 51))
    assert sorted(Warteplatz.objects.values_list("nummer", flat=True)) == list(range(1, 451))
    briefe = Counter(Nachricht.objects.values_list("anlass", flat=True))
    assert briefe == {"anmeldung.bestaetigt": 50, "anmeldung.warteliste": 450}
    assert verletzungen_plaetze() == []


def _wettlauf(zahl: int = 12, sitze: int = 5) -> list[Exception]:
    welt.bezirk()
    konferenz = welt.konferenz(plaetze=sitze)
    leute = _viele(konferenz, zahl)
    return fehler_bei([lambda eine=eine: actions.bestaetigen(anmeldung=eine) for eine in leute])


def test_mit_sperre_bekommt_im_wettlauf_jede_ihren_platz_oder_ihre_nummer() -> None:
    assert _wettlauf() == []
    assert Platz.objects.count() == 5
    assert sorted(Warteplatz.objects.values_list("nummer", flat=True)) == list(range(1, 8))
    assert verletzungen_plaetze() == []


def test_gegenprobe_ohne_sperre_stossen_sie_zusammen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Negative control: the same race without the row lock; only the constraints of the schema still keep seats
    from being doubled."""

    def ohne_sperre(konferenz: Konferenz) -> Kontingent:
        kontingent = Kontingent.objects.get(konferenz=konferenz)
        time.sleep(0.05)
        return kontingent

    monkeypatch.setattr(plaetze, "sperre", ohne_sperre)
    fehler = _wettlauf()
    assert fehler
    assert all(isinstance(problem, DatabaseError) for problem in fehler)
    assert Platz.objects.count() < 5 or verletzungen_plaetze()


def test_absagen_und_neue_zugleich_ueberholt_niemand_die_warteliste() -> None:
    """I03: while seats are freed and newcomers confirm, those who wait are asked first."""
    welt.bezirk()
    konferenz = welt.konferenz(plaetze=4)
    sitzend = [welt.bestaetigt(konferenz) for _ in range(4)]
    wartend = [welt.bestaetigt(konferenz) for _ in range(4)]
    neue = _viele(konferenz, 8)
    fehler = fehler_bei(
        [lambda eine=eine: actions.absagen(anmeldung=eine) for eine in sitzend]
        + [lambda eine=eine: actions.bestaetigen(anmeldung=eine) for eine in neue]
    )
    assert fehler == []
    assert set(Platz.objects.values_list("anmeldung_id", flat=True)) == {eine.pk for eine in wartend}
    assert Warteplatz.objects.count() == 8
    assert verletzungen_plaetze() == []


def test_dieselbe_adresse_zugleich_gibt_eine_anmeldung() -> None:
    welt.bezirk()
    konferenz = welt.konferenz()
    eingabe = welt.angaben()
    fehler = fehler_bei(
        [lambda: actions.anmelden(konferenz=konferenz, angaben=eingabe, schluessel=uuid4()) for _ in range(6)]
    )
    assert fehler == []
    assert Anmeldung.objects.count() == 1
    assert (
        1 <= Nachricht.objects.filter(anlass="anmeldung.bestaetigen").count() <= 4
    )  # the first, three for a known address


def test_derselbe_mensch_bestaetigt_und_sagt_ab_zugleich() -> None:
    welt.bezirk()
    konferenz = welt.konferenz(plaetze=1)
    anmeldung, andere = welt.bestaetigt(konferenz), welt.bestaetigt(konferenz)
    fehler = fehler_bei(
        [lambda: actions.absagen(anmeldung=anmeldung)] * 3
        + [lambda: actions.bestaetigen(anmeldung=andere)] * 3
    )
    assert fehler == []
    andere.refresh_from_db()
    assert andere.stand == Anmeldung.Stand.ANGEBOTEN
    assert Nachricht.objects.filter(anlass="anmeldung.abgesagt").count() == 1
    assert verletzungen_plaetze() == []

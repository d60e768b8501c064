"""A person who can be told apart from everybody runs through all flows; then logs, Redis and tables are searched for
her (I11, security list)."""

import base64
import json
import os
import re
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from datetime import timedelta
from http.cookiejar import Cookie, CookieJar
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import redis
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.utils import timezone

from anmeldung.models import Anmeldung
from betrieb.postfach import Postfach
from betrieb.prozesse import Kind
from betrieb.testdienste import EIGENE_DATENBANK, PLATZ
from betrieb.testserver import Webprozess
from konferenz import uhr
from konferenz.models import Konferenz, Nachricht
from tests import welt
from tests.anmeldung.ausfuellen import eingaben
from tests.konferenz.test_tasks import warte_bis
from tests.personen import person

pytestmark = pytest.mark.django_db(transaction=True)

MERKMAL = "nverwechselbar"
"""Part of everything the canary writes about herself."""
ANGABEN = {
    "name": "Kanarie Unverwechselbar",
    "email": "kanarie.unverwechselbar@example.org",
    "organisation": "Verein Unverwechselbar",
    "zugang": "rollstuhl",
    "dolmetschen": "andere",
    "dolmetschen_andere": "Unverwechselbarisch",
    "einwilligung_bedarf": "on",
    "folgepost": "on",
}
DARF_SIE_NENNEN = {"anmeldung_anmeldung", "anmeldung_anmeldungevent", "konferenz_nachricht"}
OEFFENTLICH, MEINE, ARBEIT = "/2024/", "/2024/meine-anmeldung/", "/arbeit/2024/anmeldungen/"


class Mensch:
    """Somebody with a browser that keeps cookies and follows redirects."""

    def __init__(self, url: str, sitzung: str = "") -> None:
        self.url, self.kekse = url, CookieJar()
        self.oeffner = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.kekse))
        if sitzung:
            self.kekse.set_cookie(_keks(settings.SESSION_COOKIE_NAME, sitzung))

    def _frage(self, pfad: str, daten: bytes | None = None) -> tuple[int, str]:
        try:
            with self.oeffner.open(self.url + pfad, daten, timeout=60) as antwort:
                return antwort.status, antwort.read().decode(errors="replace")
        except urllib.error.HTTPError as fehler:
            return fehler.code, fehler.read().decode(errors="replace")

    def hole(self, pfad: str, status: int = 200) -> str:
        ergebnis, text = self._frage(pfad)
        assert ergebnis == status, (pfad, text[:400])
        return text

    def sende(self, pfad: str, status: int = 200, **felder: Any) -> str:
        self.hole("/konto/login/")  # brings the cookie that forms need
        schluessel = next(keks.value for keks in self.kekse if keks.name == "csrftoken")
        daten = urllib.parse.urlencode({**felder, "csrfmiddlewaretoken": schluessel})
        ergebnis, text = self._frage(pfad, daten.encode())
        assert ergebnis == status, (pfad, text[:400])
        return text


def _keks(name: str, wert: str) -> Cookie:
    ort = {"domain": "127.0.0.1", "domain_specified": False, "domain_initial_dot": False}
    return Cookie(
        version=0, name=name, value=wert, port=None, port_specified=False, path="/", path_specified=True,
        secure=False, expires=None, discard=True, comment=None, comment_url=None, rest={}, **ort,
    )  # fmt: skip


@pytest.fixture
def konferenz() -> Iterator[Konferenz]:
    """Open today: the servers of this test run on real time."""
    jetzt = timezone.now()
    with uhr.gestellt(timedelta(0)):
        welt.bezirk()
        yield welt.konferenz(
            plaetze=3, beginn=jetzt + timedelta(days=60), ende=jetzt + timedelta(days=60, hours=7),
            einlass_ab=None, anmeldung_von=jetzt - timedelta(days=1), anmeldung_bis=jetzt + timedelta(days=50),
            bedarf_bis=(jetzt + timedelta(days=40)).date(),
        )  # fmt: skip


def meldet_sich_an(gast: Mensch) -> None:
    """The form with mistakes, right, sent twice, with a known address; the lost link."""
    gast.sende(f"{OEFFENTLICH}anmeldung/", **eingaben(**{**ANGABEN, "email": "kanarie.unverwechselbar@"}))
    gast.sende(f"{OEFFENTLICH}anmeldung/sprache/", **eingaben(**ANGABEN))
    angaben = eingaben(**ANGABEN)
    for _mal in range(2):
        assert "Bitte sehen Sie in Ihr Postfach" in gast.sende(f"{OEFFENTLICH}anmeldung/", **angaben)
    gast.sende(f"{OEFFENTLICH}anmeldung/", **eingaben(**ANGABEN))
    zeitmarke = eingaben()["zeitmarke"]
    gast.sende(f"{OEFFENTLICH}anmeldung/link-senden/", email=ANGABEN["email"], zeitmarke=zeitmarke)


def nutzt_den_link(gast: Mensch, geheimnis: str) -> None:
    """Personal pages behind the link, then a wrong link."""
    gast.hole(f"/z/{geheimnis}/")
    gast.sende(f"{MEINE}bestaetigen/")
    assert MERKMAL in gast.hole(f"{MEINE}daten/")
    gast.sende(f"{MEINE}daten/herunterladen/")
    gast.sende(f"{MEINE}aendern/", **eingaben(**{**ANGABEN, "name": "Kanarie Unverwechselbar-Neu"}))
    gast.sende(f"{MEINE}einwilligung/folgepost/widerrufen/")
    gast.hole("/z/unverwechselbar-falsch/", status=404)


def arbeitet_mit_ihr(amira: Mensch, leserin: Mensch, nummer: str) -> None:
    """What staff do with a registration, on every page that shows it."""
    suche = "?q=Unverwechselbar"
    for seite in ("", "herunterladen/", "warteliste/"):
        amira.hole(f"{ARBEIT}{seite}{suche}")
    assert MERKMAL in amira.hole(f"{ARBEIT}{nummer}/")
    amira.sende(f"{ARBEIT}{nummer}/aendern/", name=ANGABEN["name"], sprache="de")
    amira.sende(f"{ARBEIT}{nummer}/link/")
    amira.hole(f"/arbeit/verlauf/anmeldung.anmeldung/{nummer}/")
    amira.hole(f"/arbeit/post/{suche}")
    for art in ("csv", "xlsx"):
        amira.sende(f"{ARBEIT}herunterladen/{art}/{suche}")
    zweite = {
        **ANGABEN,
        "telefon": "0170 1234567",
        "quelle": "telefon",
        "sprache": "de",
        "schluessel": str(uuid4()),
    }
    assert "Angemeldet, der Platz ist sicher." in amira.sende(f"{ARBEIT}erfassen/", **zweite)
    assert "Unverwechselbarisch" in leserin.sende(f"{ARBEIT}{nummer}/bedarfe/")
    amira.hole(f"/arbeit/konten/{suche}", status=403)


def loest_fehler_der_datenbank_aus() -> None:
    """Two mistakes whose detail quotes the row, one whose statement does."""
    for felder in (
        {"quelle": "selbst", "email": ""},
        {"sprache": "x" * 99},
        {"nummer": "zu lang für die Spalte"},
    ):
        with pytest.raises((DatabaseError, ValidationError)), transaction.atomic():
            Anmeldung.objects.filter(name__contains=MERKMAL).update(**felder)


def tabellen_mit_ihr() -> set[str]:
    """Tables that hold a trace of her, sessions and other packed values unpacked."""
    gefunden = set()
    with connection.cursor() as zeiger:
        for tabelle in connection.introspection.table_names():
            zeiger.execute(f'SELECT * FROM "{tabelle}"')
            if MERKMAL in str(zeiger.fetchall()):
                gefunden.add(tabelle)
    if MERKMAL in str([sitzung.get_decoded() for sitzung in Session.objects.all()]):
        gefunden.add("django_session")
    return gefunden


def aufgaben() -> str:
    """Everything in Redis as text, the bodies of waiting tasks decoded."""
    server = redis.Redis.from_url(os.environ["REDIS_URL"])
    teile = [str(server.keys())]
    for zeile in server.lrange("celery", 0, -1):
        inhalt = json.loads(zeile)
        teile += [str(inhalt), base64.b64decode(inhalt["body"]).decode()]
    return "\n".join(teile)


def geheimnisse(postfach: Postfach) -> list[str]:
    return re.findall(r"/z/([\w-]+)/", "".join(brief.text for brief in postfach.briefe))


def test_von_der_person_steht_nur_in_ihren_eigenen_tabellen_etwas(
    konferenz: Konferenz,
    webprozess: Webprozess,
    celeryprozess: Callable[..., Kind],
    postfach: Postfach,
) -> None:
    redis.Redis.from_url(os.environ["REDIS_URL"]).flushdb()
    url = webprozess.starten(BETRIEBSART="test")
    gast = Mensch(url)
    meldet_sich_an(gast)
    assert "nachrichten_zustellen" in aufgaben()
    assert MERKMAL not in aufgaben()

    arbeiter = celeryprozess(BASIS_URL=url)
    warte_bis(lambda: not Nachricht.objects.exclude(stand="versandt").exists(), 60)
    links = geheimnisse(postfach)
    assert links
    nutzt_den_link(gast, links[0])
    anmeldung = Anmeldung.objects.get(quelle="selbst")
    sitzungen = []
    for rolle in ("sachbearbeitung", "bedarfe"):
        drinnen = Client()
        drinnen.force_login(person(rolle))
        sitzungen.append(drinnen.cookies[settings.SESSION_COOKIE_NAME].value)
    arbeitet_mit_ihr(Mensch(url, sitzungen[0]), Mensch(url, sitzungen[1]), str(anmeldung.pk))
    loest_fehler_der_datenbank_aus()
    warte_bis(lambda: not Nachricht.objects.filter(weg="mail").exclude(stand="versandt").exists(), 60)

    assert tabellen_mit_ihr() == DARF_SIE_NENNEN
    protokolle = [webprozess.kind.protokoll, arbeiter.protokoll]  # type: ignore[union-attr]
    if EIGENE_DATENBANK in os.environ:
        protokolle.append(Path(os.environ[PLATZ]) / "postgres.log")
    geschrieben = "".join(datei.read_text(errors="replace") for datei in protokolle)
    assert "ready." in geschrieben
    assert MERKMAL not in geschrieben + aufgaben()
    assert not [link for link in geheimnisse(postfach) if link in geschrieben]

    Anmeldung.objects.exclude(pk=anmeldung.pk).get()  # the one that staff entered goes the same way
    for eine in Anmeldung.objects.select_related("konferenz"):
        besuch = Mensch(url)
        geheimnis = next(link for link in geheimnisse(postfach)[::-1] if str(eine.pk) in _ziel_von(link))
        besuch.hole(f"/z/{geheimnis}/")
        besuch.sende(f"{MEINE}loeschen/")
    assert tabellen_mit_ihr() == set()


def _ziel_von(geheimnis: str) -> str:
    from konferenz.models import Zugangslink

    return str(Zugangslink.objects.zu(geheimnis).values_list("objekt", flat=True).first())

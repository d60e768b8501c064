"""Pages for what went wrong."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client, RequestFactory
from django.utils.translation import override

from konferenz.views import fehler
from tests import personen, welt
from tests.anmeldung.ausfuellen import oeffne_link


@pytest.fixture
def haus(db):
    welt.bezirk()
    return welt.konferenz()


@pytest.mark.django_db
@pytest.mark.parametrize("pfad", ["/gibt-es-nicht/", "/ar/gibt-es-nicht/", "/1999/", "/konto/gibt-es-nicht/"])
def test_404_nennt_einen_weg_und_das_telefon(client, haus, pfad):
    antwort = client.get(pfad)
    seite = antwort.content.decode()
    assert antwort.status_code == 404
    assert "tel:01234560" in seite
    assert (
        '<html lang="ar" dir="rtl">' if pfad.startswith("/ar/") else '<html lang="de" dir="ltr">'
    ) in seite


@pytest.mark.django_db
def test_404_geht_auch_in_einem_leeren_haus(client):
    assert client.get("/gibt-es-nicht/").status_code == 404


@pytest.mark.django_db
def test_403_zeigt_angemeldeten_den_arbeitsbereich(client, haus):
    client.force_login(personen.person("pruefung"))
    antwort = client.get("/arbeit/konten/")
    assert antwort.status_code == 403
    assert 'href="/arbeit/"' in antwort.content.decode()


def test_die_seite_der_stoerung_braucht_weder_datenbank_noch_sitzung(settings):
    """No database mark: a query would fail the test."""
    settings.VORFUEHRUNG = True
    with override("ar"):
        antwort = fehler.stoerung(RequestFactory().get("/ar/2024/"))
    assert antwort.status_code == 500
    assert '<html lang="ar" dir="rtl">' in antwort.content.decode()


@pytest.mark.django_db
def test_400_bei_fremdem_rechnernamen(client, haus):
    antwort = client.get("/", headers={"host": "boese.example"})
    assert antwort.status_code == 400
    assert "Das hat nicht geklappt" in antwort.content.decode()


@pytest.mark.django_db
def test_ein_formular_ohne_schluessel_der_sitzung_sagt_was_zu_tun_ist(haus):
    antwort = Client(enforce_csrf_checks=True).post("/2024/anmeldung/", {})
    assert antwort.status_code == 403
    assert "Wir haben nichts gespeichert" in antwort.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("funktion", [fehler.falsche_anfrage, fehler.nicht_erlaubt, fehler.nicht_gefunden])
def test_die_seiten_zeigen_nie_den_text_der_ausnahme(haus, funktion):
    antwort = funktion(RequestFactory().get("/"), PermissionDenied("geheim"))
    assert "geheim" not in antwort.content.decode()


@contextmanager
def ohne_datenbank() -> Iterator[None]:
    """The server is away: every new connection fails at once."""
    vorher = dict(connection.settings_dict)
    connection.close()
    connection.settings_dict.update(HOST="/gibt/es/nicht")
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict.update(vorher)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("pfad", ["/2024/", "/2024/meine-anmeldung/", "/arbeit/", "/gibt-es-nicht/", "/"])
def test_ist_die_datenbank_weg_sagt_eine_seite_was_zu_tun_ist(haus, pfad):
    client = Client(raise_request_exception=False)
    client.force_login(personen.person("sachbearbeitung"))
    with ohne_datenbank():
        antworten = [client.get(pfad), client.get(f"/ar{pfad}")]
    for antwort in antworten:
        assert (antwort.status_code, antwort["Retry-After"], antwort["Cache-Control"]) == (
            503,
            "60",
            "no-store",
        )
        assert "default-src 'none'" in antwort["Content-Security-Policy"]
    deutsch, arabisch = (antwort.content.decode() for antwort in antworten)
    assert "Bitte versuchen Sie es in ein paar Minuten noch einmal." in deutsch
    assert "Ihre Angaben stehen meist noch da." in deutsch
    assert '<html lang="ar" dir="rtl">' in arabisch
    assert client.get("/2024/").status_code == 200


@pytest.mark.django_db(transaction=True)
def test_dauert_eine_sperre_zu_lange_kommt_dieselbe_seite_und_nichts_ist_geschehen(haus):
    anmeldung = welt.unbestaetigt(haus)
    client = Client(raise_request_exception=False)
    oeffne_link(client, anmeldung)
    with psycopg.connect(**connection.get_connection_params() | {"cursor_factory": psycopg.Cursor}) as andere:
        andere.execute("SELECT 1 FROM anmeldung_kontingent FOR UPDATE")
        with connection.cursor() as zeiger:
            zeiger.execute("SET lock_timeout = '100ms'")
        antwort = client.post("/2024/meine-anmeldung/bestaetigen/")
    connection.close()
    assert antwort.status_code == 503
    anmeldung.refresh_from_db()
    assert anmeldung.stand == "unbestaetigt"
    assert client.post("/2024/meine-anmeldung/bestaetigen/").status_code == 302


@pytest.mark.django_db
def test_ein_fehler_im_programm_bleibt_500(haus, monkeypatch):
    def kaputt(*_argumente):
        raise ZeroDivisionError

    monkeypatch.setattr("konferenz.queries.startseite", kaputt)
    antwort = Client(raise_request_exception=False).get("/2024/?a")
    assert antwort.status_code == 500
    assert "Retry-After" not in antwort

"""The demonstration's safety: secrets, names, databases."""

import os
import secrets

import psycopg
import pytest
from cryptography.fernet import Fernet
from psycopg.conninfo import make_conninfo

from betrieb import vorfuehrung
from betrieb.einrichten import Abbruch


@pytest.fixture
def neue_url():
    """URI of a database that does not exist yet on the test server; dropped afterwards."""
    name = f"vorfuehrung_{secrets.token_hex(4)}"
    server = make_conninfo(os.environ["DATABASE_URL"], dbname=name)
    yield server
    with psycopg.connect(make_conninfo(server, dbname="postgres"), autocommit=True) as verbindung:
        verbindung.execute(f"DROP DATABASE IF EXISTS {name}")


def test_geheimnisse_entstehen_einmal_und_sind_nur_fuer_den_eigentuemer_lesbar(tmp_path):
    erste = vorfuehrung.geheimnisse(tmp_path)
    assert vorfuehrung.geheimnisse(tmp_path) == erste
    assert (tmp_path / "schluessel").stat().st_mode & 0o777 == 0o600
    assert len(erste["SECRET_KEY"]) >= 50
    Fernet(erste["FELD_SCHLUESSEL"])


def test_zwei_ordner_haben_verschiedene_geheimnisse(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    assert vorfuehrung.geheimnisse(tmp_path / "a") != vorfuehrung.geheimnisse(tmp_path / "b")


@pytest.mark.parametrize(
    ("name", "wert"),
    [
        ("ALLOWED_HOSTS", "localhost,konferenz.example"),
        ("ALLOWED_HOSTS", "*"),
        ("BASIS_URL", "https://konferenz.example/"),
        ("BASIS_URL", "http://127.0.0.1.example:8000"),
    ],
)
def test_fremder_rechnername_wird_abgelehnt(monkeypatch, name, wert):
    monkeypatch.delenv("ALLOWED_HOSTS", raising=False)
    monkeypatch.delenv("BASIS_URL", raising=False)
    monkeypatch.setenv(name, wert)
    with pytest.raises(Abbruch) as fehler:
        vorfuehrung.pruefe_rechnernamen()
    assert "läuft nur auf diesem Rechner" in fehler.value.deutsch


def test_eigene_rechnernamen_sind_erlaubt(monkeypatch):
    monkeypatch.setenv("ALLOWED_HOSTS", "localhost, 127.0.0.1,[::1]")
    monkeypatch.setenv("BASIS_URL", "http://[::1]:8000/")
    vorfuehrung.pruefe_rechnernamen()


def test_post_der_vorfuehrung_geht_nie_nach_draussen(monkeypatch, tmp_path):
    monkeypatch.setenv("EMAIL_URL", "smtp://echter-server.example")
    umgebung = vorfuehrung.umgebung(tmp_path, 8000, "postgresql:///x", "unix:///y", 2525)
    assert umgebung["EMAIL_URL"] == "smtp://127.0.0.1:2525"


def test_neue_datenbank_wird_angelegt_gekennzeichnet_und_beim_naechsten_mal_erkannt(neue_url):
    vorfuehrung.sichere_datenbank(neue_url)
    with psycopg.connect(neue_url) as verbindung:
        verbindung.execute("CREATE TABLE inhalt ()")
    vorfuehrung.sichere_datenbank(neue_url)
    with psycopg.connect(neue_url) as verbindung:
        assert verbindung.execute("SELECT count(*) FROM inhalt").fetchone() == (0,)


def test_fremde_datenbank_wird_nicht_angeruehrt_auch_nicht_leer(neue_url):
    with psycopg.connect(make_conninfo(neue_url, dbname="postgres"), autocommit=True) as verbindung:
        verbindung.execute(f"CREATE DATABASE {psycopg.conninfo.conninfo_to_dict(neue_url)['dbname']}")
    with pytest.raises(Abbruch) as fehler:
        vorfuehrung.sichere_datenbank(neue_url)
    assert "hat die Vorführung nicht angelegt" in fehler.value.deutsch
    assert "did not create the database" in fehler.value.englisch
    assert vorfuehrung.loesche_datenbank(neue_url) is False
    psycopg.connect(neue_url).close()


def test_eigene_datenbank_kann_geloescht_werden(neue_url):
    vorfuehrung.sichere_datenbank(neue_url)
    assert vorfuehrung.loesche_datenbank(neue_url) is True
    with pytest.raises(psycopg.OperationalError, match="does not exist"):
        psycopg.connect(neue_url)


def test_unerreichbarer_server_wird_genannt(tmp_path):
    with pytest.raises(Abbruch) as fehler:
        vorfuehrung.sichere_datenbank(f"postgresql:///x?host={tmp_path}")
    assert fehler.value.deutsch == "Die Datenbank aus DATABASE_URL ist nicht erreichbar."

"""The template database of the tests."""

import os
import shutil

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from betrieb import testvorlage
from betrieb.testdienste import EIGENE_DATENBANK

pytestmark = pytest.mark.skipif(
    EIGENE_DATENBANK not in os.environ, reason="nur auf dem eigenen Server der Tests"
)


def test_name_aendert_sich_mit_jeder_migration(monkeypatch, tmp_path):
    for ordner in ("requirements", "konferenz/migrations"):
        shutil.copytree(testvorlage.BASIS / ordner, tmp_path / ordner)
    monkeypatch.setattr(testvorlage, "BASIS", tmp_path)
    vorher = testvorlage.name_der_vorlage()
    assert testvorlage.name_der_vorlage() == vorher
    (tmp_path / "konferenz/migrations/9999_neu.py").write_text("")
    assert testvorlage.name_der_vorlage() != vorher


def test_vorhandene_vorlage_wird_ohne_arbeit_genommen_und_ist_migriert(tmp_path):
    url = os.environ["DATABASE_URL"]
    name = testvorlage.sichere_vorlage(url, tmp_path / "sperre")
    assert name == testvorlage.name_der_vorlage()
    with psycopg.connect(make_conninfo(url, dbname="postgres")) as verbindung:
        frage = "SELECT count(*) FROM pg_database WHERE datname = %s"
        assert verbindung.execute(frage, [name]).fetchone() == (1,)

"""Collecting and compiling the translations."""

import gettext
import io
import os
import shutil
from pathlib import Path

import pytest
from django.core.management import call_command

from konferenz.kataloge import (
    NUR_DEUTSCH,
    OEFFENTLICH,
    gehoert_hinein,
    kompiliere,
    ohne_vermutungen,
    po_dateien,
)

KOPF = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\nPlural-Forms: nplurals=2; plural=n != 1;\\n"\n\n'


def schreibe(wurzel: Path, sprache: str, inhalt: str) -> Path:
    po = wurzel / sprache / "LC_MESSAGES/django.po"
    po.parent.mkdir(parents=True, exist_ok=True)
    po.write_text(KOPF + inhalt)
    return po


def test_kompilierter_katalog_wird_von_gettext_gelesen(tmp_path):
    po = schreibe(
        tmp_path,
        "ar",
        'msgid "Anmelden"\nmsgstr "تسجيل"\n\n'
        'msgid "%d Platz"\nmsgid_plural "%d Plätze"\nmsgstr[0] "a"\nmsgstr[1] "b"\n',
    )
    assert kompiliere(tmp_path) == [po]
    with po.with_suffix(".mo").open("rb") as datei:
        katalog = gettext.GNUTranslations(datei)
    assert (katalog.gettext("Anmelden"), katalog.ngettext("%d Platz", "%d Plätze", 2)) == ("تسجيل", "b")


def test_nur_veraltete_kataloge_werden_kompiliert(tmp_path):
    en, ar = (schreibe(tmp_path, sprache, 'msgid "a"\nmsgstr "b"\n') for sprache in ("en", "ar"))
    assert kompiliere(tmp_path) == [ar, en]
    assert kompiliere(tmp_path) == []
    os.utime(en, (en.stat().st_atime, en.with_suffix(".mo").stat().st_mtime + 5))
    assert kompiliere(tmp_path) == [en]
    assert [datei.name for datei in en.parent.iterdir() if datei.suffix == ".neu"] == []


def test_vermutete_uebersetzung_wird_geleert_andere_bleiben(tmp_path):
    po = schreibe(tmp_path, "en", '#, fuzzy\nmsgid "Ort"\nmsgstr "Date"\n\nmsgid "Tag"\nmsgstr "Day"\n')
    assert ohne_vermutungen(po) == 1
    assert "fuzzy" not in po.read_text()
    assert 'msgid "Ort"\nmsgstr ""' in po.read_text()
    assert 'msgid "Tag"\nmsgstr "Day"' in po.read_text()


@pytest.mark.skipif(
    shutil.which("msgmerge") is None, reason="kein GNU gettext; Debian/Ubuntu: sudo apt install gettext"
)
def test_sammeln_findet_texte_der_vorlagen_und_behaelt_uebersetzungen(tmp_path, settings, monkeypatch):
    (tmp_path / "templates/fehler").mkdir(parents=True)
    (tmp_path / "templates/fehler/a.html").write_text(
        '{% translate "Ort" %} {% blocktranslate trimmed %}Der\n Tag{% endblocktranslate %}'
    )
    (tmp_path / "templates/arbeit.html").write_text('{% translate "Nur fürs Amt" %}')
    settings.LOCALE_PATHS = [tmp_path / "locale"]
    leer = schreibe(tmp_path / "locale", "rom", "")
    po = schreibe(
        tmp_path / "locale", "de_Simple", 'msgid "Ort"\nmsgstr "Der Ort"\n\nmsgid "Weg"\nmsgstr "fort"\n'
    )
    monkeypatch.chdir(tmp_path)
    call_command("sprachen_sammeln", "en")
    call_command("sprachen_sammeln")
    assert po_dateien(tmp_path / "locale") == [po, tmp_path / "locale/en/LC_MESSAGES/django.po", leer]
    assert "Ort" not in leer.read_text()
    assert '#: templates/fehler/a.html\nmsgid "Ort"\nmsgstr "Der Ort"' in po.read_text()
    assert 'msgid "Der Tag"\nmsgstr ""' in po.read_text()
    assert "Weg" not in po.read_text()
    assert "Nur fürs Amt" not in po.read_text()


@pytest.mark.parametrize(
    ("sprache", "datei", "erwartet"),
    [
        ("ar", "templates/fehler/404.html", True),
        ("ar", "templates/anmeldung/arbeit_liste.html", False),
        ("ar", "konferenz/fremdtexte.py", False),
        ("de", "konferenz/fremdtexte.py", True),
        ("de", "templates/fehler/404.html", False),
    ],
)
def test_ein_katalog_nimmt_nur_auf_was_in_seiner_sprache_gelesen_wird(sprache, datei, erwartet):
    assert gehoert_hinein(sprache, ["templates/konferenz/uebersicht.html", datei]) is erwartet


@pytest.mark.parametrize("muster", [*OEFFENTLICH, *NUR_DEUTSCH])
def test_jedes_muster_der_oeffentlichen_texte_trifft_eine_datei(muster, settings):
    assert list(settings.BASE_DIR.glob(muster))


def test_befehl_nennt_was_er_kompiliert_hat(tmp_path, settings):
    settings.LOCALE_PATHS = [tmp_path / "locale"]
    schreibe(tmp_path / "locale", "en", 'msgid "a"\nmsgstr "b"\n')
    gesagt = io.StringIO()
    call_command("sprachen_kompilieren", stdout=gesagt)
    assert gesagt.getvalue() == "locale/en/LC_MESSAGES/django.po\n"

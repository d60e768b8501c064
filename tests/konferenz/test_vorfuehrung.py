"""The command that fills the demonstration, and the story it tells."""

import stat
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.hashers import check_password
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client, override_settings
from pytest_django import Settings

from anmeldung.models import Anmeldung
from beirat.queries import vorbereitung
from betrieb.testhash import TEUER
from konferenz import uhr
from konferenz.beitraege import Entsendung
from konferenz.beschlusskontrolle import kontrolle
from konferenz.models import Angebot, Benutzer, Bezirk, Drucksache, Konferenz, Rechtstext, Uhr
from konferenz.vorfuehrung import zugaenge
from tests import welt

pytestmark = pytest.mark.django_db

Fuellen = Callable[..., str]
EIN_TAG = "2024-09-02"


def _rufe(*argumente: str) -> str:
    ausgabe = StringIO()
    call_command("vorfuehrung_fuellen", *argumente, stdout=ausgabe)
    return ausgabe.getvalue()


@pytest.fixture
def fuellen(settings: Any, tmp_path: Path) -> Iterator[Fuellen]:
    """The command in a demonstration with a folder of its own; returns what it says."""
    settings.VORFUEHRUNG = True
    settings.VAR_DIR = tmp_path
    yield _rufe
    uhr.versatz.cache_clear()


@pytest.fixture(scope="class")
def gefuellt(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The demonstration as of 2.9.2024, filled once for the tests of a class; what the command said."""
    ordner = override_settings(VORFUEHRUNG=True, VAR_DIR=tmp_path_factory.mktemp("var"))
    with django_db_blocker.unblock(), ordner, transaction.atomic():
        yield _rufe("--am", EIN_TAG)
        transaction.set_rollback(True)
    uhr.versatz.cache_clear()


class TestAm2September:
    """The day of the drafts."""

    def test_die_konferenz_hat_termin_ort_und_fristen(self, gefuellt: str) -> None:
        konferenz = Konferenz.objects.mit_rahmen().get(kennung="2024")
        assert "Montag, 2. September 2024" in gefuellt
        assert konferenz.ist_veroeffentlicht
        assert (konferenz.beginn, konferenz.ende) == (
            welt.am("2024-11-16", "10:00"),
            welt.am("2024-11-16", "17:00"),
        )
        assert konferenz.einlass_ab == welt.am("2024-11-16", "09:15")
        assert (konferenz.anmeldung_von, konferenz.anmeldung_bis) == (
            welt.am("2024-08-05", "08:00"),
            welt.am("2024-11-08", "23:59"),
        )
        assert konferenz.bedarf_bis == date(2024, 10, 26)
        assert konferenz.ort.anschrift == "Mengestraße 20, 21107 Hamburg"
        assert konferenz.angebote.count() == 5

    def test_84_sind_bestaetigt_7_unbestaetigt_5_haben_abgesagt(self, gefuellt: str) -> None:
        staende = list(Anmeldung.objects.filter(konferenz__kennung="2024").values_list("stand", flat=True))
        assert Counter(staende) == {"bestaetigt": 84, "unbestaetigt": 7, "abgemeldet": 5}

    def test_aus_der_drucksache_kommen_drei_punkte_der_betrag_und_das_halbjahr(self, gefuellt: str) -> None:
        drucksache = Drucksache.objects.get()
        assert (drucksache.nummer, drucksache.fassung, drucksache.stand) == ("22-4292", 0, "beschlossen")
        assert drucksache.antragsteller == ["SPD-Fraktion", "CDU-Fraktion", "FDP-Fraktion"]
        assert (drucksache.betrag, drucksache.haushaltsjahre) == (20_000, [2023, 2024])
        assert (drucksache.halbjahr_jahr, drucksache.halbjahr) == (2024, 2)
        assert [punkt.art for punkt in drucksache.punkte.all()] == ["mittel", "gruppe", "termin"]
        assert [entscheidung.am for entscheidung in drucksache.entscheidungen.all()] == [date(2023, 12, 7)]

    def test_die_fruehere_konferenz_bleibt_erreichbar(self, gefuellt: str, client: Client) -> None:
        assert "Integrationskonferenz 2019" in client.get("/konferenzen/").content.decode()
        assert "Diese Konferenz ist vorbei" in client.get("/2019/").content.decode()

    def test_die_uhr_geht_ab_914_uhr_in_echter_geschwindigkeit(self, gefuellt: str) -> None:
        with uhr.gestellt(Uhr.objects.get().versatz):
            vergangen = uhr.jetzt() - welt.am(EIN_TAG, "09:14")
        assert timedelta(0) <= vergangen < timedelta(minutes=10)

    def test_jede_rolle_hat_ein_konto_mit_eigenem_passwort(self, gefuellt: str) -> None:
        alle = zugaenge.lies()
        konten = {zugang: Benutzer.objects.get(email=zugang.email) for zugang in alle}
        assert {zugang.name: konto.rollen for zugang, konto in konten.items()} == {
            "Amira Haddad": {"sachbearbeitung"},
            "Bernd Lohmann": {"haushalt"},
            "Carla Jansen": {"anordnung"},
            "Deniz Aydın": {"beirat", "gruppe", "gruppenvorsitz"},
            "Elif Kaya": {"beirat", "gruppe"},
            "Frank Petersen": {"gruppe"},
            "Petra Sommer": {"pruefung"},
            "Jonas Weber": {"gruppe", "schriftfuehrung"},
            "Luca Romano": {"ag_leitung"},
            "Emil Schulz": {"einlass"},
            "Bea Nowak": {"bedarfe"},
            "Yara Suleiman": {"uebersetzung"},
            "Adam Fischer": {"administration"},
        }
        assert all(check_password(zugang.passwort, konto.password) for zugang, konto in konten.items())
        assert all(zugang.passwort in gefuellt for zugang in alle)
        assert len({zugang.passwort for zugang in alle}) == len(alle)

    def test_das_erste_anmelden_verstaerkt_die_ablage_des_passworts(
        self, gefuellt: str, settings: Settings
    ) -> None:
        settings.PASSWORD_HASHERS = [TEUER]
        zugang = zugaenge.lies()[0]
        konto = Benutzer.objects.get(email=zugang.email)
        assert "m=8192" in konto.password
        assert konto.check_password(zugang.passwort)
        assert "m=102400" in Benutzer.objects.get(pk=konto.pk).password

    def test_die_zugaenge_liest_nur_wem_die_datei_gehoert(self, gefuellt: str) -> None:
        assert stat.S_IMODE(zugaenge.datei().stat().st_mode) == 0o600
        assert _rufe("--zugaenge").count("@hamburg-mitte.example") == len(zugaenge.lies()) == 13

    def test_vier_aus_der_versammlung_und_vier_aus_dem_beirat_bereiten_vor(self, gefuellt: str) -> None:
        assert vorbereitung(Konferenz.objects.get(kennung="2024")) == [
            Entsendung("Bezirksversammlung", 4),
            Entsendung("Integrationsbeirat", 4),
        ]

    @pytest.mark.parametrize("art", Rechtstext.Art.values)
    def test_jeder_rechtstext_liegt_in_allen_angebotenen_sprachen_vor(self, gefuellt: str, art: str) -> None:
        assert set(Rechtstext.objects.get(art=art).html.data) == set(Bezirk.objects.get().sprachen)

    def test_ein_zweiter_aufruf_aendert_nichts_und_nennt_make_reset(self, gefuellt: str) -> None:
        vorher = (zugaenge.lies(), Uhr.objects.get().versatz)
        gesagt = _rufe("--am", "2023-12-11")
        assert "make reset" in gesagt
        assert vorher[0][0].passwort in gesagt
        assert (zugaenge.lies(), Uhr.objects.get().versatz) == vorher

    def test_das_protokoll_nennt_wer_veroeffentlicht_hat(self, gefuellt: str) -> None:
        konferenz = Konferenz.objects.get(kennung="2024")
        letzter = konferenz.events.order_by("pgh_id").last()
        amira = Benutzer.objects.get(name="Amira Haddad")
        assert letzter.pgh_context.metadata["person"] == amira.pk


def test_am_11_dezember_2023_ist_beschlossen_aber_nichts_veroeffentlicht(
    fuellen: Fuellen, client: Client
) -> None:
    fuellen("--am", "2023-12-11")
    konferenz = Konferenz.objects.get(kennung="2024")
    assert Drucksache.objects.get().ist_wirksam
    assert (konferenz.beginn, konferenz.ist_veroeffentlicht) == (None, False)
    assert not Angebot.objects.exists()
    assert not Anmeldung.objects.exists()
    with welt.zeit("2023-12-11"):
        seite = client.get("/").content.decode()
    assert "Termin und Ort stehen noch nicht fest" in seite
    assert "im zweiten Halbjahr 2024" in seite
    assert "am 7. Dezember 2023" in seite
    assert client.get("/2024/").status_code == 404


def test_am_ersten_tag_ist_die_drucksache_nur_eingebracht(fuellen: Fuellen) -> None:
    fuellen("--am", "2023-11-28")
    assert Drucksache.objects.get().stand == "eingebracht"


def test_eine_fremde_gefuellte_datenbank_bleibt_wie_sie_ist(fuellen: Fuellen) -> None:
    welt.bezirk()
    with pytest.raises(CommandError, match="make reset"):
        fuellen()
    assert not Benutzer.objects.exists()


@pytest.mark.parametrize(
    ("am", "grund"), [("morgen", "ist kein Tag"), ("2023-01-01", "beginnt am 2023-11-28")]
)
def test_ein_tag_ausserhalb_der_geschichte_wird_abgelehnt(fuellen: Fuellen, am: str, grund: str) -> None:
    with pytest.raises(CommandError, match=grund):
        fuellen("--am", am)
    assert not Benutzer.objects.exists()


def test_ausserhalb_der_vorfuehrung_geschieht_nichts() -> None:
    with pytest.raises(CommandError, match="nur in der Vorführung"):
        call_command("vorfuehrung_fuellen")
    assert not Benutzer.objects.exists()


@pytest.mark.urls("tests.konferenz.urls_mit_vorfuehrung")
def test_die_seite_der_vorfuehrung_nennt_tag_leute_und_post_aber_kein_passwort(
    fuellen: Fuellen, client: Client
) -> None:
    fuellen("--am", "2023-11-28")
    seite = client.get("/vorfuehrung/").content.decode()
    assert "Montag, 2. September 2024" in seite
    assert "make start AM=2023-12-11" in seite
    assert 'href="/vorfuehrung/post/"' in seite
    for zugang in zugaenge.lies():
        assert zugang.email in seite
        assert zugang.passwort not in seite


@pytest.mark.parametrize(
    ("tag", "staende", "berichte"),
    [
        ("2023-12-11", ["offen", "offen", "offen"], 0),
        ("2024-02-27", ["erledigt", "erledigt", "in_arbeit"], 0),
        ("2024-06-14", ["erledigt", "erledigt", "in_arbeit"], 2),
        ("2024-11-18", ["erledigt", "erledigt", "erledigt"], 2),
        ("2025-02-03", ["erledigt", "erledigt", "erledigt"], 3),
    ],
)
def test_was_die_daten_an_fuenf_tagen_ueber_den_beschluss_sagen(
    fuellen: Fuellen, tag: str, staende: list[str], berichte: int
) -> None:
    """The evidence for the petitum points at five moments of the real story."""
    fuellen("--am", tag)
    konferenz = Konferenz.objects.mit_rahmen().get(kennung="2024")
    assert konferenz.drucksache is not None
    with welt.zeit(tag):
        stand = kontrolle(konferenz, konferenz.drucksache)
    assert [lage.vorschlag for lage in stand.punkte] == staende
    assert len(stand.berichte) == berichte
    if tag >= "2024-09":
        geld = stand.punkte[0].nachweise[0][1].satz
        assert [teil in geld for teil in ("6.000,00", "6.500,00", "7.500,00")] == [True] * 3

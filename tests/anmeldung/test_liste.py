"""The staff's list of registrations."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from anmeldung.forms.arbeit import Anmeldungsfilter
from anmeldung.models import Anmeldung
from konferenz.models import Konferenz
from konferenz.namen import sortierschluessel
from tests import welt
from tests.personen import person

pytestmark = pytest.mark.django_db
URL = "/arbeit/2024/anmeldungen/"


@pytest.fixture
def konferenz() -> Konferenz:
    welt.bezirk()
    return welt.konferenz()


@pytest.fixture
def amira(client: Client) -> Client:
    client.force_login(person("sachbearbeitung"))
    return client


def viele(konferenz: Konferenz, anzahl: int) -> None:
    """Rows without letters and seats, fast."""
    Anmeldung.objects.bulk_create(
        Anmeldung(
            konferenz=konferenz,
            nummer=f"N{nummer:05d}",
            name=f"Person {nummer}",
            sortiername=sortierschluessel(f"Person {nummer}"),
            email=f"p{nummer}@example.org",
            sprache=("de", "ar", "tr")[nummer % 3],
            stand=Anmeldung.Stand.BESTAETIGT,
        )
        for nummer in range(anzahl)
    )


def namen(antwort: Any) -> list[str]:
    return [anmeldung.name for anmeldung in antwort.context["seite"]]


def test_zeigt_zahlen_neueste_zuerst_und_bedarf_nur_als_ja_oder_nein(
    amira: Client, konferenz: Konferenz
) -> None:
    with welt.zeit("2024-08-06"):
        welt.bestaetigt(konferenz, name="Alte", bedarfe={"arten": ["rollstuhl"]}, einwilligung_bedarf=True)
    with welt.zeit("2024-08-07"):
        welt.unbestaetigt(konferenz, name="فاطمة الزهراء", sprache="ar")
    antwort = amira.get(URL)
    text = antwort.content.decode()
    assert namen(antwort) == ["فاطمة الزهراء", "Alte"]
    assert "<bdi>فاطمة الزهراء</bdi>" in text
    assert text.count("angegeben</span></td>") == 1
    assert "Rollstuhl" not in text
    assert "<strong>2 Anmeldungen</strong>, neueste zuerst" in text
    zahlen = antwort.context["zahlen"]
    assert (zahlen.bestaetigt, zahlen.unbestaetigt, zahlen.frei) == (1, 1, 119)
    assert "no-store" in antwort.headers["Cache-Control"]


@pytest.mark.parametrize(
    ("suche", "gefunden"),
    [
        ("guel", {"İpek Gül-Şahin"}),
        ("GÜL", {"İpek Gül-Şahin"}),
        ("sahin", {"İpek Gül-Şahin"}),
        ("ipek", {"İpek Gül-Şahin"}),
        ("gül ipek", {"İpek Gül-Şahin"}),
        ("فاطمة", {"فاطمة الزهراء"}),
        ("fatima", {"فاطمة الزهراء"}),
        ("бондаренко", {"Оксана Бондаренко"}),
        ("БОНДАРЕНКО", {"Оксана Бондаренко"}),
        ("brücke", {"Оксана Бондаренко"}),
        ("IPEK@example", {"İpek Gül-Şahin"}),
        ("100%", set()),
        ("_", set()),
        ("' OR 1=1 --", set()),
        ("niemand", set()),
    ],
)
def test_sucht_nach_name_mail_und_verein_in_jeder_schrift(
    amira: Client, konferenz: Konferenz, suche: str, gefunden: set[str]
) -> None:
    welt.bestaetigt(konferenz, name="İpek Gül-Şahin", email="ipek@example.org")
    welt.bestaetigt(konferenz, name="فاطمة الزهراء", name_lateinisch="Fatima Al-Zahra")
    welt.bestaetigt(konferenz, name="Оксана Бондаренко", organisation="Verein BRÜCKE")
    assert set(namen(amira.get(URL, {"q": suche}))) == gefunden


def test_sucht_nach_der_nummer_auch_klein_geschrieben(amira: Client, konferenz: Konferenz) -> None:
    gesucht = welt.bestaetigt(konferenz, name="Gesuchte")
    welt.bestaetigt(konferenz, name="Andere")
    assert namen(amira.get(URL, {"q": gesucht.nummer.lower()})) == ["Gesuchte"]


def test_filtert_nach_stand_sprache_eingang_und_bedarf(amira: Client, konferenz: Konferenz) -> None:
    welt.bestaetigt(konferenz, name="A", sprache="ar")
    welt.unbestaetigt(konferenz, name="B", bedarfe={"arten": ["vegan"]}, einwilligung_bedarf=True)
    assert namen(amira.get(URL, {"stand": "bestaetigt"})) == ["A"]
    assert namen(amira.get(URL, {"sprache": "ar"})) == ["A"]
    assert namen(amira.get(URL, {"quelle": "telefon"})) == []
    assert namen(amira.get(URL, {"bedarf": "ja"})) == ["B"]
    assert namen(amira.get(URL, {"bedarf": "nein"})) == ["A"]
    assert set(namen(amira.get(URL, {"stand": "erfunden", "bedarf": "x"}))) == {"A", "B"}


def test_jeder_gesetzte_filter_laesst_sich_einzeln_entfernen(amira: Client, konferenz: Konferenz) -> None:
    welt.bestaetigt(konferenz, name="A", sprache="ar")
    antwort = amira.get(URL, {"stand": "bestaetigt", "sprache": "ar", "sort": "name", "page": "1"})
    assert antwort.context["marken"] == [
        {"text": "Stand: bestätigt", "ohne": "?sprache=ar&sort=name"},
        {"text": "Sprache: Arabisch", "ohne": "?stand=bestaetigt&sort=name"},
    ]


def test_sortiert_nach_namen_wie_ein_deutsches_verzeichnis(amira: Client, konferenz: Konferenz) -> None:
    for name in ("Zeynep", "Ärmel", "Adam", "Ali", "Оксана"):
        welt.bestaetigt(konferenz, name=name)
    assert namen(amira.get(URL, {"sort": "name"})) == ["Adam", "Ärmel", "Ali", "Zeynep", "Оксана"]
    assert namen(amira.get(URL, {"sort": "-name"})) == ["Оксана", "Zeynep", "Ali", "Ärmel", "Adam"]
    assert amira.get(URL, {"sort": "passwort"}).context["reihenfolge"] == ""
    assert 'aria-sort="ascending"' in amira.get(URL, {"sort": "name"}).content.decode()


def test_blaettert_nach_25_und_behaelt_filter(amira: Client, konferenz: Konferenz) -> None:
    viele(konferenz, 60)
    antwort = amira.get(URL, {"stand": "bestaetigt", "page": "2"})
    assert len(namen(antwort)) == 25
    assert "stand=bestaetigt&amp;page=3" in antwort.content.decode()
    assert len(namen(amira.get(URL, {"page": "99"}))) == 10


@pytest.mark.parametrize("anzahl", [1, 3, 200])
def test_braucht_hoechstens_zehn_abfragen_wie_viele_zeilen_es_auch_sind(
    amira: Client, konferenz: Konferenz, anzahl: int
) -> None:
    viele(konferenz, anzahl)
    with CaptureQueriesContext(connection) as abfragen:
        assert amira.get(URL, {"q": "person", "sort": "name"}).status_code == 200
    gezaehlt = [
        abfrage["sql"] for abfrage in abfragen if not abfrage["sql"].startswith(("SAVEPOINT", "RELEASE"))
    ]
    assert len(gezaehlt) <= 10, gezaehlt


def test_leer_zeigt_den_naechsten_schritt(amira: Client, konferenz: Konferenz) -> None:
    text = amira.get(URL).content.decode()
    assert "Noch hat sich niemand angemeldet" in text
    assert reverse("anmeldungen:erfassen", args=["2024"]) in text
    gefiltert = amira.get(URL, {"q": "x"}).content.decode()
    assert "Keine Anmeldung passt dazu" in gefiltert


def test_ohne_plaetze_ist_der_naechste_schritt_sie_festzulegen(amira: Client) -> None:
    welt.bezirk()
    welt.konferenz(plaetze=0)
    assert "Noch gibt es keine Plätze" in amira.get(URL).content.decode()


def test_zeigt_nur_die_konferenz_der_adresse(amira: Client, konferenz: Konferenz) -> None:
    andere = welt.konferenz(kennung="2023", ist_veroeffentlicht=False)
    welt.bestaetigt(konferenz, name="Diesjährige")
    assert namen(amira.get(URL)) == ["Diesjährige"]
    assert namen(amira.get(f"/arbeit/{andere.kennung}/anmeldungen/")) == []
    assert amira.get("/arbeit/1999/anmeldungen/").status_code == 404


def test_name_ist_ueberall_text(amira: Client, konferenz: Konferenz) -> None:
    welt.bestaetigt(konferenz, name="<script>alert(1)</script>", organisation="<b>x</b>")
    text = amira.get(URL).content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    assert "<script>alert" not in text
    assert "<b>x</b>" not in text


@pytest.mark.parametrize("rolle", ["haushalt", "bedarfe", "einlass", "administration"])
def test_andere_rollen_sehen_die_liste_nicht(client: Client, konferenz: Konferenz, rolle: str) -> None:
    client.force_login(person(rolle))
    assert client.get(URL).status_code == 403


def test_nul_und_zu_langes_filtern_nichts_und_stuerzen_nicht(amira: Client, konferenz: Konferenz) -> None:
    welt.bestaetigt(konferenz, name="A")
    assert namen(amira.get(URL, {"q": "a\x00"})) == ["A"]
    assert namen(amira.get(URL, {"q": "x" * 300})) == ["A"]
    assert Anmeldungsfilter({"q": "a\x00"}).gewaehlt() == {}

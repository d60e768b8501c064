"""Erasure and retention: nothing of the person stays, counts stay right, a restore repeats it (S50, S58, I11)."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.core import serializers
from django.db import connection, transaction

from anmeldung import actions
from anmeldung.actions import plaetze
from anmeldung.models import Anmeldung, Bedarf, Einwilligung, Platz
from konferenz.actions.zugang import zugangslink_ausstellen
from konferenz.models import Konferenz, Loeschvermerk, Nachricht, Zugangslink
from tests import welt
from tests.orakel import verletzungen_plaetze

pytestmark = pytest.mark.django_db(transaction=True)
KANARIE = "Kanarienvogel Unverwechselbar"
ADRESSE = "kanarie.unverwechselbar@example.org"


@pytest.fixture
def konferenz() -> Konferenz:
    welt.bezirk()
    return welt.konferenz(plaetze=1)


def _mit_allem(konferenz: Konferenz) -> Anmeldung:
    anmeldung = welt.bestaetigt(
        konferenz, name=KANARIE, email=ADRESSE, organisation="Unverwechselbar e.V.", folgepost=True,
        bedarfe={"arten": ["rollstuhl"]}, einwilligung_bedarf=True,
    )  # fmt: skip
    zugangslink_ausstellen(
        zweck="anmeldung.meine", objekt=str(anmeldung.pk), gueltig_bis=welt.am("2024-12-01")
    )
    return anmeldung


def _alles_in_der_datenbank() -> str:
    """Every row of every table as text."""
    with connection.cursor() as zeiger:
        zeilen = []
        for tabelle in connection.introspection.table_names():
            zeiger.execute(f'SELECT * FROM "{tabelle}"')
            zeilen += [str(zeile) for zeile in zeiger.fetchall()]
    return "\n".join(zeilen)


def test_nach_dem_loeschen_ist_nichts_von_der_person_mehr_da(konferenz: Konferenz, settings: object) -> None:
    """I11 and S58: needs, consents, letters, links and history go; one counted row without a person stays; the seat
    goes on."""
    anmeldung = _mit_allem(konferenz)
    naechste = welt.bestaetigt(konferenz)
    vorher = _alles_in_der_datenbank()
    assert KANARIE in vorher
    assert ADRESSE in vorher
    actions.loeschen(anmeldung=anmeldung)
    nachher = _alles_in_der_datenbank()
    assert "Unverwechselbar" not in nachher
    assert ADRESSE not in nachher
    assert Loeschvermerk.objects.get().daten == {"stand": "bestaetigt", "quelle": "selbst"}
    naechste.refresh_from_db()
    assert naechste.stand == Anmeldung.Stand.ANGEBOTEN
    journal = settings.LOESCHJOURNAL.read_text()  # type: ignore[attr-defined]
    assert str(anmeldung.pk) in journal
    assert "Unverwechselbar" not in journal
    assert verletzungen_plaetze() == []


def test_eine_wiederherstellung_holt_die_loeschung_nach(konferenz: Konferenz) -> None:
    """S58: after a restore of last night's backup the deletion is replayed."""
    anmeldung = _mit_allem(konferenz)
    sicherung = serializers.serialize("json", [anmeldung])
    actions.loeschen(anmeldung=anmeldung)
    for zeile in serializers.deserialize("json", sicherung):
        zeile.save()
    assert Anmeldung.objects.filter(pk=anmeldung.pk).exists()
    assert actions.loeschungen_nachholen() == 1
    assert not Anmeldung.objects.filter(pk=anmeldung.pk).exists()
    assert "Unverwechselbar" not in _alles_in_der_datenbank()
    assert actions.loeschungen_nachholen() == 0


def test_unbestaetigt_ist_die_zeile_nach_72_stunden_weg(konferenz: Konferenz) -> None:
    """S50: unconfirmed after 72 h the row is gone."""
    welt.unbestaetigt(konferenz, name=KANARIE)
    with welt.zeit("2024-09-05", "09:13"):
        actions.fristen_pruefen()
        assert Anmeldung.objects.count() == 1
    with welt.zeit("2024-09-05", "09:14"):
        assert actions.fristen_pruefen() == {"angebote": 0, "unbestaetigte": 1}
    assert Anmeldung.objects.count() == 0
    assert "Unverwechselbar" not in _alles_in_der_datenbank()


def _jemand_wartet_auf_eine_sperre() -> bool:
    with connection.cursor() as zeiger:
        zeiger.execute("SELECT pg_stat_clear_snapshot()")  # a transaction goes on seeing what it saw first
        zeiger.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
        )
        return zeiger.fetchone()[0] > 0


def test_wer_gerade_noch_bestaetigt_wird_nicht_geloescht(konferenz: Konferenz) -> None:
    """The list of the unconfirmed is read before the lock: under it each one is looked at again."""
    anmeldung = welt.unbestaetigt(konferenz)

    def aufgabe() -> dict[str, int]:
        try:
            return actions.fristen_pruefen()
        finally:
            connection.close()

    with welt.zeit("2024-09-06"), ThreadPoolExecutor() as faeden:
        with transaction.atomic():
            plaetze.sperre(konferenz)
            ergebnis = faeden.submit(aufgabe)
            ende = time.monotonic() + 2.5
            while not _jemand_wartet_auf_eine_sperre() and time.monotonic() < ende:
                time.sleep(0.02)
            assert _jemand_wartet_auf_eine_sperre()
            actions.bestaetigen(anmeldung=anmeldung)
        assert ergebnis.result() == {"angebote": 0, "unbestaetigte": 0}
    anmeldung.refresh_from_db()
    assert anmeldung.stand == Anmeldung.Stand.BESTAETIGT
    assert Loeschvermerk.objects.count() == 0


def test_bedarfe_gehen_beim_absagen_sofort(konferenz: Konferenz) -> None:
    anmeldung = _mit_allem(konferenz)
    assert Bedarf.objects.count() == 1
    actions.absagen(anmeldung=anmeldung)
    assert Bedarf.objects.count() == 0
    assert Einwilligung.objects.get(zweck="bedarf").widerrufen_am == welt.MONTAG
    assert Einwilligung.objects.get(zweck="folgepost").widerrufen_am is None


def test_jede_frist_der_tabelle_loescht_an_ihrem_tag(konferenz: Konferenz) -> None:
    """Retention: cancelled after 14 days, needs and waiting 14 days after the event, all others after 90."""
    kommt, abgesagt, wartet = _mit_allem(konferenz), welt.bestaetigt(konferenz), welt.bestaetigt(konferenz)
    actions.absagen(anmeldung=abgesagt)

    def uebrig(tag: str, uhrzeit: str = "17:00") -> tuple[set[str], int]:
        with welt.zeit(tag, uhrzeit):
            actions.loeschfristen_anwenden()
        da = {"kommt": kommt, "abgesagt": abgesagt, "wartet": wartet}
        namen = {name for name, eine in da.items() if Anmeldung.objects.filter(pk=eine.pk).exists()}
        return namen, Bedarf.objects.count()

    assert uebrig("2024-09-16", "09:13") == ({"kommt", "abgesagt", "wartet"}, 1)
    assert uebrig("2024-09-16", "09:14") == ({"kommt", "wartet"}, 1)
    assert uebrig("2024-11-30", "16:59") == ({"kommt", "wartet"}, 1)
    assert uebrig("2024-11-30") == ({"kommt"}, 0)
    assert uebrig("2025-02-14", "16:59") == ({"kommt"}, 0)
    assert uebrig("2025-02-14") == (set(), 0)
    assert Platz.objects.count() == 0
    assert Loeschvermerk.objects.count() == 3
    assert date(2024, 11, 16) == konferenz.tag


def test_briefe_anderer_bleiben(konferenz: Konferenz) -> None:
    anmeldung, andere = _mit_allem(konferenz), welt.unbestaetigt(konferenz)
    vorher = set(Nachricht.objects.filter(bezug=str(andere.pk)).values_list("pk", flat=True))
    assert vorher
    zugangslink_ausstellen(zweck="anmeldung.meine", objekt=str(andere.pk), gueltig_bis=welt.am("2024-12-01"))
    actions.loeschen(anmeldung=anmeldung)
    assert set(Nachricht.objects.values_list("pk", flat=True)) == vorher
    assert Zugangslink.objects.get().objekt == str(andere.pk)

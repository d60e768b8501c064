"""What the worker does: deliver when woken, deliver without being woken, clean up."""

import time
from datetime import timedelta
from uuid import uuid4

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import transaction
from django.utils import timezone

from konferenz import tasks, uhr
from konferenz.actions.aufraeumen import aufraeumen
from konferenz.actions.zugang import zugangslink_ausstellen
from konferenz.celery import app
from konferenz.models import Formularschluessel, Nachricht, Zaehler, Zugangslink
from tests import welt


def warte_bis(bedingung, sekunden):
    ende = time.monotonic() + sekunden
    while not bedingung() and time.monotonic() < ende:
        time.sleep(0.05)
    assert bedingung()


@pytest.mark.django_db(transaction=True)
def test_ein_echter_arbeiter_wird_nach_dem_commit_geweckt(brief, postfach, celeryprozess):
    celeryprozess()
    with transaction.atomic():
        brief(1, anlass="test.gruss")
        time.sleep(0.5)
        assert postfach.briefe == []
    warte_bis(lambda: postfach.briefe, 30)
    warte_bis(lambda: Nachricht.objects.get().stand == "versandt", 10)


def test_der_lauf_arbeitet_alle_stapel_ab(brief, postfach, monkeypatch):
    monkeypatch.setattr(tasks, "BRIEFE_JE_STAPEL", 2)
    for n in range(5):
        brief(n)

    assert tasks.nachrichten_zustellen() == 5
    assert len(postfach.briefe) == 5


def test_laeuft_die_zeit_ab_ruft_der_lauf_den_naechsten(brief, postfach, monkeypatch):
    monkeypatch.setattr(tasks, "SEKUNDEN_JE_LAUF", 0.0)
    gerufen = []
    monkeypatch.setattr(tasks, "wecke", lambda: gerufen.append(1))
    brief(1)

    assert tasks.nachrichten_zustellen() == 0
    assert gerufen == [1]


def test_beat_ruft_die_aufgaben_unter_ihrem_namen():
    app.loader.import_default_modules()
    alle = {eintrag["task"] for eintrag in app.conf.beat_schedule.values()}
    geplant = {name for name in alle if name.startswith("konferenz.")}

    assert geplant == {
        "konferenz.tasks.nachrichten_zustellen",
        "konferenz.tasks.an_berichte_erinnern",
        "konferenz.tasks.aufraeumen",
    }
    assert geplant <= set(app.tasks)


class TestAufraeumen:
    def test_formularschluessel_nach_einem_tag_echter_zeit(self, db):
        echt = timezone.now()
        alt = Formularschluessel.objects.create(
            schluessel=uuid4(), inhalt="x", am=echt - timedelta(days=1, minutes=1)
        )
        neu = Formularschluessel.objects.create(schluessel=uuid4(), inhalt="x", am=echt - timedelta(hours=23))

        assert aufraeumen()["formularschluessel"] == 1
        assert list(Formularschluessel.objects.all()) == [neu]
        assert alt.pk

    def test_zaehler_nach_zwei_tagen(self, db):
        Zaehler.objects.create(schluessel="a", fenster=timezone.now() - timedelta(days=3))
        neu = Zaehler.objects.create(schluessel="b", fenster=timezone.now() - timedelta(days=1))

        assert aufraeumen()["zaehler"] == 1
        assert list(Zaehler.objects.all()) == [neu]

    def test_abgelaufene_sitzungen(self, db):
        Session.objects.create(
            session_key="alt", session_data="", expire_date=timezone.now() - timedelta(hours=1)
        )
        Session.objects.create(
            session_key="neu", session_data="", expire_date=timezone.now() + timedelta(hours=1)
        )
        aufraeumen()

        assert list(Session.objects.values_list("session_key", flat=True)) == ["neu"]

    def test_abgelaufene_links_nach_der_uhr_des_projekts(self, db):
        zugangslink_ausstellen(zweck="z", objekt="alt", gueltig_bis=uhr.jetzt())
        zugangslink_ausstellen(zweck="z", objekt="neu", gueltig_bis=uhr.jetzt() + timedelta(seconds=1))

        assert aufraeumen()["zugangslinks"] == 1
        assert Zugangslink.objects.get().objekt == "neu"

    def test_briefe_dreissig_tage_nach_der_konferenz(self, brief):
        konferenz = welt.konferenz()
        brief(1, konferenz=konferenz)
        brief(2)

        with welt.zeit("2024-12-16", "16:59"):
            assert aufraeumen()["briefe"] == 0
        with welt.zeit("2024-12-16", "17:01"):
            assert aufraeumen()["briefe"] == 1
        assert Nachricht.objects.get().bezug == "2"

    def test_briefe_mit_zugangsdaten_einen_tag_nach_dem_versand(self, brief):
        for n, stand in enumerate(["versandt", "verworfen", "gescheitert", "wartend"]):
            brief(n, ist_verborgen=True)
            Nachricht.objects.filter(bezug=str(n)).update(stand=stand)
        brief(9)
        assert aufraeumen()["zugangsbriefe"] == 0

        with welt.zeit("2024-09-03", "09:15"):
            assert aufraeumen()["zugangsbriefe"] == 2
        assert sorted(Nachricht.objects.values_list("bezug", flat=True)) == ["2", "3", "9"]

    def test_abgelaufene_zaehler_der_anmeldung_mit_der_adresse_des_anschlusses(self, db):
        cache.set("allauth:rl:login:ip:192.0.2.7", [1], timeout=0.001)
        cache.set("allauth:rl:login:ip:192.0.2.8", [1], timeout=300)
        time.sleep(1.1)

        assert aufraeumen()["zwischenspeicher"] == 1
        assert cache.get("allauth:rl:login:ip:192.0.2.8") == [1]

    def test_ein_zweiter_lauf_findet_nichts_mehr(self, brief):
        """I17."""
        brief(1, konferenz=welt.konferenz())
        with welt.zeit("2025-06-01"):
            assert sum(aufraeumen().values()) == 1
            assert sum(aufraeumen().values()) == 0


def test_viele_anfragen_verdraengen_keine_zaehler_der_anmeldung(db):
    """More client addresses than Django keeps by default: the first count is still there."""
    cache.set("erster", 1, timeout=300)
    cache.set_many({f"anschluss:{nummer}": 1 for nummer in range(320)}, timeout=300)
    assert cache.get("erster") == 1

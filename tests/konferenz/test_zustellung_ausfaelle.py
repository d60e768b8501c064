"""Delivery through faults: nothing is lost, nobody blocks anybody, a double carries the same Message-ID (I13)."""

import os
import subprocess
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import time_machine
from django.db import connections
from django.utils import timezone

from betrieb.prozesse import BASIS
from betrieb.testserver import datenbank_url
from konferenz.actions.nachricht import ausgang, zustellen
from konferenz.actions.nachricht.zustellen import beanspruche, vermerke
from konferenz.models import Nachricht
from tests import orakel

EWIG = 1000


def staende():
    return {nachricht.bezug: nachricht.stand for nachricht in Nachricht.objects.all()}


class TestAntwortenDesServers:
    def test_550_fuer_eine_adresse_trifft_nur_diese(self, brief, postfach):
        """S37: the failure is shown for that person, the others are not mailed again."""
        for n in (1, 2, 3):
            brief(n)
        postfach.ablehnen = {"gast2@example.org"}

        assert zustellen(hoechstens=EWIG) == 3
        assert zustellen(hoechstens=EWIG) == 0

        assert staende() == {"1": "versandt", "2": "gescheitert", "3": "versandt"}
        assert Nachricht.objects.get(bezug="2").fehler == (
            "Diese Adresse gibt es nicht, oder sie nimmt keine Post an. (550 5.1.1 no such mailbox)"
        )
        assert [b.empfaenger for b in postfach.briefe] == [("gast1@example.org",), ("gast3@example.org",)]

    @pytest.mark.parametrize(
        ("antwort", "anfang"),
        [
            ("552 5.2.2 mailbox full", "Das Postfach ist voll"),
            ("554 5.7.1 spam", "Der Mailserver dieser Adresse hat den Brief abgelehnt"),
            ("550 5.7.1 blocked", "Der Mailserver dieser Adresse hat den Brief abgelehnt"),
            ("553 bad mailbox", "Diese Adresse gibt es nicht"),
        ],
    )
    def test_der_fehler_steht_in_worten_da(self, brief, postfach, antwort, anfang):
        brief(1)
        postfach.antworten = {"gast1@example.org": antwort}
        zustellen(hoechstens=EWIG)

        fehler = Nachricht.objects.get().fehler
        assert fehler.startswith(anfang)
        assert fehler.endswith(f"({antwort})")

    def test_4xx_wird_mit_wachsenden_pausen_wieder_versucht(self, brief, postfach):
        brief(1)
        postfach.antworten = {"gast1@example.org": "451 4.7.1 greylisted"}
        with time_machine.travel(timezone.now(), tick=False) as reise:
            pausen = []
            for _ in range(11):
                assert zustellen(hoechstens=EWIG) == 1
                nachricht = Nachricht.objects.get()
                pausen.append((nachricht.naechster_versuch - timezone.now()).total_seconds() / 60)
                reise.shift((pausen[-1] * 60) - 1)
                assert zustellen(hoechstens=EWIG) == 0
                reise.shift(1)
            postfach.antworten = {}
            assert zustellen(hoechstens=EWIG) == 1

        assert pausen == [1, 2, 4, 8, 16, 32, 64, 128, 240, 240, 240]
        assert staende() == {"1": "versandt"}
        assert Nachricht.objects.get().fehler == ""

    def test_nach_zwanzig_vertroestungen_ist_schluss(self, brief, postfach):
        brief(1)
        Nachricht.objects.update(versuche=19)
        postfach.antworten = {"gast1@example.org": "451 4.7.1 greylisted"}
        zustellen(hoechstens=EWIG)

        assert staende() == {"1": "gescheitert"}

    def test_421_haelt_die_anderen_nicht_auf(self, brief, postfach):
        brief(1)
        brief(2)
        postfach.antworten = {"gast1@example.org": "421 4.7.0 too many"}
        zustellen(hoechstens=EWIG)

        assert staende() == {"1": "wartend", "2": "versandt"}


class TestServerFehlt:
    def test_ohne_server_wartet_alles_und_danach_kommt_alles_einmal_an(self, brief, postfach):
        for n in range(5):
            brief(n)
        postfach.aus()

        assert zustellen(hoechstens=EWIG) == 1
        assert set(staende().values()) == {"wartend"}
        (fehler,) = Nachricht.objects.exclude(fehler="").values_list("fehler", flat=True)
        assert fehler.startswith("Unser Mailserver ist nicht erreichbar")
        assert set(Nachricht.objects.values_list("versuche", flat=True)) == {0}

        postfach.an()
        with time_machine.travel(timezone.now() + timedelta(minutes=1)):
            assert zustellen(hoechstens=EWIG) == 5
        assert len(postfach.briefe) == 5
        assert set(staende().values()) == {"versandt"}

    def test_ein_server_der_tagelang_fehlt_laesst_keinen_brief_scheitern(self, brief, postfach):
        brief(1)
        postfach.aus()
        with time_machine.travel(timezone.now(), tick=False) as reise:
            for _ in range(50):
                assert zustellen(hoechstens=EWIG) == 1
                reise.shift(60)

        assert staende() == {"1": "wartend"}

    def test_haengt_der_server_nach_data_bleibt_der_brief_und_seine_message_id(
        self, brief, postfach, settings
    ):
        settings.EMAIL_TIMEOUT = 1
        brief(1)
        postfach.verzoegerung = 3
        zustellen(hoechstens=EWIG)
        assert staende() == {"1": "wartend"}
        assert Nachricht.objects.get().fehler == "Die Übergabe an den Mailserver brach ab."

        postfach.verzoegerung = 0
        with time_machine.travel(timezone.now() + timedelta(minutes=1)):
            zustellen(hoechstens=EWIG)
        assert staende() == {"1": "versandt"}
        assert len({b.nachricht["Message-ID"] for b in postfach.briefe}) == 1

    def test_alle_briefe_eines_laufs_gehen_ueber_eine_verbindung(self, brief, postfach, monkeypatch):
        from konferenz.actions.nachricht import leitung

        for n in range(7):
            brief(n)
        oeffnungen = []
        echt = leitung.get_connection
        monkeypatch.setattr(leitung, "get_connection", lambda: oeffnungen.append(1) or echt())
        zustellen(hoechstens=EWIG)

        assert (len(postfach.briefe), len(oeffnungen)) == (7, 1)


class TestGift:
    def test_ein_brief_der_sich_nicht_machen_laesst_blockiert_keinen(self, brief, postfach, post, caplog):
        brief(1)
        brief(2)
        post.GIFT.add("1")

        assert zustellen(hoechstens=EWIG) == 2
        assert staende() == {"1": "wartend", "2": "versandt"}
        assert Nachricht.objects.get(bezug="1").fehler.startswith("Der Brief ließ sich nicht fertigstellen")
        assert "ZeroDivisionError" in caplog.text
        assert "gast1@example.org" not in caplog.text

    def test_ein_brief_an_dem_jeder_arbeiter_stirbt_wird_aufgegeben(self, brief, postfach):
        brief(1)
        brief(2)
        Nachricht.objects.filter(bezug="1").update(versuche=20)
        zustellen(hoechstens=EWIG)

        assert staende() == {"1": "gescheitert", "2": "versandt"}

    def test_was_keinen_grund_mehr_hat_wird_verworfen(self, brief, postfach, post):
        brief(1)
        brief(2)
        post.HINFAELLIG.add("1")
        zustellen(hoechstens=EWIG)

        assert staende() == {"1": "verworfen", "2": "versandt"}
        assert len(postfach.briefe) == 1


class TestReihenfolge:
    def test_ein_eiliger_brief_ueberholt_ein_rundschreiben_das_schon_laeuft(self, brief, postfach):
        for n in range(4):
            brief(n, spur=Nachricht.Spur.RUNDSCHREIBEN)
        zustellen(hoechstens=2)
        brief(9, spur=Nachricht.Spur.SOFORT)
        brief(8, spur=Nachricht.Spur.ERINNERUNG)
        zustellen(hoechstens=EWIG)

        assert [b.empfaenger[0][4] for b in postfach.briefe] == list("019823")


class TestLease:
    def test_wer_seinen_anspruch_verlor_vermerkt_nichts(self, brief):
        brief(1)
        erster = beanspruche()
        assert beanspruche() is None
        with time_machine.travel(timezone.now() + timedelta(minutes=2, seconds=1)):
            zweiter = beanspruche()

        assert zweiter.pk == erster.pk
        assert zweiter.message_id == erster.message_id
        assert not vermerke(erster, ausgang.verworfen())
        assert vermerke(zweiter, ausgang.versandt(zweiter))
        assert staende() == {"1": "versandt"}

    def test_stirbt_einer_nach_dem_anspruch_ist_der_brief_nach_zwei_minuten_wieder_frei(
        self, brief, postfach
    ):
        brief(1)
        beanspruche()
        assert zustellen(hoechstens=EWIG) == 0

        with time_machine.travel(timezone.now() + timedelta(minutes=2, seconds=1)):
            assert zustellen(hoechstens=EWIG) == 1
        assert len(postfach.briefe) == 1


def _im_thread(aufgabe):
    def lauf(nummer):
        try:
            return aufgabe(nummer)
        finally:
            connections["default"].close()

    return lauf


@pytest.mark.django_db(transaction=True)
class TestGleichzeitig:
    ANZAHL = 40

    def test_vier_arbeiter_stellen_jeden_brief_einmal_zu(self, brief, postfach):
        for n in range(self.ANZAHL):
            brief(n)
        with ThreadPoolExecutor(4) as faeden:
            versucht = sum(faeden.map(_im_thread(lambda _: zustellen(hoechstens=EWIG)), range(4)))

        assert versucht == self.ANZAHL
        erwartet = Nachricht.objects.values_list("message_id", flat=True)
        assert Counter(b.nachricht["Message-ID"] for b in postfach.briefe) == Counter(erwartet)
        assert orakel.verletzungen_post() == []

    def test_gegenprobe_ohne_sperre_kommen_briefe_doppelt(self, brief, postfach):
        """The same delivery with a claim that only looks and writes."""
        for n in range(self.ANZAHL):
            brief(n)

        def ohne_sperre(_):
            beansprucht = []
            while (nachricht := Nachricht.objects.zustellbar().order_by("spur", "id").first()) is not None:
                time.sleep(0.002)
                Nachricht.objects.filter(pk=nachricht.pk).update(stand="versandt")
                beansprucht.append(nachricht.pk)
            return beansprucht

        with ThreadPoolExecutor(4) as faeden:
            doppelt = Counter(pk for teil in faeden.map(_im_thread(ohne_sperre), range(4)) for pk in teil)

        assert max(doppelt.values()) > 1


ZUSTELLER = "from konferenz.actions.nachricht import zustellen; zustellen(hoechstens=1000)"
ERST_VERMERKT_DANN_TOT = """
import os, signal
from konferenz.actions.nachricht import ausgang
from konferenz.actions.nachricht.zustellen import beanspruche, vermerke
nachricht = beanspruche()
vermerke(nachricht, ausgang.versandt(nachricht))
os.kill(os.getpid(), signal.SIGKILL)
"""


def arbeiter(programm):
    """A process of its own that delivers, with another broker so that nothing else wakes up."""
    befehl = f"import django; django.setup()\n{programm}"
    umgebung = {**os.environ, "DATABASE_URL": datenbank_url()}
    return subprocess.Popen([sys.executable, "-c", befehl], cwd=BASIS, env=umgebung)


def warte_bis(bedingung, sekunden=60):
    ende = time.monotonic() + sekunden
    while not bedingung():
        assert time.monotonic() < ende, "waited in vain"
        time.sleep(0.002)


def toete_mittendrin(postfach, programm, je_lauf):
    """Start workers and kill -9 each one between DATA and 250, until all is done; returns the number of kills."""
    tote = 0
    while Nachricht.objects.filter(stand__in=["wartend", "in_zustellung"]).exists():
        # The leases of the dead run out: nobody waits two minutes here.
        Nachricht.objects.filter(stand="in_zustellung").update(
            lease_bis=timezone.now() - timedelta(seconds=1)
        )
        bisher = len(postfach.briefe)
        prozess = arbeiter(programm)
        warte_bis(lambda: len(postfach.briefe) >= bisher + je_lauf or prozess.poll() is not None)  # noqa: B023
        if prozess.poll() is None:
            prozess.kill()
            tote += 1
        prozess.wait()
    return tote


@pytest.mark.django_db(transaction=True)
class TestArbeiterStirbt:
    """kill -9 between SMTP 250 and "sent", in real processes."""

    ANZAHL = 12

    def test_nichts_geht_verloren_und_doppelte_tragen_dieselbe_message_id(self, brief, postfach):
        for n in range(self.ANZAHL):
            brief(n)
        postfach.verzoegerung = 0.05
        tote = toete_mittendrin(postfach, ZUSTELLER, je_lauf=5)

        assert tote >= 2
        assert set(staende().values()) == {"versandt"}
        angekommen = {
            str(b.nachricht["To"].addresses[0].addr_spec): b.nachricht["Message-ID"] for b in postfach.briefe
        }
        assert angekommen == dict(Nachricht.objects.values_list("an", "message_id"))
        for adresse in angekommen:
            assert len({b.nachricht["Message-ID"] for b in postfach.an_adresse(adresse)}) == 1
        assert len(postfach.briefe) > self.ANZAHL
        assert orakel.verletzungen_post() == []

    def test_gegenprobe_wer_erst_vermerkt_und_dann_stirbt_verliert_den_brief(self, brief, postfach):
        brief(1)
        arbeiter(ERST_VERMERKT_DANN_TOT).wait()
        with time_machine.travel(timezone.now() + timedelta(hours=1)):
            zustellen(hoechstens=EWIG)

        assert staende() == {"1": "versandt"}
        assert postfach.briefe == []

"""Limits count in PostgreSQL, on the real clock, without storing an address."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import time_machine
from django.db import connections

from konferenz.actions.begrenzung import herkunft, zaehle
from konferenz.models import Zaehler

STUNDE = timedelta(hours=1)


@pytest.mark.django_db
def test_so_viele_wie_erlaubt_und_keiner_mehr():
    antworten = [zaehle("versuch", "a@example.org", 3, STUNDE) for _ in range(5)]

    assert antworten == [True, True, True, False, False]


@pytest.mark.django_db
def test_jedes_merkmal_und_jede_art_zaehlt_fuer_sich():
    assert zaehle("versuch", "a", 1, STUNDE)
    assert not zaehle("versuch", "a", 1, STUNDE)

    assert zaehle("versuch", "b", 1, STUNDE)
    assert zaehle("anderes", "a", 1, STUNDE)


@pytest.mark.django_db
def test_im_naechsten_fenster_ist_wieder_platz():
    with time_machine.travel("2026-01-05 10:59:59+00:00", tick=False) as reise:
        assert zaehle("versuch", "a", 1, STUNDE)
        assert not zaehle("versuch", "a", 1, STUNDE)
        reise.shift(1)
        assert zaehle("versuch", "a", 1, STUNDE)


@pytest.mark.django_db
def test_die_adresse_steht_nirgends_und_ist_nicht_zu_erraten():
    from hashlib import sha256

    zaehle("versuch", "geheim@example.org", 3, STUNDE)

    (schluessel,) = Zaehler.objects.values_list("schluessel", flat=True)
    assert "geheim" not in schluessel
    assert schluessel not in {
        sha256(text.encode()).hexdigest() for text in ("geheim@example.org", "versuch\0geheim@example.org")
    }


@pytest.mark.django_db(transaction=True)
def test_gleichzeitige_verlieren_keinen_zaehler():
    def einer(_: int) -> bool:
        try:
            return zaehle("versuch", "a", 20, STUNDE)
        finally:
            connections["default"].close()

    with ThreadPoolExecutor(8) as faeden:
        antworten = list(faeden.map(einer, range(50)))

    assert sum(antworten) == 20
    assert Zaehler.objects.get().anzahl == 50


@pytest.mark.django_db(transaction=True)
def test_gegenprobe_lesen_und_schreiben_statt_einer_anweisung_verliert_zaehler():
    def einer(_: int) -> None:
        from time import sleep

        try:
            zeile = Zaehler.objects.get(schluessel="x")
            sleep(0.01)
            Zaehler.objects.filter(schluessel="x").update(anzahl=zeile.anzahl + 1)
        finally:
            connections["default"].close()

    from django.utils import timezone

    Zaehler.objects.create(schluessel="x", fenster=timezone.now(), anzahl=0)
    with ThreadPoolExecutor(8) as faeden:
        list(faeden.map(einer, range(50)))

    assert Zaehler.objects.get().anzahl < 50


class TestHerkunft:
    def test_ohne_proxy_gilt_die_verbindung_und_die_kopfzeile_nichts(self, settings):
        settings.PROXY_ANZAHL = 0
        assert herkunft({"REMOTE_ADDR": "192.0.2.7", "HTTP_X_FORWARDED_FOR": "203.0.113.9"}) == "192.0.2.7"

    def test_hinter_einem_proxy_gilt_sein_eintrag_nicht_der_erfundene_davor(self, settings):
        settings.PROXY_ANZAHL = 1
        meta = {"REMOTE_ADDR": "10.0.0.1", "HTTP_X_FORWARDED_FOR": "1.2.3.4, 203.0.113.9"}
        assert herkunft(meta) == "203.0.113.9"

    def test_weniger_stationen_als_proxys_gilt_die_verbindung(self, settings):
        settings.PROXY_ANZAHL = 2
        assert herkunft({"REMOTE_ADDR": "10.0.0.1", "HTTP_X_FORWARDED_FOR": "1.2.3.4"}) == "10.0.0.1"

    def test_ipv6_zaehlt_das_netz(self, settings):
        settings.PROXY_ANZAHL = 0
        assert herkunft({"REMOTE_ADDR": "2001:db8:1:2:aaaa::1"}) == herkunft(
            {"REMOTE_ADDR": "2001:db8:1:2:bbbb::2"}
        )

    def test_ipv4_ueber_eine_ipv6_buchse_bleibt_ein_anschluss_je_adresse(self, settings):
        """All such addresses lie in one /64: together they would share one limit."""
        settings.PROXY_ANZAHL = 0
        assert [herkunft({"REMOTE_ADDR": f"::ffff:192.0.2.{n}"}) for n in (7, 8)] == [
            "192.0.2.7",
            "192.0.2.8",
        ]

    @pytest.mark.parametrize("adresse", ["", "quatsch", "1.2.3.4.5", "a" * 10_000])
    def test_unsinn_ist_unbekannt(self, settings, adresse):
        settings.PROXY_ANZAHL = 1
        assert (
            herkunft({"REMOTE_ADDR": "10.0.0.1", "HTTP_X_FORWARDED_FOR": f"1.2.3.4,{adresse or '?'}"})
            == "unbekannt"
        )

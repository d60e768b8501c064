"""The test environment itself: real servers, each test process for itself."""

import smtplib
from email.message import EmailMessage

import pytest
from django.core import mail
from django.db import connection

from betrieb.postfach import Postfach


def schicke(an: str) -> None:
    mail.EmailMessage("Grüße", "Text mit Ümlaut", "a@example.org", [an]).send()


@pytest.mark.django_db
def test_datenbank_ist_ein_echtes_postgresql_18_mit_der_sortierung_der_produktion():
    with connection.cursor() as zeiger:
        zeiger.execute("SELECT datlocprovider, datlocale FROM pg_database WHERE datname = current_database()")
        assert zeiger.fetchone() == ("b", "C.UTF-8")
    assert connection.pg_version // 10000 == 18


def test_redis_antwortet_und_verlangt_sein_passwort():
    import os

    import redis

    assert redis.Redis.from_url(os.environ["REDIS_URL"]).ping()
    ohne = os.environ["REDIS_URL"].split("@", 1)[1]
    with pytest.raises(redis.exceptions.AuthenticationError):
        redis.Redis.from_url(f"redis://{ohne}").ping()


def test_brief_kommt_ueber_smtp_mit_umschlag_an(postfach: Postfach):
    schicke("ada@example.org")
    [brief] = postfach.briefe
    assert isinstance(brief.nachricht, EmailMessage)
    assert (brief.betreff, brief.absender, brief.empfaenger) == (
        "Grüße",
        "a@example.org",
        ("ada@example.org",),
    )
    assert brief.text.strip() == "Text mit Ümlaut"


def test_verbotene_adresse_wird_mit_550_abgelehnt(postfach: Postfach):
    postfach.ablehnen.add("weg@example.org")
    with pytest.raises(smtplib.SMTPRecipientsRefused) as fehler:
        schicke("weg@example.org")
    assert fehler.value.recipients["weg@example.org"][0] == 550
    assert postfach.briefe == []


def test_ausgeschaltetes_postfach_weist_verbindungen_ab_und_kommt_am_selben_port_wieder(postfach: Postfach):
    port = postfach.port
    postfach.aus()
    with pytest.raises(ConnectionRefusedError):
        schicke("ada@example.org")
    postfach.an()
    schicke("ada@example.org")
    assert (len(postfach.briefe), postfach.port) == (1, port)


def test_seite_meldet_fremde_rechner_csp_und_skriptfehler(chromium):
    from betrieb.testserver import Wache

    wache = Wache()
    kontext = chromium.new_context()
    wache.beobachte(kontext)
    kontext.route(
        "**/*",
        lambda weg: weg.fulfill(
            body=SEITE,
            content_type="text/html",
            headers={"content-security-policy": "default-src 'none'; script-src 'unsafe-inline'"},
        ),
    )
    kontext.new_page().goto("http://anderswo.example/")
    kontext.close()
    arten = sorted(verstoss.split(":")[0] for verstoss in wache.verstoesse)
    assert arten == ["CSP", "request to another host", "script error"]


SEITE = "<title>x</title><style>p { color: red }</style><p>Text<script>throw new Error('kaputt')</script>"

"""The test environment itself: real servers, each test process for itself."""

import pytest
from django.db import connection


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

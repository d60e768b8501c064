"""Pages for what went wrong."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client, RequestFactory
from django.utils.translation import override

from konferenz.views import fehler
from tests import personen, welt


@pytest.fixture
def haus(db):
    welt.bezirk()
    return welt.konferenz()


@pytest.mark.django_db
@pytest.mark.parametrize("pfad", ["/gibt-es-nicht/", "/ar/gibt-es-nicht/", "/1999/", "/konto/gibt-es-nicht/"])
def test_404_nennt_einen_weg_und_das_telefon(client, haus, pfad):
    antwort = client.get(pfad)
    seite = antwort.content.decode()
    assert antwort.status_code == 404
    assert "tel:01234560" in seite
    assert (
        '<html lang="ar" dir="rtl">' if pfad.startswith("/ar/") else '<html lang="de" dir="ltr">'
    ) in seite


@pytest.mark.django_db
def test_404_geht_auch_in_einem_leeren_haus(client):
    assert client.get("/gibt-es-nicht/").status_code == 404


@pytest.mark.django_db
def test_403_zeigt_angemeldeten_den_arbeitsbereich(client, haus):
    client.force_login(personen.person("pruefung"))
    antwort = client.get("/arbeit/konten/")
    assert antwort.status_code == 403
    assert 'href="/arbeit/"' in antwort.content.decode()


def test_die_seite_der_stoerung_braucht_weder_datenbank_noch_sitzung(settings):
    """No database mark: a query would fail the test."""
    settings.VORFUEHRUNG = True
    with override("ar"):
        antwort = fehler.stoerung(RequestFactory().get("/ar/2024/"))
    assert antwort.status_code == 500
    assert '<html lang="ar" dir="rtl">' in antwort.content.decode()


@pytest.mark.django_db
def test_400_bei_fremdem_rechnernamen(client, haus):
    antwort = client.get("/", headers={"host": "boese.example"})
    assert antwort.status_code == 400
    assert "Das hat nicht geklappt" in antwort.content.decode()


@pytest.mark.django_db
def test_ein_formular_ohne_schluessel_der_sitzung_sagt_was_zu_tun_ist(haus):
    antwort = Client(enforce_csrf_checks=True).post("/2024/anmeldung/", {})
    assert antwort.status_code == 403
    assert "Wir haben nichts gespeichert" in antwort.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("funktion", [fehler.falsche_anfrage, fehler.nicht_erlaubt, fehler.nicht_gefunden])
def test_die_seiten_zeigen_nie_den_text_der_ausnahme(haus, funktion):
    antwort = funktion(RequestFactory().get("/"), PermissionDenied("geheim"))
    assert "geheim" not in antwort.content.decode()

"""The mixin of every protected page: logged out, second factor, right, invisible object."""

import pytest
from django.contrib.messages import get_messages
from django.http import HttpResponse
from django.urls import reverse

from konferenz.models import Rolle
from konferenz.models.benutzer import ROLLEN_MIT_ZWEITEM_FAKTOR
from tests.personen import person

pytestmark = pytest.mark.django_db

KONTEN = "/arbeit/konten/"


def angemeldet(client, *rollen: str, **felder: object):
    konto = person(*rollen, **felder)
    client.force_login(konto)
    return konto


def test_ohne_anmeldung_zur_anmeldung_und_wieder_zurueck(client):
    antwort = client.get(KONTEN, {"q": "a&b"})

    assert (antwort.status_code, antwort["Location"]) == (
        302,
        "/konto/login/?next=/arbeit/konten/%3Fq%3Da%2526b",
    )


def test_wer_das_recht_hat_sieht_die_seite_und_kein_zwischenspeicher_behaelt_sie(client):
    angemeldet(client, "administration")
    antwort = client.get(KONTEN)

    assert antwort.status_code == 200
    assert {teil.strip() for teil in antwort["Cache-Control"].split(",")} >= {"no-store", "private"}


def test_ohne_das_recht_403(client):
    angemeldet(client, "sachbearbeitung")

    assert client.get(KONTEN).status_code == 403


def test_endet_die_rolle_ist_die_naechste_anfrage_verschlossen(client):
    konto = angemeldet(client, "administration")
    assert client.get(KONTEN).status_code == 200

    konto.rollenzuweisungen.all().delete()

    assert client.get(KONTEN).status_code == 403


def test_wird_das_konto_gesperrt_endet_die_sitzung(client):
    konto = angemeldet(client, "administration")
    assert client.get(KONTEN).status_code == 200

    konto.is_active = False
    konto.save()

    assert client.get(KONTEN)["Location"].startswith("/konto/login/")


def test_fremdes_und_fehlendes_objekt_antworten_gleich(client):
    """I15: who lacks the right learns nothing about what exists."""
    da = person()
    angemeldet(client, "sachbearbeitung")
    antworten = [client.get(reverse("arbeit:konto", args=[pk])) for pk in (da.pk, 999_999)]

    assert [antwort.status_code for antwort in antworten] == [403, 403]
    assert antworten[0].content == antworten[1].content


def test_wer_das_recht_hat_bekommt_fuer_fehlendes_404(client):
    angemeldet(client, "administration")

    assert client.get(reverse("arbeit:konto", args=[999_999])).status_code == 404


class TestZweiterFaktor:
    @pytest.mark.parametrize("rolle", sorted(ROLLEN_MIT_ZWEITEM_FAKTOR))
    def test_ohne_ihn_zuerst_zur_einrichtung(self, client, rolle: Rolle):
        angemeldet(client, rolle, zweiter_faktor=False)
        antwort = client.get("/arbeit/")

        assert (antwort.status_code, antwort["Location"]) == (302, reverse("mfa_activate_totp"))
        assert len(list(get_messages(antwort.wsgi_request))) == 1

    def test_die_einrichtung_selbst_ist_offen(self, client):
        angemeldet(client, "administration", zweiter_faktor=False)

        assert client.get(reverse("mfa_activate_totp")).status_code == 200

    def test_andere_rollen_brauchen_ihn_nicht(self, client):
        angemeldet(client, "uebersetzung", zweiter_faktor=False)

        assert client.get("/arbeit/").status_code == 200

    def test_ersatzcodes_allein_genuegen_nicht(self, client):
        konto = angemeldet(client, "administration")
        konto.authenticator_set.update(type="recovery_codes")

        assert client.get("/arbeit/").status_code == 302

    def test_in_der_vorfuehrung_wird_er_nur_angeboten(self, client, settings):
        settings.ZWEITER_FAKTOR_VERLANGT = False
        angemeldet(client, "administration", zweiter_faktor=False)

        assert client.get("/arbeit/").status_code == 200


def test_knopf_seiten_aendern_nichts_mit_get(client):
    konto = person(is_active=False)
    angemeldet(client, "administration")
    antwort: HttpResponse = client.get(reverse("arbeit:konto-entsperren", args=[konto.pk]))

    assert antwort.status_code == 405
    konto.refresh_from_db()
    assert not konto.is_active

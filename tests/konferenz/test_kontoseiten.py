"""Pages of allauth in the house's own frame and words."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client

from tests import personen, welt

pytestmark = pytest.mark.django_db

OFFEN = [
    "/konto/login/",
    "/konto/login/code/",
    "/konto/password/reset/",
    "/konto/password/reset/done/",
    "/konto/signup/",
    "/konto/inactive/",
]
ANGEMELDET = [
    "/konto/logout/",
    "/konto/password/change/",
    "/konto/reauthenticate/",
    "/konto/2fa/",
    "/konto/2fa/reauthenticate/",
    "/konto/2fa/totp/deactivate/",
    "/konto/2fa/recovery-codes/",
    "/konto/2fa/recovery-codes/generate/",
    "/konto/2fa/webauthn/",
    "/konto/2fa/webauthn/add/",
]
ENGLISCH = re.compile(
    r"\b(Sign|Email|your|Password(?!feld)|Authenticator code|Security|Recovery|Confirm|the)\b"
)
DUZEN = re.compile(r"\b(du|dein\w*|dich|dir)\b", re.IGNORECASE)


@pytest.fixture(autouse=True)
def haus():
    welt.bezirk()
    return welt.konferenz()


@pytest.fixture
def angemeldet(client):
    """A person who logged in with password and code a moment ago, and so need not prove it again."""
    person = personen.person("sachbearbeitung", zweiter_faktor=False)
    TOTP.activate(person, "JBSWY3DPEHPK3PXP")
    RecoveryCodes.activate(person)
    client.force_login(person)
    client.post("/konto/reauthenticate/", {"password": personen.PASSWORT})
    return person


def pruefe(antwort) -> None:
    """200 in our frame, German, polite, without inline script or style."""
    assert antwort.status_code == 200, antwort
    seite = antwort.content.decode()
    assert '<main id="inhalt"' in seite or 'class="app-arbeit__inhalt" id="inhalt"' in seite
    assert re.findall(r"<h1[^>]*>", seite) == ['<h1 class="kern-heading-large">']
    assert "placeholder=" not in seite
    assert not re.search(r"<style|\sstyle=|\son\w+=", seite)
    skripte = re.findall(r"<script([^>]*)>", seite)
    assert [s for s in skripte if "src=" not in s and "application/json" not in s] == []
    text = re.sub(r"<script.*?</script>|<head>.*?</head>|<[^>]+>", " ", seite, flags=re.S)
    assert not ENGLISCH.search(text), ENGLISCH.search(text)
    assert not DUZEN.search(text), DUZEN.search(text)


@pytest.mark.parametrize("pfad", OFFEN)
def test_offene_seiten(client, pfad):
    pruefe(client.get(pfad))


@pytest.mark.parametrize("pfad", ANGEMELDET)
def test_seiten_des_eigenen_kontos(client, angemeldet, pfad):
    pruefe(client.get(pfad))


def test_die_app_einrichten_zeigt_bild_und_schluessel(client):
    person = personen.person(zweiter_faktor=False)
    client.force_login(person)
    client.post("/konto/reauthenticate/", {"password": personen.PASSWORT})
    antwort = client.get("/konto/2fa/totp/activate/")
    pruefe(antwort)
    assert 'src="data:image/svg+xml' in antwort.content.decode()
    assert antwort.context["form"].secret in antwort.content.decode()


def test_ein_vorhandener_sicherheitsschluessel_laesst_sich_umbenennen_und_entfernen(client, angemeldet):
    daten = {"name": "Blauer Stick", "credential": {}}
    schluessel = Authenticator.objects.create(user=angemeldet, type=Authenticator.Type.WEBAUTHN, data=daten)
    liste = client.get("/konto/2fa/webauthn/")
    pruefe(liste)
    assert "Blauer Stick" in liste.content.decode()
    for was in ("edit", "remove"):
        pruefe(client.get(f"/konto/2fa/webauthn/keys/{schluessel.pk}/{was}/"))


def test_der_zweite_schritt_der_anmeldung(client):
    person = personen.person("sachbearbeitung", zweiter_faktor=False)
    TOTP.activate(person, "JBSWY3DPEHPK3PXP")
    antwort = client.post(
        "/konto/login/", {"login": person.email, "password": personen.PASSWORT}, follow=True
    )
    assert antwort.redirect_chain[-1][0].startswith("/konto/2fa/authenticate/")
    pruefe(antwort)


def test_der_code_wird_fuer_bekannte_und_fremde_adressen_gleich_verlangt():
    seiten = []
    for adresse in (personen.person().email, "niemand@example.org"):
        antwort = Client().post("/konto/login/code/", {"email": adresse}, follow=True)
        pruefe(antwort)
        ohne_schluessel = re.sub(r'value="[^"]{20,}"', "", antwort.content.decode())
        seiten.append(ohne_schluessel.replace(adresse, "ADRESSE"))
    assert seiten[0] == seiten[1]


def test_ein_falsches_passwort_sagt_hoeflich_was_zu_tun_ist(client):
    antwort = client.post("/konto/login/", {"login": "niemand@example.org", "password": "falsch"})
    seite = antwort.content.decode()
    assert "E-Mail-Adresse und Passwort passen nicht zusammen. Bitte prüfen Sie beide." in seite
    assert "<title>Fehler: Anmelden im Arbeitsbereich" in seite
    pruefe(antwort)


def test_abmelden_geht_nur_mit_einem_knopf(client, angemeldet):
    antwort = client.get("/konto/2fa/")
    assert re.search(
        r'<form method="post" action="/konto/logout/">.*?Abmelden</button>', antwort.content.decode(), re.S
    )
    assert "_auth_user_id" in client.session
    client.get("/konto/logout/")
    assert "_auth_user_id" in client.session
    client.post("/konto/logout/")
    assert "_auth_user_id" not in client.session

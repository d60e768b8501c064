"""The second step of the login in a real browser: app, spare code, and a security key under the strict CSP."""

import time
from collections.abc import Callable

import pytest
from allauth.mfa import app_settings
from allauth.mfa.totp.internal import auth
from playwright.sync_api import Page, expect

from konferenz.models import Benutzer
from tests import personen, welt

pytestmark = pytest.mark.django_db(transaction=True)


def _melde_an(seite: Page, person: Benutzer) -> None:
    seite.goto("/konto/login/")
    seite.get_by_label("E-Mail-Adresse").fill(person.email)
    seite.get_by_label("Passwort").fill(personen.PASSWORT)
    seite.get_by_role("button", name="Anmelden", exact=True).click()
    expect(seite.get_by_role("heading", level=1)).not_to_have_text("Anmelden im Arbeitsbereich")


def _melde_ab(seite: Page, person: Benutzer) -> None:
    seite.locator("summary", has_text=str(person)).click()
    seite.get_by_role("button", name="Abmelden").click()
    expect(seite.get_by_text("Sie sind abgemeldet.")).to_be_visible()


@pytest.fixture
def person() -> Benutzer:
    welt.bezirk()
    welt.konferenz()
    return personen.person("sachbearbeitung", zweiter_faktor=False)


def test_app_einrichten_und_mit_ihrem_code_anmelden(
    neue_seite: Callable[..., Page], person: Benutzer
) -> None:
    """Without a single line of JavaScript."""
    seite = neue_seite(java_script_enabled=False)
    _melde_an(seite, person)
    seite.goto("/konto/2fa/totp/activate/")
    geheimnis = seite.locator("code").inner_text()
    zaehler = int(time.time()) // app_settings.TOTP_PERIOD
    seite.get_by_label("Code aus der App").fill(auth.format_hotp_value(auth.hotp_value(geheimnis, zaehler)))
    seite.get_by_role("button", name="App einrichten").click()
    expect(seite.get_by_role("heading", level=1)).to_have_text("Ersatzcodes")
    ersatzcode = seite.locator("code").first.inner_text()

    _melde_ab(seite, person)
    _melde_an(seite, person)
    expect(seite.get_by_role("heading", level=1)).to_have_text("Zweiter Schritt der Anmeldung")
    seite.get_by_label("Code").fill(ersatzcode)
    seite.get_by_role("button", name="Anmelden", exact=True).click()
    expect(seite.locator("summary", has_text=str(person))).to_be_visible()


def test_sicherheitsschluessel_hinzufuegen_und_damit_anmelden(seite: Page, person: Benutzer) -> None:
    """The guard of `seite` fails the test if the scripts break the CSP or come from elsewhere."""
    geraet = seite.context.new_cdp_session(seite)
    geraet.send("WebAuthn.enable")
    optionen = {"protocol": "ctap2", "transport": "usb", "hasUserVerification": True, "isUserVerified": True}
    geraet.send("WebAuthn.addVirtualAuthenticator", {"options": optionen})

    _melde_an(seite, person)
    seite.goto("/konto/2fa/webauthn/add/")
    seite.get_by_label("Name").fill("Blauer Stick")
    seite.get_by_role("button", name="Schlüssel hinzufügen").click()
    expect(seite.get_by_role("heading", level=1)).to_have_text("Ersatzcodes")

    _melde_ab(seite, person)
    _melde_an(seite, person)
    seite.get_by_role("button", name="Sicherheitsschlüssel benutzen").click()
    expect(seite.locator("summary", has_text=str(person))).to_be_visible()
    seite.goto("/konto/2fa/webauthn/")
    expect(seite.get_by_role("main")).to_contain_text("Blauer Stick")

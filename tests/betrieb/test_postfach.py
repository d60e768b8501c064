"""The SMTP server of tests and demonstration."""

import mailbox
import smtplib
import time
from email.message import EmailMessage

import pytest
from django.core import mail

from betrieb import dienste
from betrieb.postfach import Postfach, oeffne_socket
from betrieb.prozesse import Kind


def schicke(an: str) -> None:
    mail.EmailMessage("Grüße", "Text mit Ümlaut", "a@example.org", [an]).send()


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


def test_verzoegerung_liegt_zwischen_daten_und_bestaetigung(postfach: Postfach):
    postfach.verzoegerung = 0.3
    beginn = time.monotonic()
    schicke("ada@example.org")
    assert time.monotonic() - beginn >= 0.3
    assert len(postfach.briefe) == 1


def test_andere_antwort_je_adresse_laesst_sich_vorgeben(postfach: Postfach):
    postfach.antworten["voll@example.org"] = "452 4.2.2 mailbox full"
    with pytest.raises(smtplib.SMTPRecipientsRefused) as fehler:
        schicke("voll@example.org")
    assert fehler.value.recipients["voll@example.org"][0] == 452


def test_postfach_der_vorfuehrung_legt_briefe_mit_umschlag_ab(tmp_path):
    with oeffne_socket() as horcher:
        port = horcher.getsockname()[1]
        befehl = dienste.maildir(tmp_path / "post", horcher)
        kind = Kind("post", befehl, tmp_path / "log", fds=(horcher.fileno(),))
        kind.starten()
    brief = EmailMessage()
    brief["Subject"], brief["To"] = "Einladung für Müller", "verdeckt:;"
    brief.set_content("سلام")
    try:
        with smtplib.SMTP("127.0.0.1", port, timeout=20) as verbindung:
            verbindung.send_message(brief, "a@example.org", ["ada@example.org", "bo@example.org"])
    finally:
        kind.beenden()
    assert kind.prozess.returncode == 0
    [abgelegt] = mailbox.Maildir(tmp_path / "post")
    assert abgelegt["X-Envelope-To"] == "ada@example.org, bo@example.org"
    assert abgelegt.get_payload(decode=True).decode() == "سلام\n"

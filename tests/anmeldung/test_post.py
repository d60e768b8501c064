"""The letters of registration: what they say, in which language, with which links."""

import re
from itertools import product

import pytest
from i18nfield.strings import LazyI18nString
from icalendar import Calendar

from anmeldung import actions
from anmeldung.actions import briefe
from anmeldung.models import Anmeldung
from konferenz.actions.nachricht import zustellen
from konferenz.models import Konferenz, Nachricht
from programm.models import Arbeitsgruppe
from tests import welt

pytestmark = pytest.mark.django_db

ANLAESSE = (
    "bestaetigen",
    "bestaetigt",
    "warteliste",
    "angebot",
    "angebot_verfallen",
    "abgesagt",
    "schon_angemeldet",
    "gruppe_angebot",
    "gruppe_verfallen",
    "gruppe_abgesagt",
    "programm_geaendert",
    "gruppe_zugeteilt",
    "verlegt",
)
GRUPPE = Arbeitsgruppe(titel=LazyI18nString({"de": "Wohnen", "en": "Housing", "tr": "Konut", "ar": "السكن"}))
DATEN = {
    "wartenummer": 7,
    "bis": welt.am("2024-09-04", "09:14"),
    "gruppe": GRUPPE,
    "zeilen": ["–"],
    "wuensche": [],
    "vorher": welt.am("2024-11-09", "10:00"),
}
BASIS = "https://konferenz.example"


@pytest.fixture
def konferenz() -> Konferenz:
    welt.bezirk()
    return welt.konferenz()


def _brief(anmeldung: Anmeldung, anlass: str, **daten: object) -> Nachricht:
    brief = briefe.schreibe(anmeldung, anlass, generation="test", **{**DATEN, **daten})
    assert brief is not None
    return brief


def _links(brief: Nachricht) -> list[str]:
    return [teil["link"] for teil in brief.teile if isinstance(teil, dict)]


def test_der_brief_zum_bestaetigen_im_wortlaut(konferenz: Konferenz) -> None:
    brief = _brief(welt.unbestaetigt(konferenz, name="İpek Gül-Şahin"), "bestaetigen")
    assert brief.betreff == "Bitte bestätigen Sie Ihre Anmeldung: Integrationskonferenz 2024"
    assert brief.text_zum_zeigen == (
        "Guten Tag İpek Gül-Şahin,\n\n"
        "Sie möchten an dieser Konferenz teilnehmen:\n\n"
        "Integrationskonferenz 2024\n"
        "Samstag, 16. November 2024, 10:00–17:00 Uhr\n"
        "Einlass ab 9:15 Uhr\n"
        "Bürgerhaus, Am Markt 1, 12345 Musterstadt\n\n"
        "Bitte bestätigen Sie Ihre Anmeldung. Öffnen Sie diesen Link und drücken Sie dort auf den Knopf:\n\n"
        "[persönlicher Link]\n\n"
        "Erst dann haben Sie einen Platz. Der Link gilt 72 Stunden.\n"
        "Sind schon alle Plätze vergeben, kommen Sie auf die Warteliste. "
        "Wir schreiben Ihnen, sobald ein Platz frei wird.\n\n"
        "Sie haben sich nicht angemeldet? Dann brauchen Sie nichts zu tun. Wir löschen die Angaben nach 72 Stunden."
    )
    assert _links(brief) == ["anmeldung.bestaetigen"]


def test_der_brief_zum_sicheren_platz_im_wortlaut(konferenz: Konferenz) -> None:
    anmeldung = welt.bestaetigt(konferenz, name="J")
    assert _brief(anmeldung, "bestaetigt").text_zum_zeigen == (
        "Guten Tag J,\n\n"
        "Ihr Platz ist sicher. Wir freuen uns auf Sie.\n\n"
        "Integrationskonferenz 2024\n"
        "Samstag, 16. November 2024, 10:00–17:00 Uhr\n"
        "Einlass ab 9:15 Uhr\n"
        "Bürgerhaus, Am Markt 1, 12345 Musterstadt\n\n"
        f"Ihre Nummer: {anmeldung.nummer}. Nennen Sie sie am Einlass.\n\n"
        "So kommen Sie hin:\nMit der S-Bahn bis Markt.\n\n"
        "Zugang ohne Barrieren:\nOhne Stufen.\n\n"
        "Den Termin finden Sie im Anhang, für Ihren Kalender.\n\n"
        "Sie können doch nicht kommen? Bitte sagen Sie ab. Dann kann jemand anderes teilnehmen.\n\n"
        "Ihre Anmeldung ansehen, ändern oder absagen, Einwilligungen widerrufen, Daten löschen:\n\n"
        "[persönlicher Link]\n\n"
        "Dieser Link ist nur für Sie. Bitte geben Sie ihn nicht weiter."
    )


@pytest.mark.parametrize(
    ("anlass", "satz", "links"),
    [
        ("warteliste", "Ihre Wartenummer: 7", ["anmeldung.meine"]),
        ("angebot", "Bitte antworten Sie bis Mittwoch, 4. September 2024, 9:14 Uhr.", ["anmeldung.angebot"]),
        ("angebot_verfallen", f"{BASIS}/2024/anmeldung/", ["anmeldung.meine"]),
        ("abgesagt", f"{BASIS}/2024/anmeldung/", ["anmeldung.meine"]),
        ("schon_angemeldet", "sind Sie schon angemeldet", ["anmeldung.meine"]),
    ],
)
def test_was_jeder_brief_sagt(konferenz: Konferenz, anlass: str, satz: str, links: list[str]) -> None:
    brief = _brief(welt.unbestaetigt(konferenz), anlass)
    assert satz in brief.text_zum_zeigen
    assert _links(brief) == links


@pytest.mark.parametrize(
    ("anlass", "sprache"), list(product(ANLAESSE, ["de", "de-simple", "en", "ar", "tr", "ti"]))
)
def test_jeder_brief_ist_in_jeder_sprache_reiner_text(
    konferenz: Konferenz, anlass: str, sprache: str
) -> None:
    """Names and titles are text everywhere: no tag, no entity, no header line."""
    name = "<b>Eva</b> & 'Ali'\r\nBcc: x@example.org"
    konferenz.titel = {"de": "Wir & Ihr"}
    konferenz.save()
    anmeldung = welt.unbestaetigt(
        konferenz, sprache=sprache, name=name, bedarfe={"arten": ["nuss"]}, einwilligung_bedarf=True
    )
    brief = _brief(anmeldung, anlass, gruppe=Arbeitsgruppe(titel="Wir & Ihr"))
    text = brief.text_zum_zeigen
    assert "Wir & Ihr" in brief.betreff
    assert "\n" not in brief.betreff
    assert "<b>Eva</b> & 'Ali' Bcc" in text
    assert not re.search(r"&amp;|&#|<bdi|<span|\{\{|\{%|%\(", text + brief.betreff)
    assert "\n\n\n" not in text
    assert not re.search("nuss", text, re.IGNORECASE)


@pytest.mark.parametrize(
    ("sprache", "oben", "betreff"),
    [
        (
            "en",
            "Only then do you have a place.",
            "Please confirm your registration: Integration conference 2024",
        ),
        ("ar", "عندئذ فقط يكون لكم مقعد.", "يُرجى تأكيد تسجيلكم: Integrationskonferenz 2024"),
    ],
)
def test_der_brief_steht_oben_in_der_sprache_der_person_und_darunter_auf_deutsch(
    konferenz: Konferenz, sprache: str, oben: str, betreff: str
) -> None:
    """S50"""
    brief = _brief(welt.unbestaetigt(konferenz, sprache=sprache), "bestaetigen")
    text = brief.text_zum_zeigen
    assert 0 < text.index(oben) < text.index("Deutsch:") < text.index("Erst dann haben Sie einen Platz.")
    assert brief.betreff == betreff
    assert _links(brief) == ["anmeldung.bestaetigen"] * 2


def test_wer_keine_mail_hat_wird_gebeten_anzurufen(konferenz: Konferenz) -> None:
    anmeldung = welt.bestaetigt(konferenz)
    anmeldung.email, anmeldung.quelle = "", Anmeldung.Quelle.PAPIER
    for anlass in ("bestaetigt", "warteliste", "angebot"):
        brief = _brief(anmeldung, anlass)
        assert (brief.weg, _links(brief)) == (Nachricht.Weg.BRIEF, [])
        assert "rufen Sie uns an" in brief.text_zum_zeigen
        assert "Anhang" not in brief.text_zum_zeigen


def test_ohne_ort_termin_und_einlass_bleibt_der_brief_lesbar(konferenz: Konferenz) -> None:
    anmeldung = welt.unbestaetigt(konferenz)
    anmeldung.konferenz.ort = anmeldung.konferenz.einlass_ab = None
    text = _brief(anmeldung, "bestaetigt").text_zum_zeigen
    assert "None" not in text
    assert "\n\n\n" not in text


@pytest.mark.django_db(transaction=True)
def test_mit_der_bestaetigung_kommen_kalender_und_link_wirklich_an(postfach) -> None:
    """From the outbox over real SMTP: German below the other language, a link that opens, a calendar that reads."""
    welt.bezirk()
    konferenz = welt.konferenz()
    anmeldung = welt.bestaetigt(konferenz, sprache="en", email="gast@example.org")
    zustellen(hoechstens=10)
    (brief,) = postfach.an_adresse("gast@example.org")
    assert anmeldung.nummer in brief.text
    assert re.search(rf"{BASIS}/z/[\w-]{{32,}}/", brief.text)
    (datei,) = brief.nachricht.iter_attachments()
    assert (datei.get_filename(), datei.get_content_type()) == ("konferenz-2024.ics", "text/calendar")
    (termin,) = Calendar.from_ical(datei.get_payload(decode=True)).walk("VEVENT")
    assert str(termin["SUMMARY"]) == "Integration conference 2024"


def test_ein_brief_ohne_grund_geht_nicht_mehr_hinaus(konferenz: Konferenz) -> None:
    """Confirmed in one letter, cancelled before it went out: only the second one is delivered."""
    anmeldung = welt.bestaetigt(konferenz)
    actions.absagen(anmeldung=anmeldung)
    zustellen(hoechstens=10)
    staende = dict(Nachricht.objects.values_list("anlass", "stand"))
    assert staende == {
        "anmeldung.bestaetigen": "verworfen",
        "anmeldung.bestaetigt": "verworfen",
        "anmeldung.abgesagt": "versandt",
    }

"""The mail as it arrives: headers, links, footer, attachments; nothing a participant types changes its shape."""

import re
from email.header import decode_header, make_header
from email.utils import parseaddr
from hashlib import sha256

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from konferenz.actions.nachricht import zustellen
from konferenz.actions.nachricht.umschlag import anzeigename, fertige_mail
from konferenz.models import Nachricht, Zugangslink
from tests import welt

GRUSS = {
    "vorlage": "post/gruss",
    "daten": {"name": "Gül", "objekt": "o1", "bis": welt.am("2024-11-16"), "bemerkung": ""},
}


@pytest.fixture
def zugestellt(postfach, brief):
    """A function that writes a letter, delivers it and returns what arrived."""

    def stelle_zu(**felder):
        brief(**felder)
        assert zustellen(hoechstens=5) == 1
        (angekommen,) = postfach.briefe
        return angekommen

    return stelle_zu


def test_kopfzeilen(zugestellt):
    welt.bezirk()
    angekommen = zugestellt(an="guel@example.org", an_name="İpek Gül-Şahin", sprache="tr")
    mail = angekommen.nachricht

    assert angekommen.empfaenger == ("guel@example.org",)
    assert angekommen.absender == "konferenz@bezirk.example"
    assert str(mail["From"]) == "Bezirksamt Musterstadt-Nord <konferenz@bezirk.example>"
    assert str(mail["To"]) == "İpek Gül-Şahin <guel@example.org>"
    assert str(mail["Reply-To"]) == "Bezirksamt Musterstadt-Nord <integration@bezirk.example>"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Content-Language"] == "tr, de"
    assert mail["Message-ID"] == Nachricht.objects.get().message_id
    assert mail["Date"].datetime == welt.MONTAG
    assert mail.get_content_type() == "text/plain"


def test_fuss_mit_absender_und_ohne_bezirk_ohne(zugestellt):
    welt.bezirk()
    text = zugestellt().text.replace("\r\n", "\n")

    wortlaut, fuss = text.split("\n-- \n")
    assert wortlaut.strip() == "Nur Deutsch."
    assert fuss == (
        "Bezirksamt Musterstadt-Nord, Fachamt Zusammenleben\n"
        "Rathausweg 1, 12345 Musterstadt\n"
        "Telefon: 0123 456-0 · E-Mail: integration@bezirk.example\n"
        "Impressum: https://konferenz.example/impressum/\n"
        "Datenschutz: https://konferenz.example/datenschutz/\n"
        "\n"
        "Diese E-Mail wurde automatisch verschickt. Ihre Antwort liest ein Mensch.\n"
    )


def test_noch_ohne_eingerichtete_behoerde_geht_der_brief_auch(zugestellt):
    angekommen = zugestellt()

    assert angekommen.nachricht["Reply-To"] is None
    assert "Impressum" in angekommen.text


def test_persoenliche_links_entstehen_bei_der_uebergabe_und_nur_ihr_hash_bleibt(zugestellt):
    assert not Zugangslink.objects.exists()
    text = zugestellt(**GRUSS).text

    geheimnisse = re.findall(r"https://konferenz\.example/z/([A-Za-z0-9_-]+)/", text)
    assert len(geheimnisse) == 2
    assert {link.hash for link in Zugangslink.objects.all()} == {
        sha256(g.encode()).hexdigest() for g in geheimnisse
    }
    meine = Zugangslink.objects.zu(geheimnisse[0]).get()
    assert (meine.zweck, meine.objekt, meine.gueltig_bis) == (
        "test.meine",
        "o1",
        welt.am("2024-09-09", "09:14"),
    )
    assert Zugangslink.objects.zu(geheimnisse[1]).get().gueltig_bis == welt.am("2024-11-16")
    assert min(len(g) for g in geheimnisse) >= 32


def test_in_zwei_sprachen_steht_derselbe_link(zugestellt):
    from tests.konferenz.test_nachricht import _Tag

    text = zugestellt(sprache="en", vorlage="post/gruss", daten={**GRUSS["daten"], "bemerkung": _Tag()}).text

    links = re.findall(r"/z/[A-Za-z0-9_-]+/", text)
    assert len(links) == 4
    assert len(set(links)) == Zugangslink.objects.count() == 2


def test_ein_code_kommt_an_und_danach_ist_kein_wort_mehr_da(zugestellt):
    text = zugestellt(vorlage="post/code", daten={"code": "4711-0815"}, ist_verborgen=True).text

    assert text.startswith("Guten Tag, 4711-0815 <b>")
    assert Nachricht.objects.get().teile == []


def test_anlagen_entstehen_bei_der_uebergabe(zugestellt):
    angekommen = zugestellt(anlass="test.anlage")

    (anlage,) = angekommen.nachricht.iter_attachments()
    assert anlage.get_filename() == "termin.ics"
    assert anlage.get_content_type() == "text/calendar"
    assert dict(anlage["Content-Type"].params) == {"charset": "utf-8", "method": "PUBLISH"}
    assert anlage.get_payload(decode=True) == b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"
    assert angekommen.text.startswith("Nur Deutsch.")


BOESE_NAMEN = [
    "Gül\r\nBcc: alle@example.org",
    'Gül" <boese@example.org>, "',
    "a@b.de, c@d.de",
    "Gül\u2028Bcc: x@example.org",
    "=?utf-8?q?=0D=0ABcc:_x@example.org?=",
    "\u202eevil\u202c",
    "فاطمة الزهراء " * 12,
    "ä" * 200,
    "",
]


@pytest.mark.parametrize("name", BOESE_NAMEN)
def test_ein_boeser_name_aendert_weder_kopfzeilen_noch_empfaenger(zugestellt, name):
    angekommen = zugestellt(an="guel@example.org", an_name=name)

    assert angekommen.empfaenger == ("guel@example.org",)
    assert [a.addr_spec for a in angekommen.nachricht["To"].addresses] == ["guel@example.org"]
    assert angekommen.nachricht["Bcc"] is None
    assert angekommen.nachricht.get_all("To") == [angekommen.nachricht["To"]]


@pytest.mark.parametrize(
    "betreff", ["=?utf-8?q?=0D=0ABcc:_x@example.org?=", "=?utf-8?b?DQpCY2M6IHhAZXhhbXBsZS5vcmc=?="]
)
def test_ein_verschluesseltes_wort_im_betreff_bleibt_text(zugestellt, betreff):
    angekommen = zugestellt(**{**GRUSS, "daten": {**GRUSS["daten"], "name": betreff}})

    assert angekommen.nachricht["Bcc"] is None
    assert str(angekommen.nachricht["Subject"]) == "Betreff für " + betreff.replace("=?", "= ?")


@pytest.mark.parametrize(
    "betreff", ["فاطمة " * 20, "Шевченко Бондаренко " * 8, "Prüfung für Übermorgen " * 8, "ትግስት " * 30]
)
def test_in_langen_betreffen_geht_kein_leerzeichen_verloren(post, betreff):
    from email import message_from_bytes

    felder = {"an": "a@b.example", "an_name": betreff, "betreff": betreff.strip()}
    roh = fertige_mail(Nachricht(teile=["x"], message_id="<a@b.example>", **felder), None).as_bytes()
    gelesen = message_from_bytes(roh)
    assert str(make_header(decode_header(gelesen["Subject"]))) == betreff.strip()
    assert parseaddr(str(make_header(decode_header(gelesen["To"]))))[0] == anzeigename(betreff)
    assert max(len(zeile) for zeile in roh.splitlines()) <= 120


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.text(max_size=120), betreff=st.text(max_size=120))
def test_beliebige_namen_und_betreffe_ergeben_genau_einen_empfaenger(post, name, betreff):
    """I16: what is written is read back the same."""
    from email import message_from_bytes, policy

    from konferenz.actions.nachricht.schreiben import _einzeilig

    felder = {"an_name": _einzeilig(name), "betreff": _einzeilig(betreff)}
    nachricht = Nachricht(an="guel@example.org", teile=["Text"], message_id="<a@b.example>", **felder)
    gelesen = message_from_bytes(fertige_mail(nachricht, None).as_bytes(), policy=policy.default)

    assert [a.addr_spec for a in gelesen["To"].addresses] == ["guel@example.org"]
    roh = message_from_bytes(fertige_mail(nachricht, None).as_bytes(), policy=policy.compat32)
    assert parseaddr(str(make_header(decode_header(roh["To"]))))[0] == anzeigename(nachricht.an_name)
    betreff_gelesen = str(make_header(decode_header(roh["Subject"] or "")))
    assert betreff_gelesen.split() == nachricht.betreff.replace("=?", "= ?").split()
    assert set(gelesen.keys()) <= {
        "From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "X-Auto-Response-Suppress", "Content-Language",
        "Content-Type", "Content-Transfer-Encoding", "MIME-Version",
    }  # fmt: skip


def test_umlaute_im_rechnernamen_der_adresse(zugestellt):
    assert zugestellt(an="info@müller.example").empfaenger == ("info@xn--mller-kva.example",)


@pytest.mark.parametrize(
    "adresse", ["quatsch", "a@b", "a@b.example\nBcc: x@example.org", "a b@example.org", "gül@example.org"]
)
def test_was_keine_adresse_ist_scheitert_allein(brief, postfach, adresse):
    brief(1, an=adresse)
    brief(2)
    zustellen(hoechstens=5)

    assert {n.bezug: n.stand for n in Nachricht.objects.all()} == {"1": "gescheitert", "2": "versandt"}
    assert Nachricht.objects.get(bezug="1").fehler == "Das ist keine gültige E-Mail-Adresse."
    assert len(postfach.briefe) == 1
